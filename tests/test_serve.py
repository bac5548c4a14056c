"""`serve` as a program: what it answers, that a change comes to the page, and that it ends cleanly."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Timer

import pytest

from generator.serve import ServeError, serve
from generator.sync import read_tree

ROOT = Path(__file__).parents[1]

# Builds the pages that lie in `content`; a page that says "fault" is a fault of the data, "engine" one of the engine.
PROGRAM = """
import signal, sys
from pathlib import Path
from generator.engine import EngineError
from generator.publish import publish
from generator.serve import serve
from generator.sync import read_tree
project = Path(sys.argv[1])
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests may ignore it

def build_once():
    files = list(read_tree(project / "content"))
    if any(b"fault" in file.data for file in files):
        print("a.yml:1:1: ошибка", flush=True)
        return False
    if any(b"engine" in file.data for file in files):
        raise EngineError(1, ("сообщение",))
    publish(project / "site", files)
    return True

watched = [project / "content", project / "site_config.yml", project / "absent"]
serve(project / "site", build_once, watched, port=0, tell=lambda text: print(text, flush=True))
"""


@dataclass
class Running:
    project: Path
    process: subprocess.Popen[str]
    port: int

    def until(self, *texts: str) -> None:
        """Read what it says until these lines have come, in this order, others between them."""
        for text in texts:
            assert f"{text}\n" in iter(self.process.stdout.readline, ""), f"it never said: {text}"

    def ask(self, path: str, method: str = "GET") -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path)
        answer = connection.getresponse()
        answer.text = "" if path.startswith("/.roadmaps/news") else answer.read().decode()
        return answer

    def write(self, text: str) -> None:
        (self.project / "new").write_text(text, "utf-8")
        (self.project / "new").replace(self.project / "content" / "index.html")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "content" / "deep").mkdir(parents=True)
    (tmp_path / "content" / "index.html").write_text("<body><p>первая</p></body></html>\n", "utf-8")
    (tmp_path / "content" / "deep" / "index.html").write_text("глубже", "utf-8")
    (tmp_path / "content" / "404.html").write_text("<body>нет такой</body>", "utf-8")
    for name in ("школа.md", "a.css", "a.js", "a.json", "a.ics", "a.csv", "a.svg", "a.woff2", "a.pdf", "a.unknown"):
        (tmp_path / "content" / name).write_text("ё", "utf-8")
    (tmp_path / "site_config.yml").write_text("a: 1\n")
    (tmp_path / "secret").write_text("secret")
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    watchdog = Timer(90, process.kill)  # or a line that never comes would be waited for
    watchdog.start()
    try:
        address = process.stdout.readline()
        assert address.startswith("Сайт открыт по адресу http://127.0.0.1:")
        yield Running(tmp_path, process, int(address.split("/ (")[0].rpartition(":")[2]))
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def wait_for(running: Running, text: str) -> None:
    """Ask for the first page until it says `text`; each renewal is announced, so no time is measured."""
    version = "0"
    while text not in (page := running.ask("/").text):
        version = page.partition("reload.js?")[2].partition('"')[0]
        assert b"data: new" in running.ask(f"/.roadmaps/news?{version}").read()


def test_it_serves_the_site_watches_and_ends(running: Running) -> None:
    wait_for(running, "первая")
    page = running.ask("/")
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-store"
    version = page.text.partition("reload.js?")[2].partition('"')[0]
    assert page.text == f'<body><p>первая</p><script src="/.roadmaps/reload.js?{version}"></script></body></html>\n'
    assert "EventSource" in running.ask(f"/.roadmaps/reload.js?{version}").text
    published = {file.path: file.data for file in read_tree(running.project / "site")}
    assert published["index.html"] == "<body><p>первая</p></body></html>\n".encode()  # only what is sent is changed

    # A change comes to the open page.
    news = running.ask(f"/.roadmaps/news?{version}")
    assert news.headers["Content-Type"] == "text/event-stream"
    running.write("<body>вторая</body>")
    running.until("Изменения замечены, собираем…")
    assert b"data: new" in news.read()
    assert "вторая" in running.ask("/").text

    # Faults are shown, and the last good site stays.
    running.write("<body>fault</body>")
    running.until("a.yml:1:1: ошибка", "Сайт не обновлён; открыт последний удачный.")
    running.write("<body>engine</body>")
    running.until("MkDocs не собрал сайт (код 1). Его последние сообщения:", "сообщение")
    assert "вторая" in running.ask("/").text
    running.write("<body>третья</body>")
    wait_for(running, "третья")

    # A file that is replaced, as editors do, is watched on.
    for number in range(2):
        version = running.ask("/").text.partition("reload.js?")[2].partition('"')[0]
        (running.project / "new").write_text(f"a: {number}\n")
        (running.project / "new").replace(running.project / "site_config.yml")
        assert b"data: new" in running.ask(f"/.roadmaps/news?{version}").read()

    running.process.send_signal(signal.SIGINT)
    out, err = running.process.communicate(timeout=60)
    assert out.endswith("Остановлено.\n")
    assert (err, running.process.returncode) == ("", 0)


def test_answers(running: Running) -> None:
    wait_for(running, "первая")
    kinds = {
        "%D1%88%D0%BA%D0%BE%D0%BB%D0%B0.md": "text/markdown; charset=utf-8",
        "a.css": "text/css; charset=utf-8",
        "a.js": "text/javascript; charset=utf-8",
        "a.json": "application/json; charset=utf-8",
        "a.ics": "text/calendar; charset=utf-8",
        "a.csv": "text/csv; charset=utf-8",
        "a.svg": "image/svg+xml; charset=utf-8",
        "a.woff2": "font/woff2",
        "a.pdf": "application/pdf",
        "a.unknown": "application/octet-stream",
    }
    for path, kind in kinds.items():
        answer = running.ask(f"/{path}?v=1")
        assert (answer.status, answer.headers["Content-Type"], answer.text) == (200, kind, "ё"), path
    head = running.ask("/a.css", "HEAD")
    assert (head.status, head.headers["Content-Length"], head.text) == (200, "2", "")
    moved = running.ask("/deep")
    assert (moved.status, moved.headers["Location"]) == (301, "/deep/")
    assert running.ask("//deep").headers["Location"] == "/deep/"
    assert running.ask("/deep/").text.startswith("глубже<script")
    for path in ("/no", "/a.css/", "/deep/no/", "/../secret", "/%2e%2e/secret", "/..%5csecret", "/%00", "/c:/x"):
        missing = running.ask(path)
        assert (missing.status, missing.headers["Content-Type"]) == (404, "text/html; charset=utf-8"), path
        assert missing.text.startswith("<body>нет такой<script"), path


def test_without_a_site_the_page_says_so_and_waits(running: Running) -> None:
    wait_for(running, "первая")
    for folder in ("site", ".site-spare"):
        if (running.project / folder).exists():
            (running.project / folder).rename(running.project / f"away{folder}")
    answer = running.ask("/")
    assert answer.status == 503
    assert "Сайт ещё не собран" in answer.text
    assert "reload.js?" in answer.text
    running.write("<body>снова</body>")
    wait_for(running, "снова")


def test_a_busy_port_is_told(tmp_path: Path, running: Running) -> None:
    with pytest.raises(ServeError, match=f"Адрес 127.0.0.1:{running.port} недоступен: порт занят"):
        serve(tmp_path / "other", lambda: True, [tmp_path], port=running.port)


def test_the_open_page_reloads_in_a_browser(running: Running, browser) -> None:
    wait_for(running, "первая")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{running.port}/")
    running.write("<body><p id=second>вторая</p></body>")
    page.wait_for_selector("#second")
    page.close()
