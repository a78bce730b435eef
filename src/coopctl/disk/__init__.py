"""Durable files and locks, and the system's reasons in words."""
