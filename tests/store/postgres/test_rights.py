"""Roles have their rights to a plan, nobody can forge who or when, and nothing is deleted."""

import json
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import urlsplit

import psycopg
import pytest
from msgspec import structs

from coopctl.errors import CoopctlError, ExitCode, StoreTrouble
from coopctl.plan.journal import Change, patch
from coopctl.plan.plan import Plan
from coopctl.store import Contents, Recorder
from coopctl.store.opening import open_team
from coopctl.store.postgres.many import all_plans
from coopctl.store.postgres.right import Right
from coopctl.store.postgres.rights import share, shared
from coopctl.store.postgres.store import PostgresStore
from running import Program
from store.file.samples import PLAN, figure, figures

_NAMES = count()


class Office:
    """Two plans of one database, and how roles come to them."""

    def __init__(self, database: str) -> None:
        self.database = database
        number = next(_NAMES)
        self.north, self.south = f"north-{number}", f"south-{number}"
        self.roles = {name: f"{name} {number}" for name in ("reader", "recorder", "planner")}
        with psycopg.connect(database, autocommit=True) as admin:
            for role in self.roles.values():
                admin.execute(f'CREATE ROLE "{role}" LOGIN')
        for plan in (self.north, self.south):
            self.owner(plan).create(PLAN)

    def owner(self, plan: str) -> PostgresStore:
        return open_team(f"{self.database}?plan={plan}", lock_timeout=10)

    def address(self, name: str, plan: str) -> str:
        parts = urlsplit(self.database)
        return (
            f"postgresql://{self.roles[name].replace(' ', '%20')}@{parts.hostname}:{parts.port}{parts.path}?plan={plan}"
        )

    def login(self, name: str, plan: str) -> PostgresStore:
        """A store as that role opens it, with a recorder that lies about name and time."""
        liar = Recorder(lambda: "Somebody Else", lambda: datetime(2020, 1, 1, tzinfo=UTC))
        return open_team(self.address(name, plan), lock_timeout=10, recorder=liar)

    def psql(self, name: str) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection of that role without coopctl."""
        address = self.address(name, self.north).partition("?")[0]
        return psycopg.connect(address, autocommit=True)


@pytest.fixture
def office(database: str) -> Office:
    """Plans that are shared: the north is read, recorded and planned by three; the recorder plans the south."""
    made = Office(database)
    for name, right in (("reader", Right.READ), ("recorder", Right.RECORD), ("planner", Right.PLAN)):
        share(made.owner(made.north), made.north, made.roles[name], right)
    share(made.owner(made.south), made.south, made.roles["recorder"], Right.PLAN)
    return made


def _retitle(contents: Contents) -> tuple[Plan, Change]:
    plan = structs.replace(contents.plan, title="new")
    return plan, Change(datetime(2020, 1, 1, tzinfo=UTC), "title", patch(plan, contents.plan), who="Somebody Else")


def test_each_right_has_those_before_it(office: Office) -> None:
    """A reader reads, a recorder records too, a planner changes the plan too, and each is told what he may not do."""
    reader, recorder, planner = (office.login(name, office.north) for name in office.roles)
    assert reader.contents().plan.title == "old"
    with pytest.raises(StoreTrouble, match="nothing is stored"):
        reader.append([figure("r1")])
    recorder.append(figures(1200))
    with pytest.raises(StoreTrouble, match="may not"):
        recorder.save(_retitle)
    planner.append([figure("p1")])
    planner.save(_retitle)
    assert (reader.contents().plan.title, sum(1 for _ in reader.figures())) == ("new", 1201)


def test_an_update_that_is_hidden_is_not_acknowledged(office: Office) -> None:
    """A role that may change one plan is refused at another, though the database raises nothing there."""
    store = office.login("recorder", office.north)
    with office.psql("recorder") as connection:
        done = connection.execute("UPDATE coop_plan SET document = document WHERE plan = %s", (office.north,))
        assert done.rowcount == 0
    with pytest.raises(StoreTrouble, match="may not change the plan"):
        store.save(_retitle)
    assert (office.owner(office.north).contents().plan.title, store.contents().changes) == ("old", ())
    office.login("recorder", office.south).save(_retitle)
    assert office.owner(office.south).contents().plan.title == "new"


def test_a_plan_that_is_not_shared_is_not_there(office: Office) -> None:
    """Plans of others are neither listed nor read nor written to."""
    assert [name for name, _ in all_plans(office.login("reader", office.north))] == [office.north]
    store = office.login("reader", office.south)
    for ask in (store.contents, lambda: list(store.figures())):
        with pytest.raises(StoreTrouble, match="there is no plan south"):
            ask()
    with pytest.raises(StoreTrouble, match="nothing is stored"):
        store.append([figure("k")])


def test_who_and_when_are_the_databases(office: Office) -> None:
    """Whatever a client says of itself, what it writes has the name that is logged in and the server's time."""
    began = datetime.now(UTC) - timedelta(seconds=2)
    office.login("recorder", office.north).append([structs.replace(figure("k1"), by="Somebody Else")])
    office.login("planner", office.north).save(_retitle)
    ((_, one),) = office.owner(office.north).figures()
    (change,) = office.owner(office.north).contents().changes
    assert (one.by, change.who) == (office.roles["recorder"], office.roles["planner"])
    assert began <= one.recorded_at <= change.at <= datetime.now(UTC) + timedelta(seconds=2)
    assert one.said_at == figure("k1").recorded_at


