"""Activity of a year as the dialogue prints it: days, indicators, modulation, hours of a service à domicile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import accord, majuscule
from cpomdoc.model.activite import CibleActivite
from cpomdoc.model.calculs_suivi import BilanAnnuel, LigneSuivie, MesureSuivie, ModulationSuivie
from cpomdoc.model.suivi_annuel import SuiviAnnuel
from cpomdoc.rendering.documents.activite import TAUX_OCCUPATION, UNITES, name_indicateur, name_modalite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import FINE, format_nombre

Nombre = Decimal | int | SansObjet | None
EHPAD = "ehpad"


@dataclass(frozen=True)
class JourneesVue:
    """A line whose days are counted; `retirees` are those that circumstances took off."""

    etablissement: str
    modalite: str
    capacite: Nombre
    theorique: Nombre
    retirees: Nombre
    retenue: Nombre
    journees: Nombre
    taux: Decimal | SansObjet | None
    cibles: Nombre
    realisation: Decimal | SansObjet | None


@dataclass(frozen=True)
class MesureVue:
    """An indicator of activity beside its target, in its unit; `position` says where it stands."""

    etablissement: str
    modalite: str
    indicateur: str | None
    unite: str
    est_taux: bool
    precedent: Nombre
    cible: Nombre
    realise: Nombre
    realisation: Decimal | SansObjet | None
    ecart: Decimal | SansObjet | None
    position: str | None


@dataclass(frozen=True)
class RetenueVue:
    """What the shortfall of an ESMS may cost; `observation` says why nothing is, or what the amount hangs on."""

    etablissement: str
    texte: str
    plafond_taux: Nombre
    taux: Nombre
    dotation: Nombre
    plafond: Nombre
    abattement: Nombre
    observation: str


@dataclass(frozen=True)
class HeuresVue:
    """Hours and people of one scheme of a service à domicile."""

    etablissement: str
    prise_en_charge: str | None
    prevues: Decimal | None
    realisees: Decimal | None
    realisation: Decimal | None
    prevus: int | None
    aides: int | None


def build_journees(contexte: Contexte, bilan: BilanAnnuel) -> tuple[JourneesVue, ...]:
    """The lines of which days are counted, or must be."""
    return tuple(_journees(contexte, one) for one in bilan.lignes if _counts_days(one))


def _counts_days(one: LigneSuivie) -> bool:
    return one.sans_objet or one.journees is not None or any(x.indicateur == TAUX_OCCUPATION for x in one.mesures)


def _journees(contexte: Contexte, one: LigneSuivie) -> JourneesVue:
    suivie = any(x.indicateur == TAUX_OCCUPATION for x in one.mesures)
    return JourneesVue(
        etablissement=contexte.nom_etablissement(one.etablissement),
        modalite=name_modalite(contexte, one.modalite),
        capacite=one.capacite,
        theorique=one.theorique,
        retirees=SANS_OBJET if one.neutralises == 0 else one.neutralises,
        retenue=one.theorique_neutralise,
        journees=SANS_OBJET if one.sans_objet and one.journees is None else one.journees,
        taux=SANS_OBJET if one.sans_objet else one.taux_neutralise,
        cibles=one.journees_cibles if suivie else SANS_OBJET,
        realisation=one.taux_realisation_cible if suivie else SANS_OBJET,
    )


def build_mesures(contexte: Contexte, bilan: BilanAnnuel) -> tuple[MesureVue, ...]:
    """Every indicator of activity, in the order of the contract."""
    lignes = contexte.dossier.activite.lignes if contexte.dossier.activite else ()
    known = {(x.etablissement, x.modalite, one.code): one for x in lignes for one in x.indicateurs}
    return tuple(
        _mesure(contexte, ligne, one, known[ligne.etablissement, ligne.modalite, one.indicateur])
        for ligne in bilan.lignes
        for one in ligne.mesures
    )


def _mesure(contexte: Contexte, ligne: LigneSuivie, one: MesureSuivie, connu: CibleActivite) -> MesureVue:
    taux = one.indicateur == TAUX_OCCUPATION
    sans_cible = one.cible is None and ligne.renseignee and one.realise is not None
    nom, unite = name_indicateur(contexte, connu), connu.unite or UNITES.get(one.indicateur) or ""
    return MesureVue(
        etablissement=contexte.nom_etablissement(ligne.etablissement),
        modalite=name_modalite(contexte, ligne.modalite),
        indicateur=nom,
        # « Personnes accompagnées dans l’année » need not be counted in persons besides.
        unite="" if nom and unite.lower() in nom.lower() else unite,
        est_taux=taux,
        precedent=SANS_OBJET if one.precedent is None else one.precedent,
        cible=one.cible,
        realise=one.realise,
        realisation=one.taux_realisation,
        ecart=one.ecart,
        position=None if one.sous_cible is None and not sans_cible else _position(one),
    )


def _position(one: MesureSuivie) -> str:
    if one.sous_cible is None:
        return "sans objectif"
    if not one.sous_cible:
        return "objectif atteint"
    return "sous l’objectif, comme l’année précédente" if one.deja_sous_cible else "sous l’objectif"


def build_retenues(contexte: Contexte, bilan: BilanAnnuel) -> tuple[RetenueVue, ...]:
    """What each ESMS may lose."""
    return tuple(_retenue(contexte, one) for one in bilan.modulations)


def _retenue(contexte: Contexte, one: ModulationSuivie) -> RetenueVue:
    def shown(value: Decimal | None) -> Nombre:
        return SANS_OBJET if one.sans_objet else value

    return RetenueVue(
        etablissement=contexte.nom_etablissement(one.etablissement),
        texte="article R.\u00a0314-160" if one.regime == EHPAD else "clause du contrat",
        plafond_taux=shown(one.taux_plafond),
        taux=shown(one.taux),
        dotation=shown(one.dotation),
        plafond=shown(one.plafond),
        abattement=shown(one.abattement),
        observation=_observation(one),
    )


def _observation(one: ModulationSuivie) -> str:
    if one.sans_objet:
        return "Sans objet\u202f: aucune place n’était ouverte"
    if one.renonciation:
        return "Les parties conviennent de ne rien retenir"
    if one.abattement == 0:
        return "Aucune retenue"
    return "Sur une dotation qui reste une hypothèse" if one.hypothese else ""


def build_heures(contexte: Contexte, bilan: BilanAnnuel) -> tuple[HeuresVue, ...]:
    """Hours of the services à domicile."""
    return tuple(
        HeuresVue(
            etablissement=contexte.nom_etablissement(one.etablissement),
            prise_en_charge=majuscule(one.libelle or contexte.libelle("prise_en_charge_domicile", one.type) or ""),
            prevues=one.prevues,
            realisees=one.realisees,
            realisation=one.taux_realisation,
            prevus=one.prevus,
            aides=one.aides,
        )
        for one in bilan.heures
    )


def list_circonstances(contexte: Contexte, suivi: SuiviAnnuel) -> tuple[str, ...]:
    """« IME Les Tilleuls : sinistre (dégât des eaux), 14 jours neutralisés pour 30 places »."""
    return tuple(_iterate_circonstances(contexte, suivi))


def _iterate_circonstances(contexte: Contexte, suivi: SuiviAnnuel) -> Iterator[str]:
    for ligne in suivi.activite:
        nom = contexte.nom_etablissement(ligne.etablissement)
        for one in ligne.circonstances:
            motif = contexte.libelle("circonstance", one.motif) or one.motif
            precision = f" ({one.precision})" if one.precision else ""
            jours = one.jours_neutralises
            effet = (
                "aucun jour neutralisé"
                if not jours
                else f"{jours} {accord(jours, 'jour neutralisé', 'jours neutralisés')}"
                + (f" pour {one.places} {accord(one.places, 'place', 'places')}" if one.places is not None else "")
            )
            yield f"{nom}{FINE}: {motif}{precision}, {effet}"


def list_commentaires(contexte: Contexte, suivi: SuiviAnnuel) -> tuple[str, ...]:
    """What the manager says of the activity of each line."""
    return tuple(
        f"{contexte.nom_etablissement(one.etablissement)} ({name_modalite(contexte, one.modalite)}){FINE}: "
        f"{one.commentaire}"
        for one in suivi.activite
        if one.commentaire
    )


@dataclass(frozen=True)
class InformationVue:
    """When the manager must have been told of what one means to withhold."""

    jours: int | None
    decision: date | None
    limite: date | None
    faite: date | None
    tardive: bool


def build_information(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> InformationVue | None:
    """The prior communication, when the contract has a clause of modulation."""
    modulation = contexte.dossier.activite.modulation if contexte.dossier.activite else None
    if modulation is None:
        return None
    dates, limite = suivi.modulation, bilan.limite_information
    faite = dates.date_information if dates else None
    return InformationVue(
        jours=modulation.information_prealable_jours,
        decision=dates.date_decision if dates else None,
        limite=limite,
        faite=faite,
        tardive=faite is not None and limite is not None and faite > limite,
    )


def say_points(valeur: Decimal) -> str:
    """« 2 points »."""
    return f"{format_nombre(valeur)} {accord(valeur, 'point', 'points')}"
