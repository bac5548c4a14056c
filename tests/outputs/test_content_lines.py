"""Content lines: every text comes back letter for letter, and no line is longer than RFC 5545 allows."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from generator.outputs.content_lines import day_line, duration_line, line, stamp_line, text_line

TEXTS = [
    "",
    "Январь; февраль, март",
    "обратная черта \\ и \\n, и \\\\n, и \\;",
    "строка\nвторая\n\nчетвёртая\n",
    "BEGIN:VEVENT\nSUMMARY:чужое\nEND:VEVENT\nEND:VCALENDAR",
    'кавычки "и" : двоеточие = равно ^ крышка ^n',
    "x" * 1000,
    "щ" * 1000,
    "👩🏽‍🏫" * 100,
    "e\u0301" * 100,
    "\ttab\u00a0space  two ",
    "<b>&amp;</b> {{ x }} {% y %} %20",
    *("a" * length + "😀щx" * 12 for length in range(80)),
]
SIGNS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")


def back(data: bytes) -> str:
    """The text in a line, as a reader has it."""
    event = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n" + data + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    (found,) = Calendar.from_ical(event).walk("VEVENT")
    assert found.errors == []
    assert list(found) == ["SUMMARY"]
    return str(found["SUMMARY"])


def check(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    assert all(len(one) <= 75 for one in lines)
    assert all(one.startswith(b" ") for one in lines[1:])
    assert not any(b"\n" in one or b"\r" in one for one in lines)
    for one in lines:
        one.decode()  # no sign is cut in two


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_letter_for_letter(text):
    data = text_line("SUMMARY", text)
    check(data)
    assert back(data) == text


@settings(deadline=None)  # it is not the speed that is tried
@given(st.text(SIGNS, max_size=300))
def test_any_text_comes_back_letter_for_letter(text):
    assume("\\N" not in text)
    data = text_line("SUMMARY", text)
    check(data)
    assert back(data) == text


def test_every_line_end_is_one_and_so_is_one_that_is_written_out():
    assert back(text_line("SUMMARY", "a\r\nb\rc\nd")) == "a\nb\nc\nd"
    assert back(text_line("SUMMARY", r"a\Nb\nc")) == "a\nb\\nc"


@pytest.mark.parametrize("length", range(60, 160))
def test_long_lines_are_folded_and_come_back(length):
    data = line("URL", "h" * length)
    check(data)
    assert data.replace(b"\r\n ", b"") == b"URL:" + b"h" * length + b"\r\n"
    assert (b"\r\n " in data) == (length + 4 > 74)


def test_days_and_times():
    assert day_line("DTSTART", date(2021, 5, 1)) == b"DTSTART;VALUE=DATE:20210501\r\n"
    assert stamp_line("DTSTAMP", date(2021, 5, 1)) == b"DTSTAMP:20210501T000000Z\r\n"
    assert duration_line("TRIGGER", timedelta(days=23, hours=9)) == b"TRIGGER:P23DT9H\r\n"
    assert duration_line("TRIGGER", timedelta(days=-7, hours=9)) == b"TRIGGER:-P6DT15H\r\n"
