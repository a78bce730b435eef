"""`coopctl group`: the areas, objectives and sectors that goals belong to."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup(
    "group",
    {"add": "group.add", "list": "group.list", "remove": "group.remove"},
    examples=("coopctl group add area:health --title Health", "coopctl status --group area:health"),
    help="Add, list and remove groups of goals.",
)
