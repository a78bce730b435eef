"""`coopctl goal`: the goals of the plan, one by one."""

from coopctl.cli.lazy import LazyGroup

group = LazyGroup(
    "goal",
    {
        "add": "goal_add",
        "list": "goal_list",
        "show": "goal_show",
        "edit": "goal_edit",
        "retarget": "goal_retarget",
        "archive": "goal_archive",
        "restore": "goal_restore",
        "remove": "goal_remove",
    },
    help="Add, show and change goals.",
)
