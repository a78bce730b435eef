"""One foreign format a file: rows in, and figures out."""
