"""Content lines, of which a calendar consists: RFC 5545, section 3.1, and the escaping of texts, section 3.3.11."""

from datetime import date

_MOST = 75
"""Octets in a line, its end not counted; the space before a folded one is counted."""
_ESCAPED = (("\r\n", "\n"), ("\r", "\n"), ("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))  # in this sequence


def line(name: str, value: str) -> bytes:
    """A line whose `value` stands as it is (a day, a rule, an address), folded if it is long; `name` with its parameters."""
    whole = f"{name}:{value}".encode()
    if len(whole) <= _MOST:
        return whole + b"\r\n"
    pieces, start, room = [], 0, _MOST
    while start < len(whole):
        end = min(start + room, len(whole))
        while end < len(whole) and whole[end] & 0xC0 == 0x80:  # inside a sign of several octets
            end -= 1
        pieces.append(whole[start:end])
        start, room = end, _MOST - 1
    return b"\r\n ".join(pieces) + b"\r\n"


def text_line(name: str, text: str) -> bytes:
    """A line with a text of any signs, which come back letter for letter; every line end is a `\\n` for the reader."""
    for sign, escaped in _ESCAPED:
        text = text.replace(sign, escaped)
    return line(name, text)


def day_line(name: str, day: date) -> bytes:
    """A line with a day (`VALUE=DATE`)."""
    return line(f"{name};VALUE=DATE", f"{day:%Y%m%d}")


def stamp_line(name: str, day: date) -> bytes:
    """A line with a moment: the first of a day in UTC."""
    return line(name, f"{day:%Y%m%d}T000000Z")
