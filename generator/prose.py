"""Texts of several paragraphs, as reports have them: a small part of Markdown to safe HTML.

Paragraphs, `**strong**` and `*em*`, lists, quotes and links. Everything else (HTML, pictures, headings, code, tables) is not
dropped but refused with its place, so that nobody learns from the page that half of the text is gone. Behind the parser stands
nh3 all the same, and what it would change is refused too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape, unescape
from itertools import islice
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from markupsafe import Markup

from generator import link
from generator.letters import place
from generator.problem import TOP, Mark, excerpt

MAX_LENGTH = 40_000
"""The longest text, in characters."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What a text may not hold: its place in the text, whose first line is 1, why, and what to do, in Russian."""

    mark: Mark
    reason: str
    advice: str


def faults(text: str) -> list[Fault]:
    """Everything for which `render` would refuse `text`, by place; found in less than a second whatever the text."""
    return [*_judge(text)[1]]


def render(text: str) -> Markup:
    """`text` as HTML: `p`, `ul`, `ol` and `blockquote` one after another, without an empty line.

    Raises ValueError where `faults` finds any: nothing is drawn of a text that is not good as a whole.
    """
    html, found = _judge(text)
    if found:
        raise ValueError(f"line {found[0].mark.line}: {found[0].reason}")
    return Markup(_clean(html, "noopener noreferrer nofollow"))  # noqa: S704  # nh3 let it pass


@lru_cache(maxsize=256)  # about the reports of a district: a text is checked, and then drawn on several pages
def _judge(text: str) -> tuple[str, tuple[Fault, ...]]:
    """`text` as HTML, and its faults; with a fault the HTML is of no use."""
    if len(text) > MAX_LENGTH or text.count("\n") > _MOST_LINES:
        reason = f"текст длиннее {MAX_LENGTH} знаков или {_MOST_LINES} строк"
        return "", (Fault(TOP, reason, "Сократите его или приложите документом."),)
    if found := {*_foreign(text), *_too_much(text)}:  # the parser must not see it
        return "", tuple(sorted(found | {*_bad_links(text, (_target(match) for match in _TARGET.finditer(text)))}))
    html = _convert(text)
    if found := {*_bad_links(text, map(unescape, _HREF.findall(html)))}:
        return html, tuple(sorted(found))
    if _is_lost(text, html):
        parts = [part for part in _PARAGRAPH.finditer(text) if _is_lost(part[0], _convert(part[0]))]
        return html, tuple(Fault(place(text, part.start()), *_LOST) for part in parts) or (Fault(TOP, *_LOST),)
    return html, () if _clean(html, None) == html else (Fault(TOP, *_UNSAFE),)


# --- what the parser must not see

_ON_STARS = "Выделяйте **звёздочками**, ссылки пишите так: [слова](https://адрес)."
_AS_FILE = "Положите файл в папку files и назовите его в documents."
_FOREIGN = tuple(
    (re.compile(pattern, re.MULTILINE), reason, advice)
    for pattern, reason, advice in (
        (r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "здесь стоит управляющий знак", "Удалите его."),
        (r"<[\w.+-]+@[^<>\s]*>", "адрес почты стоит в угловых скобках", "Напишите [слова](mailto:адрес)."),
        (r"<(?=[a-zA-Z/!?])(?!https?://[^<>\s]+>|[\w.+-]+@[^<>\s]*>)", "разметка HTML не используется", _ON_STARS),
        (r"&(?:\w+|#\w+);", "вместо знака стоит его код HTML", "Наберите сам знак."),
        (r"(?<!\\)!\[", "картинки в тексте не показываются", _AS_FILE),
        (r"^ {0,3}#{1,6}[ \t]", "заголовков в тексте не бывает", "Выделите строку **звёздочками**."),
        (
            r"^ {0,3}(?:=+[ \t]*|-{2,}[ \t]*|(?:[-*_][ \t]*){3,})$",
            "черт и подчёркнутых заголовков не бывает",
            "Удалите строку.",
        ),
        (r"^ {0,3}(?:```|~~~)", "вставок кода в тексте не бывает", "Удалите строку из знаков ` или ~."),
        (r"^ {0,3}\[[^\]\n]+\]:\s", "адреса ссылок не выносятся вниз", "Поставьте адрес на место: [слова](https://адрес)."),
        (r"^[ \t]*\|.*\|[ \t]*$", "таблиц в тексте не бывает", f"Перечислите строки списком. Или: {_AS_FILE}"),
        (r"(?<!\\)\[\s*\]\(", "у ссылки нет слов", "Напишите, что по ней откроется: [слова](https://адрес)."),
        (r"\]\(\s*[^\s()]+\s+[\"'(]", "подпись после адреса ссылки не показывается", "Оставьте один адрес."),
    )
)
_LOST = (
    "часть слов пропала бы: перепутаны звёздочки или скобки",
    "Закройте каждую пару: **слова**, *слова*, [слова](https://адрес).",
)
_UNSAFE = ("здесь есть разметка, которую сайт не покажет", "Оставьте абзацы, списки, выделение и ссылки.")


