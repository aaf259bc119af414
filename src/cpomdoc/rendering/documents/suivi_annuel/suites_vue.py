"""Indicators, actions and money of a year as the dialogue prints them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import accord, majuscule
from cpomdoc.model.calculs_suivi import BilanAnnuel, FicheSuivie, FinanceSuivie, IndicateurSuivi
from cpomdoc.model.objectifs import IndicateurFiche, Valeur
from cpomdoc.model.suivi_annuel import EtatAction, SuiviAnnuel
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import sentence
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.documents.suivi_annuel.mots import ORIGINES, say_signe
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of, write_valeur
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import FINE, format_date_courte

Ecrit = Decimal | str | SansObjet | None
ATTEINTE = {True: "atteinte", False: "non atteinte", None: "à apprécier"}


@dataclass(frozen=True)
class IndicateurVue:
    """An indicator beside its target of the year, in values as they are written."""

    origine: str
    libelle: str | None
    unite: str
    initiale: Ecrit
    precedent: Ecrit
    cible: Ecrit
    realise: Ecrit
    ecart: str | SansObjet | None
    position: str | SansObjet | None
    commentaire: str


@dataclass(frozen=True)
class ActionVue:
    """An action sheet: where it stands, what is said of it, what is decided."""

    fiche: str
    intitule: str
    etablissements: tuple[str, ...]
    pilote: str | None
    echeance: date | None
    revisee: date | SansObjet
    avancement: str | None
    statut: str | None
    precedent: str
    retard: str
    gestionnaire: str
    autorites: str
    decision: str


@dataclass(frozen=True)
class FinanceVue:
    """What was notified beside the trajectory."""

    etablissement: str
    financeur: str
    prevue: Decimal | SansObjet | None
    notifiee: Decimal | None
    ecart: Decimal | SansObjet | None
    cnr: Decimal | SansObjet
    resultat: Decimal | None
    commentaire: str


def build_indicateurs(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> tuple[IndicateurVue, ...]:
    """Every indicator of the contract."""
    comments = {(one.fiche, one.indicateur): one.commentaire for one in suivi.indicateurs}
    return tuple(_indicateur(one, bilan, comments) for one in bilan.indicateurs)


def _indicateur(
    one: IndicateurSuivi, bilan: BilanAnnuel, comments: dict[tuple[str | None, str], str | None]
) -> IndicateurVue:
    known, hors_fiche = one.indicateur, one.origine in ORIGINES
    connu = one.realise is not None
    return IndicateurVue(
        origine=ORIGINES.get(one.origine, one.origine),
        libelle=sentence(known.libelle),
        unite=unite_of(known) or "",
        initiale=write_valeur(known, known.initiale.valeur if known.initiale else None),
        precedent=SANS_OBJET if bilan.precedent is None else _write(known, one.precedent),
        cible=_write_avec_nombre(one, one.cible, one.nombre_cible) if one.cible is not None else SANS_OBJET,
        realise=_write_avec_nombre(one, one.realise, one.nombre),
        ecart=_ecart(one),
        position=SANS_OBJET if one.cible is None else ATTEINTE[one.atteint] if connu else None,
        commentaire=majuscule(comments.get((None if hors_fiche else one.origine, known.id)) or ""),
    )


def _write(one: IndicateurFiche, valeur: Valeur | None) -> Ecrit:
    return SANS_OBJET if valeur is None else write_valeur(one, valeur)


def _write_avec_nombre(one: IndicateurSuivi, valeur: Valeur | None, nombre: int | None) -> Decimal | str | None:
    """A rate of households with their number where both are counted."""
    written = write_valeur(one.indicateur, valeur)
    if nombre is None or not isinstance(written, Decimal):
        return written
    menages = accord(nombre, "ménage", "ménages")
    return f"{written.normalize():f} ({nombre} {menages})".replace(".", ",")


def _ecart(one: IndicateurSuivi) -> str | SansObjet | None:
    if one.ecart is not None:
        return say_signe(one.ecart)
    if isinstance(one.realise, date) and isinstance(one.cible, date):
        jours = (one.realise - one.cible).days
        return f"{jours:+} {accord(jours, 'jour', 'jours')}".replace("-", "\u2212") if jours else "0"
    return None if one.realise is None and one.cible is not None else SANS_OBJET


def build_actions(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> tuple[ActionVue, ...]:
    """The action sheets in their order."""
    etats = {one.fiche: one for one in reversed(suivi.fiches)}
    return tuple(_action(contexte, one, etats.get(one.fiche, EtatAction(one.fiche))) for one in bilan.fiches)


def _action(contexte: Contexte, one: FicheSuivie, etat: EtatAction) -> ActionVue:
    fiche = next(x for x in contexte.dossier.fiches if x.fiche == one.fiche)
    return ActionVue(
        fiche=one.fiche,
        intitule=fiche.intitule,
        etablissements=tuple(map(contexte.nom_etablissement, fiche.etablissements)),
        pilote=sentence(fiche.pilote),
        echeance=one.echeance,
        revisee=one.echeance_revisee or SANS_OBJET,
        avancement=None if one.avancement is None else f"{one.avancement}{FINE}%",
        statut=sentence(contexte.libelle("statut_action", one.statut)),
        precedent=_precedent(contexte, one),
        retard=f"en retard de {one.jours_retard} {accord(one.jours_retard, 'jour', 'jours')}" if one.en_retard else "",
        gestionnaire=majuscule(etat.commentaire_gestionnaire or ""),
        autorites=majuscule(etat.commentaire_autorites or ""),
        decision=majuscule(etat.decision or ""),
    )


def _precedent(contexte: Contexte, one: FicheSuivie) -> str:
    """« en cours, 40 % », what the year before said."""
    parts = [contexte.libelle("statut_action", one.statut_precedent)]
    parts.append(None if one.avancement_precedent is None else f"{one.avancement_precedent}{FINE}%")
    return ", ".join(part for part in parts if part)


def build_finances(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> tuple[FinanceVue, ...]:
    """What was notified, in the order of the follow-up."""
    comments = {(one.etablissement, one.financeur, one.section): one.commentaire for one in suivi.finances}
    return tuple(
        _finance(contexte, one, comments.get((one.etablissement, one.financeur, one.section))) for one in bilan.finances
    )


def _finance(contexte: Contexte, one: FinanceSuivie, commentaire: str | None) -> FinanceVue:
    section = contexte.libelle("section", one.section)
    nom = name_partie(contexte, one.financeur) if one.financeur else "Tous financeurs"
    hypothese = "trajectoire à titre d’hypothèse" if one.hypothese else ""
    return FinanceVue(
        etablissement=contexte.nom_etablissement(one.etablissement),
        financeur=f"{nom}, {section}" if section else nom,
        prevue=one.prevue,
        notifiee=one.notifiee,
        ecart=one.ecart,
        cnr=SANS_OBJET if one.cnr is None else one.cnr,
        resultat=one.resultat,
        commentaire=majuscule(" ; ".join(part for part in (commentaire, hypothese) if part)),
    )


def say_jour(jour: date | None) -> str:
    """« 30/06/2028 »."""
    return format_date_courte(jour) or ""
