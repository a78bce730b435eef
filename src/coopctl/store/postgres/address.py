"""Addresses of databases: which are meant, and what may be said of one.  A password is never said."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

from msgspec import Struct

from coopctl.errors import StoreTrouble

PLAN = "main"
_NAME = re.compile(r"[\w.-]{1,63}")


class Address(Struct, frozen=True):
    """Where a plan is kept in a database: what libpq is given, and the plan's name there.

    `shown` is all that people see of it: host, database and plan.
    """

    conninfo: str
    plan: str
    shown: str


def parse_address(text: str) -> Address:
    """The address in `postgres://host/database?plan=NAME`; without a name the plan is `main`.

    The rest is read by libpq.  Raises `StoreTrouble` where that does not understand it, and says nothing of it.
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    # libpq refuses the one parameter that is ours.
    base, _, query = text.strip().partition("?")
    asked = parse_qsl(query, keep_blank_values=True)
    rest = urlencode([(name, value) for name, value in asked if name != "plan"], quote_via=quote)
    plan = dict(asked).get("plan") or PLAN
    conninfo = f"{base}?{rest}" if rest else base
    try:
        parts = conninfo_to_dict(conninfo)
    except (ProgrammingError, UnicodeError):
        parts = None
    if parts is None or not _NAME.fullmatch(plan):
        raise StoreTrouble(
            "the address of the database is not understood",
            "it has a user, a host, a database and ?plan=NAME; inside a word write %40 for @, %3A for : and %2F for /",
        )
    return Address(conninfo, plan, f"plan {plan} in {_shown(base, parts)}")


def _shown(base: str, parts: Mapping[str, object]) -> str:
    """The database and its host, where nothing of a password can have got into either."""
    host, database = str(parts.get("host") or "localhost"), str(parts.get("dbname") or "")
    plain = base.count("@") <= 1 and base.count(":") <= 3 and base.count("/") <= 3 and base.count("%") == 0
    if plain and _NAME.fullmatch(host) and _NAME.fullmatch(database):
        return f"database {database} on {host}"
    return "the database"
