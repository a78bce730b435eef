"""`coopctl goal`: the goals of the plan, one by one."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup(
    "goal",
    {
        "add": "goal.add",
        "list": "goal.list",
        "show": "goal.show",
        "edit": "goal.edit",
        "retarget": "goal.retarget",
        "archive": "goal.archive",
        "restore": "goal.restore",
        "remove": "goal.remove",
    },
    help="Add, show and change goals.",
)
