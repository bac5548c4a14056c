"""The package of a school, `data/v1/<address>.zip`: its special section as files that stand on their own, in two forms.

`sait/` is a small site: pages that lead to one another by the names of their files, with one style sheet and no script, so it
opens from a disk and from any folder of any host. `gosweb/` are the same pages for sites that take neither a folder nor a style
sheet (Госвеб): each complete in itself, of headings, paragraphs and lists, to be attached or copied into an editor.

Documents are not inside: only their paths are known here, and the site would keep each of them twice. Links lead to the full
site where its address is known; else the guide names the documents that are to be put beside.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup

from generator.files import SiteFile
from generator.ids import ZIP, data_file, href, is_file
from generator.outputs.embed import heading_html
from generator.outputs.links import relinked
from generator.pages.markdown import Block, Heading, Page, lean, lite, tight
from generator.pages.marks import symbols
from generator.pages.template import draw
from generator.resources import drawing_style, theme

SITE, PLAIN, GUIDE = "sait", "gosweb", "prochti-menya.txt"
"""What is in a package: two folders, and the words that say how to place each."""

_HOME = "index.html"
_SHARED = "drawing"
_SHEETS = ("base", _SHARED, "marks", "strips", "chart", "section", "list", "bundle")
_LEVEL = 4
"""How hard to compress: more takes twice the time and saves a tenth."""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can name (APPNOTE 4.4.6): it says nothing of when a file was made."""
_REGULAR = 0o100644 << 16
"""A file that all may read, as Unix has it (APPNOTE 4.4.15)."""

