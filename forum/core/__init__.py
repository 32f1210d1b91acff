"""What every package stands on: database, events, jobs, mail, markup, web. Knows no domain."""
