"""The desk: one list of all that waits for a decision, with its context and one decision a row.

What waits belongs to other packages, and so do the acts that decide; here it is put side by side, claimed, decided and
taken back.
"""
