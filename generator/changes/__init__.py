"""The meaningful differences of two states of the data, as Russian sentences.

`changes` compares a unit of the data, `plan_changes` one plan. Only what the files say counts: white space, the sequence of
keys and comments make no difference. Things are matched by what names them (rows by their ids); where nothing names them on
both sides, one was removed and another one added: nothing is guessed.

1. `names`: what every field of the model is called. A field without a name would be a difference nobody is told of.
2. `titles`, `values`: what ids stand for, values in words, and two long texts without the sentences they have in common.
3. `pairing`: which item of one list is which of the other.
4. `difference`: two mappings of the model, field by field.
5. `rows`, `place`, `plan`: the rows of a plan with their terms, sections and sequence; a plan.
6. `unit`: a district with its schools. `revisions`: a file in the history of the data.
"""

from generator.changes.plan import plan_changes
from generator.changes.titles import Titles
from generator.changes.unit import changes, unit_titles

__all__ = ["Titles", "changes", "plan_changes", "unit_titles"]
