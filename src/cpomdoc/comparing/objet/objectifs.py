"""Objectives and fiches that are added, withdrawn or revised."""

from collections.abc import Iterator, Sequence

from cpomdoc.comparing.changements import Changement, Nature, Repere
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, phrase
from cpomdoc.francais import accord, guillemets, liste
from cpomdoc.typographie import INSECABLE

CODE = "objectifs"
VERBES = {
    Nature.AJOUT: ("est ajouté{e} au contrat", "sont ajouté{e}s au contrat"),
    Nature.RETRAIT: ("est retiré{e} du contrat", "sont retiré{e}s du contrat"),
    Nature.MODIFICATION: ("est révisé{e}", "sont révisé{e}s"),
}


def tell_objectifs(affaire: Affaire) -> Iterator[Phrase]:
    """Objectives, then fiches: those added, withdrawn, revised."""
    changements = affaire.of(CODE)
    objectifs = [one for one in changements if one.chemin[:2] == ("objectifs", "objectifs") and len(one.chemin) > 2]
    fiches = [one for one in changements if one.chemin[0] == "fiches" and len(one.chemin) > 1]
    yield from _tell(objectifs, 2, feminin="")
    yield from _tell(fiches, 1, feminin="e")


def _tell(changements: Sequence[Changement], rang: int, *, feminin: str) -> Iterator[Phrase]:
    """One sentence for those added, one for those withdrawn, one for those revised."""
    whole = [one for one in changements if len(one.chemin) == rang + 1]
    for nature, verbes in VERBES.items():
        ones = [one for one in whole if one.nature is nature]
        if nature is Nature.MODIFICATION:
            ones = [one for one in changements if one not in whole]
        noms = list(dict.fromkeys(pas for one in ones if isinstance(pas := one.chemin[rang], Repere)))
        if not noms:
            continue
        verbe = accord(len(noms), *verbes).replace("{e}", feminin)
        yield phrase(CODE, f"{_name_fiches(noms) if feminin else _name_objectifs(noms)} {verbe}", *ones)


def _name_objectifs(noms: Sequence[Repere]) -> str:
    """« l’objectif « … » », « les objectifs « … » et « … » »."""
    dits = liste(guillemets(one.nom or str(one.cle[0])) for one in noms)
    return f"{accord(len(noms), 'l’objectif', 'les objectifs')} {dits}"


def _name_fiches(noms: Sequence[Repere]) -> str:
    """« la fiche action n° FA-13 « … » », « les fiches actions n° FA-03 et n° FA-07 »."""
    dits = [f"n°{INSECABLE}{one.cle[0]}" for one in noms]
    if len(noms) == 1:
        return f"la fiche action {dits[0]}{f' {guillemets(noms[0].nom)}' if noms[0].nom else ''}"
    return f"les fiches actions {liste(dits)}"
