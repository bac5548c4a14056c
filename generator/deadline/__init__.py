"""The language of deadlines: what «до 20.08.2021», «в течение года» or «ежегодно (август)» mean.

`read` turns a wording of an order into a `Deadline` or refuses it with `UnreadableDeadline`; it never guesses.
All dates are inclusive: the last day of «до 20 августа» is 20 August.
"""
