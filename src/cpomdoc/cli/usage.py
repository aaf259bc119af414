"""click in French: its help, and its usage errors by kind, never by translating its sentences."""

from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from cpomdoc.cli.aide import HELP_NAMES
from cpomdoc.suggestions import format_suggestion

FINE = "\u202f"
WIDTH = 100


class FrenchFormatter(click.HelpFormatter):
    """« Utilisation : … »."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Of a fixed width: the same help everywhere."""
        super().__init__(width=WIDTH)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """With our word instead of « Usage »."""
        super().write_usage(prog, args, prefix or f"Utilisation{FINE}: ")

    def write_heading(self, heading: str) -> None:
        """With the space that French puts before a colon."""
        self.write(f"{'':>{self.current_indent}}{heading}{FINE}:\n")


class FrenchContext(click.Context):
    """Writes its help in French."""

    formatter_class = FrenchFormatter


class FrenchCommand(click.Command):
    """A command whose help is French."""

    context_class = FrenchContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Help answers to its French name too."""
        kwargs["context_settings"] = {"help_option_names": list(HELP_NAMES)}
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option itself says what it does in French."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One table, under a French title."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        rows = [row for one in options if (row := one.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(rows)


class FrenchGroup(FrenchCommand, click.Group):
    """A group of commands whose help and errors are French."""

    command_class = FrenchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        super().format_options(ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str(WIDTH)) for name in self.list_commands(ctx)]
        with formatter.section("Commandes"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say which command was perhaps meant."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            known = ", ".join(self.commands)
            hint = format_suggestion(args[0], self.commands) or f"commandes{FINE}: {known}."
            sentence = f"la commande «{FINE}{args[0]}{FINE}» n’existe pas{FINE}; {hint}"
            raise FrenchUsageError(sentence, ctx)
        return super().resolve_command(ctx, args)


class FrenchUsageError(click.UsageError):
    """A usage error whose message is already French."""


class Choix(click.Choice[str]):
    """One word among several."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Name the words, and the nearest one."""
        hint = format_suggestion(str(value), self.choices)
        return f"«{FINE}{value}{FINE}» n’est pas parmi {', '.join(self.choices)}" + (f"{FINE}; {hint}" if hint else ".")


def describe_usage(error: click.UsageError) -> str:
    """The mistake, then how the command is used; the help itself when nothing at all was asked."""
    if error.ctx is None:
        return f"Erreur{FINE}: {_describe(error)}"
    if isinstance(error, NoArgsIsHelpError):
        return error.ctx.get_help()
    usage = error.ctx.get_usage()
    return f"Erreur{FINE}: {_describe(error)}\n{usage}\n«{FINE}{error.ctx.command_path} --help{FINE}» affiche l’aide."


def _describe(error: click.UsageError) -> str:
    if isinstance(error, FrenchUsageError):
        return error.message
    if isinstance(error, click.NoSuchOption):
        names = [name for one in _params(error) for name in one.opts]
        hint = format_suggestion(error.option_name, names)
        return f"l’option «{FINE}{error.option_name}{FINE}» n’existe pas{FINE + '; ' + hint if hint else '.'}"
    if isinstance(error, click.BadOptionUsage):
        # click does not say which of the two, but in its English sentence.
        return f"la valeur de l’option «{FINE}{error.option_name}{FINE}» manque, ou elle n’en attend pas."
    if isinstance(error, click.MissingParameter):
        return f"il manque {_hint(error)}."
    if isinstance(error, click.BadParameter):
        return f"valeur refusée pour {_hint(error)}{FINE}: {error.message}"
    if isinstance(getattr(error.ctx, "command", None), click.Group):
        return "il manque une commande."
    return "des arguments sont en trop."


def _params(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else []


def _hint(error: click.BadParameter) -> str:
    return f"«{FINE}{error.param.opts[0]}{FINE}»" if error.param else "un paramètre"
