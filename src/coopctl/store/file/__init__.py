"""The store in one TinyDB file."""
