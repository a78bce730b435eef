"""`coopctl plan`: the plan as a whole."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup("plan", {"import": "plan_import", "show": "plan_show"}, help="Read a written plan, or show this one.")
