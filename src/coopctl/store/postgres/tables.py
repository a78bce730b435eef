"""The tables of a team's database, and every statement that is asked of them.

Only what distributed engines that speak PostgreSQL's protocol share: no sequences, triggers or advisory locks.  `plan`
leads every primary key, so that a plan with all its figures can lie on one node.  Documents are text, since numbers in
them are exact and JSONB would rewrite them.
"""

SCHEMA = 1

CREATE = (
    "CREATE TABLE IF NOT EXISTS coop_plan (plan text PRIMARY KEY, schema integer NOT NULL, document text NOT NULL)",
    "CREATE TABLE IF NOT EXISTS coop_clock (plan text PRIMARY KEY, place bigint NOT NULL, at timestamptz NOT NULL)",
    """CREATE TABLE IF NOT EXISTS coop_change (
        plan text, number bigint, document text NOT NULL,
        PRIMARY KEY (plan, number))""",
    """CREATE TABLE IF NOT EXISTS coop_figure (
        plan text, place bigint, key text COLLATE "C" NOT NULL, goal text NOT NULL, batch text NOT NULL,
        takes_back boolean NOT NULL, recorded_at timestamptz NOT NULL, document text NOT NULL,
        day date, value numeric, provisional boolean NOT NULL, period boolean NOT NULL,
        PRIMARY KEY (plan, place), UNIQUE (plan, key))""",
    """CREATE TABLE IF NOT EXISTS coop_received (
        plan text, name text, at timestamptz NOT NULL, PRIMARY KEY (plan, name))""",
    """CREATE INDEX IF NOT EXISTS coop_figure_of_goal ON coop_figure (plan, goal, day, place)
        INCLUDE (value, provisional, period, key, batch)""",
    "CREATE INDEX IF NOT EXISTS coop_figure_back ON coop_figure (plan, place) WHERE takes_back",
    "CREATE INDEX IF NOT EXISTS coop_figure_none ON coop_figure (plan, place) WHERE value IS NULL AND NOT takes_back",
)

ARE_THERE = "SELECT to_regclass('coop_plan')"
PLAN_NEW = "INSERT INTO coop_plan (plan, schema, document) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING plan"
PLANS = "SELECT plan FROM coop_plan ORDER BY plan"
PLAN_READ = "SELECT schema, document FROM coop_plan WHERE plan = %s"
PLAN_SAVE = "UPDATE coop_plan SET schema = %s, document = %s WHERE plan = %s RETURNING plan"
CLOCK_NEW = "INSERT INTO coop_clock (plan, place, at) VALUES (%s, 0, %s) ON CONFLICT DO NOTHING"
RECEIVED = "SELECT name, at FROM coop_received WHERE plan = %s"
RECEIVED_NEW = (
    "INSERT INTO coop_received (plan, name, at) "
    "SELECT %s, name, %s FROM unnest(%s::text[]) AS name ON CONFLICT DO NOTHING"
)
# A plan, its clock and its journal, in one statement so that they belong together.
CONTENTS = """SELECT 'plan', schema::bigint, document FROM coop_plan WHERE plan = %(plan)s
    UNION ALL SELECT 'clock', place, '' FROM coop_clock WHERE plan = %(plan)s
    UNION ALL SELECT 'change', number, document FROM coop_change WHERE plan = %(plan)s ORDER BY 1, 2"""
KEYS = "SELECT place, key FROM coop_figure WHERE plan = %s AND place = ANY(%s)"
CLOCK_READ = "SELECT place, at FROM coop_clock WHERE plan = %s"
CLOCK_LOCK = "SELECT place, at FROM coop_clock WHERE plan = %s FOR UPDATE"
# In milliseconds: how long to wait for one lock, and for a whole statement.
LOCK_LIMIT = "SET LOCAL lock_timeout = {}"
LIMIT = "SET LOCAL statement_timeout = {}"
CLOCK_MOVE = "UPDATE coop_clock SET place = %s, at = %s WHERE plan = %s RETURNING place, at"
# Who asks, by whose clock, whether row-level security looks at what they do, and what was taken last.
WRITING = """SELECT session_user::text, clock_timestamp(), row_security_active('coop_figure'),
    (SELECT recorded_at FROM coop_figure WHERE plan = %(plan)s ORDER BY place DESC LIMIT 1),
    (SELECT key FROM coop_figure WHERE plan = %(plan)s ORDER BY place DESC LIMIT 1),
    (SELECT document FROM coop_change WHERE plan = %(plan)s ORDER BY number DESC LIMIT 1)"""
