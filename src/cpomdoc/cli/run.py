"""Run a command, and turn whatever stops it into a French sentence and an exit code."""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from cpomdoc.cli.aide import PROG
from cpomdoc.cli.codes import BROKEN_PIPE, BUG, CLEAN, INTERRUPTED, PROBLEMS, USAGE
from cpomdoc.cli.commandes import cpomdoc
from cpomdoc.cli.git import installer_git, texte
from cpomdoc.cli.revue import revue
from cpomdoc.cli.temps import etat, historique
from cpomdoc.cli.usage import describe_usage
from cpomdoc.cli.versions import comparer, sceller
from cpomdoc.errors import CpomdocError, DossierIntrouvable, GabaritError, OutilAbsent, describe_system_error

FINE = "\u202f"
for _command in (sceller, comparer, etat, historique, revue, texte, installer_git):
    cpomdoc.add_command(_command)


def run(arguments: Sequence[str], command: click.Command = cpomdoc) -> int:
    """The exit code of a command line; the only place where exceptions become words."""
    debug = "--debug" in arguments or bool(os.environ.get("CPOMDOC_DEBUG"))
    try:
        code = command.main(list(arguments), prog_name=PROG, standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        return _say(describe_usage(error), USAGE)
    except (click.Abort, KeyboardInterrupt):
        return _say("Interrompu. Ce qui était déjà fabriqué est intact.", INTERRUPTED)
    except CpomdocError as error:
        operator = isinstance(error, DossierIntrouvable | OutilAbsent)
        more = f"\n«{FINE}cpomdoc gabarit verifier{FINE}» dit tout ce qui est à corriger dans les gabarits."
        hint = more if isinstance(error, GabaritError) else ""
        return _say(f"Erreur{FINE}: {error}{hint}", USAGE if operator else PROBLEMS)
    except (BrokenPipeError, SystemExit):
        # click meets a broken pipe before us, and leaves by sys.exit; nothing else of ours does.
        return _drop_output()
    except OSError as error:
        return _say(_describe_system(error), PROBLEMS, debug=debug)
    except Exception as error:
        return _say(_describe_bug(error), BUG, debug=debug)
    return code if isinstance(code, int) else CLEAN


def _say(message: str, code: int, *, debug: bool = False) -> int:
    if debug:
        traceback.print_exc()
    print(message, file=sys.stderr)
    return code


def _describe_system(error: OSError) -> str:
    """A disk that is full, a file that is locked."""
    where = f" sur «{FINE}{error.filename}{FINE}»" if error.filename else ""
    return f"Erreur{FINE}: le système a refusé une opération{where} ({describe_system_error(error)})."


def _describe_bug(error: Exception) -> str:
    return (
        f"cpomdoc s’est arrêté sur une erreur qui lui est propre ({type(error).__name__})"
        f"{FINE}: votre contrat n’est pas en cause.\n"
        "Relancez avec «\u202fcpomdoc --debug …\u202f» et transmettez le texte affiché à qui maintient cpomdoc."
    )


def _drop_output() -> int:
    """Nobody reads us any more: keep the interpreter from complaining when it closes the pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE
