"""Frames: what the engine puts around the bodies of our pages, learned from probe pages, and pages put into them.

The engine spends its time on Markdown and templates, though all generated pages of one kind differ in a few places only: title,
description, address, source file and body. So it builds a *probe* of each kind, a page with a mark in every such place. The
built probe, cut at its marks, is the frame; a page is *stamped* by joining the cuts with its own texts. This holds for any
engine that reads the page contract (`pages/markdown.py`). What a theme does to a text beyond printing it (shorten it, count it)
a probe cannot show; so whoever learns holds some stamped pages against built ones (`hold`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from markupsafe import Markup
from pydantic import TypeAdapter

from generator.pages.markdown import Heading, Html, Page, heading_text, html_text, line

DEPTHS = range(1, 7)
"""How many parts the address of a page of a unit can have."""


class FrameError(Exception):
    """A page cannot be stamped as the engine would build it; the text names it and says what helps, in Russian."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"Страница «/{address}»: {why}. Так бывает, когда тема сайта не только печатает тексты страницы, но и меняет их. "
            f"Соберите сайт целиком через MkDocs: roadmaps build --plain."
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A text with slots, each the name of a value and what joins the parts of a path in it; `texts` are one more than slots."""

    texts: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with a value in each slot."""
        pieces = [self.texts[0]]
        for (name, joint), text in zip(self.slots, self.texts[1:], strict=True):
            value = values[name]
            pieces += (value if joint == "/" else value.replace("/", joint), text)
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Frames:
    """All that was learned: `pages` are the forms by kind of page, `headings` those by level.

    `joints` are what stands between two blocks, by the kinds of both («html heading»); `own` are the addresses of pages with a
    frame of their own: the navigation names them, or the theme does something else there.
    """

    own: tuple[str, ...]
    pages: Mapping[str, Form]
    headings: Mapping[int, Form]
    joints: Mapping[str, str]


_FRAMES = TypeAdapter(Frames)


def probes(indexes: Iterable[Page]) -> list[Page]:
    """The pages from which frames are learned: one of each kind that the page of a unit can be, and one for each of `indexes`.

    These are the pages above all regions, as they are when there is no region.
    """
    units = [_probe(_address(*kind), *kind[1:]) for kind in product(DEPTHS, (True, False), (True, False))]
    return [*units, *(_probe(page.address, bool(page.source), page.demo) for page in indexes)]


def learn(own: Collection[str], built: Iterable[tuple[Page, str]]) -> Frames:
    """The frames that the engine gave to probe pages, from each probe and the HTML that it became; `own` as in `Frames`.

    Raises FrameError.
    """
    pages: dict[str, Form] = {}
    bodies: dict[str, Page] = {}
    for page, html in built:
        start, end = html.find(_FIRST.markup), html.find(_LAST.markup) + len(_LAST.markup)
        if not 0 <= start < end:
            raise FrameError(page.address, "в собранном образце нет того, что было в его тексте")
        bodies[html[start:end]] = page
        # The address is a slot only where many pages share the frame: that of the home page is empty.
        marks = {"title": line(_TITLE), "description": line(_DESCRIPTION)}
        marks |= {"source": page.source} if page.source else {}
        marks |= {"address": page.address} if page.address not in own else {}
        before, after = _cut(page, html[:start], marks), _cut(page, html[end:], marks)
        pages[_kind(page, own)] = Form(before.texts + after.texts, (*before.slots, ("body", "/"), *after.slots))
    if len(bodies) != 1:
        raise FrameError(next((page.address for page in bodies.values()), ""), "одинаковые тексты собраны по-разному")
    ((body, page),) = bodies.items()
    return Frames(tuple(own), pages, *_learn_blocks(page, body))


def stamp(frames: Frames, page: Page) -> bytes:
    """The page as the engine would build it. Raises FrameError where no frame was learned for such a page."""
    form = frames.pages.get(_kind(page, frames.own))
    if form is None:
        raise FrameError(page.address, "для таких страниц образца не было")
    values = {
        "title": line(page.title),
        "description": line(page.description),
        "source": page.source,
        "address": page.address,
        "body": "".join(_body(frames, page.blocks)),
    }
    return form.fill(values).encode()


def encode(frames: Frames) -> bytes:
    """The frames as JSON."""
    return _FRAMES.dump_json(frames)


def decode(data: bytes) -> Frames:
    """The frames that were encoded."""
    return _FRAMES.validate_json(data)


def hold(frames: Frames, page: Page, built: bytes) -> None:
    """Hold the stamped page against the `built` one. Raises FrameError where they differ."""
    if stamp(frames, page) != built:
        raise FrameError(page.address, "из образца она выходит не такой, какой её собирает MkDocs")


