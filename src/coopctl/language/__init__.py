"""What people write, to and from the model: amounts, phrases, promises, and their echo.

What is promised comes as a `wording`.  `targets` makes a phrase of its text, with `sentences`, `ways` and `phrases`;
`baselines`, `rates`, `deadlines` and `keeping` say what it counts from, per what, by when, and whether it is held, and
`promises` makes one promise of these.
"""
