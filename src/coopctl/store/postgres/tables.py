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
        PRIMARY KEY (plan, place), UNIQUE (plan, key))""",
    "CREATE INDEX IF NOT EXISTS coop_figure_of_goal ON coop_figure (plan, goal, place)",
    "CREATE INDEX IF NOT EXISTS coop_figure_back ON coop_figure (plan, place) WHERE takes_back",
)

PLAN_NEW = "INSERT INTO coop_plan (plan, schema, document) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING plan"
PLANS = "SELECT plan FROM coop_plan ORDER BY plan"
PLAN_READ = "SELECT schema, document FROM coop_plan WHERE plan = %s"
PLAN_SAVE = "UPDATE coop_plan SET schema = %s, document = %s WHERE plan = %s RETURNING plan"
CLOCK_NEW = "INSERT INTO coop_clock (plan, place, at) VALUES (%s, 0, %s) ON CONFLICT DO NOTHING"
CLOCK_READ = "SELECT place, at FROM coop_clock WHERE plan = %s"
CLOCK_LOCK = "SELECT place, at FROM coop_clock WHERE plan = %s FOR UPDATE"
CLOCK_MOVE = "UPDATE coop_clock SET place = %s, at = %s WHERE plan = %s RETURNING place"
CHANGE_LAST = "SELECT document FROM coop_change WHERE plan = %s ORDER BY number DESC LIMIT %s"
LAST = "SELECT recorded_at FROM coop_figure WHERE plan = %s ORDER BY place DESC LIMIT 1"
CHANGES = "SELECT document FROM coop_change WHERE plan = %s ORDER BY number"
CHANGE_NEW = (
    "INSERT INTO coop_change (plan, number, document) "
    "SELECT %s, coalesce(max(number), 0) + 1, %s FROM coop_change WHERE plan = %s RETURNING number"
)
FIGURES_NEW = (
    "INSERT INTO coop_figure (plan, place, key, goal, batch, takes_back, recorded_at, document) "
    "SELECT %s, place, key, goal, batch, takes_back, recorded_at, document FROM json_to_recordset(%s) AS new "
    "(place bigint, key text, goal text, batch text, takes_back boolean, recorded_at timestamptz, document text) "
    "ON CONFLICT DO NOTHING RETURNING place"
)
FIGURES = "SELECT place, document FROM coop_figure WHERE plan = %s ORDER BY place"
FIGURES_OF = "SELECT place, document FROM coop_figure WHERE plan = %s AND goal = ANY(%s) ORDER BY place"
NEWEST = "SELECT place, document FROM coop_figure WHERE plan = %s ORDER BY place DESC"
TAKING_BACK = "SELECT place, document FROM coop_figure WHERE plan = %s AND takes_back ORDER BY place"
WITH_KEY = "SELECT place, document FROM coop_figure WHERE plan = %s AND key >= %s AND left(key, %s) = %s ORDER BY place"
# Who asks, by whose clock, and whether row-level security looks at what they do.
ASKING = "SELECT session_user::text, clock_timestamp(), row_security_active('coop_figure')"
MAY_DELETE = "SELECT has_table_privilege('coop_figure', 'DELETE') AND NOT row_security_active('coop_figure')"
MISFILED = """SELECT place FROM (SELECT *, document::json AS entry FROM coop_figure WHERE plan = %s) AS filed
    WHERE entry ->> 'key' <> key OR entry ->> 'goal' <> goal OR coalesce(entry ->> 'batch', '') <> batch
        OR (entry ->> 'recorded_at')::timestamptz <> recorded_at
        OR (coalesce(entry ->> 'replaces', entry ->> 'retracts', '') <> '') <> takes_back
    ORDER BY place LIMIT 20"""
CLEAR = ("DELETE FROM coop_figure WHERE plan = %s", "DELETE FROM coop_change WHERE plan = %s")
