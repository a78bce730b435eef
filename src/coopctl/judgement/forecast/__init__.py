"""Where the present trend leads by the deadline, with an honest interval."""