def _body(frames: Frames, blocks: Iterable[Heading | Html]) -> Iterator[str]:
    before = ""
    for block in blocks:
        kind = _kind_of_block(block)
        if before:
            yield frames.joints[f"{before} {kind}"]
        if isinstance(block, Heading):
            yield frames.headings[block.level].fill({"text": heading_text(block.text), "id": block.id})
        else:
            yield html_text(block)
        before = kind


def _kind_of_block(block: Heading | Html) -> str:
    return "heading" if isinstance(block, Heading) else "html"


def _kind(page: Page, own: Collection[str]) -> str:
    """What pages must have in common to have one frame."""
    place = f"/{page.address}" if page.address in own else str(page.address.count("/") + 1)
    return f"{place}{' source' if page.source else ''}{' demo' if page.demo else ''}"


# --- probes ---

_STEM = "qzprobe"
# What escaping would change stands in the marks too: a text that is escaped twice, or not at all, is not found again.
_TITLE, _DESCRIPTION, _TEXT = (f'{_STEM} {word} & <b> "x"' for word in ("title", "description", "heading"))
_FIRST, _LAST, _INNER = (Html(Markup(f"<div>{word}</div>")) for word in (f"{_STEM}-first", f"{_STEM}-last", "inner"))  # noqa: S704


def _address(depth: int, source: bool, demo: bool) -> str:
    """The address of the probe of one kind of page: no other kind has it."""
    return "/".join(f"{_STEM}-{source:d}{demo:d}-{part}" for part in range(depth))


def _probe(address: str, source: bool, demo: bool) -> Page:
    return Page(address, _TITLE, _DESCRIPTION, tuple(_blocks()), f"{_STEM}-a/{_STEM}-b.yml" if source else "", demo)


def _blocks() -> Iterator[Heading | Html]:
    """Headings of every level, after a block and after a heading."""
    yield from (_FIRST, Heading(1, _TEXT, "top"), _INNER, _INNER)
    for level in (2, 3, 4, 5, 6):
        yield from (Heading(level, _TEXT, f"{_STEM}-id"), Heading(level, _TEXT, f"{_STEM}-id"), _INNER)
    yield _LAST


def _learn_blocks(page: Page, body: str) -> tuple[dict[int, Form], dict[str, str]]:
    """How headings are marked up, by level, and what stands between blocks, by their kinds, from the built body of a probe."""
    found = re.fullmatch(r"(\s*)".join(map(_pattern, page.blocks)), body, re.DOTALL)
    if found is None:
        raise FrameError(page.address, "её заголовки собраны непонятно")
    markups, spaces = found.groups()[::2], found.groups()[1::2]
    kinds = [_kind_of_block(block) for block in page.blocks]
    headings = [
        (block.level, _cut(page, markup, {"text": heading_text(block.text), "id": block.id}))
        for block, markup in zip(page.blocks, markups, strict=True)
        if isinstance(block, Heading)
    ]
    joints = [(f"{before} {after}", space) for before, after, space in zip(kinds, kinds[1:], spaces, strict=False)]
    if len({*headings}) != len(dict(headings)) or len({*joints}) != len(dict(joints)):
        raise FrameError(page.address, "одинаковые заголовки собраны по-разному")
    return dict(headings), dict(joints)


def _pattern(block: Heading | Html) -> str:
    return f"(<h{block.level}\\b.*?</h{block.level}>)" if isinstance(block, Heading) else f"({re.escape(block.markup)})"


def _cut(page: Page, html: str, marks: Mapping[str, str]) -> Form:
    """A text cut at its marks; between the parts of a path something else may stand than a slash, as `/<wbr>`."""
    patterns = []
    for name, mark in marks.items():
        first, *rest = map(re.escape, mark.split("/"))
        joint = f"(?P<{name}_joint>.{{1,12}}?)"
        others = "".join((joint if index == 0 else f"(?P={name}_joint)") + part for index, part in enumerate(rest))
        patterns.append(f"(?P<{name}>{first}{others})")
    texts, slots, last = [], [], 0
    for found in re.finditer("|".join(patterns), html):
        name = next(name for name in marks if found[name] is not None)
        texts.append(html[last : found.start()])
        slots.append((name, found.groupdict().get(f"{name}_joint") or "/"))
        last = found.end()
    texts.append(html[last:])
    if any(_STEM in text.lower() for text in texts):
        raise FrameError(page.address, "текст страницы стоит где-то изменённым")
    return Form(tuple(texts), tuple(slots))
