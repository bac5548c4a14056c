"""The shapes of a drawing: what a template writes down as SVG, all numbers ready.

`x` and `width` are per cent of the drawing, all else is px: no `viewBox` is needed and nothing is stretched when the page is.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle: ink to the full (`soft` is False) or lighter; `hollow` is an outline, for what is called off."""

    name: ClassVar[str] = "bar"
    x: float
    width: float
    y: float
    height: float
    radius: float
    soft: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Diamond:
    """A point at `x`; `half` is half of its height."""

    name: ClassVar[str] = "diamond"
    x: float
    y: float
    half: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """An upright line: the end of something that is known to the day."""

    name: ClassVar[str] = "tick"
    x: float
    top: float
    bottom: float
    width: float


@dataclass(frozen=True, slots=True)
class Thread:
    """A level line between terms of one activity; dotted between the occurrences of a repetition."""

    name: ClassVar[str] = "thread"
    x: float
    end: float
    y: float
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Dashes:
    """Dashes as one path in a box of `steps` × 1 units of 100 × 1, stretched over `width`; they thicken towards a known end."""

    name: ClassVar[str] = "dashes"
    x: float
    width: float
    y: float
    height: float
    steps: int
    path: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Strokes:
    """Thin upright strokes without ends: some time between `x` and `end`."""

    name: ClassVar[str] = "strokes"
    x: float
    end: float
    y: float
    height: float
    pattern: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a shape: to the right of `x` by `dx` px, or to the left if `left`. `small` is a number in an overview."""

    name: ClassVar[str] = "label"
    x: float
    dx: float
    y: float
    text: str
    left: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """The mark of a report on its day, hung below the line of its term; `sign` is the status that was reported."""

    name: ClassVar[str] = "disc"
    x: float
    y: float
    sign: str


Shape = Bar | Diamond | Tick | Thread | Dashes | Strokes | Label | Disc


def thickening(steps: int) -> str:
    """The path of dashes that thicken from 10 % to 90 % of their step: more ink, more certainty."""
    return "".join(_dash(100 * step, 10 + 80 * (step / (steps - 1)) ** 1.25) for step in range(steps))


def thinning(steps: int) -> str:
    """The same the other way round: a known beginning and an open end."""
    widths = [10 + 80 * (step / (steps - 1)) ** 1.25 for step in range(steps)]
    return "".join(_dash(100 * (step + 1) - width, width) for step, width in enumerate(reversed(widths)))


def _dash(x: float, width: float) -> str:
    return f"M{round(x)} 0h{round(width)}v1h-{round(width)}z"
