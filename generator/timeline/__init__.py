"""Timelines: from deadlines to shapes with all their numbers, pure geometry without a clock or a page.

`make_axis` gives the axis of a plan (or of several), `strip` the shapes of one deadline on it, `overview` and `mini_map` those
of a whole plan, `discs` the marks of reports below a strip, `falls` which of them each month has, `signs` what the key must
explain. `theme/pages/timeline/` writes the shapes down as SVG.
"""

from generator.timeline.axis import Axis, Column, Mark, make_axis
from generator.timeline.discs import discs
from generator.timeline.overview import Overview, falls, mini_map, overview
from generator.timeline.signs import Sign, signs
from generator.timeline.strip import strip

__all__ = [
    "Axis",
    "Column",
    "Mark",
    "Overview",
    "Sign",
    "discs",
    "falls",
    "make_axis",
    "mini_map",
    "overview",
    "signs",
    "strip",
]