def _foreign(text: str) -> Iterator[Fault]:
    for pattern, reason, advice in _FOREIGN:
        for match in islice(pattern.finditer(text), _MOST_FAULTS):
            yield Fault(place(text, match.start()), reason, advice)


_MOST_FAULTS = 20
"""So many of a kind are told at once."""
_MOST_LINES = 1000
_MOST = {"[": 100, "*": 2000, "_": 2000, "\\": 2000}
"""Signs beyond which the parser takes long: it looks for the end of each `[`, a minute for 19 KB of them."""
_DEEPEST = 3
"""Lists and quotes within each other; the parser calls itself for each."""
_LEAD = re.compile(r"^[ \t]*(?:(?:>|[-*+][ \t]|\d+[.)][ \t])[ \t]*)*", re.MULTILINE)


def _too_much(text: str) -> Iterator[Fault]:
    for sign, most in _MOST.items():
        if text.count(sign) > most:
            offset = [match.start() for match in re.finditer(re.escape(sign), text)][most]
            advice = "Разделите текст или приложите его документом."
            yield Fault(place(text, offset), f"знаков «{sign}» больше {most}", advice)
    too_deep = (match for match in _LEAD.finditer(text) if _depth(match[0].expandtabs(4)) > _DEEPEST)
    for match in islice(too_deep, _MOST_FAULTS):
        reason = f"списки и цитаты вложены глубже {_DEEPEST} уровней"
        yield Fault(place(text, match.start()), reason, "Уберите лишний отступ.")


def _depth(lead: str) -> int:
    """How deep a line lies whose text stands behind `lead`."""
    return (len(lead) - len(lead.lstrip())) // 4 + len(re.findall(r"[>*+.)-]", lead))


# --- links

