"""Written plans to drafts of goals: a document is read as blocks, headers say what columns hold, rows become goals.

`heads` finds what heads a table, and `shape` says what its columns are: `looks` is what their cells look like,
`settling` the roles that follow from it, `goal_names` which column names the goals.  `rows` makes a goal of each row,
of its `days`, what its numbers are `counting`, its baseline in `starts`, its `steps` and what is `kept`; the figures
beside them come from `reached`.
"""
