"""What is to happen to topics at a moment that somebody chose: closing, reopening, publishing, reminding."""
