"""How the command is used: its help in Russian, and what is wrong with a call."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any

import click

from generator.problem import visible

_HEADINGS = {"Options": "Ключи", "Commands": "Команды", "Arguments": "Параметры"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Вызов: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _InRussian(click.Command):
    """A command whose help is in Russian."""

    context_class = _Context

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[КЛЮЧИ]"} | settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The key `--help`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Показать эту справку."
        return option


class Command(_InRussian):
    """One command."""


class Group(_InRussian, click.Group):
    """The group of commands."""

    command_class = Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "КОМАНДА …"} | settings)
        self._elsewhere: dict[str, str] = {}

    def add_elsewhere(self, name: str, place: str) -> None:
        """Add the command that is imported from `place` («module:name») when somebody asks for it."""
        self._elsewhere[name] = place

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if place := self._elsewhere.get(cmd_name):
            module, _, name = place.partition(":")
            command: click.Command = getattr(import_module(module), name)
            return command
        return super().get_command(ctx, cmd_name)


class Day(click.ParamType[date]):
    """A day of the command line, YYYY-MM-DD."""

    name = "ГГГГ-ММ-ДД"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a refusal in Russian."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(f"«{value}» не дата вида ГГГГ-ММ-ДД, например 2021-06-30.", param, ctx)
        return day


class OneOf(click.Choice[str]):
    """One word of a few."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:  # noqa: ARG002
        """What can stand in place of `value`."""
        return f"не бывает значения «{value}»; бывает: {', '.join(map(str, self.choices))}."


def explain(error: click.ClickException) -> str:
    """What is wrong with the call, in Russian and in one line."""
    return visible(_explain(error))


def _explain(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"нет ключа {error.option_name}. Список ключей: --help."
        case click.NoSuchCommand():
            return f"нет команды {error.command_name}. Список команд: roadmaps --help."
        case click.MissingParameter():
            return f"не хватает параметра {_name(error.param)}. Список: --help."
        case click.BadOptionUsage():
            takes_none = "does not take" in error.message
            return f"{error.option_name} {'пишут без значения' if takes_none else 'пишут со значением'}. Список ключей: --help."
        case click.BadParameter(param=click.Parameter(type=Day() | OneOf())):
            return f"{_name(error.param)}: {error.message}"
        case click.BadParameter(param=click.Parameter(type=click.File())):
            return f"{_name(error.param)}: файл не открывается. Проверьте его имя."
        case click.BadParameter():
            return f"{_name(error.param)}: такого значения не бывает. Список ключей: --help."
        case click.UsageError() if "unexpected extra argument" in error.message:
            return "лишние слова в вызове. Текст из нескольких слов возьмите в кавычки."
        case _:
            return error.format_message()


def _name(param: click.Parameter | None) -> str:
    """The parameter as it is written in a call."""
    if isinstance(param, click.Option):
        names: Sequence[str] = param.opts
        return max(names, key=len)
    return param.make_metavar(click.Context(click.Command(None))) if param else ""
