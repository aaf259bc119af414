"""Dialogue de gestion: a year of the contract beside its objectives, what is to be settled, what comes next."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import liste, majuscule
from cpomdoc.model.calculs_suivi import BilanAnnuel
from cpomdoc.model.suivi_annuel import DecisionAvenant, ReunionSuivi, SuiviAnnuel
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.entete import EMPREINTE, Entete
from cpomdoc.rendering.documents.grammaire import sentence
from cpomdoc.rendering.documents.modulation import ModulationVue, build_modulation
from cpomdoc.rendering.documents.parties import list_noms
from cpomdoc.rendering.documents.suivi_annuel.activite_vue import (
    EHPAD,
    HeuresVue,
    InformationVue,
    JourneesVue,
    MesureVue,
    RetenueVue,
    build_heures,
    build_information,
    build_journees,
    build_mesures,
    build_retenues,
    list_circonstances,
    list_commentaires,
)
from cpomdoc.rendering.documents.suivi_annuel.echeances import EcheanceVue, build_echeances
from cpomdoc.rendering.documents.suivi_annuel.figures import build_figures_annee, build_figures_indicateurs
from cpomdoc.rendering.documents.suivi_annuel.mots import say_point, say_raison
from cpomdoc.rendering.documents.suivi_annuel.suites_vue import (
    ActionVue,
    FinanceVue,
    IndicateurVue,
    build_actions,
    build_finances,
    build_indicateurs,
)
from cpomdoc.rendering.graphiques import Figure
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class PointVue:
    """Something to settle; `proposition` and `decision` are empty cells to fill at the meeting."""

    numero: int
    sujet: str
    point: str
    proposition: str
    decision: str


@dataclass(frozen=True)
class RaisonVue:
    """Why an avenant may be worth examining, under the motive that it would have."""

    motif: str
    raisons: tuple[str, ...]


@dataclass(frozen=True)
class Chiffres:
    """The year in a few counts."""

    fiches: int
    realisees: int
    en_retard: int
    cibles: int
    atteintes: int
    objectifs: int
    objectifs_atteints: int

    @property
    def total(self) -> int:
        """How many things there are to follow."""
        return self.fiches + self.cibles + self.objectifs


@dataclass(frozen=True)
class VueDialogueAnnuel:
    """Everything suivi_annuel.docx may print."""

    entete: Entete
    titre: str
    contrat: str | None
    parties: tuple[str, ...]
    annee: int
    precedent: int | SansObjet
    au: date
    reunion: date | None
    lieu: str
    participants: tuple[str, ...]
    synthese: TexteRiche
    chiffres: Chiffres
    journees: tuple[JourneesVue, ...]
    mesures: tuple[MesureVue, ...]
    circonstances: tuple[str, ...]
    commentaires: tuple[str, ...]
    heures: tuple[HeuresVue, ...]
    figures_activite: tuple[Figure, ...]
    modulation: ModulationVue | None
    information: InformationVue | None
    retenues: tuple[RetenueVue, ...]
    seuil_ehpad: Decimal | None
    indicateurs: tuple[IndicateurVue, ...]
    figures_indicateurs: tuple[Figure, ...]
    actions: tuple[ActionVue, ...]
    finances: tuple[FinanceVue, ...]
    points: tuple[PointVue, ...]
    raisons: tuple[RaisonVue, ...]
    avenant: str | None
    sans_avenant: tuple[str, ...]
    decisions: tuple[str, ...]
    prochaine: date | None
    echeances: tuple[EcheanceVue, ...]


cle: str = "suivi_annuel"
gabarit: str = "suivi_annuel.docx"
VUE: type = VueDialogueAnnuel


def applies(contexte: Contexte) -> bool:
    """When the contract has a year of follow-up."""
    return contexte.bilan is not None


def build_vues(contexte: Contexte) -> VueDialogueAnnuel:
    """The year that the context names, the last one otherwise."""
    bilan, suivi = contexte.bilan, contexte.suivi_annuel
    if bilan is None or suivi is None:
        raise ValueError(contexte.dossier.ref)
    return _build(contexte, bilan, suivi)


def _build(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> VueDialogueAnnuel:
    reunion = suivi.reunion or ReunionSuivi()
    return VueDialogueAnnuel(
        entete=_entete(contexte, bilan.annee),
        titre=name_titre(bilan.annee),
        contrat=contexte.dossier.general.contrat.intitule,
        parties=tuple(nom for one in list_noms(contexte) if (nom := sentence(one))),
        annee=bilan.annee,
        precedent=bilan.precedent or SANS_OBJET,
        au=bilan.au,
        reunion=reunion.date,
        lieu=reunion.lieu or "",
        participants=tuple(map(majuscule, reunion.participants)),
        synthese=TexteRiche(suivi.synthese or ""),
        chiffres=_chiffres(bilan),
        journees=build_journees(contexte, bilan),
        mesures=build_mesures(contexte, bilan),
        circonstances=list_circonstances(contexte, suivi),
        commentaires=list_commentaires(contexte, suivi),
        heures=build_heures(contexte, bilan),
        figures_activite=build_figures_annee(contexte, bilan),
        modulation=build_modulation(contexte),
        information=build_information(contexte, bilan, suivi),
        retenues=build_retenues(contexte, bilan),
        seuil_ehpad=_seuil_ehpad(contexte, bilan),
        indicateurs=build_indicateurs(contexte, bilan, suivi),
        figures_indicateurs=build_figures_indicateurs(contexte, bilan),
        actions=build_actions(contexte, bilan, suivi),
        finances=build_finances(contexte, bilan, suivi),
        points=_points(contexte, bilan, suivi),
        raisons=_raisons(contexte, bilan),
        avenant=_avenant(contexte, suivi.avenant or DecisionAvenant()),
        sans_avenant=tuple(contexte.referentiel.listes["sans_avenant"].values()),
        decisions=tuple(map(majuscule, reunion.decisions)),
        prochaine=reunion.prochaine_date,
        echeances=build_echeances(contexte, bilan, suivi),
    )


def name_titre(annee: int) -> str:
    """« Dialogue de gestion – suivi de l’année 2028 »."""
    return f"Dialogue de gestion – suivi de l’année {annee}"


def _entete(contexte: Contexte, annee: int) -> Entete:
    contrat = contexte.dossier.general.contrat
    court = contrat.intitule or "Contrat pluriannuel d’objectifs et de moyens"
    pied = f"Édition {contexte.edition.empreinte[:EMPREINTE]}"
    return Entete(f"Suivi de l’année {annee} – {court}", contrat.reference or "", "", pied)


def _seuil_ehpad(contexte: Contexte, bilan: BilanAnnuel) -> Decimal | None:
    """The occupancy below which an EHPAD loses money, when the year has one."""
    if not any(one.regime == EHPAD for one in bilan.modulations):
        return None
    return contexte.referentiel.nombre("seuil_occupation_ehpad", date(bilan.annee, 12, 31))


def _chiffres(bilan: BilanAnnuel) -> Chiffres:
    cibles = [one for one in bilan.indicateurs if one.cible is not None]
    objectifs = [one for ligne in bilan.lignes for one in ligne.mesures if one.cible is not None]
    return Chiffres(
        fiches=len(bilan.fiches),
        realisees=sum(one.statut == "realisee" for one in bilan.fiches),
        en_retard=sum(one.en_retard for one in bilan.fiches),
        cibles=len(cibles),
        atteintes=sum(one.atteint is True for one in cibles),
        objectifs=len(objectifs),
        objectifs_atteints=sum(one.sous_cible is False for one in objectifs),
    )


def _points(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> tuple[PointVue, ...]:
    """Those of the parties first, then those that the rules bring up."""
    own = [
        (
            majuscule(one.partie or "Parties"),
            majuscule(one.sujet),
            majuscule(one.proposition or ""),
            majuscule(one.decision or ""),
        )
        for one in suivi.arbitrages
    ]
    computed = [say_point(contexte, bilan, one) for one in bilan.points]
    found = [(sujet or "Contrat", majuscule(point), "", "") for sujet, point in computed]
    return tuple(PointVue(rang, *one) for rang, one in enumerate((*own, *found), 1))


def _raisons(contexte: Contexte, bilan: BilanAnnuel) -> tuple[RaisonVue, ...]:
    """By motive, in the order of the list of motives."""
    motifs = contexte.referentiel.listes["motif_avenant"]
    found = {code: [say_raison(contexte, bilan, x) for x in bilan.raisons if x.motif == code] for code in motifs}
    return tuple(RaisonVue(majuscule(motifs[code]), tuple(some)) for code, some in found.items() if some)


def _avenant(contexte: Contexte, one: DecisionAvenant) -> str | None:
    """What the parties decided; None while they have not."""
    if one.decide is None:
        return None
    if not one.decide:
        return "ne pas conclure d’avenant"
    motifs = liste(contexte.libelle("motif_avenant", code) or code for code in one.motifs)
    suite = one.objet or motifs
    return "conclure un avenant" + (f"\u202f: {suite}" if suite else "")
