"""`coopctl plan`: the plan as a whole."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup(
    "plan",
    {"import": "plan.import_", "show": "plan.show", "edit": "plan.edit", "renew": "plan.renew"},
    examples=("coopctl plan import plan.md --dry-run", "coopctl plan show"),
    help="Read a written plan; show, change or renew this one.",
)
