"""Writing: setting timers and reminders, removing them, and doing what is due."""
