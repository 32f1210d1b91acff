"""What `make run` starts: one parent that prepares the database and keeps web server and worker alive."""
