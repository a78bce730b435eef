"""The use cases, without a terminal: what is asked of a plan, and what is answered."""
