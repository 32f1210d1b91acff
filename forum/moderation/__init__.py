"""Reports on posts, the log of acts and the list of unanswered questions."""
