"""Why a wording is refused, in Russian, and what its author can do: every refusal of the language of deadlines.

A reason begins with a small letter, because it stands after «срок «…» не прочитан:», and ends with a stop.
"""

import re

from generator.deadline.phrase import Unit
from generator.deadline.reading import UnreadableDeadline

_ADVICE = (
    "Оставьте слова как в приказе и напишите рядом, как их понимать: dates: [2021-06-05] (день), dates: [2021-06] (месяц), "
    "dates: [2021-06-05/2021-06-20] (от и до), dates: [../2021-06-20] (не позднее); если даты нет: undated: event."
)
_YEAR_ADVICE = "Укажите period плана или напишите рядом со сроком даты, например dates: [2021-06]."
_ORIGINAL_ADVICE = (
    "Сверьте с приказом. Если там так и есть, оставьте слова и напишите рядом настоящие даты, например dates: [2021-02-28], "
    "а в note поясните."
)
_REPEAT_ADVICE = "Напишите рядом сами даты, например dates: [2021-04, 2021-10], или undated: on-demand."

# Words that name a time without exact bounds or turn the sense of what stands before them.
_VAGUE = tuple(
    (re.compile(rf"(?<![а-я])(?:{pattern})"), reason)
    for pattern, reason in (
        ("каникул", "даты каникул назначает школа, из слов они не следуют."),
        ("четверт[ьи](?![а-я])|триместр", "границы учебной четверти назначает школа, из слов они не следуют."),
        ("недел", "у недели в месяце нет точных границ."),
        ("осен|весн|лето|летом|летн|зим", "у времени года нет точных границ."),
        ("начал|середин|кон(?:ец|це)|половин|числах", "у начала, середины, конца и половины нет точных границ."),
        ("или(?![а-я])|либо(?![а-я])|[а-я]+ ?/ ?[а-я]", "названо несколько сроков на выбор."),
        (
            "кроме(?![а-я])|исключ(?!ительно)|но(?![а-я])|далее(?![а-я])|затем(?![а-я])",
            "у срока есть оговорка, которую нельзя показать датами.",
        ),
    )
)


def unknown(text: str, place: int | None) -> UnreadableDeadline:
    """A wording outside the grammar; `place` is where it left it, None if it ended too early."""
    vague = _vague(text)
    if vague:
        return vague
    if place is None:
        return UnreadableDeadline("чего-то не хватает: слова обрываются, не назвав срока.", _ADVICE)
    return unknown_word((text[place:].split(maxsplit=1) or [""])[0])


def unknown_word(word: str) -> UnreadableDeadline:
    """A word that is not of the grammar, or not at this place."""
    return _vague(word) or UnreadableDeadline(f"непонятно, что значит здесь «{_short(word)}».", _ADVICE)


def unclear() -> UnreadableDeadline:
    """Parts that are read each for itself but not together."""
    return UnreadableDeadline("части срока понятны порознь, но не вместе.", _ADVICE)


def too_long(limit: int) -> UnreadableDeadline:
    """A wording longer than a text may be."""
    return UnreadableDeadline(
        f"срок длиннее {limit} знаков.", "Срок — это несколько слов; остальное перенесите в title или note."
    )


def fragment() -> UnreadableDeadline:
    """«2020 года», «мая 2021» alone."""
    return UnreadableDeadline(
        "похоже на обрывок: не хватает слова перед ним.",
        "Если ячейку разорвал перенос страницы, соедините её части в один срок.",
    )


def bare_number(number: int) -> UnreadableDeadline:
    """«15» without a month."""
    return UnreadableDeadline(f"не сказано, чего это число: {number}.", _ADVICE)


def phase() -> UnreadableDeadline:
    """«раз в 2 недели» without a first day."""
    return UnreadableDeadline("не сказано, с какого дня отсчитывать повторы.", _REPEAT_ADVICE)


def counted() -> UnreadableDeadline:
    """«3 квартала»: the third or three?"""
    return UnreadableDeadline("неясно, порядковый это номер или количество.", _ADVICE)


def impossible(what: str) -> UnreadableDeadline:
    """«29.02.2021», «V квартал»."""
    return UnreadableDeadline(f"такой даты нет: {what}.", _ORIGINAL_ADVICE)


def misprint(year: int, first: int, last: int) -> UnreadableDeadline:
    """A year that no plan has."""
    return UnreadableDeadline(f"год {year} похож на опечатку: ждали год от {first} до {last}.", _ORIGINAL_ADVICE)


def school_years() -> UnreadableDeadline:
    """«2014-2020 учебный год»."""
    return UnreadableDeadline("учебный год — это два года подряд, например 2020-2021.", _ORIGINAL_ADVICE)


def two_years() -> UnreadableDeadline:
    """«2020-2021» alone."""
    return UnreadableDeadline("неясно, учебный это год или два календарных.", _ADVICE)


