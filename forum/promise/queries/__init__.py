"""Reading: calendars, who looks after a topic, what waits for whom."""
