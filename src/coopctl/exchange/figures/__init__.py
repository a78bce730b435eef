"""Rows of foreign tables to figures of goals, all or none."""