CHANGE_LAST = "SELECT document FROM coop_change WHERE plan = %s ORDER BY number DESC LIMIT %s"
CHANGE_NEW = (
    "INSERT INTO coop_change (plan, number, document) "
    "SELECT %s, coalesce(max(number), 0) + 1, %s FROM coop_change WHERE plan = %s RETURNING number"
)
FIGURES_NEW = (
    "INSERT INTO coop_figure (plan, place, key, goal, batch, takes_back, recorded_at, document, day, value, "
    "provisional, period) SELECT %s, place, key, goal, batch, takes_back, recorded_at, document, day, value, "
    "provisional, period FROM json_to_recordset(%s) AS new "
    "(place bigint, key text, goal text, batch text, takes_back boolean, recorded_at timestamptz, document text, "
    "day date, value numeric, provisional boolean, period boolean) ON CONFLICT DO NOTHING RETURNING place"
)
# What the figures of a day come to, of those that nothing took back: what they are ordered by, whether the value is
# provisional - of the last place the last one's, else whether any is - and the value.
_JOINED = {
    "last": "max(ARRAY[place, provisional::int, value])",
    **{join: f"ARRAY[0, bool_or(provisional)::int, {join}(value)]" for join in ("sum", "min", "max")},
}
# One row a goal: a million days are a few thousand rows.  Days are numbered from the first of the year 1 on.  What is
# IN a long list is looked up by hash from version 14 on, what is NOT IN it only from 15 on.
_DAYS = """SELECT goal, string_agg(ordinal::text, ' '), string_agg(joined[3]::text, ' '),
    string_agg(number::text, ' '), string_agg(joined[2]::text, '')
    FROM (SELECT figure.goal, {} - DATE '0001-01-01' + 1 AS ordinal, count(*) AS number, {} AS joined
        FROM coop_figure AS figure {}
        WHERE figure.plan = %(plan)s AND figure.day IS NOT NULL AND figure.value IS NOT NULL
            AND (figure.key = ANY(%(gone)s)) IS FALSE AND (figure.batch = ANY(%(gone)s)) IS FALSE {}
        GROUP BY 1, 2) AS days
    GROUP BY goal"""
# Of each goal the figures after a place; a period that ends on the day with which it begins is of the day before.
_DAY = "figure.day - CASE WHEN figure.period AND figure.day = one.begins THEN 1 ELSE 0 END"
_GOALS = "JOIN json_to_recordset(%(goals)s) AS one (goal text, after bigint, begins date) ON figure.goal = one.goal"
_CHOSEN = "AND figure.goal = ANY(%(names)s) AND figure.place > one.after"
# Without a word on goals the index has them in order already.
DAYS_OF_ALL = {join: _DAYS.format("figure.day", joined, "", "") for join, joined in _JOINED.items()}
DAYS = {join: _DAYS.format(_DAY, joined, _GOALS, _CHOSEN) for join, joined in _JOINED.items()}
NONE = """SELECT place, document FROM coop_figure
    WHERE plan = %s AND goal = ANY(%s) AND value IS NULL AND NOT takes_back ORDER BY place"""
OF_DAYS = """SELECT place, document FROM coop_figure
    WHERE plan = %s AND goal = %s AND day = ANY(%s) ORDER BY place"""
CLOCKS = "SELECT plan, place FROM coop_clock WHERE plan IN (SELECT plan FROM coop_plan) ORDER BY plan"
HEADS = "SELECT plan, schema, document FROM coop_plan WHERE plan = ANY(%s)"
FIGURES_OF_ALL = "SELECT plan, place, document FROM coop_figure WHERE plan = ANY(%s) ORDER BY plan, place"
FIGURES = "SELECT place, document FROM coop_figure WHERE plan = %s ORDER BY place"
LAST = "SELECT place, document FROM coop_figure WHERE plan = %s ORDER BY place DESC LIMIT %s"
NEWEST = "SELECT place, document FROM coop_figure WHERE plan = %s AND place < %s ORDER BY place DESC"
TAKING_BACK = "SELECT place, document FROM coop_figure WHERE plan = %s AND takes_back ORDER BY place"
WITH_KEY = """SELECT place, document FROM coop_figure
    WHERE plan = %s AND key >= %s AND left(key, length(%s::text)) = %s ORDER BY place"""
IS_WATCHED = "SELECT session_user::text, row_security_active('coop_figure')"
MAY_DELETE = "SELECT has_table_privilege('coop_figure', 'DELETE') AND NOT row_security_active('coop_figure')"
# What each column of a figure repeats of its document, the `entry`.
_OF_DOCUMENT = {
    "key": "entry ->> 'key'",
    "goal": "entry ->> 'goal'",
    "batch": "coalesce(entry ->> 'batch', '')",
    # Or stands beside others, which is asked for together with it.
    "takes_back": "coalesce(entry ->> 'replaces', entry ->> 'retracts', entry ->> 'beside', '') <> ''",
    "recorded_at": "(entry ->> 'recorded_at')::timestamptz",
    "day": "(entry ->> 'date')::date",
    "value": "(entry ->> 'value')::numeric",
    "provisional": "coalesce((entry ->> 'provisional')::boolean, false)",
    "period": "coalesce(entry ->> 'on', '') NOT IN ('', coalesce(entry ->> 'date', 'None'))",
}
IS_MISFILED = " OR ".join(f"({said}) IS DISTINCT FROM {column}" for column, said in _OF_DOCUMENT.items())
_MISFILED = """SELECT place FROM (SELECT *, document::json AS entry FROM coop_figure WHERE plan = %s) AS filed
    WHERE {} ORDER BY place LIMIT 20"""
MISFILED = _MISFILED.format(IS_MISFILED)
CLEAR = ("DELETE FROM coop_figure WHERE plan = %s", "DELETE FROM coop_change WHERE plan = %s")
