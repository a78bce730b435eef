"""`coopctl goal`: the goals of the plan, one by one."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup(
    "goal",
    {
        "add": "goal.add",
        "list": "goal.list",
        "show": "goal.show",
        "edit": "goal.edit",
        "baseline": "goal.baseline",
        "retarget": "goal.retarget",
        "archive": "goal.archive",
        "restore": "goal.restore",
        "remove": "goal.remove",
    },
    examples=("coopctl goal add 'Waiting time' --from '5 days' --to 'below 3 days by 2030'", "coopctl goal list"),
    help="Add, show and change goals.",
)
