"""A built site on this machine, as a static host gives it to readers: compressed, with the folder's own 404 page."""

from __future__ import annotations

import functools
import gzip
import http.server
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".csv", ".wasm")
LEVEL = 6
"""What nginx and Apache are usually set to."""


def build(site: Path, as_of: str, project: Path = ROOT) -> None:
    """Build the site of `project` into the folder `site` by the command, as a user does."""
    command = [sys.executable, "-m", "generator", "build", "--as-of", as_of, "--site-dir", str(site)]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)


def weight(path: Path) -> int:
    """Bytes of a file on the wire."""
    data = path.read_bytes()
    return len(gzip.compress(data, LEVEL, mtime=0)) if path.suffix in COMPRESSED else len(data)


@contextmanager
def host(folder: Path) -> Iterator[str]:
    """Serve `folder` while inside; gives the address of its root, which ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Answer until the browser goes, which it may do in the midst of a page."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        data = path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if path.suffix == ".html" else ""))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            data = gzip.compress(data, LEVEL, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
