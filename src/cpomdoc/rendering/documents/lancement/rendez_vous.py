"""Days of the approach that someone fixed: the launch meeting, the meetings, the votes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_lancement import EtapePlanifiee
from cpomdoc.model.lancement import LANCEMENT, ReunionDemarche
from cpomdoc.rendering.calendrier import Cle
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.outil import read_lancement
from cpomdoc.rendering.graphiques import Marque

PILOTAGE = "copil"


@dataclass(frozen=True)
class RendezVous:
    """A meeting or a vote: `cle` says what it is whatever its day, `etape` which step of the rétroplanning it is."""

    cle: Cle
    objet: str
    marque: Marque
    jour: date | None
    heure: str = ""
    lieu: str = ""
    organe: str = ""
    etape: str = ""
    tenue: bool | None = None


def list_rendez_vous(contexte: Contexte) -> tuple[RendezVous, ...]:
    """By day; those without a day come last, in the order of the file."""
    found = (*_iterate_lancement(contexte), *_iterate_reunions(contexte), *_iterate_deliberations(contexte))
    return tuple(sorted(found, key=lambda one: (one.jour or date.max, one.heure)))


def list_etapes(contexte: Contexte) -> tuple[EtapePlanifiee, ...]:
    """Steps of the rétroplanning."""
    retroplanning = contexte.calculs.retroplanning
    return retroplanning.etapes if retroplanning else ()


def find_etape(contexte: Contexte, jour: date | None) -> EtapePlanifiee | None:
    """The stretch of work in which a day falls."""
    if jour is None:
        return None
    durees = (one for one in list_etapes(contexte) if not one.est_reunion and one.debut and one.fin)
    return next((one for one in durees if one.debut and one.fin and one.debut <= jour < one.fin), None)


def _iterate_lancement(contexte: Contexte) -> Iterator[RendezVous]:
    """The launch meeting, unless it is among the meetings."""
    lancement = read_lancement(contexte)
    if lancement.jour_lancement is None or any(one.etape == LANCEMENT for one in lancement.reunions):
        return
    lieu = lancement.reunion_lancement.lieu if lancement.reunion_lancement else None
    tenue = lancement.lancement_tenu or None
    yield RendezVous(
        ("etape", LANCEMENT), "Réunion de lancement", "reunion", lancement.jour_lancement, lieu=majuscule(lieu or ""),
        etape=LANCEMENT, tenue=tenue,
    )  # fmt: skip


def _iterate_reunions(contexte: Contexte) -> Iterator[RendezVous]:
    """The first meeting of a step that is itself a meeting is that step."""
    lancement, prises = read_lancement(contexte), set[str]()
    instances = {one.id: one for one in lancement.instances}
    jalons = {one.etape: one for one in list_etapes(contexte) if one.est_reunion}
    for one in lancement.reunions:
        jalon = jalons.get(one.etape or "") if one.etape not in prises else None
        prises |= {jalon.etape} if jalon else set()
        instance = instances.get(one.instance or "")
        copil = (instance is not None and instance.type == PILOTAGE) or (jalon is not None and jalon.copil)
        yield RendezVous(
            cle=("etape", jalon.etape) if jalon else ("reunion", one.id),
            objet=_objet(one, jalon),
            marque="copil" if copil else "reunion",
            jour=one.date,
            heure=one.heure or "",
            lieu=majuscule(one.lieu or ""),
            organe=majuscule(instance.nom if instance else one.instance or ""),
            etape=one.etape or "",
            tenue=one.tenue,
        )


def _objet(one: ReunionDemarche, jalon: EtapePlanifiee | None) -> str:
    return majuscule(one.objet or (jalon.libelle if jalon else "réunion"))


def _iterate_deliberations(contexte: Contexte) -> Iterator[RendezVous]:
    demarche, rangs = read_lancement(contexte).demarche, Counter[str]()
    for one in demarche.deliberations if demarche else ():
        rangs[one.organe] += 1
        objet = majuscule(one.objet or "délibération")
        cle = ("deliberation", one.organe, str(rangs[one.organe]))
        yield RendezVous(cle, objet, "deliberation", one.date, organe=majuscule(one.organe))
