"""What a role may do with a plan: a value that the command line can name without the database's driver."""

from enum import StrEnum


class Right(StrEnum):
    """What a role may do: each right has those before it."""

    NONE = "none"
    READ = "read"
    RECORD = "record"
    PLAN = "plan"
