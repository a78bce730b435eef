"""How an answer is written: table, pipe, Markdown, JSON, CSV."""