def reversed_range() -> UnreadableDeadline:
    """«сентябрь–май 2022»."""
    return UnreadableDeadline("срок кончается раньше, чем начинается, или начало и конец совпадают.", _ORIGINAL_ADVICE)


def unsorted_list() -> UnreadableDeadline:
    """«ноябрь, январь 2021»."""
    return UnreadableDeadline("сроки перечислены не по порядку или повторяются, поэтому неясно, какого они года.", _ADVICE)


def until_unit(what: Unit | None) -> UnreadableDeadline:
    """«до мая», «с марта до мая»; None is a year."""
    return UnreadableDeadline(
        f"после «до» назван не день, а {what.value if what else 'год'}: неясно, входит ли это время в срок.",
        "Напишите рядом, по какой день включительно, например dates: [../2021-04-30] или dates: [../2021-05-31].",
    )


def no_year() -> UnreadableDeadline:
    """A month without a year, in a plan without a period."""
    return UnreadableDeadline("год не назван, а период плана неизвестен или не имеет конца.", _YEAR_ADVICE)


def several_years() -> UnreadableDeadline:
    """A month that the period holds more than once."""
    return UnreadableDeadline("год не назван, а в периоде плана такой срок бывает не один раз.", _ADVICE)


def which_august() -> UnreadableDeadline:
    """«август» in a school year whose order was not given within it."""
    return UnreadableDeadline("год не назван: август бывает и перед учебным годом, и в его конце.", _ADVICE)


def outside() -> UnreadableDeadline:
    """A month that the period does not hold."""
    return UnreadableDeadline("год не назван, а в периоде плана такого срока нет ни в одном году.", _ADVICE)


def outside_before() -> UnreadableDeadline:
    """«10 марта 2020, 10 июня» in a plan for 2021."""
    return UnreadableDeadline("год назван не везде, а названный лежит вне периода плана.", _ADVICE)


def no_period() -> UnreadableDeadline:
    """«в течение года» in a plan without a period."""
    return UnreadableDeadline("срок зависит от периода плана, а он неизвестен или не имеет конца.", _YEAR_ADVICE)


def no_order() -> UnreadableDeadline:
    """«текущего года», «в 3-месячный срок» without an order."""
    return UnreadableDeadline("срок зависит от даты приказа, а она неизвестна.", _ADVICE)


def which_year() -> UnreadableDeadline:
    """«до конца года» in a plan that does not end with the calendar year."""
    return UnreadableDeadline("неясно, какой это год: период плана не совпадает с календарным годом.", _ADVICE)


def which_month() -> UnreadableDeadline:
    """«ежеквартально до 5 числа»."""
    return UnreadableDeadline("не сказано, какого месяца это число.", _REPEAT_ADVICE)


def short_month(last: int) -> UnreadableDeadline:
    """«до 30 числа каждого месяца»."""
    return UnreadableDeadline(f"такое число есть не в каждом месяце: ждали от 1 до {last}.", _REPEAT_ADVICE)


def anchorless() -> UnreadableDeadline:
    """«в течение 10 дней»."""
    return UnreadableDeadline("не сказано, с какого дня считать.", _ADVICE)


def school_half() -> UnreadableDeadline:
    """«I полугодие» in a plan that crosses the new year."""
    return UnreadableDeadline("неясно, какое это полугодие: учебного года или календарного.", _ADVICE)


def school_year() -> UnreadableDeadline:
    """«в течение учебного года» in a plan that touches two."""
    return UnreadableDeadline("неясно, какой это учебный год: период плана задевает не один.", _ADVICE)


def first_day() -> UnreadableDeadline:
    """«до 1 сентября» in a plan that begins on that day."""
    return UnreadableDeadline("год не назван, а в периоде плана этот день — самый первый.", _ADVICE)


def weekday(day: str, name: str) -> UnreadableDeadline:
    """A day of the week that does not agree with the date."""
    return UnreadableDeadline(f"{day} — это {name}, а в сроке назван другой день недели.", _ORIGINAL_ADVICE)


def unsayable() -> UnreadableDeadline:
    """«2 раза в год», «раз в четверть»."""
    return UnreadableDeadline("повтор назван, но когда именно, из слов не следует.", _REPEAT_ADVICE)


def too_many(limit: int) -> UnreadableDeadline:
    """A repetition with more occurrences than a page can show."""
    return UnreadableDeadline(f"за период плана повторов больше {limit}.", "Проверьте period плана.")


def given(element: str, reason: str) -> UnreadableDeadline:
    """An element of the key `dates`."""
    return UnreadableDeadline(
        f"«{_short(element)}»: {reason}.",
        "В dates пишут день 2021-06-05, месяц 2021-06, от и до 2021-06-05/2021-06-20, "
        "не позднее ../2021-06-20, начиная с 2021-06-05/..",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _vague(text: str) -> UnreadableDeadline | None:
    reason = next((reason for pattern, reason in _VAGUE if pattern.search(text)), None)
    return UnreadableDeadline(reason, _ADVICE) if reason else None
