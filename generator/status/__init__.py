"""Status: what is known of the activities of a plan on a day, from the newest reports and from what the deadlines say.

`status` judges one term of one reporter, `row_status` a row with all its terms, `school_statuses` and `district_statuses` a
plan as a school or a district sees it, `tally` counts. The day is always an argument. Nothing is ever called overdue where
the wording is vague: «в течение года» passes with the year, a row without a date never.
"""

from generator.status.judgement import State, Status, status
from generator.status.places import Coverage, PlanRow, district_statuses, is_reported, school_statuses
from generator.status.row import MOST_LINES, RowStatus, row_status
from generator.status.tally import Count, SchoolsKind, Tally, school_tally, schools_kind, tally

__all__ = [
    "MOST_LINES",
    "Count",
    "Coverage",
    "PlanRow",
    "RowStatus",
    "SchoolsKind",
    "State",
    "Status",
    "Tally",
    "district_statuses",
    "is_reported",
    "row_status",
    "school_statuses",
    "school_tally",
    "schools_kind",
    "status",
    "tally",
]
