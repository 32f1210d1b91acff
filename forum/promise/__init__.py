"""The service promise: until when a question gets an answer, who looks after it, and what waits for whom."""
