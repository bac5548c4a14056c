"""The site's serif: what is committed is what scripts/make_font.py promises and the licence demands."""

import re
from pathlib import Path

from fontTools.ttLib import TTFont

ASSETS = Path(__file__).parent.parent / "theme/overrides/assets"
FONT = ASSETS / "fonts/rm-antikva.woff2"
RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя«»–—…№\N{NO-BREAK SPACE}"
ASCII = "".join(map(chr, range(0x20, 0x7F)))


def test_font_has_every_character_of_its_rule_and_no_other():
    rule = re.search(r"unicode-range: ([^;]+);", (ASSETS / "stylesheets/tokens.css").read_text(encoding="utf-8"))
    assert rule is not None
    named = set()
    for part in rule[1].replace("U+", "").split(","):
        first, _, last = part.strip().partition("-")
        named |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert set(TTFont(FONT).getBestCmap()) == named == set(map(ord, RUSSIAN + ASCII))


def test_font_is_light():
    assert FONT.stat().st_size <= 13_000


def test_digits_are_of_one_width():
    font = TTFont(FONT)
    assert len({font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_changed_font_bears_another_name_and_the_licence_lies_beside_it():
    names = {record.nameID: str(record) for record in TTFont(FONT)["name"].names}
    assert names[0] == "Copyright © 2010 ParaType Ltd. All rights reserved."
    assert names[1] == names[4] == "Rm Antikva"
    for number in set(names) - {0}:
        assert not re.search(r"PT ?S|ParaType", names[number]), "a reserved font name"
    licence = FONT.with_name("rm-antikva.LICENSE.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright (c) 2010, ParaType Ltd.")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in licence
