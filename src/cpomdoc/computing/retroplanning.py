"""The rétroplanning: from the signature aimed at, each step is put before the next one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cpomdoc.jours_feries import last_working_day
from cpomdoc.model.calculs_lancement import EtapePlanifiee, Retroplanning
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.kit import EtapeKit, JeuDurees
from cpomdoc.model.lancement import Demarche, EtapeDemarche
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.periodes import add_months

PROPRES = "propres"
USUEL = "cadrage_long"
"""The set of durations of those who choose none: the long one leaves room."""


def compute_retroplanning(dossier: Dossier, referentiel: Referentiel) -> Retroplanning | None:
    """The steps with their dates, None without lancement.yaml; those of the usual set while nothing is chosen.

    Each step starts `duree_mois` months before its end (the last day of the month where it has no such day); a meeting
    is held on the last worked day up to the start of what follows it. Nothing is dated while the signature is not.
    """
    if dossier.lancement is None:
        return None
    demarche, jeux = dossier.lancement.demarche or Demarche(), referentiel.kit.durees
    jeu = jeux.get(demarche.durees or USUEL)
    etapes = list(_iterate_published(demarche, jeu.etapes) if jeu else _iterate_own(demarche, tuple(jeux.values())))
    signature = demarche.date_signature_visee
    placees = _place(etapes, signature, dossier.departement_ferie)
    return Retroplanning(
        jeu=jeu.code if jeu else PROPRES,
        libelle=jeu.libelle if jeu else "durées propres à la démarche",
        source=jeu.source if jeu else "",
        etapes=placees,
        lancement=placees[0].debut if placees else None,
        signature=signature,
        duree_mois=sum(one.duree_mois for one in placees),
    )


def _iterate_published(demarche: Demarche, published: tuple[EtapeKit, ...]) -> Iterator[EtapePlanifiee]:
    """The steps of a published set, with what the author changed of them."""
    changes = {one.etape: one for one in demarche.etapes}
    for one in published:
        step = EtapePlanifiee(
            one.etape, one.libelle, one.duree_mois, one.livrable, one.responsable, one.acteurs, one.copil, None, None,
            None, aout=False,
        )  # fmt: skip
        yield _change(step, changes[one.etape]) if one.etape in changes else step


def _change(step: EtapePlanifiee, change: EtapeDemarche) -> EtapePlanifiee:
    return replace(
        step,
        libelle=change.intitule or step.libelle,
        duree_mois=step.duree_mois if change.duree_mois is None else change.duree_mois,
        livrable=change.livrable or step.livrable,
        responsable=change.responsable or step.responsable,
        acteurs=change.acteurs or step.acteurs,
        copil=step.copil if change.copil is None else change.copil,
        statut=change.statut,
    )


def _iterate_own(demarche: Demarche, jeux: tuple[JeuDurees, ...]) -> Iterator[EtapePlanifiee]:
    """Steps of the author's own; those that a published set knows keep its words, never its duration."""
    connues = {one.etape: one for jeu in reversed(jeux) for one in jeu.etapes}
    for one in demarche.etapes:
        kit = connues.get(one.etape) or EtapeKit(one.etape, one.intitule or one.etape, 0, "", "", "")
        step = EtapePlanifiee(
            one.etape, kit.libelle, one.duree_mois or 0, kit.livrable or None, kit.responsable or None,
            kit.acteurs or None, kit.copil, one.statut, None, None, aout=False,
        )  # fmt: skip
        yield _change(step, one)


def _place(etapes: list[EtapePlanifiee], signature: date | None, departement: str | None) -> tuple[EtapePlanifiee, ...]:
    """Dates from the last step to the first."""
    placees: list[EtapePlanifiee] = []
    fin = signature
    for one in reversed(etapes):
        debut = None if fin is None else add_months(fin, -one.duree_mois)
        if one.est_reunion:
            jour = None if fin is None else last_working_day(fin, departement)
            placees.append(replace(one, debut=jour, fin=jour, aout=jour is not None and jour.month == 8))
        else:
            placees.append(replace(one, debut=debut, fin=fin, aout=_covers_august(debut, fin)))
        fin = debut
    return tuple(reversed(placees))


def _covers_august(debut: date | None, fin: date | None) -> bool:
    if debut is None or fin is None:
        return False
    return any(debut < date(year, 9, 1) and fin > date(year, 8, 1) for year in range(debut.year, fin.year + 1))