@pytest.mark.parametrize(
    "forged",
    [
        {"by": "Somebody Else"},
        {"recorded_at": "2020-01-01T00:00:00Z"},
        {"recorded_at": "2199-01-01T00:00:00Z"},
        {"key": "other"},
        {"goal": "other"},
        {"place": 0},
        {"column": "2020-01-01T00:00:00Z"},
        {"worth": 2},
        {"day": "2025-06-29"},
        {"batch": "b"},
        {},
    ],
)
def test_nothing_is_forged_with_sql(office: Office, forged: dict[str, object]) -> None:
    """A role that writes its own SQL is held to its name, the time, its place and the columns' meaning as well."""
    office.login("recorder", office.north).append(figures(2))
    with office.psql("recorder") as connection, connection.transaction():
        (now,) = connection.execute("SELECT date_trunc('second', clock_timestamp())").fetchone() or (None,)
        assert isinstance(now, datetime)
        entry = {
            "key": "sql", "goal": "trade", "recorded_at": now.isoformat(), "date": "2025-06-30", "value": "1",
            "on": "2025-06-30", "by": office.roles["recorder"],
        }  # fmt: skip
        entry |= {name: str(value) for name, value in forged.items() if name in entry}
        column = forged.get("column", entry["recorded_at"])
        row = (
            office.north, forged.get("place", 3), "sql", "trade", forged.get("batch", ""), False, column,
            json.dumps(entry), forged.get("day", "2025-06-30"), forged.get("worth", 1), False, False,
        )  # fmt: skip
        insert = "INSERT INTO coop_figure VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        if forged:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(insert, row)
            connection.execute("ROLLBACK")
            return
        connection.execute(insert, row)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM coop_figure",
        "DELETE FROM coop_change",
        "TRUNCATE coop_figure",
        "UPDATE coop_figure SET document = document",
        "UPDATE coop_change SET document = document",
        "DROP TABLE coop_figure",
        "ALTER TABLE coop_figure DISABLE ROW LEVEL SECURITY",
        "UPDATE coop_clock SET at = '2020-01-01'",
        "UPDATE coop_clock SET at = '2199-01-01'",
        "UPDATE coop_clock SET place = 0, at = clock_timestamp()",
        "UPDATE coop_clock SET place = 99, at = clock_timestamp()",
        "UPDATE coop_clock SET plan = 'other'",
    ],
)
@pytest.mark.parametrize("name", ["reader", "recorder", "planner"])
def test_nothing_is_taken_away(office: Office, name: str, statement: str) -> None:
    """No right lets a role delete, overwrite or renumber what is recorded, or set the plan's clock."""
    office.login("planner", office.north).append(figures(2))
    before = list(office.owner(office.north).figures())
    with office.psql(name) as connection, suppress(psycopg.errors.InsufficientPrivilege):
        assert connection.execute(statement.encode()).rowcount == 0
    office.login("planner", office.north).append([figure("k3")])
    assert list(office.owner(office.north).figures())[:2] == before


def test_rights_are_changed_and_taken_back(office: Office) -> None:
    """The last word counts, and none is nothing."""
    owner, reader = office.owner(office.north), office.roles["reader"]
    share(owner, office.north, reader, Right.RECORD)
    office.login("reader", office.north).append([figure("k1")])
    share(owner, office.north, reader, Right.READ)
    with pytest.raises(StoreTrouble):
        office.login("reader", office.north).append([figure("k2")])
    share(owner, office.north, reader, Right.NONE)
    with pytest.raises(StoreTrouble):
        office.login("reader", office.north).contents()
    with owner.administering() as connection:
        mine = [(one.role, one.right) for one in shared(connection) if one.plan == office.north]
    assert mine == [(office.roles["planner"], Right.PLAN), (office.roles["recorder"], Right.RECORD)]


@pytest.mark.parametrize(("plan", "role"), [("none", "reader"), ("north", "no such role"), ("north", "coop")])
def test_what_cannot_be_shared(office: Office, plan: str, role: str) -> None:
    """A plan or role that is not there is named, and whoever may do anything needs no right."""
    plan = {"north": office.north}.get(plan, plan)
    with pytest.raises(CoopctlError):
        share(office.owner(office.north), plan, office.roles.get(role, role), Right.READ)


