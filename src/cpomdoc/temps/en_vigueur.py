"""What binds the parties on a day: the acts that have taken effect by then, and the state that they make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from cpomdoc.comparing.assembler import Dependant, assemble
from cpomdoc.comparing.changements import Chemin
from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.comparing.origines import trace_origines
from cpomdoc.comparing.recit import name_acte
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.computing.situations import list_prolongations
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.francais import accord, guillemets, liste
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.typographie import format_date
from cpomdoc.versions.chaine import Version, read_chaine
from cpomdoc.versions.etats import Etat


@dataclass(frozen=True)
class EnVigueur:
    """A contract on a day: `versions` are the acts in force by number, `etapes` the state after each of them.

    `a_venir` are acts that are signed and have not taken effect; `remarques` what one should know of that day.
    """

    jour: date
    versions: tuple[Version, ...]
    etapes: tuple[Etat, ...]
    a_venir: tuple[ActeAnterieur, ...] = ()
    remarques: tuple[str, ...] = ()

    @property
    def etat(self) -> Etat:
        """The contract that day."""
        return self.etapes[-1]

    @property
    def actes(self) -> tuple[ActeAnterieur, ...]:
        """The acts in force."""
        return tuple(one.acte for one in self.versions)

    @cached_property
    def origines(self) -> Mapping[Chemin, ActeAnterieur]:
        """The act that brought each value of the contract."""
        return trace_origines([(acte, one.dossier) for acte, one in zip(self.actes, self.etapes, strict=True)])


def find_en_vigueur(racine: Path, ref: str, jour: date) -> EnVigueur:
    """The contract on a day, by dates of effect; raises DossierIntrouvable, in French, when nothing binds that day."""
    versions = read_chaine(racine, ref)
    _check_debut(ref, versions, jour)
    rangs = [
        rang
        for rang, one in enumerate(versions)
        if rang == 0 or (one.date_effet is not None and one.date_effet <= jour)
    ]
    dossiers = _assemble(versions, rangs)
    etapes = tuple(
        replace(versions[rang].etat, dossier=keep_contrat(dossier))
        for rang, dossier in zip(rangs, dossiers, strict=True)
    )
    retenues = tuple(versions[rang] for rang in rangs)
    a_venir = tuple(one.acte for rang, one in enumerate(versions) if rang not in rangs)
    remarques = (*_check_fin(ref, etapes[-1], jour), *_tell_retroactifs(retenues, jour))
    return EnVigueur(jour, retenues, etapes, a_venir, remarques)


def _check_debut(ref: str, versions: Sequence[Version], jour: date) -> None:
    if not versions:
        raise DossierIntrouvable(
            f"Le contrat {ref} n’a pas encore de version scellée\u202f: rien ne dit ce qui a été signé. "
            f"{guillemets('cpomdoc sceller')} le fige."
        )
    effet = versions[0].date_effet
    if effet is None:
        raise DossierIntrouvable(f"Le contrat {ref} ne dit pas quand il prend effet.")
    if jour < effet:
        raise DossierIntrouvable(
            f"Le {format_date(jour)}, le contrat {ref} n’est pas encore en vigueur\u202f: il prend effet le "
            f"{format_date(effet)}."
        )


def _check_fin(ref: str, etat: Etat, jour: date) -> tuple[str, ...]:
    """What to know when the contract only goes on by tacit renewal; refuse a day after its end."""
    fin = compute_calculs(etat.dossier, etat.referentiel).jalons.date_fin
    if fin is None or jour <= fin:
        return ()
    prolongations = list_prolongations(etat.dossier.general.contrat)
    if any(one.debut <= jour <= one.fin for one in prolongations):
        return (
            f"le contrat, conclu jusqu’au {format_date(fin)}, n’est en vigueur le {format_date(jour)} que si aucune "
            "partie n’a refusé sa reconduction tacite.",
        )
    derniere = prolongations[-1].fin if prolongations else fin
    raise DossierIntrouvable(
        f"Le {format_date(jour)}, le contrat {ref} n’est plus en vigueur\u202f: il a pris fin le "
        f"{format_date(derniere)}{', reconductions comprises' if prolongations else ''}."
    )


def _tell_retroactifs(versions: Sequence[Version], jour: date) -> Iterator[str]:
    """Acts that apply that day although nobody had signed them yet."""
    for one in versions[1:]:
        if one.date_signature > jour:
            yield (
                f"l’{name_acte(one.numero)} s’applique ce jour-là ({_tell_effet(one.acte)}) alors qu’il n’a été signé "
                f"que le {format_date(one.date_signature)}."
            )


def _assemble(versions: Sequence[Version], rangs: Sequence[int]) -> tuple[Dossier, ...]:
    """The state after each act in force; refused when one of them changes what another, not in force, wrote."""
    try:
        return assemble([one.etat.dossier for one in versions], rangs)
    except Dependant as refusal:
        acte = versions[refusal.rang].acte
        autres = [one.acte for rang, one in enumerate(versions[: refusal.rang]) if rang not in rangs]
        raise DossierIntrouvable(_tell_dependance(acte, autres, refusal.lieux)) from refusal


def _tell_dependance(acte: ActeAnterieur, autres: Sequence[ActeAnterieur], lieux: Sequence[str]) -> str:
    noms = liste(f"l’{name_acte(one.numero)} ({_tell_effet(one)})" for one in autres)
    more = len(lieux) - 1
    suite = f", et {more} {accord(more, 'autre valeur', 'autres valeurs')}" if more else ""
    return (
        f"L’{name_acte(acte.numero)}, en vigueur ce jour-là ({_tell_effet(acte)}), change ce qu’écrit "
        f"{noms}, qui ne l’est pas encore\u202f: {lieux[0]}{suite}. Leurs dates d’effet ne permettent pas de dire ce "
        "qui s’applique\u202f: c’est aux parties de le préciser."
    )


def _tell_effet(acte: ActeAnterieur) -> str:
    return "effet inconnu" if acte.date_effet is None else f"effet le {format_date(acte.date_effet)}"
