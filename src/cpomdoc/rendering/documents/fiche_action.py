"""One action sheet, with the calendar of the contract's years at its foot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.objectifs import Etape, FicheAction, IndicateurFiche, Moyens
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.objectifs import number_objectifs
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of, write_valeur
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import FINE, INSECABLE


@dataclass(frozen=True)
class EtapeVue:
    """A step; dates are the first days of its months."""

    numero: int
    libelle: str
    debut: date | None
    fin: date | None
    responsable: str | SansObjet


@dataclass(frozen=True)
class MoyenVue:
    """Staff (`etp`, yearly cost) or money (`source`, `annee`), in one table."""

    libelle: str
    etp: Decimal | SansObjet | None
    source: str | SansObjet
    annee: int | str | SansObjet
    montant: Decimal | SansObjet | None


@dataclass(frozen=True)
class CibleAnnee:
    """Target of one year."""

    annee: int
    valeur: Decimal | str | SansObjet | None


@dataclass(frozen=True)
class IndicateurVue:
    """An indicator, where it starts and its target of each year; `unite` is empty when its values need none.

    `precisions` says how it is computed, what kind it is and how often it is measured, empty when nobody said.
    """

    libelle: str
    unite: str | None
    source: str | SansObjet
    precisions: str
    annee_initiale: int | SansObjet
    initiale: Decimal | str | None
    cibles: tuple[CibleAnnee, ...]


@dataclass(frozen=True)
class AnneeCalendrier:
    """A year of the calendar: the numbers of the steps that run in each quarter (« 1, 3 »), empty when none does.

    The numbers are the mark that a tint alone would not leave on a black-and-white copy.
    """

    annee: int
    t1: str
    t2: str
    t3: str
    t4: str


@dataclass(frozen=True)
class Engagement:
    """What an authority commits to."""

    autorite: str
    engagement: str


@dataclass(frozen=True)
class FicheVue:
    """A sheet, always in the same order."""

    numero: str
    intitule: str
    objectif: str | None
    objectif_operationnel: str
    references: str
    constats: tuple[str | None, ...]
    etablissements: str | None
    description: str
    pilote: str | None
    contributeurs: str
    partenaires: str
    public: str
    etapes: tuple[EtapeVue, ...]
    moyens: tuple[MoyenVue, ...]
    autres_moyens: str
    indicateurs: tuple[IndicateurVue, ...]
    annees: tuple[int, ...]
    suivi: str
    participation: str
    vigilance: tuple[str, ...]
    engagements: tuple[Engagement, ...]
    priorite: int | SansObjet
    echeance: date | None
    calendrier: tuple[AnneeCalendrier, ...]


def build_fiche_action(contexte: Contexte, one: FicheAction) -> FicheVue:
    """Everything a sheet prints; empty texts are lines that the sheet leaves out."""
    moyens = one.moyens or Moyens()
    partenaires = (f"{p.nom} (convention)" if p.convention else p.nom for p in one.partenaires)
    return FicheVue(
        numero=one.fiche,
        intitule=one.intitule,
        objectif=_objectif(contexte, one.objectif),
        objectif_operationnel=one.objectif_operationnel or "",
        references=f"{FINE}; ".join(one.references),
        constats=_constats(contexte, one),
        etablissements=", ".join(contexte.nom_etablissement(ident) for ident in one.etablissements) or None,
        description=one.description or "",
        pilote=one.pilote,
        contributeurs=", ".join(one.contributeurs),
        partenaires=", ".join(partenaires),
        public=one.public or "",
        etapes=tuple(_etape(etape, rang) for rang, etape in enumerate(one.etapes, 1)),
        moyens=(*_iterate_humains(moyens), *_iterate_financiers(contexte, moyens)),
        autres_moyens=moyens.autres or "",
        indicateurs=tuple(build_indicateur(contexte, indicateur) for indicateur in one.indicateurs),
        annees=contexte.calculs.exercices,
        suivi=one.suivi or "",
        participation=one.participation or "",
        vigilance=one.vigilance,
        engagements=tuple(Engagement(name_partie(contexte, e.autorite), e.engagement) for e in one.engagements),
        priorite=one.priorite if one.priorite is not None else SANS_OBJET,
        echeance=one.echeance,
        calendrier=tuple(_annee(one.etapes, annee) for annee in contexte.calculs.exercices),
    )


def _objectif(contexte: Contexte, ident: str | None) -> str | None:
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    found = next((o for o in objectifs if o.id == ident), None)
    return None if found is None else f"{number_objectifs(contexte)[found.id]} – {found.intitule}"


def _constats(contexte: Contexte, one: FicheAction) -> tuple[str | None, ...]:
    """The findings that the sheet answers, in the words of the diagnosis and by their number there, one a line."""
    constats = contexte.dossier.diagnostic.constats if contexte.dossier.diagnostic else ()
    found = [f"{constat.constat.rstrip('.')} (constat n°{INSECABLE}{rang})" for rang, constat in enumerate(constats, 1)
             if constat.id in one.constats]  # fmt: skip
    return tuple(found) or (None,)


def _etape(one: Etape, rang: int) -> EtapeVue:
    return EtapeVue(rang, one.libelle, one.debut, one.fin, one.responsable or SANS_OBJET)


def _iterate_humains(moyens: Moyens) -> Iterator[MoyenVue]:
    for one in moyens.humains:
        cout = one.cout_annuel if one.cout_annuel is not None else SANS_OBJET
        yield MoyenVue(one.fonction, one.etp, SANS_OBJET, "par an" if one.cout_annuel is not None else SANS_OBJET, cout)


def _iterate_financiers(contexte: Contexte, moyens: Moyens) -> Iterator[MoyenVue]:
    """A new measure gives its amount and year when the sheet says neither."""
    finances = contexte.dossier.finances
    mesures = {mesure.id: mesure for mesure in (finances.mesures_nouvelles if finances else ())}
    for one in moyens.financiers:
        mesure = mesures.get(one.mesure_nouvelle or "")
        year = mesure.date_effet.year if mesure and mesure.date_effet else None
        source = contexte.libelle("source_financement", "mesure_nouvelle" if one.mesure_nouvelle else one.source)
        montant = one.montant if one.montant is not None else (mesure.montant if mesure else None)
        yield MoyenVue(one.libelle, SANS_OBJET, source or SANS_OBJET, one.annee or year or SANS_OBJET, montant)


def build_indicateur(contexte: Contexte, one: IndicateurFiche) -> IndicateurVue:
    """An indicator with a target for every year of the contract."""
    return IndicateurVue(
        libelle=one.libelle,
        unite=unite_of(one),
        source=one.source or SANS_OBJET,
        precisions=_precisions(contexte, one),
        annee_initiale=one.initiale.annee if one.initiale and one.initiale.annee else SANS_OBJET,
        initiale=write_valeur(one, one.initiale.valeur if one.initiale else None),
        cibles=tuple(CibleAnnee(year, _cible(contexte, one, year)) for year in contexte.calculs.exercices),
    )


def _cible(contexte: Contexte, one: IndicateurFiche, year: int) -> Decimal | str | SansObjet | None:
    return write_valeur(one, one.cibles[year]) if year in one.cibles else contexte.de_l_annee(year, None)


def _precisions(contexte: Contexte, one: IndicateurFiche) -> str:
    kind = contexte.libelle("type_indicateur", one.type)
    frequency = f"mesure {one.frequence}" if one.frequence else None
    return "\u00a0; ".join(part for part in (one.mode_calcul, kind, frequency) if part)


def _annee(etapes: tuple[Etape, ...], annee: int) -> AnneeCalendrier:
    t1, t2, t3, t4 = (_quarter(etapes, annee, 3 * rang + 1) for rang in range(4))
    return AnneeCalendrier(annee, t1, t2, t3, t4)


def _quarter(etapes: tuple[Etape, ...], annee: int, first_month: int) -> str:
    first, last = date(annee, first_month, 1), date(annee, first_month + 2, 1)
    return ", ".join(str(rang) for rang, etape in enumerate(etapes, 1) if _runs(etape, first, last))


def _runs(etape: Etape, first: date, last: date) -> bool:
    """Whether a step runs between two months; of a single known bound, only its month is sure."""
    debut, fin = etape.debut or etape.fin, etape.fin or etape.debut
    return debut is not None and fin is not None and debut.replace(day=1) <= last and fin.replace(day=1) >= first
