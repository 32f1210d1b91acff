"""Reports on posts, and the log of acts."""
