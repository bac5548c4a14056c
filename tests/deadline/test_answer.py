"""The JSON of `roadmaps deadline` and the periods of its command line."""

from datetime import date

import pytest

from generator.deadline import Interval
from generator.deadline.answer import answer, answer_line, parse_period


def test_a_reading_is_answered_with_iso_dates() -> None:
    assert answer("До 20.08.2021", parse_period("2021"), date(2021, 3, 27)) == {
        "text": "До 20.08.2021",
        "kind": "until",
        "intervals": [{"start": None, "end": "2021-08-20"}],
        "repeat": None,
        "undated": None,
        "precision": "day",
        "rule": "until",
    }


def test_a_repetition_has_its_occurrences_cut_to_the_period() -> None:
    found = answer("ежегодно", parse_period("2021-06-28/2022-12-31"))
    assert found["repeat"] == "FREQ=YEARLY"
    assert found["intervals"] == [
        {"start": "2021-06-28", "end": "2021-12-31"},
        {"start": "2022-01-01", "end": "2022-12-31"},
    ]
    assert answer("ежегодно", parse_period("2021-06-28/.."))["intervals"] == []
    assert answer("ежегодно")["intervals"] == []


def test_an_open_end_is_null_and_a_reason_has_no_precision() -> None:
    assert answer("с 1 сентября 2011 года")["intervals"] == [{"start": "2011-09-01", "end": None}]
    found = answer("по отдельному плану")
    assert (found["kind"], found["undated"], found["precision"]) == ("undated", "external-plan", None)


def test_a_refusal_says_why_and_what_to_do() -> None:
    found = answer("29.02.2021")
    assert set(found) == {"text", "error"}
    assert found["error"].startswith("такой даты нет: 29.02.2021. Сверьте с приказом.")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020/2021", date(2020, 9, 1), date(2021, 8, 31)),
        ("2021-06-28/2024-12-31", date(2021, 6, 28), date(2024, 12, 31)),
        ("2021-06-28/..", date(2021, 6, 28), None),
    ],
)
def test_period_is_a_year_a_school_year_or_two_dates(text: str, start: date, end: date | None) -> None:
    assert parse_period(text) == Interval(start, end)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "«» не период"),
        ("прошлый", "«прошлый» не период"),
        ("1821", "год 1821 похож на опечатку"),
        ("2020/2022", "два года подряд"),
        ("2021-06-28", "«2021-06-28» не период"),
        ("2021-06-31/2021-07-01", "такой даты нет: 2021-06-31"),
        ("2021-07-01/2021-06-01", "кончается раньше, чем начинается"),
        ("../2021-06-01", "«..» не дата вида ГГГГ-ММ-ДД"),
        ("20210601/20210701", "«20210601» не дата вида ГГГГ-ММ-ДД"),
    ],
)
def test_anything_else_is_refused_in_russian(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_period(text)


# A batch


@pytest.mark.parametrize("period", ['"2021"', "2021", '"2021-01-01/2021-12-31"'])
def test_a_line_of_a_batch_is_answered_as_the_command_line_is(period: str) -> None:
    line = f'{{"text": "в течение года", "period": {period}, "order_date": "2021-03-04", "id": 7}}\n'.encode()
    assert answer_line(line, 1) == answer("в течение года", parse_period("2021"), date(2021, 3, 4))


@pytest.mark.parametrize("rest", ["", ', "period": null, "order_date": null', ', "period": "", "order_date": ""'])
def test_period_and_order_date_may_be_absent(rest: str) -> None:
    assert answer_line(f'\ufeff{{"text": "май 2021 г."{rest}}}'.encode(), 1) == answer("май 2021 г.")


@pytest.mark.parametrize(
    ("line", "text", "says"),
    [
        ("", None, "пустая."),
        (" \r\n", None, "пустая."),
        ("май 2021", None, "не JSON, непонятно с 1-го знака."),
        ('{"text": "май"', None, "не JSON, непонятно с 15-го знака."),
        ("[" * 100_000, None, "не JSON, который можно прочитать."),
        ("9" * 5000, None, "не JSON, который можно прочитать."),
        ('"май"', None, "не объект JSON; ждали {"),
        ("[]", None, "не объект JSON; ждали {"),
        ("{}", None, "нет текста срока: "),
        ('{"text": null}', None, "нет текста срока: "),
        ('{"text": 5}', None, "нет текста срока: "),
        ('{"text": "май", "period": true}', "май", "в ключе period должна быть строка или null."),
        ('{"text": "май", "period": 2021.5}', "май", "в ключе period должна быть строка или null."),
        ('{"text": "май", "period": ["2021"]}', "май", "в ключе period должна быть строка или null."),
        ('{"text": "май", "period": 21}', "май", "period: «21» не период: "),
        ('{"text": "май", "period": "2021/2020"}', "май", "period: учебный год"),
        ('{"text": "май", "order_date": 20210304}', "май", "в ключе order_date должна быть строка или null."),
        ('{"text": "май", "order_date": "20210304"}', "май", "order_date: «20210304» не дата вида ГГГГ-ММ-ДД."),
        ('{"text": "май", "order_date": "2021-02-30"}', "май", "order_date: такой даты нет: 2021-02-30."),
        ('{"text": "май", "order_date": {}}', "май", "в ключе order_date должна быть строка или null."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_an_answer(line: str, text: str | None, says: str) -> None:
    found = answer_line(line.encode(), 12)
    assert found["text"] == text
    assert found["error"].startswith(f"Строка 12: {says}")
    assert set(found) == {"text", "error"}


def test_a_line_in_another_encoding_is_an_answer() -> None:
    line = '{"text": "май 2021 г."}'.encode("cp1251")
    assert answer_line(line, 3) == {"text": None, "error": "Строка 3: не в UTF-8."}
