"""Documents: each kind is known by its inside, others and broken ones are named, photos with a place are refused."""

import struct
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge

from generator.document_file import KINDS, MAX_SIZE, faults, label, size_words
from generator.folder import survey
from generator.rules import RULES

OFFICE = "application/vnd.openxmlformats-officedocument."
PNG = b"\x89PNG\r\n\x1a\n"


def archive(**entries: str) -> bytes:
    """A ZIP archive; `__` in a name stands for `/`."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name.replace("__", "/"), text)
    return data.getvalue()


def office(main: str, **entries: str) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}.main+xml"/></Types>'
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", types)
        for name, text in entries.items():
            file.writestr(name.replace("__", "/"), text)
    return data.getvalue()


def opendocument(kind: str, **entries: str) -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", content="<a/>", **entries)


def exif(latitude: tuple[int, ...] | None, order: str = "<", first: int = 8) -> bytes:
    """A TIFF structure with an orientation and, behind it, a GPS directory with the version and perhaps a latitude."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    gps_at = first + 2 + 2 * 12 + 4
    main = struct.pack(f"{order}H HHII HHII I", 2, 0x112, 3, 1, 1, 0x8825, 4, 1, gps_at, 0)
    entries = [(0, 1, 4, 0x02020000)]
    if latitude is not None:
        entries.append((2, 5, 3, gps_at + 2 + 2 * 12 + 4))
    gps = struct.pack(f"{order}H", len(entries)) + b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
    gps += struct.pack(f"{order}I", 0)
    return struct.pack(f"{order}4sI", mark, first) + main + gps + struct.pack(f"{order}{len(latitude or ())}I", *latitude or ())


def jpeg(tiff: bytes) -> bytes:
    body = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xda\0\2picture\xff\xd9"


def png(kind: bytes, body: bytes) -> bytes:
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (kind, body), (b"IEND", b"")]
    parts = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    return PNG + b"".join(parts)


def raw_profile(tiff: bytes) -> bytes:
    """As ImageMagick wrote EXIF before the chunk eXIf."""
    digits = (b"Exif\0\0" + tiff).hex()
    lines = "\n".join(digits[start : start + 72] for start in range(0, len(digits), 72))
    return b"Raw profile type exif\0\0" + zlib.compress(f"\nexif\n    {len(digits) // 2}\n{lines}\n".encode())


PLACE = (47, 1, 25, 1, 30, 1)
XMP = b'<rdf:Description exif:GPSLatitude="47,25.5N"/>'

GOOD = {
    "prikaz.pdf": b"%PDF-1.7\n...",
    "skaner.pdf": b"\xef\xbb\xbf\n%PDF-1.4\n...",
    "plan.docx": office(f"{OFFICE}wordprocessingml.document"),
    "tablitsa.xlsx": office(f"{OFFICE}spreadsheetml.sheet"),
    "plan.odt": opendocument("text", **{"Basic__Standard__script-lb.xml": "<a/>"}),
    "tablitsa.ods": opendocument("spreadsheet"),
    "klass.jpg": jpeg(exif(None)),
    "klass.jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "vyklyuchen.jpg": jpeg(exif((0, 1, 0, 1, 0, 1))),
    "skhema.png": png(b"tEXt", b"Software\0Paint"),
    "pustoy-profil.png": png(b"eXIf", exif(None, ">")),
}

OTHER = {
    "prikaz.pdf": (GOOD["plan.docx"], "по имени это документ PDF, а внутри документ Word (docx)."),
    "plan.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старый документ Office"),
    "prikaz.docx": (GOOD["prikaz.pdf"], "документ PDF"),
    "makros.docx": (office("application/vnd.ms-word.document.macroEnabled"), "документ с макросами"),
    "spryatan.docx": (office(f"{OFFICE}wordprocessingml.document", word__vbaProject=""), None),
    "vba.docx": (office(f"{OFFICE}wordprocessingml.document", **{"word__vbaProject.bin": ""}), "документ с макросами"),
    "basic.odt": (opendocument("text", **{"Basic__Standard__Module1.xml": "<a/>"}), "документ с макросами"),
    "shablon.docx": (office(f"{OFFICE}wordprocessingml.template"), "архив ZIP или документ другого вида"),
    "doklad.docx": (office(f"{OFFICE}presentationml.presentation"), "презентация"),
    "doklad.odt": (opendocument("presentation"), "презентация"),
    "tablitsa.odt": (GOOD["tablitsa.ods"], "таблица OpenDocument (ods)"),
    "arkhiv.docx": (archive(a="b"), "архив ZIP"),
    "oborvan.docx": (GOOD["plan.docx"][:-30], "повреждённый документ"),
    "isporchen.docx": (GOOD["plan.docx"].replace(b"PK\1\2", b"PK\1\3"), "повреждённый документ"),
    "telefon.jpg": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "снимок HEIC"),
    "klass.jpg": (GOOD["skhema.png"], "картинка PNG"),
    "skhema.png": (GOOD["klass.jpeg"], "снимок JPEG"),
    "okno.png": (b"RIFF\0\0\0\0WEBPVP8 ", "картинка WebP"),
    "stranitsa.pdf": (b"<!DOCTYPE html><html>", "страница HTML"),
    "ukazatel.pdf": (b"version https://git-lfs.github.com/spec/v1\n", "указатель Git LFS"),
    "tekst.pdf": ("Приказ".encode(), "файл неизвестного вида"),
    "pustoy.pdf": (b"", "пустой файл"),
}

