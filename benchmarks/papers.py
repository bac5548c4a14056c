"""What stands in the files beside the plans: profiles, documents, persons, scans. All of it is invented."""

from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.language import text, title

Node = dict[str, Any]
"""A mapping of a YAML file."""

HELP, GROWTH = "pomosch", "rost"
"""The two federal projects."""

_PLACES = (
    *("Абзацн", "Литерн", "Кегельн", "Сносочн", "Запятн", "Кавычн", "Дефисн"),
    *("Пробельн", "Скобочн", "Курсивн", "Титульн", "Петитн", "Строчн", "Буквенн"),
)
_SIDES = ("Верхне", "Нижне", "Ново", "Старо", "Средне", "Дальне", "Ближне")
_SURNAMES = (
    *("Абзацева", "Литерова", "Кеглева", "Сноскина", "Кавычкина", "Дефисова"),
    *("Пробелова", "Скобкина", "Курсивова", "Титулова", "Петитова"),
)
_POSTS = ("заместитель директора", "методист", "главный специалист отдела образования", "учитель", "педагог-психолог")
_PARTS = (
    ("about", "О проекте", "about", True),
    ("regulations", "Нормативные документы", "documents", True),
    ("diagnosis", "Диагностика", "risks", False),
    ("concept", "Концептуальные документы", "documents", True),
    ("roadmap", "Дорожная карта", "roadmaps", True),
    ("monitoring-1", "Мониторинг. 1 этап", "documents", True),
    ("monitoring-2", "Мониторинг. 2 этап", "documents", True),
    ("results", "Итоги и отчёты", "documents", True),
    ("news", "Новости", "news", True),
    ("team", "Команда", "team", True),
)
_PAPERS = (("концепция", "concept"), ("справка", "monitoring-1"), ("отчёт", "monitoring-2"), ("отчёт", "results"))


def make_project(random: Random, heading: str) -> Node:
    """A federal project with the parts of the special section."""
    parts = [{"id": part, "title": name, "shows": shows, "required": needed} for part, name, shows, needed in _PARTS]
    return {
        "title": heading,
        "level": "federal",
        "text": text(random, 5),
        "parts": parts,
        "documents": [make_document(random, "Федеральное ведомство (придумано)", "federal", project=False)],
    }


def make_profile(name: str, authority: str, address: str) -> Node:
    """What profiles of regions, districts and schools have in common."""
    host = address.replace("/", ".")
    return {"title": name, "authority": authority, "site": f"https://{host}.example.org/", "email": f"{host}@example.org"}


def make_document(random: Random, authority: str, level: str, *, project: bool = True, day: date | None = None) -> Node:
    """A document of that level; `project` is left out where its place names the project already."""
    kind, part = random.choice(_PAPERS) if level == "school" else ("приказ", "regulations")
    number, written = random.randint(1, 400), day or date(2026, 1, 10) + timedelta(days=random.randint(0, 200))
    node = {
        "kind": kind,
        "title": f"О плане: {title(random)}",
        "number": f"{number}-од",
        "date": written,
        "authority": authority,
        "level": level,
    }
    if project:
        node["project"] = HELP
    node["part"] = part
    if random.random() < 0.6:
        node["url"] = f"https://documents.example.org/{number}"
    return node


def make_person(random: Random) -> Node:
    """An invented person by surname and initials."""
    initials = random.sample("АБВГДЕИКЛМНОПРСТ", 2)
    return {"name": f"{random.choice(_SURNAMES)} {initials[0]}.{initials[1]}.", "position": random.choice(_POSTS)}


def make_place(random: Random) -> str:
    """The stem of an invented adjective: «Ново-Сносочн»."""
    return f"{random.choice(_SIDES)}-{random.choice(_PLACES)}"


def make_pdf(random: Random) -> bytes:
    """A scan in small: a PDF of one empty page with a few kilobytes of noise that do not compress."""
    page = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    noise = random.randbytes(4000).hex().encode("ascii")
    bodies = (*page, b"<</Length %d>>\nstream\n%s\nendstream" % (len(noise), noise))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + tail
