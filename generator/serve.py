"""Show the site while it is being worked on: build on every change, and reload the pages that are open.

Only what is sent is changed (one script element a page), never the files of the site.
"""

import errno
import sys
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from socketserver import ThreadingTCPServer
from threading import Condition, Thread
from time import time_ns
from urllib.parse import quote, unquote, urlsplit

from watchfiles import watch

from generator.making import FAILURES


class ServeError(Exception):
    """The address cannot be served; the text says why and what to do, in Russian."""


def serve(
    site: Path,
    build_once: Callable[[], bool],
    watched: Sequence[Path],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    tell: Callable[[str], None] = print,
) -> None:
    """Build, serve the folder `site` at `http://host:port/`, and build again when one of `watched` changes.

    `build_once` publishes the site anew and says whether it did; it shows the faults of the data itself, those of a
    build (`FAILURES`) are shown here. As long as it fails, the last good site stays. `watched` are files and
    folders; one that is absent is passed over. `port` 0 takes a free one. `tell` shows a Russian sentence.

    Returns on KeyboardInterrupt; SystemExit passes. Raises ServeError if the address cannot be had.
    """
    try:
        server = _Server(site, host, port)
    except OSError as error:
        why = _REASONS.get(error.errno or 0, f"ошибка системы, {error.strerror or error}")
        raise ServeError(f"Адрес {host}:{port} недоступен: {why}. Укажите другой порт.") from error
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        tell(f"Сайт открыт по адресу http://{host}:{server.server_address[1]}/ (остановить — Ctrl+C)")
        while True:
            _build_on_change(server, build_once, watched, tell)
    except KeyboardInterrupt:
        tell("Остановлено.")
    except SystemExit:
        tell("Остановлено.")
        raise
    finally:
        server.shutdown()
        server.server_close()


def _build_on_change(
    server: "_Server", build_once: Callable[[], bool], watched: Sequence[Path], tell: Callable[[str], None]
) -> None:
    """Build now and on each change; return when watching has to begin anew."""
    paths = [path.resolve() for path in watched if path.exists()]
    single = {str(path) for path in paths if path.is_file()}
    # The first round comes empty, after 0.2 s: from then on no change is missed, also none made during the build.
    first = True
    for changes in watch(*paths, rust_timeout=200, yield_on_timeout=True):
        if not changes and not first:
            continue
        first = False
        if changes:
            tell("Изменения замечены, собираем…")
        if {path for _, path in changes} & single:
            return  # an editor that saves by renaming leaves us watching a file that is gone
        try:
            built = build_once()
        except FAILURES as error:
            tell(str(error))
            built = False
        if built:
            server.renew()
        else:
            tell("Сайт не обновлён; открыт последний удачный.")


class _Server(ThreadingTCPServer):
    """Serves the folder of the site, and tells open pages when it was renewed."""

    allow_reuse_address = True
    daemon_threads = True  # a page waits for news in a thread, which need not end

    def __init__(self, site: Path, host: str, port: int) -> None:
        self.site = site
        self.version = time_ns()  # never that of an earlier server, whose pages may still be open
        self.news = Condition()
        super().__init__((host, port), _Handler)

    def renew(self) -> None:
        """Let every open page reload."""
        with self.news:
            self.version += 1
            self.news.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader that went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file of the site, with the script that waits for news, or with the news."""
        address = urlsplit(self.path)
        if address.path == _SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD)
        elif address.path == _NEWS:
            self._send_news(address.query)
        elif (found := self._find(address.path)) is None:
            self._send_missing()
        elif found.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", quote(f"/{found.relative_to(self.server.site).as_posix()}/"))
            self.end_headers()
        else:
            try:
                data = found.read_bytes()
            except OSError:  # gone with the generation just exchanged
                self._send_missing()
            else:
                self._send(HTTPStatus.OK, _media_type(found.name), data)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the file."""
        self.do_GET()

    def _find(self, address: str) -> Path | None:
        """The file at an address, or the folder if the last slash is missing."""
        parts = [part for part in unquote(address).split("/") if part]
        if any(part == ".." or "\0" in part or "\\" in part or ":" in part for part in parts):
            return None
        found = self.server.site.joinpath(*parts)
        if address.endswith("/"):
            found /= "index.html"
            return found if found.is_file() else None
        return found if found.exists() else None

    def _send_missing(self) -> None:
        page = self.server.site / "404.html"
        if page.is_file():
            self._send(HTTPStatus.NOT_FOUND, _media_type(page.name), page.read_bytes())
        elif self.server.site.exists():
            self._send(HTTPStatus.NOT_FOUND, _media_type(page.name), _PAGE % "Такой страницы нет.".encode())
        else:
            text = "Сайт ещё не собран. Ошибки показаны в терминале; страница обновится сама."
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _media_type(page.name), _PAGE % text.encode())

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        if kind.startswith("text/html"):
            before, end, after = data.rpartition(b"</body>")
            script = b'<script src="%s?%d"></script>' % (_SCRIPT.encode(), self.server.version)
            data = before + script + end + after if end else data + script
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_news(self, seen: str) -> None:
        """Wait until the site is no longer of the version `seen`, and say so (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while not self._renewed(seen):
            self.wfile.write(b":\n\n")  # fails if the page is gone, which ends the waiting
        self.wfile.write(b"data: new\n\n")

    def _renewed(self, seen: str) -> bool:
        with self.server.news:
            return self.server.news.wait_for(lambda: str(self.server.version) != seen, timeout=10)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is that of the base
        """Say nothing of the requests."""


def _media_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    kind = _TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _TEXTS else kind


_REASONS = {errno.EADDRINUSE: "порт занят", errno.EACCES: "нет прав на этот порт"}
_NEWS = "/.roadmaps/news"
_SCRIPT = "/.roadmaps/reload.js"
_RELOAD = (
    f"new EventSource('{_NEWS}' + new URL(document.currentScript.src).search).onmessage = () => location.reload();\n"
).encode()
_PAGE = (
    b'<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    b"<title>roadmaps serve</title><body><p>%s</p></body></html>\n"
)
# What the tables of the system know differently or not at all.
_TYPES = {
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXTS = {"application/json", "application/manifest+json", "application/xml", "image/svg+xml"}
