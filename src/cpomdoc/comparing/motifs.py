"""What changes call for: the motifs of an avenant, or for each change that needs none the reason why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.mouvements import Mouvements, find_mouvements
from cpomdoc.comparing.table_motifs import ACTIVITE, CONTRAT, PARTAGES, PERIMETRE, PROJET, Table
from cpomdoc.comparing.table_motifs_finances import FINANCES
from cpomdoc.comparing.vocabulaire import TOUT, generic
from cpomdoc.model.dossier import Dossier

ERREUR = "erreur_materielle"
"""The motif that only authors declare: it covers whatever no other declared motif does."""
MOTIFS = (
    "prorogation",
    "perimetre",
    "capacite",
    "identite",
    "finances",
    "activite",
    "objectifs",
    "ppi",
    "siege",
    "reforme",
    "pre",
    ERREUR,
    "conversion",
    "clauses",
)
"""Every motif, in the order in which acts give them."""
SANS_AVENANT = (
    "tarification",
    "repartition_dgc",
    "cnr",
    "fonction",
    "statut_fiche",
    "coordonnees",
    "constats",
    "signature",
    "presentation",
    "controle",
)
"""Every reason not to need an avenant."""
SELON_VALEUR: Mapping[str, Mapping[str, str]] = {
    "perimetre.etablissements.*.categorie": {"209": "reforme", "460": "reforme"},
    "finances.methode": {"equation_tarifaire": "reforme"},
    "finances.methodes.*.methode": {"equation_tarifaire": "reforme"},
}
"""Fields that call for something else when they come to a value: home services and the tariff equation are reforms."""
ORDONNEES = frozenset({"finances.affectation_resultats.priorites"})
"""Lists whose order binds the parties; elsewhere it is a matter of presentation."""


def _flatten(*tables: Table) -> dict[str, str]:
    return {
        ".".join(part for part in (bloc, name) if part): classe
        for table in tables
        for bloc, classes in table.items()
        for classe, names in classes.items()
        for name in names.split()
    }


CHAMPS: Mapping[str, str] = _flatten(CONTRAT, PERIMETRE, PROJET, ACTIVITE, FINANCES)
"""What each field calls for, by its path in the files."""
COMMUNS: Mapping[str, str] = {name.removeprefix("…"): classe for name, classe in _flatten(PARTAGES).items()}
"""The same for the blocks that several places share, by the last two names of the path."""


@dataclass(frozen=True)
class Classement:
    """Changes by motif and by reason not to need an avenant; one change may call for several motifs."""

    par_motif: Mapping[str, tuple[Changement, ...]]
    sans_avenant: Mapping[str, tuple[Changement, ...]]

    @property
    def motifs(self) -> tuple[str, ...]:
        """What the avenant is made for."""
        return tuple(self.par_motif)


def classify(
    changements: Iterable[Changement], avant: Dossier | None = None, declares: tuple[str, ...] = ()
) -> Classement:
    """The motifs that changes call for.

    `avant` is the state they change: without it, the years that a prorogation adds call for their own motifs.
    `declares` are the motifs that the authors of the avenant say; when a material error is one, it covers what no
    other does.
    """
    changements = tuple(changements)
    mouvements = find_mouvements(changements, avant)
    par_classe: dict[str, list[Changement]] = {}
    for one in changements:
        for classe in _read_classes(one, mouvements, declares):
            par_classe.setdefault(classe, []).append(one)
    return Classement(
        {code: tuple(par_classe[code]) for code in MOTIFS if code in par_classe},
        {code: tuple(par_classe[code]) for code in SANS_AVENANT if code in par_classe},
    )


def class_of(path: tuple[str, ...]) -> str | None:
    """What the field at this path calls for; None for a block that its own fields decide of."""
    while path and path[-1] == TOUT:
        path = path[:-1]
    return CHAMPS.get(".".join(path)) or COMMUNS.get(".".join(path[-2:]))


def _read_classes(one: Changement, mouvements: Mouvements, declares: tuple[str, ...]) -> Iterator[str]:
    found = _read_table(one)
    motifs = [code for code in found if code in MOTIFS]
    if not motifs:
        yield from found[:1]
        return
    suite = mouvements.read(one)
    motifs = [suite] if suite else motifs
    known = [code for code in motifs if code in declares]
    yield from (ERREUR,) if ERREUR in declares and not known else motifs


def _read_table(one: Changement) -> list[str]:
    """What the table says, each once; motifs first when a block holds both."""
    path = generic(one.chemin)
    if one.nature is Nature.DEPLACEMENT:
        return [(class_of(path) or "presentation") if _bare(path) in ORDONNEES else "presentation"]
    particulier = SELON_VALEUR.get(".".join(path), {}).get(str(one.apres))
    if particulier:
        return [particulier]
    value = one.apres if one.apres is not None else one.avant
    return list(dict.fromkeys(_iterate_classes(path, value))) or ["presentation"]


def _bare(path: tuple[str, ...]) -> str:
    return ".".join(path[:-1] if path[-1:] == (TOUT,) else path)


def _iterate_classes(path: tuple[str, ...], value: Any) -> Iterator[str]:
    """The class of a field, or those of what a block holds."""
    classe = class_of(path)
    if classe is not None:
        yield "cnr" if _is_once(value) else classe
    elif is_dataclass(value):
        for one in fields(value):
            inside = getattr(value, one.name)
            if inside not in (None, (), {}) and inside != one.default:
                yield from _iterate_classes((*path, one.name), inside)
    elif isinstance(value, tuple):
        for item in value:
            yield from _iterate_classes((*path, TOUT), item)


def _is_once(value: Any) -> bool:
    """Whether this is money that does not recur."""
    return getattr(value, "reconductible", None) is False
