"""From the signed order to a file of the data: what stands in Word, Excel and text files, and nothing that does not.

The modules in the sequence in which a file goes through them:

1. `blocks`: paragraphs and tables, each with its place; `plain` makes them of text.
2. `columns`: which column of the table is which, by its heading.
3. `table`: the table of the plan with its sections, groups, torn rows and upright halves; `numbering` tells numbers.
4. `sheet`: the order around the table.
5. `responsible`: the parties that the cells name.
6. `draft`: all of it as a tree of the data, and everything that is doubtful about it.
7. `untold`: what of the file is in neither.
"""