_TAGS = "a|abbr|b|blockquote|br|caption|dd|dl|dt|em|h[1-6]|i|li|ol|p|s|strong|sub|sup|table|tbody|td|th|thead|tr|ul"
"""The tags that the editor of any site knows; of all others only the text is left."""
_OTHER_TAG = re.compile(rf"</?(?!(?:{_TAGS})\b)[a-z][^>]*>")
_ATTRIBUTE = re.compile(r' (?!href=|colspan=|scope=)[a-z-]+="[^"]*"')
_ROWS = re.compile(r'<div class="rows">.*?<p class="sm">', re.DOTALL)
"""The rows of a plan: they have their own numbers, and an editor would number them once more."""
_BELOW = re.compile(r'<span class="sm">')
"""What the style sheets set on a line of its own."""
_DRAWING = re.compile(r"<svg\b|</svg>")
_KEY = re.compile(r'<ul class="key".*?</ul>', re.DOTALL)
_UNLINKED = re.compile(r"<a>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Package:
    """The pages of a package, the first of which is that of the school; `site_url` is where the full site is, or empty."""

    pages: tuple[Page, ...]
    site_url: str

    @property
    def address(self) -> str:
        """That of the school."""
        return self.pages[0].address

    def file(self, page: str) -> str:
        """The name of the file of a page. Ids have no `_`, so there are no two of one name."""
        return f"{page.removeprefix(f'{self.address}/').replace('/', '_')}.html" if page != self.address else _HOME

    def full(self, address: str, anchor: str = "") -> str:
        """The link to a place of the full site; nothing where its address is not known."""
        return f"{self.site_url}{href('', address, anchor)}" if self.site_url else ""


def bundle_files(page: Page, site_url: str) -> Iterator[SiteFile]:
    """The package that `page` begins, if it does. `site_url` is where the full site is, ending in a slash, or empty."""
    if page.bundle is None:
        return
    package = _Package((page, *page.bundle), site_url)
    documents: set[str] = set()
    files = [*_site(package, documents), *_plain(package)]
    files.append(SiteFile(GUIDE, _guide(package, sorted(documents)).replace("\n", "\r\n").encode("utf-8-sig")))
    yield SiteFile(data_file(page.address, ZIP), _packed(files))


def _packed(files: Iterable[SiteFile]) -> bytes:
    """The files as a ZIP, whose bytes depend on theirs, their names and the library that compresses them."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for file in sorted(files):
            entry = ZipInfo(file.path, _FIRST)
            entry.create_system, entry.external_attr, entry.compress_type = 3, _REGULAR, ZIP_DEFLATED
            archive.writestr(entry, file.data, compresslevel=_LEVEL)
    return packed.getvalue()


def _site(package: _Package, documents: set[str]) -> Iterator[SiteFile]:
    """The files of `sait/`; the paths of documents that they lead to are added to `documents`."""
    bodies = {page.address: _body(page) for page in package.pages}
    anchors = {address: frozenset(re.findall(r'\bid="([^"]*)"', body)) for address, body in bodies.items()}
    others = [(package.file(page.address), page.title) for page in package.pages[1:]]
    for page in package.pages:
        is_first = page.address == package.address

        def target(address: str, anchor: str, source: str = page.address) -> str:
            if address not in anchors:
                if is_file(address):
                    documents.add(address)
                return package.full(address, anchor)
            place = f"#{anchor}" if anchor in anchors[address] else ""
            return place if address == source else f"{package.file(address)}{place}"

        yield _file(
            f"{SITE}/{package.file(page.address)}",
            "embed/bundle.html.j2",
            page,
            package,
            home="" if is_first else _HOME,
            school=package.pages[0].title,
            body=relinked(bodies[page.address], page.address, target),
            others=others if is_first else (),
        )
    yield SiteFile(f"{SITE}/style.css", _style())


def _plain(package: _Package) -> Iterator[SiteFile]:
    """The files of `gosweb/`: the words of the low-vision version, which stand one below the other."""
    for page in package.pages:
        words = _ROWS.sub(lambda rows: rows[0].replace("ol>", "ul>"), _undrawn(_KEY.sub("", _words(page))))
        markup = _ATTRIBUTE.sub("", _OTHER_TAG.sub("", _BELOW.sub("<br>", words))).replace("</dt>", ":</dt>")
        body = _UNLINKED.sub(r"\1", relinked(Markup(markup), page.address, package.full))  # noqa: S704  # finished HTML
        values = {"body": Markup(tight(body))}  # noqa: S704  # likewise
        yield _file(f"{PLAIN}/{package.file(page.address)}", "embed/plain.html.j2", page, package, **values)


def _file(path: str, template: str, page: Page, package: _Package, **values: object) -> SiteFile:
    day = page.pieces[0].day if page.pieces else ""
    drawn = draw(template, title=page.title, demo=page.demo, day=day, full=package.full(page.address), **values)
    return SiteFile(path, f"{drawn.markup.strip()}\n".encode())


def _body(page: Page) -> Markup:
    """What other sites can show of a page, with the signs if it shows any."""
    drawn = [heading_html(one) if isinstance(one, Heading) else tight(lean(one)) for one in _blocks(page)]
    if any('href="#g-' in markup for markup in drawn):
        drawn.append(symbols().markup)
    return Markup("\n".join(drawn) or _empty(page))  # noqa: S704  # finished HTML


def _words(page: Page) -> str:
    drawn = (heading_html(one) if isinstance(one, Heading) else lite(one) for one in _blocks(page))
    return "\n".join(drawn) or _empty(page)


def _blocks(page: Page) -> tuple[Block, ...]:
    """What other sites can show of a page; nothing of a school that has nothing yet."""
    return page.pieces[0].blocks if page.pieces else ()


def _empty(page: Page) -> Markup:
    return Markup('<h1 id="top">{}</h1>\n<p>Школа здесь пока ничего не опубликовала.</p>').format(page.title)


def _undrawn(markup: str) -> str:
    """`markup` without its drawings, which may lie in one another."""
    left, depth, since = [], 0, 0
    for tag in _DRAWING.finditer(markup):
        if tag[0] == "</svg>":
            depth, since = depth - 1, tag.end()
        else:
            left += [markup[since : tag.start()]] if not depth else []
            depth += 1
    return "".join([*left, markup[since:]])


@cache
def _style() -> bytes:
    """The style sheets as they are: whoever runs the site of a school may read and change them."""
    paths = (drawing_style() if name == _SHARED else theme() / "embed" / f"{name}.css" for name in _SHEETS)
    return b"\n".join(path.read_bytes() for path in paths)


def _guide(package: _Package, documents: Iterable[str]) -> str:
    """How to place the files, for a person who does not write code."""
    page = package.pages[0]
    drawn = draw(
        "embed/guide.txt.j2",
        title=page.title,
        day=page.pieces[0].day if page.pieces else "",
        demo=page.demo,
        files=[(package.file(one.address), one.title) for one in package.pages],
        documents=documents,
        full=package.full(page.address),
        package=package.full(data_file(page.address, ZIP)),
    )
    return drawn.markup.unescape()  # a plain text
