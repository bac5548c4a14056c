"""What the tests share: a browser, a web server for a built site, and axe.

Chromium is found by scripts/find_chromium.py (`make test` installs one). Without it the browser tests are skipped with the
reason shown, but where CI=true they fail: a browser test must not vanish unseen.
"""

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Playwright starts it without a sandbox (it shows only our pages) and without update checks."""
    finder = subprocess.run([sys.executable, ROOT / "scripts/find_chromium.py"], capture_output=True, text=True, check=False)
    if finder.returncode != 0:
        if os.environ.get("CI") == "true":
            pytest.fail(finder.stderr.strip())
        pytest.skip(finder.stderr.strip())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=finder.stdout.strip(),
            args=["--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync"],
        )
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page in the browser, the addresses it asked for, and what the browser complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open an address in a window of its own: `visit(url, width=360, scheme="dark", forced_colors="active")`."""
    contexts: list[BrowserContext] = []

    def open_page(url: str, *, width: int = 1280, scheme: str = "light", forced_colors: str = "none") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, forced_colors=forced_colors, locale="ru-RU"
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(url)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Check a page by axe-core (WCAG 2.0–2.2 A and AA, best practices): one line for each element that breaks a rule."""
    checker = Axe()

    def violations(page: Page) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = checker.run(page, options=options).response["violations"]
        return [f"{rule['id']}: {node['html']} — {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return violations


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder as a static host serves them, the nearest 404.html for what is missing; logs nothing."""

    def log_message(self, *args: object) -> None:
        pass

    def send_error(self, code: int, *args: object) -> None:
        above = (folder / "404.html" for folder in Path(self.translate_path(self.path)).parents)
        page = next((file for file in above if file.is_relative_to(self.directory) and file.is_file()), None)
        body = page.read_bytes() if page else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a built site on this machine: `serve(folder)` is the address of its root, without a slash at the end."""
    servers: list[tuple[http.server.ThreadingHTTPServer, threading.Thread]] = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()
