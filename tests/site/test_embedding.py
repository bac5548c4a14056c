"""What the ladder page gives to copy, on pages of another site: under a strict policy, without scripts, attacked."""

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from built import ROOT, XHTML, Site, copy_project, run

PLAN, SCHOOL = "oblast/rayon/2021-rost", "oblast/rayon/alfa"
SHOWN = "План мероприятий на 2021 год"
WIDTHS = (360, 1000)
SCRIPT = "theme/overrides/embed/v1/embed.js"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder; the scripts for other sites with the header that lets a browser compare their hash."""

    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        if self.path.startswith("/embed/v1/"):
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@dataclass
class Host:
    """A server of its own origin; its folder is filled later."""

    folder: Path
    address: str


@pytest.fixture(scope="module")
def serve_folder() -> Iterator:
    servers = []

    def start(folder: Path, handler=_Handler) -> Host:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return Host(folder, f"http://127.0.0.1:{server.server_port}")

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def published(serve_folder, tmp_path_factory) -> Host:
    """Plans with reports, while they run, on a site that knows its address."""
    work = tmp_path_factory.mktemp("published")
    host = serve_folder(work / "site")
    copy_project(ROOT, work)
    (work / "roadmaps").unlink()
    shutil.copytree(ROOT / "tests/pages/told", work / "roadmaps")
    config = work / "site_config.yml"
    config.write_text(f"{config.read_text('utf-8')}\nsite_url: {host.address}/\n", "utf-8")
    answer = run("build", "--as-of", "2021-06-30", cwd=work)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return host


@pytest.fixture(scope="module")
def snippets(published):
    """What is to be copied of a page, by the id of its field."""

    def read(page: str) -> dict[str, str]:
        tree = Site(published.folder).page(f"{page}/razmestit")
        return {field.attrib["id"].removeprefix("k-"): field.text or "" for field in tree.iter(f"{XHTML}textarea")}

    return read


@pytest.fixture
def school_site(serve_folder, tmp_path):
    """The page of a school: `school_site(body, policy)` is its address."""

    class Handler(_Handler):
        policy = ""

        def end_headers(self) -> None:
            if self.policy:
                self.send_header("Content-Security-Policy", self.policy)
            super().end_headers()

    host = serve_folder(tmp_path, Handler)

    def put(body: str, policy: str = "", style: str = "") -> str:
        Handler.policy = policy
        page = '<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        styled = f"<style>{style}</style>" if style else ""
        (tmp_path / "index.html").write_text(f"{page}<title>Школа</title>{styled}<body>{body}", "utf-8")
        return f"{host.address}/"

    return put


def strict(published: Host) -> str:
    """A policy that allows what the ways need, and nothing else."""
    one = published.address
    return f"default-src 'none'; frame-src {one}; img-src {one}; script-src {one}/embed/v1/embed.js"


def frame_of(page, number: int = 0):
    """The document in a frame of the page, loaded."""
    element = page.locator("iframe").nth(number)
    element.scroll_into_view_if_needed()
    frame = element.element_handle().content_frame()
    frame.wait_for_load_state("load")
    return frame


def height(page, number: int = 0) -> int:
    return round(page.locator("iframe").nth(number).bounding_box()["height"])


def inner(frame) -> int:
    return frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")


def fits(page, number: int = 0) -> None:
    """Wait until the frame is as high as what is in it."""
    frame = frame_of(page, number)
    for _ in range(50):
        if height(page, number) == inner(frame):
            return
        page.wait_for_timeout(50)
    raise AssertionError((height(page, number), inner(frame)))


# --- each way, on a page with a strict policy ---


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", [PLAN, SCHOOL])
def test_every_way_under_a_strict_policy(published, snippets, school_site, visit, page, width):
    ways = snippets(page)
    body = "".join(f"<div>{ways[name]}</div>" for name in ("ssylka", "znachok", "ramka", "skript"))
    seen = visit(school_site(body, strict(published)), width=width)
    link, badge, grown = (seen.page.locator("a").nth(number) for number in range(3))
    assert link.get_attribute("href") == f"{published.address}/{page}/"
    assert badge.locator("img").evaluate("one => [one.naturalWidth, one.naturalHeight]") == [300, 96]
    heading = frame_of(seen.page).locator("h1").inner_text()
    assert height(seen.page) == 600
    fits(seen.page, 1)
    assert frame_of(seen.page, 1).locator("h1").inner_text() == heading
    assert not grown.is_visible()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(frame.evaluate("document.documentElement.scrollWidth") <= width for frame in seen.page.frames)
    # The page in the frame without scripts asks for its own; nothing else is complained of.
    assert [words for words in seen.complaints if not re.search("sandboxed and the 'allow-scripts' permission", words)] == []
    assert {urlsplit(one).netloc for one in seen.requests} == {
        urlsplit(one).netloc for one in (seen.page.url, published.address)
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_the_link_and_the_fixed_frame_remain(published, snippets, school_site, browser, width):
    ways = snippets(PLAN)
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(school_site(f"<div>{ways['ramka']}</div><div>{ways['skript']}</div>"))
    assert page.locator("iframe").count() == 1
    assert SHOWN in frame_of(page).locator("h1").inner_text()
    assert page.locator("a.roadmaps-embed").is_visible()
    assert page.locator("a.roadmaps-embed").get_attribute("href") == f"{published.address}/{PLAN}/"
    context.close()


def test_a_changed_script_does_not_run_and_the_link_remains(snippets, school_site, visit):
    ways = snippets(PLAN)
    changed = re.sub(r"sha384-....", "sha384-AAAA", ways["skript"])
    seen = visit(school_site(changed))
    assert any("integrity" in words for words in seen.complaints)
    assert seen.page.locator("iframe").count() == 0
    assert seen.page.locator("a.roadmaps-embed").is_visible()


def test_a_frame_reaches_nothing_of_the_page_around_it(published, snippets, school_site, visit):
    seen = visit(school_site("".join(snippets(PLAN)[name] for name in ("ramka", "skript"))))
    for number in (0, 1):
        sandbox = seen.page.locator("iframe").nth(number).get_attribute("sandbox").split()
        assert "allow-same-origin" not in sandbox
        assert "allow-top-navigation" not in sandbox
        assert frame_of(seen.page, number).evaluate("origin") == "null"
    with pytest.raises(Exception, match="Blocked a frame"):
        frame_of(seen.page, 1).evaluate("parent.document.title")


def test_links_in_a_frame_open_outside(published, snippets, school_site, visit):
    seen = visit(school_site(snippets(PLAN)["ramka"]))
    with seen.page.expect_popup() as opened:
        frame_of(seen.page).locator("footer a").click()
    assert opened.value.url == f"{published.address}/{PLAN}/"
    opened.value.close()


def test_parameters_and_several_on_one_page(published, snippets, school_site, visit):
    script = re.search(r"<script.*</script>", snippets(SCHOOL)["skript"], re.DOTALL)[0]
    tree = Site(published.folder).page(f"{SCHOOL}/razmestit")
    (part,) = [code.text for code in tree.iter(f"{XHTML}code") if (code.text or "").startswith("data-part=")]
    links = [
        f'<a class="roadmaps-embed" href="{published.address}/{SCHOOL}/" data-height="250" data-theme="dark">Школа</a>',
        f'<a class="roadmaps-embed" href="{published.address}/{SCHOOL}/" {part}>Часть</a>',
        f'<a class="roadmaps-embed" href="{published.address}/{PLAN}/index.html?utm=1#m-3">План</a>',
        '<a class="roadmaps-embed" href="https://example.org/">Чужое</a>',
        f'<a class="roadmaps-embed" href="{published.address}/{PLAN}/" data-height="abc" data-part="//x.example/">План</a>',
    ]
    seen = visit(school_site("".join(f"<p>{link}</p>" for link in links) + script + script))
    named = part.partition("=")[2].strip('"')
    sources = [f"{SCHOOL}/", f"{SCHOOL}/{named}/", f"{PLAN}/#m-3", f"{PLAN}/"]
    frames = seen.page.locator("iframe")
    assert [frames.nth(n).get_attribute("src") for n in range(frames.count())] == [
        f"{published.address}/embed/{one}" for one in sources
    ]
    assert [frames.nth(n).get_attribute("title") for n in range(4)] == ["Школа", "Часть", "План", "План"]
    for number in (1, 2, 3):
        fits(seen.page, number)
    frame_of(seen.page)
    seen.page.wait_for_function("document.querySelector('a').style.display === 'none'")
    assert height(seen.page) == 250
    assert frames.first.evaluate("one => one.style.colorScheme") == "dark"
    assert seen.page.locator("a[href='https://example.org/']").is_visible()


def test_the_theme_is_that_of_the_page_around_it_unless_said_otherwise(published, snippets, school_site, browser):
    dark = snippets(PLAN)["skript"].replace("href=", 'data-theme="dark" href=')
    context = browser.new_context(color_scheme="null")
    page = context.new_page()
    page.goto(school_site(f"<div>{dark}</div><div>{snippets(PLAN)['skript']}</div>"))
    schemes = [frame_of(page, n).evaluate("matchMedia('(prefers-color-scheme: dark)').matches") for n in (0, 1)]
    assert schemes == [True, False]
    context.close()


# --- messages ---


@pytest.fixture
def teller(serve_folder, tmp_path_factory):
    """A site like ours whose page says of its height whatever it is told to: `teller(message)` is a link with the script."""
    folder = tmp_path_factory.mktemp("teller")
    (folder / "embed/v1").mkdir(parents=True)
    shutil.copy(ROOT / SCRIPT, folder / "embed/v1")
    host = serve_folder(folder)

    def tell(message: str) -> str:
        page = folder / "embed/plan/index.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<!doctype html><script>parent.postMessage({message}, '*')</script>", "utf-8")
        script = f'<script src="{host.address}/embed/v1/embed.js"></script>'
        return f'<a class="roadmaps-embed" href="{host.address}/plan/">План</a>{script}'

    return tell


def heard(visit, address: str) -> tuple[int, bool]:
    """The height of the frame after the message has come, and whether the link still stands there."""
    seen = visit("about:blank")
    seen.page.add_init_script("addEventListener('message', () => setTimeout(() => document.title = 'heard'))")
    seen.page.goto(address)
    seen.page.wait_for_function("document.title === 'heard'")
    return height(seen.page), seen.page.locator("a").is_visible()


@pytest.mark.parametrize(
    ("told", "high"),
    [("700", 700), ("333.2", 334), ("5", 100), ("-20", 100), ("1e9", 10000), ("10000.5", 10000)],
)
def test_a_height_is_kept_within_bounds(teller, school_site, visit, told, high):
    message = f"{{type: 'roadmaps:height', v: 1, height: {told}}}"
    assert heard(visit, school_site(teller(message))) == (high, False)


@pytest.mark.parametrize(
    "message",
    [
        "{type: 'roadmaps:height', v: 1, height: NaN}",
        "{type: 'roadmaps:height', v: 1, height: Infinity}",
        "{type: 'roadmaps:height', v: 1, height: '700'}",
        "{type: 'roadmaps:height', v: 1, height: [700]}",
        "{type: 'roadmaps:height', v: 1}",
        "{type: 'roadmaps:height', v: 2, height: 700}",
        "{type: 'other', v: 1, height: 700}",
        "null",
        "'roadmaps:height'",
        "700",
    ],
)
def test_what_is_no_height_changes_nothing(teller, school_site, visit, message):
    seen_height, is_link_there = heard(visit, school_site(teller(message)))
    assert (seen_height, is_link_there) == (600, True)


def test_a_forged_height_from_another_frame_or_the_page_itself_is_ignored(published, snippets, school_site, visit):
    forge = "{type: 'roadmaps:height', v: 1, height: 4321}"
    evil = f"<script>parent.postMessage({forge}, '*')</script>"
    body = f'<div>{snippets(PLAN)["skript"]}</div><iframe srcdoc="{escape(evil)}"></iframe>'
    seen = visit(school_site(body))
    fits(seen.page)
    seen.page.evaluate(
        f"""() => new Promise(done => {{
            addEventListener('message', ({{data}}) => data.height === 4321 && setTimeout(done))
            const other = document.querySelectorAll('iframe')[1]
            other.srcdoc = other.srcdoc + ' '
            postMessage({forge}, '*')
            dispatchEvent(new MessageEvent('message', {{data: {forge}, source: null}}))
        }})"""
    )
    seen.page.wait_for_timeout(200)
    assert height(seen.page) == inner(frame_of(seen.page))
    # A frame that was taken out of the page has no window, as a message made by the page has no source.
    seen.page.evaluate(
        f"() => {{ const one = document.querySelector('iframe'); one.remove();"
        f" dispatchEvent(new MessageEvent('message', {{data: {forge}}})); document.body.prepend(one) }}"
    )
    assert height(seen.page) != 4321


# --- WordPress ---

WORDPRESS = """
addEventListener('message', event => {
    const data = event.data
    if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return
    for (const quote of document.querySelectorAll(`blockquote[data-secret="${data.secret}"]`)) quote.style.display = 'none'
    for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
        if (event.source !== frame.contentWindow) continue
        frame.removeAttribute('style')
        if (data.message === 'height') frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000)
        if (data.message === 'link' && document.activeElement === frame) {
            if (new URL(data.value).host === new URL(frame.src).host) top.location.href = data.value
        }
    }
})
addEventListener('load', () => {
    for (const frame of document.querySelectorAll('iframe.wp-embedded-content'))
        frame.contentWindow.postMessage({message: 'ready', secret: frame.dataset.secret}, '*')
})
"""
"""What WordPress does on the page, written anew by what it is known to do: it believes the secret and the window."""
KEPT = {"a": {"href"}, "blockquote": set(), "iframe": {"src", "width", "height", "title"}}


def discovered(published: Host, address: str) -> dict:
    """The answer that the page at `address` names in its head, as WordPress looks for it."""
    assert address.startswith(published.address)
    page = (published.folder / address.removeprefix(f"{published.address}/") / "index.html").read_text("utf-8")
    head = page[: page.lower().index("</head>")]
    (link,) = [tag for tag in re.findall(r"<link [^>]*>", head) if "application/json+oembed" in tag]
    url = re.search(r'href="([^"]*)"', link)[1]
    return json.loads((published.folder / url.removeprefix(f"{published.address}/")).read_text("utf-8"))


def filtered(html: str, secret: str) -> str:
    """The HTML of an answer as WordPress lets it through: few attributes, a secret, its own sandbox, hidden at first."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = []
    for element in tree.iter():
        for name in set(element.attrib) - KEPT.get(element.tag, set()):
            del element.attrib[name]
    for element in tree:
        element.set("data-secret", secret)
        if element.tag == "iframe":
            element.set("src", f"{element.attrib['src']}#?secret={secret}")
            element.set("sandbox", "allow-scripts")
            element.set("class", "wp-embedded-content")
            element.set("style", "position: absolute; visibility: hidden")
        found.append(html5lib.serialize(element, quote_attr_values="always", omit_optional_tags=False))
    return "".join(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_wordpress_shows_the_page_at_its_height(published, snippets, school_site, visit, width):
    answer = discovered(published, snippets(PLAN)["wordpress"])
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    html = filtered(answer["html"], "a1B2c3D4e5")
    assert html.index("<blockquote") < html.index("<iframe")
    seen = visit(school_site(f"{html}<script>{WORDPRESS}</script>"), width=width)
    seen.page.wait_for_function("!document.querySelector('iframe').hasAttribute('style')")
    frame = frame_of(seen.page)
    seen.page.wait_for_timeout(300)
    assert seen.page.locator("iframe").get_attribute("height") == str(min(inner(frame), 1000))
    assert not seen.page.locator("blockquote").is_visible()
    assert SHOWN in frame.locator("h1").inner_text()
    with seen.page.expect_navigation():
        frame.locator("footer a").click()
    assert seen.page.url == f"{published.address}/{PLAN}/"


def test_wordpress_hears_nothing_without_its_secret(published, school_site, visit):
    """The page in a frame says nothing in the words of WordPress to others."""
    body = f"""<script>heard = []; addEventListener('message', ({{data}}) => heard.push(data))</script>
    <iframe src="{published.address}/embed/{PLAN}/#?secret=x&quot;y" sandbox="allow-scripts"></iframe>"""
    seen = visit(school_site(body))
    frame_of(seen.page)
    seen.page.wait_for_function("heard.length")
    assert {*map(str, seen.page.evaluate("heard.map(data => data.type)"))} == {"roadmaps:height"}


# --- finished HTML on pages of others ---

LAYOUTS = {
    "reset": "*{margin:0;padding:0;border:0;font:inherit;vertical-align:baseline;box-sizing:border-box}"
    "table{border-collapse:collapse}",
    "joomla": "table{width:auto!important;max-width:100%}td,th{border:1px dotted red;text-align:center;padding:0}"
    "td p{display:inline}"
    "caption{display:none}th{background:#060;color:#fff}",
    "narrow": "body{width:300px;margin:auto;font:italic 19px/1 Georgia}table{table-layout:fixed}td{word-break:break-all}",
    "cards": "@media(max-width:600px){table,tbody,tr,td,th,thead{display:block}thead{position:absolute;left:-9999px}}",
    "words": "body{text-transform:uppercase;letter-spacing:1px;background:#012;color:#fe9}a{color:inherit}b{font-weight:400}",
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", [PLAN, SCHOOL])
def test_a_fragment_keeps_reading_right_in_any_layout(published, school_site, visit, layout, width, page):
    fragment = (published.folder / "embed" / page / "fragment.html").read_text("utf-8")
    seen = visit(school_site(f"<main id='top' class='pg'>{fragment}</main>", style=LAYOUTS[layout]), width=width)
    words = " ".join(seen.page.locator("main").inner_text().split()).casefold()
    told = ["2.", "Раздел на сайте", "Ответственные: Координатор района, координаторы школ", "Май 2021 г."]
    places = [words.index(one.casefold(), words.index("раздел на сайте") - 10) for one in told]
    assert places == sorted(places)
    assert "официальный текст" in words
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.page.locator("main a").first.get_attribute("href") == f"{published.address}/{page}/"
    for element in html5lib.parseFragment(fragment, namespaceHTMLElements=False).iter():
        assert not {"id", "class", "style"} & set(element.attrib)
        assert element.tag not in ("script", "style", "link", "h1", "h2", "h3", "h4", "h5", "h6", "svg")


# --- the ladder page itself ---


@pytest.mark.parametrize("page", [PLAN, SCHOOL])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ladder_page_is_accessible(published, visit, axe, page, scheme):
    seen = visit(f"{published.address}/{page}/razmestit/", scheme=scheme)
    seen.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for width in (320, 360, 1280):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert axe(seen.page) == [], width
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(visit(f"{published.address}/{page}/razmestit/", forced_colors="active").page) == []
    assert all(request.startswith(published.address) for request in seen.requests)


def test_a_button_copies_what_stands_above_it(published, snippets, browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{published.address}/{PLAN}/razmestit/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for name, text in snippets(PLAN).items():
        field = page.locator(f"#k-{name}")
        field.locator("xpath=..").locator("button").click()
        assert page.evaluate("navigator.clipboard.readText()") == text
        assert field.locator("xpath=..").locator("[role=status]").inner_text() == "Скопировано"
    context.close()


def test_a_site_that_does_not_know_its_address_learns_it_in_the_browser(told_site, serve, visit, browser):
    address = serve(told_site.folder)
    seen = visit(f"{address}/{PLAN}/razmestit/")
    fields = [seen.page.locator("textarea").nth(n).input_value() for n in range(seen.page.locator("textarea").count())]
    assert len(fields) == 7
    assert all(f"{address}/" in text and "АДРЕС-САЙТА" not in text for text in fields)
    assert "АДРЕС-САЙТА" not in seen.page.locator("main").inner_text()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PLAN}/razmestit/")
    assert "https://АДРЕС-САЙТА/" in page.locator("#k-ssylka").input_value()
    assert "подставьте вместо него" in page.locator("main").inner_text()
    assert page.locator("button").count() == 0
    assert not list(told_site.folder.rglob("oembed.json"))
    context.close()
