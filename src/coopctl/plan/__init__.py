"""The model: a plan, its goals and figures, what withdraws what, and the journal of changes."""