PLACES = {
    "intel.jpg": jpeg(exif(PLACE)),
    "motorola.jpg": jpeg(exif(PLACE, ">")),
    "vtoroy-snimok.jpg": jpeg(exif(None)) + jpeg(exif(PLACE)),
    "xmp.jpg": GOOD["klass.jpeg"] + XMP,
    "exif.png": png(b"eXIf", exif(PLACE, ">")),
    "profil.png": png(b"zTXt", raw_profile(exif(PLACE))),
    "xmp.png": png(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
    "szhatyy-xmp.png": png(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)),
}


def told(name: str, data: bytes) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in faults(f"oblast/files/{name}", len(data), BytesIO(data))]


@pytest.mark.parametrize("name", GOOD)
def test_good_documents(name: str) -> None:
    assert told(name, GOOD[name]) == []


@pytest.mark.parametrize("name", OTHER)
def test_another_type_than_the_name_says(name: str) -> None:
    data, words = OTHER[name]
    found = told(name, data)
    assert [code for code, _ in found] == ([] if words is None else ["F11"])
    assert all(str(words) in message for _, message in found)


@pytest.mark.parametrize("name", PLACES)
def test_a_photo_with_a_place(name: str) -> None:
    assert told(name, PLACES[name]) == [("F13", "в свойствах снимка записано место съёмки.")]


def test_size() -> None:
    assert told("prikaz.pdf", b"%PDF-1.7".ljust(MAX_SIZE)) == []
    assert told("prikaz.pdf", b"%PDF-1.7".ljust(MAX_SIZE + 1)) == [("F12", "документ больше 20 МБ.")]


def test_a_bomb_is_not_inflated() -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file, file.open("[Content_Types].xml", "w") as entry:
        for _ in range(100):
            entry.write(b" " * 1_000_000)
    tracemalloc.start()
    assert [code for code, _ in told("bomba.docx", data.getvalue())] == ["F11"]
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_long_list_of_entries_is_not_read() -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as file:
        for number in range(25_000):
            file.writestr(f"word/{number:030}.xml", "")
    assert "повреждённый документ" in told("spisok.docx", data.getvalue())[0][1]


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 400), st.binary(max_size=8), st.integers(0, 400))
def test_damaged_documents_are_judged(name: str, start: int, patch: bytes, end: int) -> None:
    data = GOOD[name][:start] + patch + GOOD[name][start + len(patch) : len(GOOD[name]) - end]
    assert {code for code, _ in told(name, data)} <= {"F11", "F13"}


@given(st.binary(max_size=60), st.sampled_from([b"II*\0", b"MM\0*"]))
def test_damaged_photos_are_judged(rest: bytes, order: bytes) -> None:
    for data in (jpeg(order + rest), png(b"eXIf", order + rest), png(b"zTXt", b"Raw profile type exif\0\0" + rest), PNG + rest):
        name = "a.jpg" if data.startswith(b"\xff") else "a.png"
        assert {code for code, _ in told(name, data)} <= {"F13"}


def test_every_kind_is_named_in_the_messages() -> None:
    for code in ("F10", "F11"):
        words = f"{RULES[code].cause} {RULES[code].cure}"
        assert all(extension in words for extension in KINDS if extension != "jpeg")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1 КБ"),
        (1, "1 КБ"),
        (1535, "1 КБ"),
        (1536, "2 КБ"),
        (317_440, "310 КБ"),
        (1_048_063, "1023 КБ"),
        (1_048_064, "1 МБ"),
        (1_468_006, "1,4 МБ"),
        (10_433_331, "9,9 МБ"),
        (10_433_332, "10 МБ"),
        (20 * 1024 * 1024, "20 МБ"),
    ],
)
def test_size_in_words(size: int, words: str) -> None:
    assert size_words(size).replace("\xa0", " ") == words


def test_label() -> None:
    assert label("files/prikaz-89.pdf", 317_440) == "pdf, 310\xa0КБ"


def test_check_tells_of_documents_in_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "oblast" / "files"
    folder.mkdir(parents=True)
    (tmp_path / "oblast" / "region.yml").write_text("title: Область\n", encoding="utf-8")
    (folder / "prikaz.pdf").write_bytes(GOOD["prikaz.pdf"])
    (folder / "plan.docx").write_bytes(GOOD["prikaz.pdf"])
    (folder / "foto.jpg").write_bytes(PLACES["intel.jpg"])
    (folder / "doklad.odp").write_bytes(OTHER["doklad.odt"][0])
    (folder / "ssylka.pdf").symlink_to(folder / "prikaz.pdf")
    units, _ = survey(tmp_path)
    assert units[1].documents["oblast/files/prikaz.pdf"] == len(GOOD["prikaz.pdf"])
    checked = judge(tmp_path)
    assert [(fault.file, fault.line, fault.column, fault.code) for fault in checked.problems] == [
        ("oblast/files/doklad.odp", 1, 1, "F10"),
        ("oblast/files/foto.jpg", 1, 1, "F13"),
        ("oblast/files/plan.docx", 1, 1, "F11"),
        ("oblast/files/ssylka.pdf", 1, 1, "F05"),
    ]
    assert checked.has_errors
