"""Reading the desk: reports, the log of acts, questions without a reply, people who are suspended."""
