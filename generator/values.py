"""The types of values: from the text that stands in a file to a day, a flag, an id or a period, or a fault with its kind."""

import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.deadline.reading import Interval
from generator.ids import is_id

MAX_TEXT = 4000
"""The longest text, in characters. The longest cell of the five orders has 366."""
MAX_ROWS = 2000
"""The most rows of one plan."""


class Span(BaseModel):
    """Days from `start` to `end`, both inclusive."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date

    @property
    def interval(self) -> Interval:
        """The same days in the language of deadlines."""
        return Interval(self.start, self.end)

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.end - self.start + timedelta(days=1)).days


def _day(value: Any) -> Any:
    """A date written YYYY-MM-DD."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "date", {"value": value})
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_impossible", "date", {"value": value}) from None


def _flag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("flag_form", "flag", {"value": value})
    return value == "true"


def _id(value: str) -> str:
    if not is_id(value):
        raise PydanticCustomError("id_form", "id", {"value": value})
    return value


def _address(value: str) -> str:
    if not all(is_id(part) for part in value.split("/")):
        raise PydanticCustomError("address_form", "address", {"value": value})
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("text_empty", "text", {})
    return value


def _period(value: Any) -> Any:
    """A year, or two dates with `/` between them; the period includes its last day."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[0-9]{4}", value) and 1990 <= int(value) <= 2100:
        return Span(start=date(int(value), 1, 1), end=date(int(value), 12, 31))
    start, slash, end = value.partition("/")
    if not slash:
        raise PydanticCustomError("period_form", "period", {"value": value})
    period = Span(start=_day(start), end=_day(end))
    if period.start > period.end:
        raise PydanticCustomError("period_reversed", "period", {"value": value})
    return period


Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_text)]
"""A text of the file, letter for letter."""
LongText = Annotated[str, Field(max_length=10 * MAX_TEXT), AfterValidator(_text)]
"""The text of a report, of several paragraphs."""
Id = Annotated[str, Field(json_schema_extra={"pattern": "^[a-z0-9-]{1,60}$"}), AfterValidator(_id)]
Address = Annotated[str, Field(json_schema_extra={"pattern": "^[a-z0-9-]+(/[a-z0-9-]+)*$"}), AfterValidator(_address)]
"""A reference: the address of a page, the bare id of a school of the own district, or `all`."""
FromText = Field(strict=False)
"""For an enumeration: its values come as text."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
PlanPeriod = Annotated[
    Span,
    BeforeValidator(_period),
    WithJsonSchema({"type": ["string", "integer"], "description": "Год или две даты: 2021, 2020-09-01/2021-08-31"}),
]
