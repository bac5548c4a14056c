"""The spreadsheets of each plan: an Excel workbook and a CSV file.

The CSV is for Excel in Russian as it opens a file by a double click: UTF-8 with a byte order mark, else it reads Windows-1251;
a semicolon between cells, for the comma parts the digits of its numbers; lines end in CR LF (RFC 4180). The heading is the
titles of the columns.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from generator.amendments import in_force
from generator.district import Context, District
from generator.files import SiteFile
from generator.ids import TABLE, data_file
from generator.outputs.excel import excel_file
from generator.outputs.placed import placed
from generator.outputs.table import FIELDS, Entry, cells, entries
from generator.plan import Plan

_MARK = "\ufeff"


def spreadsheet_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """Those of all plans of a district with its schools, or of a region's own files, as on the day `as_of`."""
    for one in placed(district):
        if isinstance(one, Plan):
            plan = in_force(one, as_of)
            rows = tuple(entries(plan, district, context, as_of))
            yield csv_file(plan, rows)
            yield excel_file(plan, rows, district, context, as_of)


def csv_file(plan: Plan, rows: Iterable[Entry]) -> SiteFile:
    """The `rows` of `plan` as CSV, with a heading."""
    text = StringIO(_MARK)
    text.seek(len(_MARK))
    writer = csv.writer(text, delimiter=";")
    writer.writerow(field.title for field in FIELDS)
    writer.writerows(map(cells, rows))
    return SiteFile(data_file(plan.address, TABLE), text.getvalue().encode())
