"""Goal progress, from a written plan to a defended status."""

__version__ = "0.1.0"
