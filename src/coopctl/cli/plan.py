"""`coopctl plan`: the plan as a whole."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup(
    "plan",
    {"import": "plan_import", "show": "plan_show", "edit": "plan_edit"},
    help="Read a written plan; show or change this one.",
)
