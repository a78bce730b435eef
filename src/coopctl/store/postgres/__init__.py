"""The store of a team: one plan of many in a PostgreSQL database."""
