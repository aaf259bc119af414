"""What a contract about to be signed may not lack, as the schemas say it."""

from functools import cache

from cpomdoc.checking.load_schemas import SECTIONS, iterate_champs
from cpomdoc.source import Chemin


@cache
def required_when_definitif() -> tuple[Chemin, ...]:
    """Paths (« * » for any item of a list) that a contract of status « definitif » may not lack."""
    return tuple(champ.path for section in SECTIONS for champ in iterate_champs(section) if champ.exige)
