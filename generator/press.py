"""The one run of the engine in a build: the hand-written pages as it builds them, and the frames for all pages of ours.

Beside `content/` it is given the probes, some sampled pages, which must come out as they are stamped, and stubs of the pages
that hand-written ones lead to, so that it can check these links; whether such a page is there, the pages themselves tell.
"""

import posixpath
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup, escape

from generator import engine
from generator.files import SiteFile, digest
from generator.frame import FrameError, Frames, hold, learn, probes
from generator.ids import is_id
from generator.outputs.lite import with_lite
from generator.pages.markdown import Html, Page, write
from generator.sync import read_tree


@dataclass(frozen=True, slots=True)
class Links:
    """The files of the site that hand-written pages lead to, by path: the anchors named there, and the page that does."""

    anchors: Mapping[str, frozenset[str]]
    sources: Mapping[str, str]

    def check(self, find: Callable[[str], bytes | None]) -> None:
        """Hold them against the site; `find` gives the file at a path. Raises LinkError for one that is not there."""
        for path, anchors in self.anchors.items():
            page, address = find(path), path.removesuffix("index.html")
            if page is None:
                raise LinkError(self.sources[path], address)
            for anchor in sorted(anchors):
                if f'id="{escape(anchor)}"'.encode() not in page:
                    raise LinkError(self.sources[path], f"{address}#{anchor}")


class LinkError(Exception):
    """A hand-written page leads to a page or a place that is not there; the text says so in Russian."""

    def __init__(self, file: str, address: str) -> None:
        super().__init__(f"{file}: ссылка ведёт на /{address}, а там ничего нет. Исправьте её.")


def links(content: Iterable[SiteFile]) -> Links:
    """The links of hand-written pages to pages that are not among them."""
    files = {file.path: file.data for file in content}
    anchors: dict[str, frozenset[str]] = {}
    sources: dict[str, str] = {}
    for path, data in files.items():
        text = _CODE.sub("", data.decode("utf-8", "replace")) if path.endswith(".md") else ""
        for target, anchor in _LINK.findall(text):
            page = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            address = page.removesuffix("index.md").rstrip("/")
            is_ours = page not in files and page.endswith("index.md") and all(map(is_id, filter(None, address.split("/"))))
            if is_ours and "//" not in target:
                built = f"{page.removesuffix('.md')}.html"
                anchors[built] = anchors.get(built, frozenset()) | ({unquote(anchor)} if anchor else set())
                sources.setdefault(built, path)
    return Links(anchors, sources)


@contextmanager
def press(
    config: Path,
    work: Path,
    content: Sequence[SiteFile],
    nav: Sequence[str],
    pages: Sequence[Page],
    indexes: Sequence[Page],
    as_of: date,
) -> Iterator[tuple[Frames, Iterator[SiteFile]]]:
    """Run the engine; gives the frames and the files that it built of its own, while inside.

    `config` is its configuration, `work` where it works, `content` the hand-written pages and what lies beside them, `nav` the
    addresses that the navigation names, `pages` those to hold against their stamped form, `indexes` the pages above all
    regions, as they are when there is no region. Raises FrameError, EngineError.
    """
    own = [page.address for page in indexes]
    for address in {*nav} - {*own} - {_address(file.path) for file in content}:
        raise FrameError(address, "её называет nav в настройках сайта, а так можно назвать только страницы из content/")
    learned = probes(indexes)
    stubs = [_stub(path.removesuffix("index.html").rstrip("/"), anchors) for path, anchors in links(content).anchors.items()]
    staged = {write(page).path: write(page).data for page in (*stubs, *pages, *learned)}
    with tempfile.TemporaryDirectory(dir=work, prefix="probes-") as folder:
        for file in (*content, *(SiteFile(path, data) for path, data in staged.items())):
            path = Path(folder, file.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
        with engine.build(config, work / "mkdocs", as_of=as_of, settings={"docs_dir": folder}) as built:
            frames = learn(own, [(page, _read(built, page).decode()) for page in learned])
            for page in pages:
                hold(frames, page, _read(built, page))
            ours = {path.removesuffix(".md") + ".html" for path in staged}
            yield frames, with_lite(file for file in engine.built_files(built) if file.path not in ours)


def key(config: Path, work: Path, names: Iterable[str], content: Iterable[SiteFile], *more: str) -> str:
    """What stands for all that a run of the engine depends on: its configuration and the files that this names.

    `names` are the texts of the configuration, `content` the hand-written pages. Empty where it cannot be told: a configuration
    may read the environment.
    """
    data = config.read_bytes()
    if b"!ENV" in data:
        return ""
    found = [config.parent / name for name in sorted(set(names)) if name and len(name) < _MOST and "\n" not in name]
    folders = [path for path in found if path.is_dir() and path.resolve() not in config.resolve().parents]
    trees = [read_tree(path) for path in folders if not path.resolve().is_relative_to(work.resolve())]
    files = [SiteFile(path.name, path.read_bytes()) for path in found if path.is_file()]
    parts = (part for file in chain(files, *trees, content) for part in (file.path.encode(errors="surrogateescape"), file.data))
    return digest(data, *map(str.encode, more), *parts)


def _address(path: str) -> str:
    """The address of the page that the engine makes of a hand-written one."""
    return path.removesuffix(".md").removesuffix("index").rstrip("/")


def _stub(address: str, anchors: Iterable[str]) -> Page:
    ids = "".join(f'<p id="{escape(anchor)}"></p>' for anchor in sorted(anchors))
    return Page(address, address or "/", address or "/", (Html(Markup(f"<div>{ids}</div>")),))  # noqa: S704  # escaped above


def _read(built: Path, page: Page) -> bytes:
    try:
        return (built / page.address / "index.html").read_bytes()
    except FileNotFoundError:
        raise FrameError(page.address, "MkDocs положил её не туда, где её ждут") from None


_LINK = re.compile(r"""([^\s()<>"'\[\]|]+\.md)(?:#([^\s()<>"'\[\]|]*))?""")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_MOST = 500
"""The longest text, in characters, that may be the name of a file."""
