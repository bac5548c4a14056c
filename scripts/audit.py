"""Weigh and judge every page kind of a freshly built site, and print one table; exit 1 if a limit is passed.

    python scripts/audit.py [KIND ...]

Weights are bytes on the wire from a host that compresses, asked for by Chromium with nothing in its cache. Lighthouse is run as
it runs of its own accord: a slow phone on a slow line. The Nu HTML checker judges all pages at once. LibreOffice opens what a
page gives for Word and Excel. Node, Java and LibreOffice are needed only here; `make audit` gets the rest.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import office
import yaml
from find_chromium import find
from host import ROOT, build, host, weight
from kinds import AS_OF, KINDS
from playwright.sync_api import Browser, Request, sync_playwright

TOOLS = Path(__file__).parent / "node_modules"
DISTRICT = Path("vymyshlennaya-oblast/primernyy")
PATTERN = DISTRICT / "2024-500-plus.yml"
LONG = DISTRICT / "2026-60-strok.yml"
LONG_ROWS = 60
CELLS = ("title", "responsible", "deadline", "dates", "undated", "result")
KIB = 1024
KB = 1000
LIMITS = {"html": 11 * KIB, "visit": 55 * KB, "performance": 95, "accessibility": 100, "nu": 0, "outside": 0}
"""`html` and `visit` hold for a roadmap of about 20 rows, `performance` for one of 60, the others for every page."""
LET_PASS = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Resource violates Content Security Policy (meta tag): external script “",
)
"""How the messages begin that are let pass: two toggles of Material's base template, which no block of it lets us leave out,
and the script of the pages for other sites, which their policy allows on a host; the checker reads files."""


@dataclass(frozen=True)
class Judged:
    """What was found of a page: bytes of its HTML, of the first visit, of scripts in it; requests; scores of Lighthouse."""

    html: int
    visit: int
    scripts: int
    requests: int
    outside: int
    shift: float
    performance: int
    accessibility: int
    nu: int


def main(arguments: list[str]) -> int:
    """Print the table; exit 0, 1 if a limit is passed, 2 if a tool is missing or a kind unknown."""
    chromium = find()
    missing = [name for name in ("node", "java") if shutil.which(name) is None]
    missing += ["soffice"] if office.find() is None else []
    unknown = [name for name in arguments if name not in KINDS]
    if missing or unknown or chromium is None or not TOOLS.is_dir():
        print(f"Missing: {missing or 'see make audit'}; unknown kinds: {unknown}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        project = lengthened(Path(folder, "project"))
        site = Path(folder, "site")
        build(site, AS_OF, project)
        pages = {name: KINDS[name] for name in arguments or KINDS if "#" not in KINDS[name]}
        pages |= {"long": f"{LONG.with_suffix('').as_posix()}/"} if not arguments else {}
        messages = nu(site)
        unopened = list(documents(site)) if not arguments else []
        with host(site) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            judged = {name: judge(browser, chromium, root, site, page, messages) for name, page in pages.items()}
            browser.close()
        show(judged)
        faults = [
            *passed(judged),
            *unopened,
            *(f"Nu: {page}: {text}" for page, texts in sorted(messages.items()) for text in texts),
        ]
    print(*faults, sep="\n")
    return 1 if faults else 0


def lengthened(project: Path) -> Path:
    """A copy of this project with one more plan in the fictional district, of sixty rows."""
    shutil.copytree(ROOT / "roadmaps", project / "roadmaps")
    for name in ("content", "theme", "site_config.yml"):
        (project / name).symlink_to(ROOT / name)
    plan = yaml.load((ROOT / "roadmaps" / PATTERN).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 texts only
    rows = [{key: row[key] for key in CELLS if key in row} for row in plan["activities"]]
    plan["activities"] = [{"number": str(number + 1), **rows[number % len(rows)]} for number in range(LONG_ROWS)]
    plan = {key: value for key, value in plan.items() if key not in ("amendments", "replaces", "parent")}
    text = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False, default_style='"', width=10**6)
    (project / "roadmaps" / LONG).write_text(text, "utf-8")
    return project


def judge(browser: Browser, chromium: str, root: str, site: Path, page: str, messages: dict[str, list[str]]) -> Judged:
    """Visit a page once with an empty cache, then let Lighthouse visit it."""
    file = site / page if page.endswith(".html") else site / page / "index.html"
    seen: list[Request] = []
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="ru-RU")
    tab = context.new_page()
    tab.on("requestfinished", lambda request: seen.append(request))  # noqa: PLW0108 it cannot mark a method of a list
    tab.goto(root + page, wait_until="networkidle")
    sizes = {request.url: request.sizes()["responseBodySize"] for request in seen}
    context.close()
    scores = lighthouse(chromium, root + page)
    return Judged(
        html=weight(file),
        visit=sum(sizes.values()),
        scripts=sum(size for url, size in sizes.items() if url.endswith(".js")),
        requests=len(sizes),
        outside=sum(not url.startswith(root) for url in sizes),
        shift=scores["audits"]["cumulative-layout-shift"]["numericValue"],
        performance=round(100 * scores["categories"]["performance"]["score"]),
        accessibility=round(100 * scores["categories"]["accessibility"]["score"]),
        nu=len(messages.get(file.relative_to(site).as_posix(), [])),
    )


def lighthouse(chromium: str, address: str) -> dict:
    """What Lighthouse says of the page."""
    command = [
        str(TOOLS / ".bin/lighthouse"),
        address,
        "--quiet",
        "--output=json",
        "--only-categories=performance,accessibility",
    ]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    environment = {**os.environ, "CHROME_PATH": chromium}
    answer = subprocess.run([*command, flags], env=environment, capture_output=True, check=False, encoding="utf-8")
    if answer.returncode:
        sys.exit(f"Lighthouse did not judge {address}:\n{answer.stdout}{answer.stderr}")
    return json.loads(answer.stdout)


def nu(site: Path) -> dict[str, list[str]]:
    """What the Nu HTML checker says, by path of the page, without the messages that are let pass."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--skip-non-html", "--stdout", "--exit-zero-always", str(site)]
    answer = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    found: dict[str, list[str]] = {}
    for message in json.loads(answer.stdout)["messages"]:
        path = unquote(message["url"].removeprefix("file:"))
        if not message["message"].startswith(LET_PASS):
            where = f"{message.get('lastLine', 0)}: {message['message']}"
            found.setdefault(Path(path).relative_to(site.resolve()).as_posix(), []).append(where)
    return found


