"""Who may do what with a plan in a database: grants, and row-level security for each role and plan.

A role that records gives what it records; when, and from whom, is the database's to say, and nothing is deleted.
"""

import re
from collections.abc import Iterable
from zlib import crc32

import psycopg
from msgspec import Struct
from psycopg import sql
from psycopg.rows import TupleRow

from coopctl.errors import Refused, UnknownName
from coopctl.store.postgres import tables
from coopctl.store.postgres.right import Right
from coopctl.store.postgres.store import PostgresStore

TABLES = ("coop_plan", "coop_clock", "coop_change", "coop_figure", "coop_received")


class Shared(Struct, frozen=True):
    """A role, and what it may do with a plan."""

    plan: str
    role: str
    right: Right


_ORDER = tuple(Right)
# What a role needs of the tables; which plans it means, the policies say.
_GRANTS = {
    Right.READ: (f"SELECT ON {', '.join(TABLES)}",),
    Right.RECORD: ("INSERT ON coop_figure", "UPDATE (place, at) ON coop_clock"),
    Right.PLAN: ("UPDATE (schema, document) ON coop_plan", "INSERT ON coop_change"),
}
# What is entered has the name of who is logged in and a time of the database's own, not before the last.
_FIGURE_IS_MINE = """WITH CHECK (plan = {plan} AND (
    SELECT entry ->> 'by' = session_user AND NOT ({misfiled}) AND coop_figure.place > clock.place
        AND parsed.at <= greatest(clock_timestamp(), clock.at)
        AND parsed.at >= date_trunc('second', greatest(clock.at, transaction_timestamp()))
    FROM (SELECT document::json AS entry, (document::json ->> 'recorded_at')::timestamptz AS at) AS parsed,
        coop_clock AS clock WHERE clock.plan = {plan}))"""
_CHANGE_IS_MINE = """WITH CHECK (plan = {plan} AND (
    SELECT entry ->> 'who' = session_user AND parsed.at <= greatest(clock_timestamp(), clock.at)
        AND parsed.at >= date_trunc('second', greatest(clock.at, transaction_timestamp()))
    FROM (SELECT document::json AS entry, (document::json ->> 'at')::timestamptz AS at) AS parsed,
        coop_clock AS clock WHERE clock.plan = {plan}))"""
_CLOCK_IS_RIGHT = """USING (plan = {plan}) WITH CHECK (plan = {plan}
    AND at BETWEEN transaction_timestamp() AND clock_timestamp() + interval '1 second'
    AND place = (SELECT coalesce(max(figure.place), 0) FROM coop_figure AS figure WHERE figure.plan = {plan}))"""
_OF_PLAN = "USING (plan = {plan})"
_POLICIES = {
    Right.READ: tuple((table, "SELECT", _OF_PLAN) for table in TABLES),
    Right.RECORD: (("coop_figure", "INSERT", _FIGURE_IS_MINE), ("coop_clock", "UPDATE", _CLOCK_IS_RIGHT)),
    Right.PLAN: (
        ("coop_plan", "UPDATE", _OF_PLAN + " WITH CHECK (plan = {plan})"),
        ("coop_change", "INSERT", _CHANGE_IS_MINE),
    ),
}
_OURS = re.compile(r"coop_[0-9a-f]{8}_(read|record|plan)_[0-9]")
_PLAN = re.compile(r"plan = '((?:[^']|'')*)'::text")
_KEPT = (
    "SELECT policyname, roles[1]::text, coalesce(qual, with_check) FROM pg_policies WHERE policyname LIKE 'coop\\_%'"
)


def share(store: PostgresStore, plan: str, role: str, right: Right) -> None:
    """Give a role its right to a plan, in the place of the one that it had.

    Raises `UnknownName` where the plan or the role is not there, `Refused` for a role that keeps the database anyway.
    """
    with store.administering() as connection:
        _check(connection, plan, role)
        who, meant = sql.Identifier(role), sql.Literal(plan)
        for table in TABLES:
            connection.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
        for each, policies in _POLICIES.items():
            for number, (table, act, rule) in enumerate(policies):
                name = sql.Identifier(f"coop_{crc32(f'{plan} {role}'.encode()):08x}_{each}_{number}")
                on = sql.Identifier(table)
                connection.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(name, on))
                if each in _up_to(right):
                    connection.execute(_policy(name, on, act, who, rule, meant))
        _grant(connection, role, shared(connection))


def _up_to(right: Right) -> tuple[Right, ...]:
    """The rights that one is made of."""
    return _ORDER[1 : _ORDER.index(right) + 1]


def _highest(rights: Iterable[Right]) -> Right:
    return max(rights, key=_ORDER.index, default=Right.NONE)


def _policy(
    name: sql.Identifier, table: sql.Identifier, act: str, who: sql.Identifier, rule: str, plan: sql.Literal
) -> sql.Composed:
    begin = sql.SQL("CREATE POLICY {} ON {} FOR ").format(name, table)
    return (
        begin
        + sql.SQL(act)
        + sql.SQL(" TO {} ").format(who)
        + sql.SQL(rule).format(plan=plan, misfiled=sql.SQL(tables.IS_MISFILED))
    )


def _grant(connection: psycopg.Connection[TupleRow], role: str, known: list[Shared]) -> None:
    """Let a role have of the tables what its rights to any plan need, and no more."""
    who = sql.Identifier(role)
    rights = _up_to(_highest(one.right for one in known if one.role == role))
    for table in TABLES:
        connection.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), who))
    (schema,) = connection.execute("SELECT current_schema()").fetchone() or ("public",)
    if rights:
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(sql.Identifier(schema), who))
    for right in rights:
        for grant in _GRANTS[right]:
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.SQL(grant), who))


def shared(connection: psycopg.Connection[TupleRow]) -> list[Shared]:
    """What every role may do with every plan, by plan and role."""
    found: dict[tuple[str, str], Right] = {}
    for name, role, rule in connection.execute(_KEPT).fetchall():
        ours, plan = _OURS.fullmatch(name), _PLAN.search(rule)
        if ours and plan:
            at = (plan[1].replace("''", "'"), role)
            found[at] = _highest((found.get(at, Right.NONE), Right(ours[1])))
    return [Shared(plan, role, right) for (plan, role), right in sorted(found.items())]


def right_of(connection: psycopg.Connection[TupleRow], plan: str) -> Right | None:
    """What whoever is logged in may do with a plan; None where no right narrows what the tables' grants say."""
    _, watched = connection.execute(tables.IS_WATCHED).fetchone() or ("", True)
    if not watched:
        return None
    found = connection.execute(
        "SELECT oid::regrole::text FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')"
    ).fetchall()
    mine = {name.strip('"') for (name,) in found}
    return _highest(one.right for one in shared(connection) if one.plan == plan and one.role in mine)


def _check(connection: psycopg.Connection[TupleRow], plan: str, role: str) -> None:
    if (plan,) not in connection.execute(tables.PLANS).fetchall():
        raise UnknownName(f"there is no plan {plan} in the database", "see `coopctl status --in ADDRESS`")
    found = connection.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    if found is None:
        raise UnknownName(f"there is no role {role} in the database", f"make it with psql: CREATE ROLE {role} LOGIN")
    if found[0]:
        raise Refused(f"{role} may do anything in this database already", "share the plan with a role of its own")
