"""Foreign files: figures in and out, and written plans to goals; a file for each format."""