def documents(site: Path) -> Iterator[str]:
    """What LibreOffice does not open of the files for Word and Excel, a line for each kind."""
    for ending in ("docx", "xlsx"):
        with tempfile.TemporaryDirectory() as folder:
            for file in sorted((site / "data").rglob(f"*.{ending}")):
                shutil.copy(file, Path(folder, file.relative_to(site / "data").as_posix().replace("/", "-")))
            try:
                office.convert(sorted(Path(folder).glob(f"*.{ending}")), Path(folder))
            except RuntimeError as error:
                yield f"{ending}: {error}"


def show(judged: dict[str, Judged]) -> None:
    """The table, in Markdown."""
    heads = ["page", "HTML, KiB gz", "first visit, KB", "of it scripts", "requests", "outside", "layout shift"]
    rows = [[*heads, "Lighthouse", "its accessibility", "Nu"], ["---"] * (len(heads) + 3)]
    for name, page in judged.items():
        weights = [f"{page.html / KIB:.1f}", f"{page.visit / KB:.1f}", f"{page.scripts / KB:.1f}"]
        counts = [page.requests, page.outside, f"{page.shift:.3f}", page.performance, page.accessibility, page.nu]
        rows.append([name, *weights, *map(str, counts)])
    print(*(f"| {' | '.join(row)} |" for row in rows), sep="\n")


def passed(judged: dict[str, Judged]) -> list[str]:
    """Every limit that is passed, a line each."""
    faults = []
    for name, page in judged.items():
        told = {"accessibility": page.accessibility < LIMITS["accessibility"], "outside": page.outside > LIMITS["outside"]}
        if name == "roadmap":
            told |= {"html": page.html > LIMITS["html"], "visit": page.visit > LIMITS["visit"]}
        if name == "long":
            told |= {"performance": page.performance < LIMITS["performance"]}
        over = [what for what, is_passed in told.items() if is_passed]
        faults += [f"{name}: {what} {getattr(page, what)}, limit {LIMITS[what]}" for what in over]
        faults += [f"{name}: layout shift {page.shift}"] if page.shift > 0 else []
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