def test_a_schema_in_which_all_may_make_functions_is_noted(program: Program, office: Office) -> None:
    """Before version 15 every role could put a function in the way of what others ask; doctor says how to end it."""
    address = f"{office.database}?plan={office.north}"
    with psycopg.connect(office.database, autocommit=True) as admin:
        admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        assert "REVOKE" not in program.done("doctor", address)
        admin.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
        try:
            assert "psql: REVOKE CREATE ON SCHEMA public FROM PUBLIC" in program.done("doctor", address)
        finally:
            admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def test_the_commands_under_rights(program: Program, office: Office) -> None:
    """Recording, importing, correcting and undoing work as they do elsewhere, and undo knows whose is whose."""
    environ = {"COOPCTL_FILE": office.address("recorder", office.north)}
    rows = "goal,date,value\ntrade,2025-05-31,270\ntrade,2025-04-30,260\n"
    assert program.run("import", "-", stdin=rows, environ=environ).code == 0
    assert program.run("record", "trade", "271", "--on", "2025-05-30", "--key", "k1", environ=environ).code == 0
    assert program.run("record", "trade", "272", "--on", "2025-05-30", "--replaces", "k1", environ=environ).code == 0
    assert program.run("retract", "k1", environ=environ).code == 1
    program.who = "coop"
    other = {"COOPCTL_FILE": f"{office.database}?plan={office.north}"}
    assert program.run("record", "trade", "280", "--on", "2025-06-01", "--key", "others", environ=other).code == 0
    undone = program.run("undo", environ=environ)
    assert (undone.code, "record trade 272" in undone.out) == (0, True)
    assert "others" in program.run("log", "-o", "csv", environ=environ).out
    assert program.run("goal", "edit", "trade", "--owner", "X", environ=environ).code == ExitCode.FILE
    assert "this role may read and record" in program.run("doctor", environ=environ).out
    assert program.run("share", office.north, "coop", "--as", "plan", environ=environ).code != 0
    shown = program.run("share", environ=other).out
    assert f"{office.roles['recorder']} may read and record figures of {office.north}\n" in shown


def test_what_a_merge_brings_is_found_where_only_adding_is_allowed(program: Program, office: Office) -> None:
    """Of two values of one day the one that is there cannot be marked, and is found by the other."""
    environ = {"COOPCTL_FILE": office.address("recorder", office.north)}
    assert program.run("backup", "trip.json", environ=environ).code == 0
    assert program.run("record", "trade", "271", "--on", "2025-05-30", "--key", "home", environ=environ).code == 0
    program.done("record", "trade", "272", "--on", "2025-05-30", "--key", "trip", "--file", "trip.json")
    assert program.run("merge", "trip.json", environ=environ).code == 0
    found = program.run("check", "--fail-on", "double", environ=environ)
    assert (found.code, "retract home" in found.out, "retract trip" in found.out) == (4, True, True)
    assert "a merge left 1 thing to settle" in program.run("doctor", environ=environ).out
    assert program.run("merge", "trip.json", environ=environ).code == 0
    assert program.run("retract", "home", environ=environ).code == 0
    assert program.run("check", "--fail-on", "double", environ=environ).code == 0


def test_nobody_but_the_program_speaks_of_a_refusal(office: Office) -> None:
    """Two lines, in its own words: the driver's, with the address, are heard by nobody."""
    for name, words, why in (
        ("reader", ("record", "trade", "1"), "may only read it"),
        ("recorder", ("goal", "edit", "trade", "--owner", "X"), "may not change the plan"),
    ):
        command = [sys.executable, "-m", "coopctl", *words, "--file", office.address(name, office.north)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, why in done.stderr, len(done.stderr.splitlines())) == (ExitCode.FILE, True, 2)
        assert "Pipeline" not in done.stderr


def test_who_may_not_start_a_plan_is_told_what_is_missing(office: Office, program: Program) -> None:
    """A plan that is there is not started again; of a role without rights, the words that give them work."""
    there, none = (office.address("recorder", plan) for plan in (office.north, "none"))
    empty = f"empty_{office.north[6:]}"
    with psycopg.connect(office.database, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {empty}")
    bare = none.replace("/postgres?", f"/{empty}?")
    for address, why in ((there, "already"), (none, "may not start plans there"), (bare, "may not make tables there")):
        result = program.run("init", "--file", address)
        assert (result.code, why in result.err) == (ExitCode.FILE, True), result.err
    grant = result.err.split("with psql: ")[1]
    with psycopg.connect(office.database.replace("/postgres", f"/{empty}"), autocommit=True) as keeper:
        keeper.execute("REVOKE USAGE ON SCHEMA public FROM PUBLIC")
        assert "may not make tables there" in program.run("init", "--file", bare).err
        keeper.execute(grant.encode())
    assert program.run("init", "--file", bare).code == ExitCode.DONE
