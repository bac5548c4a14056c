"""The marks of reports on a strip: plan above, fact below."""

from collections.abc import Iterable
from datetime import date

from generator.model import ReportStatus
from generator.timeline.axis import Axis
from generator.timeline.shapes import Disc, Label, Shape

_BELOW = 35
_BELOW_WORDS = 49
"""The middle of a disc in px, below a bar and below the dates that stand under a thread."""


def discs(reports: Iterable[tuple[date, ReportStatus]], axis: Axis, above: Iterable[Shape]) -> tuple[Disc, ...]:
    """A disc for each report (its day, what it says) of a row whose term is drawn by the shapes `above`.

    A day outside the axis gives its nearer end.
    """
    y = _BELOW_WORDS if any(isinstance(shape, Label) and shape.y > 28 for shape in above) else _BELOW
    return tuple(Disc(axis.noon(day), y, status.value) for day, status in sorted(reports))
