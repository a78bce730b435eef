"""From figures to a status: readings, path, progress, assessment, and what is due.  Pure."""
