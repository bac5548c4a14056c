"""Texts of reports: what comes out of the Markdown that is used, what is refused and where; nothing is ever dropped."""

import html
import itertools
import re
import time

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.located import Located
from generator.checks.prose import check_prose
from generator.prose import MAX_LENGTH, faults, render
from generator.source import Scalar, get, read

REL = 'rel="noopener noreferrer nofollow"'

GOOD = [
    ("Раздел открыт **20 мая**.", "<p>Раздел открыт <strong>20 мая</strong>.</p>"),
    ("Первая\nвторая *строка*.\n\nТретья", "<p>Первая\nвторая <em>строка</em>.</p>\n<p>Третья</p>"),
    ("Сделано:\n- раз\n- два", "<p>Сделано:</p>\n<ul>\n<li>раз</li>\n<li>два</li>\n</ul>"),
    ("Сделано:\n1) раз\n2) два", "<p>Сделано:</p>\n<ol>\n<li>раз</li>\n<li>два</li>\n</ol>"),
    ("5. Пятое\n6. Шестое", '<ol start="5">\n<li>Пятое</li>\n<li>Шестое</li>\n</ol>'),
    ("1. раз\n\n- и", "<ol>\n<li>раз</li>\n</ol>\n<ul>\n<li>и</li>\n</ul>"),
    ("- раз\n    - внутри", "<ul>\n<li>раз<ul>\n<li>внутри</li>\n</ul>\n</li>\n</ul>"),
    ("> Слова\n> куратора", "<blockquote>\n<p>Слова\nкуратора</p>\n</blockquote>"),
    ("[план](https://a.ru/x_y_z)", f'<p><a href="https://a.ru/x_y_z" {REL}>план</a></p>'),
    ("[почта](mailto:otdel@a.ru)", f'<p><a href="mailto:otdel@a.ru" {REL}>почта</a></p>'),
    ("(см. https://a.ru/?a=1&b=2).", f'<p>(см. <a href="https://a.ru/?a=1&amp;b=2" {REL}>https://a.ru/?a=1&amp;b=2</a>).</p>'),
    ("<https://a.ru/о_(а)>", f'<p><a href="https://a.ru/о_(а)" {REL}>https://a.ru/о_(а)</a></p>'),
    ("[https://a.ru](https://b.ru)", f'<p><a href="https://b.ru" {REL}>https://a.ru</a></p>'),
    ("5 < 6 & 7 > 3, «а» \"б\" 'в' № 2", "<p>5 &lt; 6 &amp; 7 &gt; 3, «а» \"б\" 'в' № 2</p>"),
    ("2021. Год начала", '<ol start="2021">\n<li>Год начала</li>\n</ol>'),
    ("имя_файла_, 3 * 4 и \\*звезда\\*", "<p>имя_файла_, 3 * 4 и *звезда*</p>"),
    ("#школароста {: .a} {{ x }} {% y %}", "<p>#школароста {: .a} {{ x }} {% y %}</p>"),
    ("    отступ", "<p>отступ</p>"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_markdown_that_is_used(text: str, expected: str) -> None:
    assert faults(text) == []
    assert render(text) == expected


BAD = [
    ("Итог: <b>готово</b>", [(1, 7, "разметка HTML"), (1, 16, "разметка HTML")]),
    ("<!-- тайна -->", [(1, 1, "разметка HTML")]),
    ("Раз\n\nдва <script>alert(1)</script>", [(3, 5, "разметка HTML"), (3, 21, "разметка HTML")]),
    ("<img src=x onerror=alert(1)>", [(1, 1, "разметка HTML")]),
    ("пишите: <otdel@a.ru>", [(1, 9, "адрес почты")]),
    ("5&nbsp;мая", [(1, 2, "код HTML")]),
    ("&#8238;мая", [(1, 1, "код HTML")]),
    ("фото: ![класс](files/a.jpg)", [(1, 7, "картинки"), (1, 16, "ссылка «files/a.jpg»")]),
    ("Раз\n## Итоги\nдва", [(2, 1, "заголовков")]),
    ("Итоги\n=====", [(2, 1, "подчёркнутых")]),
    ("Раз\n\n* * *", [(3, 1, "черт")]),
    ("```\nкод\n```", [(1, 1, "кода"), (3, 1, "кода")]),
    ("[а][1]\n\n[1]: https://a.ru", [(3, 1, "не выносятся")]),
    ("| а | б |", [(1, 1, "таблиц")]),
    ('[а](https://a.ru "б")', [(1, 3, "подпись")]),
    ("[](https://a.ru)", [(1, 1, "нет слов")]),
    ("да [x](javascript:alert(1))", [(1, 8, "ссылка «javascript:alert(1)»")]),
    ("[x](JaVaScRiPt:alert)", [(1, 5, "ссылка")]),
    ("[x](data:text/html,a)", [(1, 5, "ссылка")]),
    ("Раз\n[x](//a.ru)", [(2, 5, "ссылка")]),
    ("[x](files/plan.pdf)", [(1, 5, "ссылка «files/plan.pdf»")]),
    ("https://user@a.ru/", [(1, 1, "имя пользователя")]),
    ("[x](mailto:a@b.ru?bcc=c@d.ru)", [(1, 5, "адрес почты")]),
    ("[x](https://a.ru|b/)", [(1, 5, "адрес записан с ошибкой")]),
    ("[x](https://a.ru)\n\nи [y](ftp://a.ru)", [(3, 7, "ссылка «ftp://a.ru»")]),
    ("хорошо\n\n*}&'б\"**}~*б", [(3, 1, "перепутаны звёздочки")]),
    ("> > > > глубоко", [(1, 1, "глубже 3")]),
    (f"{' ' * 16}- глубоко", [(1, 1, "глубже 3")]),
    ("а\x02б", [(1, 2, "управляющий знак")]),
    ("а" * (MAX_LENGTH + 1), [(1, 1, "текст длиннее 40000")]),
    ("а\n" * 1001, [(1, 1, "1000 строк")]),
]


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_what_is_refused_is_told_at_its_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    found = faults(text)
    assert [(fault.mark.line, fault.mark.column) for fault in found] == [(line, column) for line, column, _ in expected]
    for fault, (_, _, words) in zip(found, expected, strict=True):
        assert words in fault.reason
        assert fault.advice.endswith(".")
    with pytest.raises(ValueError, match=re.escape(found[0].reason)):
        render(text)


PIECES = [
    *("[", "![", "[a](", "[a](b)", "![a][", "](", "[](", "<", "<a ", "<!--", "<https://", "https://a", "https://", "&a", "|"),
    *(
        "*",
        "**",
        "*a",
        "**a*",
        "_",
        "_a",
        "`",
        "\\",
        "(",
        "([",
        '"',
        "\t",
        "  \n",
        "\n\n",
        "\n- ",
        "\n- - - a",
        "\n1. ",
        "\n> ",
    ),
    *("> ", "- ", "1. ", "\n    - ", "- a\n\n", "\n# ", "\n---", "[a](https://a.ru/(b(c)d)", '[a](https://a.ru "x', " "),
]


def test_any_text_is_judged_in_bounded_time() -> None:
    slow = {}
    for piece in PIECES:
        for count in (99, 1999, MAX_LENGTH):
            text = (piece * count).ljust(MAX_LENGTH, "а")[:MAX_LENGTH]
            start = time.process_time()
            faults(text)
            spent = time.process_time() - start
            if spent > 2:  # an unguarded parser takes a minute
                slow[piece, count] = spent
    assert slow == {}


TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
WORDS = st.sampled_from(
    [
        *"абв \n\t*_[]()<>!&#|-+.1`\\\"':;=~{}\xa0",
        "](",
        "https://a.ru",
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n> ",
        "    ",
        "**",
        "[б](https://a.ru)",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=30).map("".join), st.text(max_size=80)))
def test_any_text_is_refused_or_shown_whole(text: str) -> None:
    if faults(text):
        return
    shown = render(text)
    assert shown == "" or re.match(r"<(?:p|ul|ol|blockquote)[ >]", shown)
    assert not re.search(r"\n\s*\n", shown)
    tree = html5lib.parseFragment(shown, namespaceHTMLElements=False)
    elements = [element for element in tree.iter() if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT"]
    assert {element.tag for element in elements} <= TAGS
    assert set(itertools.chain.from_iterable(element.attrib for element in elements)) <= {"href", "rel", "start"}
    assert all(element.get("href", "https:").startswith(("https:", "http:", "mailto:")) for element in elements)
    letters = html.unescape(re.sub(r"<[^>]*>", "", shown))
    assert re.findall("[абв]", letters) == re.findall("[абв]", text)


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("text: |\n  Раз\n\n  два <b>", 5, 7),
        ("text: |-\n\n      два <b>", 4, 11),
        ("text: Раз <b>", 2, 11),
        ('text: "Раз <b>"', 2, 12),
        ("text: >\n  Раз\n  два <b>", 2, 7),
        ('text: "Раз\\n<b>"', 2, 7),
    ],
)
def test_check_tells_the_place_in_the_file(written: str, line: int, column: int) -> None:
    tree, _ = read("oblast/reports/2021-05-20-razdel.yml", f"title: Раздел\n{written}\n".encode())
    assert tree is not None
    text = get(tree, ("text",))
    assert isinstance(text, Scalar)
    found = list(check_prose(Located("oblast/reports/2021-05-20-razdel.yml", tree), ("text",), text.text))
    assert [(fault.line, fault.column, fault.code) for fault in found] == [(line, column, "S11")]
    assert found[0].message == "текст не годится: разметка HTML не используется."
