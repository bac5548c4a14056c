"""From the bytes of a file to its letters: the encoding, and the signs that may not stand in a text."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from generator.problem import TOP, Mark, Problem, problem

MAX_BYTES = 1_000_000
"""The largest file, in bytes."""
_MOST_SIGNS = 20
_SAMPLE = 4000
"""Bytes of a line, and forty times the lines, that are enough to tell an encoding by."""

# Line breaks that only YAML 1.1 knows (NEL, LS, PS) would add keys that nobody sees; controls, bidi and zero-width signs
# change what a terminal, a browser or a comparison makes of a text; the joiner U+200D is allowed inside an emoji.
_NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff9-\uffff]"
    rf"|[\U000e0000-\U000e007f{_NO_CHARACTERS}]|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\r(?!\n)"
)
_NAMES = {
    "\x00": "нулевой знак",
    "\x0d": "возврат каретки без новой строки",
    "\x1b": "знак управления терминалом",
    "\x85": "разделитель строк NEL",
    "\u00ad": "мягкий перенос",
    "\u200b": "пробел нулевой ширины",
    "\u200d": "невидимый соединитель",
    "\u2028": "разделитель строк",
    "\u2029": "разделитель абзацев",
    "\u2060": "невидимый соединитель слов",
    "\ufeff": "метка порядка байтов (BOM)",
    "\ufffd": "знак замены: буква здесь потеряна",
}
_LOST = "\ufffd"
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OTHER_FILES = (
    (b"PK\x03\x04", "это файл Word, Excel или архив ZIP"),
    (b"\xd0\xcf\x11\xe0", "это старый файл Word или Excel"),
    (b"%PDF", "это PDF"),
    (b"{\\rtf", "это текст с оформлением (RTF)"),
    (b"\xff\xd8\xff", "это картинка JPEG"),
    (b"\x89PNG", "это картинка PNG"),
    (b"version https://git-lfs", "это указатель Git LFS, самого файла здесь нет"),
)
# UTF-8 read as Windows-1251 turns every Russian letter into Р or С and one more sign
_MOJIBAKE = re.compile(r"(?:[РС][\u0080-\u00bf\u0402-\u040f\u0451-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]){3,}")


def decode(file: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file (with or without a byte order mark), or None and what is wrong with it."""
    if len(data) > MAX_BYTES:
        return None, [problem("E04", file, TOP, limit=MAX_BYTES // 1000)]
    for magic, what in _OTHER_FILES:
        if data.startswith(magic):
            return None, [problem("E05", file, TOP, what=what)]
    if _is_utf16(data):
        return None, [problem("E01", file, TOP, guess="это UTF-16, «Юникод» в Блокноте")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_undecodable(file, data, error.start)]
    if re.match(r"\s*<(?:!doctype|html|\?xml)", text, re.IGNORECASE):
        return None, [problem("E05", file, TOP, what="это страница HTML или файл XML")]
    problems = [*forbidden(file, text), *_mojibake(file, text)]
    return text, problems


def _is_utf16(data: bytes) -> bool:
    """Whether there is a mark of UTF-16, or every other byte is 0 or 4, as in Latin and Russian letters there."""
    halves = (data[::2], data[1::2]) if len(data) > 3 else ()
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or any(
        (half.count(0) + half.count(4)) * 10 > 9 * len(half) for half in halves
    )


def place(text: str, offset: int) -> Mark:
    """The place of the letter at `offset`."""
    line = text.count("\n", 0, offset) + 1
    return Mark(line, offset - text.rfind("\n", 0, offset))


def forbidden(file: str, text: str) -> Iterator[Problem]:
    """The signs in `text` that may not stand in a file, each at its place; line ends of old Macs are told of once."""
    if not _FORBIDDEN.search(" ".join(set(text))):  # a hundred letters say it as well as all
        return
    has_old_line_end = False
    for match in islice(_FORBIDDEN.finditer(text), _MOST_SIGNS):
        if match[0] != "\r" or not has_old_line_end:
            yield _sign(file, place(text, match.start()), match[0])
        has_old_line_end |= match[0] == "\r"


def forbidden_in_value(file: str, mark: Mark, value: str) -> Problem | None:
    """A sign that an escape such as `"\\0"` has put into the value at a place."""
    match = _FORBIDDEN.search(value)
    return _sign(file, mark, match[0]) if match else None


def without_forbidden(text: str) -> str:
    """`text` without the signs that nobody sees; the sign of a lost letter stays, for the check to tell of it."""
    return _FORBIDDEN.sub(lambda sign: sign[0] if sign[0] == _LOST else "", text)


def _sign(file: str, mark: Mark, sign: str) -> Problem:
    name = _NAMES.get(sign) or ("знак направления письма" if sign in _BIDI else "управляющий знак")
    if unicodedata.category(sign) == "Cn":
        name = "не буква Юникода"
    return problem("E02", file, mark, sign=f"U+{ord(sign):04X}", name=name)


def _undecodable(file: str, data: bytes, start: int) -> Problem:
    line_start = data.rfind(b"\n", 0, start) + 1
    line = data.count(b"\n", 0, start) + 1
    column = len(data[line_start:start].removeprefix(b"\xef\xbb\xbf").decode()) + 1
    bad = b"\n".join(islice((part[:_SAMPLE] for part in data[line_start:].split(b"\n") if not _is_utf8(part)), _SAMPLE // 40))
    if _is_mostly_utf8(bad):
        hint = "Сотрите буквы вокруг этого места и наберите их заново."
        return problem("E01", file, Mark(line, column), hint=hint, guess="здесь повреждена буква")
    encoding = _guess(bad)
    guess = f"похоже на {encoding}" if encoding else "какая это кодировка, узнать не удалось"
    return problem("E01", file, Mark(line, column), guess=guess)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more Russian letters of UTF-8 than broken ones stand in the lines."""
    text = data.decode(errors="replace")
    return len(re.findall("[а-яё]", text, re.IGNORECASE)) > text.count("\ufffd")


_ENCODINGS = {
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp866": "CP866, кодировку DOS",
    "mac_cyrillic": "кодировку Macintosh",
}
_FEWEST_LETTERS = 4
_WEIGHTS = {letter: weight for weight, letter in enumerate(reversed("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё"), 1)}


def _guess(data: bytes) -> str | None:
    """The encoding in which the bytes look most like Russian: its frequent small letters count most, other signs against it."""
    scores: dict[str, float] = {}
    for codec in _ENCODINGS:
        letters = [letter for letter in data.decode(codec, errors="replace") if ord(letter) > 127]
        weights = [_WEIGHTS.get(letter, 3 if letter.lower() in _WEIGHTS else -20) for letter in letters]
        if len(letters) >= _FEWEST_LETTERS:
            scores[codec] = sum(weights) / len(letters)
    best = max(scores, key=lambda codec: scores[codec], default=None)
    return _ENCODINGS[best] if best and scores[best] > 0 else None


def _mojibake(file: str, text: str) -> Iterator[Problem]:
    match = _MOJIBAKE.search(text)
    if match:
        end = text.find("\n", match.end())
        broken = text[match.start() : end if end > 0 else None].strip("\"'\r ")
        repaired = broken.encode("cp1251", errors="ignore").decode(errors="ignore")
        yield problem("E03", file, place(text, match.start()), text=broken[:30], repaired=repaired[:30])


_LIKE = {"ѕ": "s", "і": "i", "ј": "j", "ԛ": "q", "һ": "h", "ԁ": "d", "ԝ": "w", "Ѕ": "S", "І": "I", "Ј": "J"}
_RUSSIAN = dict(zip("авекмнорстухАВЕКМНОРСТУХ", "abekmhopctyxABEKMHOPCTYX", strict=True))
_TO_LATIN = str.maketrans(_RUSSIAN | _LIKE)
_TO_RUSSIAN = str.maketrans({latin: russian for russian, latin in _RUSSIAN.items()})


def in_latin(word: str) -> str:
    """`word` with each Cyrillic letter that looks like a Latin one replaced by it."""
    return word.translate(_TO_LATIN)


def in_russian(word: str) -> str:
    """`word` with each Latin letter that looks like a Russian one replaced by it."""
    return word.translate(_TO_RUSSIAN)
