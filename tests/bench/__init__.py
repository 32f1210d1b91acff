"""Measurements for `make bench`; pytest does not collect them."""
