"""Annex: the manager, a sheet per ESMS, and the whole perimeter in one table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.francais import accord
from cpomdoc.model.parties import Gestionnaire
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.fiche_etablissement import FicheEtablissement, build_fiche
from cpomdoc.rendering.documents.figures_perimetre import build_figures_capacites
from cpomdoc.rendering.documents.grammaire import (
    format_adresse,
    list_geres,
    name_gestionnaire,
    name_person,
    name_personne_morale,
    sentence,
    with_le,
)
from cpomdoc.rendering.documents.perimetre import (
    TROIS_ETATS,
    TableauPerimetre,
    build_perimetre,
    list_etablissements,
    name_departement,
)
from cpomdoc.rendering.graphiques import Figure


@dataclass(frozen=True)
class FicheGestionnaire:
    """Part A: a legal person that manages; `nom` and `etablissements` (what it holds) are for several of them."""

    nom: str | None
    etablissements: str
    raison_sociale: str | None
    sigle: str
    forme: str | None
    statut: str | None
    finess: str | None
    siren: str | None
    siret: str | None
    ape: str
    adresse: str | None
    telephone: str | None
    courriel: str | None
    site: str
    representant: str | None
    creation: date | None
    convention_collective: str | None
    effectif: Decimal | None
    commissaire: str | None
    siege: str | None
    organisation: str | None
    activites: str | None
    autres_activites: str


@dataclass(frozen=True)
class HorsContrat:
    """An ESMS of the same manager that stays outside the contract."""

    nom: str
    commune: str | None
    departement: str | None
    finess: str | None


@dataclass(frozen=True)
class VueFicheSignaletique:
    """Everything annexe_fiche_signaletique.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    nom: str | None
    gestionnaires: tuple[FicheGestionnaire, ...]
    fiches: tuple[FicheEtablissement, ...]
    geres: str
    hors_contrat: tuple[HorsContrat, ...]
    perimetre: TableauPerimetre
    graphiques: tuple[Figure, ...]


cle: str = "fiche_signaletique"
gabarit: str = "annexe_fiche_signaletique.docx"
VUE: type = VueFicheSignaletique


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueFicheSignaletique:
    """Everything that annexe_fiche_signaletique.docx may print of this contract."""
    esms = list_etablissements(contexte)
    return VueFicheSignaletique(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        nom=sentence(name_gestionnaire(contexte)),
        gestionnaires=tuple(
            _gestionnaire(contexte, ident, one) for ident, one in contexte.dossier.general.parties.gestionnaires.items()
        ),
        fiches=tuple(build_fiche(contexte, one, numero) for numero, one in enumerate(esms, 1)),
        geres=_geres(contexte),
        hors_contrat=_hors_contrat(contexte),
        perimetre=build_perimetre(contexte),
        graphiques=build_figures_capacites(contexte),
    )


def _gestionnaire(contexte: Contexte, ident: str, one: Gestionnaire) -> FicheGestionnaire:
    forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
    return FicheGestionnaire(
        nom=sentence(name_personne_morale(contexte, one)),
        etablissements=list_geres(contexte, ident),
        raison_sociale=one.raison_sociale,
        sigle=one.sigle or "",
        forme=forme.libelle if forme else one.forme,
        statut=contexte.libelle("statut_gestionnaire", one.statut),
        finess=one.finess_ej,
        siren=one.siren,
        siret=one.siret_siege,
        ape=one.code_ape or "",
        adresse=format_adresse(one.adresse),
        telephone=one.telephone,
        courriel=one.courriel,
        site=one.site or "",
        representant=_representant(one),
        creation=one.date_creation,
        convention_collective=one.convention_collective,
        effectif=one.effectif_etp,
        commissaire=TROIS_ETATS[one.commissaire_aux_comptes],
        siege=TROIS_ETATS[one.siege_autorise],
        organisation=one.organisation,
        activites=one.activites,
        autres_activites=one.autres_activites or "",
    )


def _representant(one: Gestionnaire) -> str | None:
    """« La présidente », « La présidente, Madame Claire Exemple »."""
    if one.signataire is None:
        return None
    fonction = sentence(with_le(one.signataire.fonction, one.signataire.civilite))
    return ", ".join(part for part in (fonction, name_person(one.signataire)) if part) or None


def _geres(contexte: Contexte) -> str:
    """« 11 gérés, dont 8 au contrat », « 3, tous au contrat »; those whose place is to be settled are counted apart."""
    states = [one.dans_le_contrat for one in contexte.dossier.perimetre.etablissements]
    total, sure, doubtful = len(states), states.count(True), states.count(None)
    if sure == total:
        return f"{total}, {accord(total, 'au contrat', 'tous au contrat')}"
    managed = f"{total} {accord(total, 'géré', 'gérés')}"
    doubt = f" et {doubtful} dont la présence au contrat reste à confirmer" if doubtful else ""
    return f"{managed}, dont {sure} au contrat{doubt}"


def _hors_contrat(contexte: Contexte) -> tuple[HorsContrat, ...]:
    return tuple(
        HorsContrat(one.nom, one.commune, name_departement(contexte, one.departement), one.finess)
        for one in contexte.dossier.perimetre.etablissements
        if one.dans_le_contrat is False
    )
