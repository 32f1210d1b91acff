"""Keeping the forum running: backups, the doctor, measurements, and the page that shows how it is."""