_HREF = re.compile(r'<a href="([^"]*)"')
_TARGET = re.compile(r"(?<!\\)\]\(\s*((?:[^\s()]|\([^\s()]*\))*)|(https?://[^\s<>]*)", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:[^\s@?&/:]+@[^\s@?&/:]+\.[^\s@?&/:]+", re.IGNORECASE)


def _bad_links(text: str, hrefs: Iterable[str]) -> Iterator[Fault]:
    """Those of `hrefs` that may not be published, each wherever it stands in the text."""
    bad = [(href, reason) for href in dict.fromkeys(hrefs) if (reason := _refusal(href))]
    for href, reason in bad[:_MOST_FAULTS]:
        marks = [place(text, match.start(match.lastindex or 0)) for match in _TARGET.finditer(text) if _leads_to(match, href)]
        for mark in marks[:_MOST_FAULTS] or [_near(text, href)]:
            yield Fault(mark, f"ссылка «{excerpt(href, 30)}»: {reason}", "Ссылки ведут на https://, http:// и mailto:.")


def _refusal(href: str) -> str | None:
    if href.lower().startswith("mailto:"):
        return None if _MAILTO.fullmatch(href) else "адрес почты записан с ошибкой"
    if reason := link.refusal(href):
        return reason
    return None if "href" in _clean(f'<a href="{escape(href)}">a</a>', None) else "адрес записан с ошибкой"


def _near(text: str, href: str) -> Mark:
    """The place of the longest beginning of `href` in a text that has it in another spelling."""
    ends = range(min(len(href), 100), 0, -1)
    return next((place(text, text.index(href[:end])) for end in ends if href[:end] in text), TOP)


def _target(match: re.Match[str]) -> str:
    """Where a link in the text leads, as far as that can be told without the parser."""
    return re.sub(r"\\(.)", r"\1", match[1] if match[2] is None else match[2])


def _leads_to(match: re.Match[str], href: str) -> bool:
    target = _target(match)
    return target == href or (match[2] is not None and target.startswith(href))


# --- Markdown

_PARAGRAPH = re.compile(r"(?:.+\n?)+")
_UNUSED_BLOCKS = ("code", "hashheader", "setextheader", "hr", "reference")
_UNUSED_PATTERNS = (
    *("backtick", "reference", "image_link", "image_reference", "short_reference", "short_image_ref"),
    *("autolink", "automail", "html", "entity"),
)


def _convert(text: str) -> str:
    """`text` as HTML, in the same signs as nh3 writes it."""
    html = _parser().reset().convert(_PARAGRAPH.sub(_part_list, text.replace("\r\n", "\n")))
    return html.replace("\xa0", "&nbsp;")


@cache  # to set it up takes longer than to read a text
def _parser() -> Markdown:
    markdown = Markdown(output_format="html")
    markdown.preprocessors.deregister("html_block")
    for name in _UNUSED_BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in _UNUSED_PATTERNS:
        markdown.inlinePatterns.deregister(name)
    markdown.parser.blockprocessors.register(_Numbered(markdown.parser), "olist", 40)
    markdown.parser.blockprocessors.register(SaneUListProcessor(markdown.parser), "ulist", 30)
    markdown.inlinePatterns.register(_Address(_ADDRESS, markdown), "address", 115)
    return markdown


def _clean(html: str, rel: str | None) -> str:
    return nh3.clean(
        html,
        tags={"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"},
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto"},
        link_rel=rel,
    )


_ITEM = r"(?:[-*+]|1[.)])[ \t]"


def _part_list(paragraph: re.Match[str]) -> str:
    """A list that follows its introduction without an empty line is a list, as in CommonMark and on the code hosts."""
    lines = paragraph[0]
    if re.match(rf"\s*(?:{_ITEM}|\d+[.)][ \t]|>)", lines):
        return lines
    return re.sub(rf"\n(?={_ITEM})", "\n\n", lines, count=1)


class _Numbered(SaneOListProcessor):
    """A numbered list, also with brackets (`1)`), as orders number; it begins with the number that stands in the text."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(r"^ {0,3}\d+[.)] +(.*)")
        self.CHILD_RE = re.compile(r"^ {0,3}((\d+[.)])) +(.*)")
        self.INDENT_RE = re.compile(r"^ {4,7}((\d+[.)])|[*+-]) +.*")


_SIGN = r"[^\s<>\"«»\[\]()\x02\x03]"  # \x02 and \x03 enclose what the parser has read already
_BRACKETS = rf"\({_SIGN}*\)"
_ADDRESS = (
    rf"<(https?://(?:{_SIGN}|{_BRACKETS})+)>|"
    rf"(?<![\w/])(https?://(?:{_SIGN}|{_BRACKETS})*(?:(?![.,;:!?…*_]){_SIGN}|{_BRACKETS}))"
)


class _Address(InlineProcessor):
    """An address that stands in the text by itself or in `<>` is a link; the full stop behind it is not part of it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        element = Element("a", href=m[1] or m[2])
        element.text = AtomicString(m[1] or m[2])
        return element, m.start(0), m.end(0)


_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_NUMBER = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)+", re.MULTILINE)


def _is_lost(text: str, html: str) -> bool:
    """Whether letters, figures or other signs of `text` are missing in `html`: the parser drops words between crossed pairs."""
    spelt = _LINK.sub(lambda link: link[2] + (link[1] if link[1] != link[2] else ""), html)
    shown = unescape(re.sub(r"<[^>]*>", "", spelt))
    return bool(_signs(_NUMBER.sub("", text)) - _signs(shown))


def _signs(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s*_\\\[\]()<>+-]", "", text))
