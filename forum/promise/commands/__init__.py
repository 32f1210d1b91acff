"""Writing: who looks after topics, who is asked for help, which days are off, and who is reminded."""
