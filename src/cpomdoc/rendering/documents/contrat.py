"""The contract itself: cover, parties, articles, list of annexes, signatures."""

import re
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.contrat import Gestionnaire, Preambule
from cpomdoc.rendering.documents.articles import (
    Annexe,
    Annexes,
    Article,
    Articles,
    build_annexes,
    build_articles,
    build_plan,
    list_annexes,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import ResumeDiagnostic, build_resume
from cpomdoc.rendering.documents.domicile import DomicileVue, build_domicile
from cpomdoc.rendering.documents.entete import Entete, build_entete
from cpomdoc.rendering.documents.grammaire import format_adresse, name_gestionnaire, sentence
from cpomdoc.rendering.documents.mise_en_oeuvre import (
    ConventionVue,
    Duree,
    LitigesVue,
    ResiliationVue,
    RevisionVue,
    SuiviVue,
    build_duree,
    build_litiges,
    build_resiliation,
    build_revision,
    build_suivi,
    iterate_conventions,
)
from cpomdoc.rendering.documents.moyens import (
    Affectation,
    Dotations,
    FraisSiegeVue,
    Methode,
    ModulationVue,
    build_affectation,
    build_dotations,
    build_frais_siege,
    build_methode,
    build_modulation,
)
from cpomdoc.rendering.documents.objectifs import ObjectifsVue, build_objectifs
from cpomdoc.rendering.documents.objectifs_finances import ObjectifsFinances, build_objectifs_finances
from cpomdoc.rendering.documents.parties import (
    Autorites,
    Partie,
    RangSignatures,
    build_autorites,
    build_parties,
    build_signatures,
    count_signataires,
    list_noms,
)
from cpomdoc.rendering.documents.perimetre import TableauPerimetre, build_perimetre
from cpomdoc.rendering.documents.pouvoirs import VisaVue, build_visas
from cpomdoc.rendering.documents.projets import ProjetVue, build_projets

JAMAIS_LE_TAUX_SEUL = frozenset({"esms_l313_12_2"})
"""Categories whose activity the law forbids to judge by the occupation rate alone (L. 313-12-2)."""


@dataclass(frozen=True)
class Couverture:
    """Cover page; `categorie` is the legal name of the contract."""

    intitule: str | None
    categorie: str | None
    gestionnaire: str | None
    signataires: tuple[str | None, ...]
    date_effet: date | None
    date_fin: date | None
    reference: str | None
    projet: bool
    controle_legalite: bool


@dataclass(frozen=True)
class GestionnaireVue:
    """What the first article says of the manager; the rest is in its annex."""

    nom: str | None
    e: str
    statut: str | None
    finess: str | None
    siren: str | None
    adresse: str | None
    organisation: str | None
    activites: str | None


@dataclass(frozen=True)
class PreambuleVue:
    """Long texts that open the contract; only the first one is always expected."""

    contexte: str | None
    enjeux: str
    articulation: str


@dataclass(frozen=True)
class Cloture:
    """Place, date and originals; `exemplaires` is one per signing party unless the author says otherwise."""

    lieu: str | None
    date_signature: date | None
    exemplaires: int
    signatures: tuple[RangSignatures, ...]


@dataclass(frozen=True)
class VueContrat:
    """Everything contrat.docx may print."""

    entete: Entete
    couverture: Couverture
    base_legale: str | None
    objet: str | None
    parties: tuple[Partie, ...]
    autorites: Autorites
    visas: tuple[VisaVue, ...]
    preambule: PreambuleVue
    plan: tuple[Article, ...]
    articles: Articles
    annexes: Annexes
    gestionnaire: GestionnaireVue
    perimetre: TableauPerimetre
    presentation_perimetre: str
    projets: tuple[ProjetVue, ...]
    projets_exoneres: bool
    taux_occupation_jamais_seul: bool
    diagnostic: ResumeDiagnostic | None
    objectifs: ObjectifsVue
    objectifs_finances: ObjectifsFinances
    domicile: DomicileVue
    methode: Methode
    dotations: Dotations
    modulation: ModulationVue | None
    affectation: Affectation | None
    frais_siege: FraisSiegeVue | None
    suivi: SuiviVue
    litiges: LitigesVue
    revision: RevisionVue
    resiliation: ResiliationVue
    conventions: tuple[ConventionVue, ...]
    duree: Duree
    liste_annexes: tuple[Annexe, ...]
    cloture: Cloture


cle: str = "contrat"
gabarit: str = "contrat.docx"
VUE: type = VueContrat


def applies(contexte: Contexte) -> bool:
    """Always: the contract is what everything else is annexed to."""
    return True


def build_vues(contexte: Contexte) -> VueContrat:
    """Everything that contrat.docx may print of this contract."""
    general, projets = contexte.dossier.general, build_projets(contexte)
    return VueContrat(
        entete=build_entete(contexte, cle),
        couverture=_couverture(contexte),
        base_legale=contexte.categorie.base_legale if contexte.categorie else None,
        objet=general.contrat.objet,
        parties=build_parties(contexte),
        autorites=build_autorites(contexte),
        visas=build_visas(contexte),
        preambule=_preambule(general.preambule or Preambule()),
        plan=build_plan(contexte),
        articles=build_articles(contexte),
        annexes=build_annexes(contexte),
        gestionnaire=_gestionnaire(contexte, general.parties.gestionnaire),
        perimetre=build_perimetre(contexte),
        presentation_perimetre=contexte.dossier.perimetre.presentation or "",
        projets=projets,
        projets_exoneres=any(projet.exonere for projet in projets),
        taux_occupation_jamais_seul=general.contrat.categorie in JAMAIS_LE_TAUX_SEUL,
        diagnostic=build_resume(contexte),
        objectifs=build_objectifs(contexte),
        objectifs_finances=build_objectifs_finances(contexte),
        domicile=build_domicile(contexte),
        methode=build_methode(contexte),
        dotations=build_dotations(contexte),
        modulation=build_modulation(contexte),
        affectation=build_affectation(contexte),
        frais_siege=build_frais_siege(contexte),
        suivi=build_suivi(contexte),
        litiges=build_litiges(contexte),
        revision=build_revision(contexte),
        resiliation=build_resiliation(contexte),
        conventions=tuple(iterate_conventions(contexte)),
        duree=build_duree(contexte),
        liste_annexes=list_annexes(contexte),
        cloture=_cloture(contexte),
    )


def _couverture(contexte: Contexte) -> Couverture:
    contrat, jalons = contexte.dossier.general.contrat, contexte.calculs.jalons
    return Couverture(
        intitule=contrat.intitule,
        categorie=sentence(contexte.categorie.libelle) if contexte.categorie else None,
        gestionnaire=_without_article(name_gestionnaire(contexte)),
        signataires=tuple(_without_article(nom) for nom in list_noms(contexte)),
        date_effet=contrat.date_effet,
        date_fin=jalons.date_fin,
        reference=contrat.reference,
        projet=contexte.edition.est_projet,
        controle_legalite=_is_controlled(contexte),
    )


def _without_article(nom: str | None) -> str | None:
    """« Association Les Tilleuls », « Département de l’Ain »: a cover names; a capital article is part of a name."""
    return None if nom is None else majuscule(re.sub(r"^(?:l’|la |le )", "", nom))


def _is_controlled(contexte: Contexte) -> bool:
    """Acts of local authorities are sent to the prefect, whose stamp needs a place."""
    parties = contexte.dossier.general.parties
    return bool(parties.departements) or parties.gestionnaire.statut in ("public_territorial", "ccas")


def _gestionnaire(contexte: Contexte, one: Gestionnaire) -> GestionnaireVue:
    forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
    return GestionnaireVue(
        nom=sentence(name_gestionnaire(contexte)),
        e="e" if forme and forme.genre == "f" else "",
        statut=contexte.libelle("statut_gestionnaire", one.statut),
        finess=one.finess_ej,
        siren=one.siren,
        adresse=format_adresse(one.adresse),
        organisation=one.organisation,
        activites=one.activites,
    )


def _preambule(preambule: Preambule) -> PreambuleVue:
    enjeux, articulation = preambule.enjeux_territoriaux, preambule.articulation_prs_schema
    return PreambuleVue(preambule.contexte, enjeux or "", articulation or "")


def _cloture(contexte: Contexte) -> Cloture:
    contrat = contexte.dossier.general.contrat
    return Cloture(
        lieu=contrat.lieu_signature,
        date_signature=contrat.date_signature,
        exemplaires=contrat.nombre_exemplaires or count_signataires(contexte),
        signatures=build_signatures(contexte),
    )
