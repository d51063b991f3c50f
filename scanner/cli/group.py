"""The group of commands. A command's module is imported when it is named, and its help put in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import click

from scanner.i18n import LANGUAGES, Translator, translator
from scanner.version import PROGRAM_VERSION

# Command name to (module, attribute, catalogue key of its one-line help): the only list of commands.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("scanner.cli.demo_command", "demo", "cli.demo"),
    "inspect": ("scanner.cli.inspect_command", "inspect", "cli.inspect"),
    "resolve": ("scanner.cli.resolve_command", "resolve", "cli.resolve"),
    "scan": ("scanner.cli.scan_command", "scan", "cli.scan"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """What every command gets: the language, hence the translator."""

    language: str

    @property
    def t(self) -> Translator:
        """The translator of the language."""
        return translator(self.language)


class LazyGroup(click.Group):
    """Lists commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The names, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its texts translated; None for a name that does not exist."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), attribute)
        return localise(command, _translator(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, from the catalogue, so that no command is imported for it."""
        t = _translator(ctx)
        rows = [(name, t(COMMANDS[name][2])) for name in self.list_commands(ctx)]
        with formatter.section(click.core._("Commands")):  # type: ignore[attr-defined]
            formatter.write_dl(rows)

    def get_help(self, ctx: click.Context) -> str:
        """The group's help in the user's language."""
        localise(self, _translator(ctx))
        return super().get_help(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name on the line of usage, in the user's language."""
        localise(self, _translator(ctx))
        return super().collect_usage_pieces(ctx)


def _translator(ctx: click.Context) -> Translator:
    face = ctx.find_object(Face)
    return face.t if face else translator("nl")


def localise(command: click.Command, t: Translator) -> click.Command:
    """Replace the catalogue keys in a command's help and options by sentences. Doing it twice changes nothing."""
    command.help = t(command.help or "")
    command.options_metavar = t("cli.metavar.options")
    if isinstance(command, click.Group):
        command.subcommand_metavar = t("cli.metavar.command")
    for param in command.params:
        if isinstance(param, click.Argument):
            param.metavar = t(f"cli.metavar.{param.name}")
        elif param.type is click.STRING:
            param.metavar = t("cli.metavar.text")
        if isinstance(param, click.Option) and param.help:
            key, _, choices = param.help.partition("|")
            param.help = t(key, choices=choices) if choices else t(key)
    return command


def lang_option(command: click.Command) -> click.Command:
    """Add ``--lang``; ``scanner.cli.main`` reads it before parsing, here it is checked and shown in the help."""
    option = click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help="cli.lang")
    command.params.append(option)
    return command


@click.command(cls=LazyGroup, help="cli.group", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(PROGRAM_VERSION, prog_name="ketenscan", message="%(prog)s %(version)s", help="cli.version")
def ketenscan() -> None:
    """The group itself does nothing."""


lang_option(ketenscan)
