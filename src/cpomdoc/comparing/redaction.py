"""Changes in French: for each its subject, what was there and what comes, where it is printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import groupby

from cpomdoc.comparing.changements import Changement, Nature, Pas, Repere
from cpomdoc.comparing.cles import list_reperes
from cpomdoc.comparing.vocabulaire import Champ, Vocabulaire, generic
from cpomdoc.francais import majuscule
from cpomdoc.typographie import ordinal_jour

SEPARATEUR = " › "


@dataclass(frozen=True)
class Ligne:
    """One change as people read it.

    `rubrique` is the file, `sujet` the way down to the field in labels; `details` are what an added or removed
    block holds, by label; `documents` where the field is printed; `lieu` its path for programs.
    """

    nature: Nature
    rubrique: str
    sujet: tuple[str, ...]
    lieu: str
    avant: str = ""
    apres: str = ""
    details: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def titre(self) -> str:
        """« ESMS › IME Les Tilleuls › Nom »."""
        return SEPARATEUR.join(self.sujet)


def write_lignes(changements: Sequence[Changement], vocabulaire: Vocabulaire) -> tuple[Ligne, ...]:
    """The changes in words, file by file, in the order in which they come."""
    known = {nom: rank for rank, nom in enumerate(vocabulaire.fichiers.values())}
    lignes = [_write(one, vocabulaire) for one in changements]
    return tuple(sorted(lignes, key=lambda ligne: known.get(ligne.rubrique, len(known))))


def _write(one: Changement, vocabulaire: Vocabulaire) -> Ligne:
    # An identifier that changes is shown as it is written, not as the name of what bears it.
    champ = vocabulaire.find(one.chemin) if one.chemin[-1] != "id" else None
    block = one.apres if one.nature is Nature.AJOUT else one.avant
    details = tuple(_list_details(block, one.chemin, vocabulaire)) if _is_block(block) else ()
    avant, apres = _write_values(one, champ, vocabulaire)
    return Ligne(
        one.nature,
        rubrique_of(one.chemin, vocabulaire),
        tuple(iterate_sujet(one.chemin, vocabulaire)),
        one.lieu,
        "" if _is_block(one.avant) else avant,
        "" if _is_block(one.apres) else apres,
        details,
        _find_documents(one, champ, vocabulaire),
    )


def _write_values(one: Changement, champ: Champ | None, vocabulaire: Vocabulaire) -> tuple[str, str]:
    if one.nature is Nature.DEPLACEMENT:
        return _rank(one.avant), _rank(one.apres)
    avant = "" if one.nature is Nature.AJOUT else vocabulaire.format(one.avant, champ)
    apres = "" if one.nature is Nature.RETRAIT else vocabulaire.format(one.apres, champ)
    return avant, apres


def _rank(rang: object) -> str:
    """« 1er rang », « 3e rang »."""
    return f"{ordinal_jour(1) if rang == 1 else f'{rang}e'} rang"


def _is_block(value: object) -> bool:
    return is_dataclass(value) or isinstance(value, tuple | Mapping)


def rubrique_of(chemin: tuple[Pas, ...], vocabulaire: Vocabulaire) -> str:
    section = chemin[0] if isinstance(chemin[0], str) else ""
    return vocabulaire.fichiers.get(section, section)


def iterate_sujet(chemin: tuple[Pas, ...], vocabulaire: Vocabulaire) -> Iterator[str]:
    """The labels on the way down; the name of a file is told by its heading."""
    start = 2 if chemin[0] == "general" else 1
    for size in range(start, len(chemin) + 1):
        pas, here = chemin[size - 1], chemin[:size]
        if isinstance(pas, Repere):
            yield _call(pas, here, vocabulaire)
        elif size > 1 or len(chemin) == 1:
            found = vocabulaire.champs.get(generic(here))
            yield found.label if found else vocabulaire.fichiers.get(pas, pas)


def _call(repere: Repere, here: tuple[Pas, ...], vocabulaire: Vocabulaire) -> str:
    """An item by its name, or by what tells it from the others."""
    if repere.champs == ("id",) and repere.nom:
        return repere.nom
    if not repere.champs:
        champ = vocabulaire.find(here)
        return "–" if repere.cle[0] is None else vocabulaire.format(repere.cle[0], _as_key(champ))
    path = generic(here)
    parts = [
        vocabulaire.format(value, vocabulaire.champs.get((*path, name)))
        for name, value in zip(repere.champs, repere.cle, strict=True)
        if value is not None and not isinstance(value, tuple)
    ]
    if repere.nom and repere.nom not in parts:
        parts.append(repere.nom)
    return ", ".join(parts) or "sans nom"


def _as_key(champ: Champ | None) -> Champ | None:
    """The key of a mapping is not of the type of its values."""
    return Champ("", champ.cles, codes=champ.codes) if champ and champ.cles else champ


def _list_details(value: object, chemin: tuple[Pas, ...], vocabulaire: Vocabulaire) -> Iterator[tuple[str, str]]:
    """What a block holds, leaf by leaf, with the labels on the way; what it leaves unknown is left out."""
    start = len(tuple(iterate_sujet(chemin, vocabulaire)))
    for here, leaves in groupby(_iterate_leaves(value, chemin), key=lambda leaf: leaf[0]):
        sujet = tuple(iterate_sujet(here, vocabulaire))[start:]
        champ = vocabulaire.find(here) if here[-1] != "id" else None
        yield SEPARATEUR.join(sujet), ", ".join(vocabulaire.format(leaf, champ) for _, leaf in leaves)


def _iterate_leaves(value: object, chemin: tuple[Pas, ...]) -> Iterator[tuple[tuple[Pas, ...], object]]:
    if is_dataclass(value):
        for one in fields(value):
            yield from _iterate_leaves(getattr(value, one.name), (*chemin, one.name))
    elif isinstance(value, tuple):
        for repere, item in zip(list_reperes(value), value, strict=True):
            yield from _iterate_leaves(item, (*chemin, repere) if is_dataclass(item) else chemin)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _iterate_leaves(item, (*chemin, Repere((key,))))
    elif value is not None:
        yield chemin, value


def _find_documents(one: Changement, champ: Champ | None, vocabulaire: Vocabulaire) -> tuple[str, ...]:
    """Where the field is printed; for a block, where its fields are."""
    if champ is not None and champ.documents:
        return champ.documents
    path = generic(one.chemin)
    inside = [each for known, each in vocabulaire.champs.items() if known[: len(path)] == path]
    return tuple(dict.fromkeys(name for each in inside for name in each.documents))


def tell_nature(ligne: Ligne) -> str:
    """« Ajout », « Déplacement »."""
    return {Nature.DEPLACEMENT: "Déplacement"}.get(ligne.nature, majuscule(ligne.nature.value))
