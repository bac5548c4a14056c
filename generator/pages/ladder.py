"""The page «Разместить на своём сайте» of a plan or a school: every way to show it on another site, from a link to HTML.

Each way is a piece of HTML to copy. It names whole addresses; while it is not known where the site is published, a mark stands
in place of the root, and the script of the page, which knows where the reader found it, puts the root there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from generator.ids import LADDER, embed_file, href
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.markdown import Block, Heading, Page, Piece
from generator.pages.template import draw

TITLE = "Разместить на своём сайте"
SCRIPT = "embed/v1/embed.js"
"""The script that makes a frame of a link. Pages of schools hold its hash, so it never changes: what is new becomes `v2`."""
INTEGRITY = "sha384-V36Rgy8lcfrqwhDMBe4WEzAH/5FBpvj25qq9OKn+TQiJtxymn4Cf7D4UNgeznUBm"
"""Its hash, as Subresource Integrity has it (W3C, 2016)."""
UNKNOWN = "https://АДРЕС-САЙТА/"
"""What stands for the root of the site while it is not known."""
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"

_LINK = Markup('<a href="{page}">{title}</a>')
_BADGE = Markup('<a href="{page}"><img src="{badge}" width="300" height="96" alt="{title}"></a>')
_FRAME = Markup(
    '<iframe src="{frame}" title="{title}" width="100%" height="600" loading="lazy"\n sandbox="{sandbox}"\n'
    ' frameborder="0"></iframe>'
)
_SCRIPT = Markup(
    '<a class="roadmaps-embed" href="{page}">{title}</a>\n'
    '<script async src="{script}"\n integrity="{integrity}"\n crossorigin="anonymous"></script>'
)
_FETCH = "cd {folder} && curl -fsS --max-time 30 -o {name}.new '{fragment}' && mv {name}.new {name}.html"
_FETCH_1251 = (
    "cd {folder} && curl -fsS --max-time 30 -o {name}.new '{fragment}'"
    " && iconv -f utf-8 -t windows-1251//TRANSLIT {name}.new > {name}.1251 && mv {name}.1251 {name}.html"
)
FOLDER = "/ПУТЬ/К/САЙТУ"
"""What stands for the folder of the site of a school on its server: a timer begins in another one."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What is to be copied; `id` is that of its field, `label` says what it is, `rows` is how many lines it takes.

    `text` is plain text: what is HTML in it is escaped once more on the page, so that it is copied as it is.
    """

    id: str
    label: str
    text: str
    rows: int


def ladder_page(page: Page, titles: Mapping[str, str], site_url: str) -> Page:
    """The page of the ways to show `page`; `titles` are those of the pages above it and its own short one, by address."""
    title = " ".join(page.title.split())
    return Page(
        address=ladder_address(page.address),
        title=f"{TITLE}: {title}",
        description=f"Как показать на сайте школы: {title}. Ссылка, значок, рамка и готовый HTML.",
        blocks=tuple(_blocks(page, title, titles, site_url)),
        demo=page.demo,
    )


def ladder_address(page: str) -> str:
    """The address of the page of the ways to show the page at the address `page`."""
    return f"{page}/{LADDER}"


def _blocks(page: Page, title: str, titles: Mapping[str, str], site_url: str) -> Iterator[Block]:
    own = ladder_address(page.address)
    whole = next((piece for piece in page.pieces if piece.address == page.address), None)
    if page.demo:
        yield demo_banner()
    parts = page.address.split("/")
    above = ["/".join(parts[:size]) for size in range(1, len(parts) + 1)]
    yield crumbs(own, [(address, titles[address]) for address in above if address in titles], TITLE)
    yield Heading(1, TITLE, "top")
    yield draw(
        "ladder/about.html.j2",
        href=href(own, page.address),
        title=title,
        overview=href(own, LADDER),
        is_framed=bool(whole),
        is_known=bool(site_url),
    )
    root = "" if site_url else href(own, "")
    if root:
        yield draw("ladder/unknown.html.j2")
    assets = draw("ladder/script.html.j2", assets=href(own, "assets"), root=root, mark=UNKNOWN)
    yield replace(assets, lite=False)
    if whole:
        yield Heading(2, "Как это будет выглядеть", "vid", lite=False)
        frame = href(own, f"embed/{whole.address}")
        yield replace(draw("ladder/preview.html.j2", src=frame, title=title, sandbox=_SANDBOX), lite=False)
    yield from _ways(own, page, whole, title, site_url)


def _ways(own: str, page: Page, whole: Piece | None, title: str, site_url: str) -> Iterator[Block]:
    root = site_url or UNKNOWN
    values = {
        "page": f"{root}{page.address}/",
        "title": title,
        "badge": f"{root}{embed_file(page.address, 'badge.svg')}",
        "frame": f"{root}embed/{page.address}/",
        "fragment": f"{root}{embed_file(page.address, 'fragment.html')}",
        "script": f"{root}{SCRIPT}",
        "integrity": INTEGRITY,
        "folder": FOLDER,
        "name": page.address.replace("/", "_"),
        "sandbox": _SANDBOX,
    }
    yield Heading(2, "Ссылка", "ssylka")
    yield draw("ladder/link.html.j2", snippet=Snippet("k-ssylka", "Код ссылки", str(_LINK.format(**values)), 2))
    yield Heading(2, "Значок", "znachok")
    yield replace(draw("ladder/picture.html.j2", src=href(own, embed_file(page.address, "badge.svg")), title=title), lite=False)
    yield draw("ladder/badge.html.j2", snippet=Snippet("k-znachok", "Код значка", str(_BADGE.format(**values)), 4))
    if whole:
        yield Heading(2, "Рамка", "ramka")
        parts = [piece for piece in page.pieces if piece is not whole]
        yield draw(
            "ladder/frame.html.j2",
            snippet=Snippet("k-ramka", "Код рамки", str(_FRAME.format(**values)), 4),
            sections=_sections(page.address, parts, own, root),
        )
        yield Heading(2, "Рамка по высоте страницы", "skript")
        yield draw(
            "ladder/grow.html.j2",
            snippet=Snippet("k-skript", "Код ссылки со скриптом", str(_SCRIPT.format(**values)), 6),
            part=parts[-1].address.removeprefix(f"{page.address}/") if parts else "",
        )
        if site_url:
            yield Heading(2, "Адрес для WordPress", "wordpress")
            yield draw("ladder/oembed.html.j2", snippet=Snippet("k-wordpress", "Адрес", values["frame"], 2))
    yield Heading(2, "Готовый HTML", "html")
    yield draw(
        "ladder/fragment.html.j2",
        snippet=Snippet("k-html", "Адрес готового HTML", values["fragment"], 2),
        fetch=Snippet("k-curl", "Строка для планировщика на сервере", _FETCH.format(**values), 4),
        fetch_1251=Snippet("k-curl-1251", "Та же строка для сайта в кодировке windows-1251", _FETCH_1251.format(**values), 5),
        folder=FOLDER,
        name=values["name"],
        href=href(own, embed_file(page.address, "fragment.html")),
        has_links=bool(site_url),
    )


_Offer = tuple[str, str, str]
"""What to show in a frame: its whole address, its title, the link to it from this page."""


def _sections(page: str, pieces: Sequence[Piece], own: str, root: str) -> list[tuple[_Offer, list[_Offer]]]:
    """The `pieces` below that of the whole page: each section with its parts."""

    def section(piece: Piece) -> str:
        return piece.address.removeprefix(f"{page}/").partition("/")[0]

    grouped = [
        [(f"{root}embed/{one.address}/", one.title, href(own, f"embed/{one.address}")) for one in found]
        for _, found in groupby(pieces, section)
    ]
    return [(found[0], found[1:]) for found in grouped]
