"""Backups: database and files of people in one archive, which says itself whether it is whole."""
