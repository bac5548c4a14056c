"""A deadline in one line, all that it says: for the table of further forms."""

from generator.deadline import Deadline, Interval

MOST = 6


def told(deadline: Deadline) -> str:
    """`day 2021-05-15`, `until ../2021-05-15`, `repeat FREQ=MONTHLY 2021-01-01/2021-01-31 … 2021-12-01/2021-12-31 (12)`."""
    spans = [_span(interval) for interval in deadline.intervals]
    if len(spans) > MOST:
        spans = [spans[0], "…", spans[-1], f"({len(spans)})"]
    reason = f"~{deadline.qualifier.value}" if deadline.qualifier else ""
    undated = deadline.undated.value if deadline.undated else ""
    return " ".join(filter(None, [deadline.kind.value, deadline.repeat, *spans, undated, reason]))


def _span(interval: Interval) -> str:
    if interval.start == interval.end:
        return str(interval.start)
    return f"{interval.start or '..'}/{interval.end or '..'}"
