"""The contract itself: cover, parties, articles, list of annexes, signatures."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.contrat import Preambule
from cpomdoc.model.parties import Gestionnaire
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
from cpomdoc.rendering.documents.consolidation import ConsolidationVue, build_consolidation
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import ResumeDiagnostic, build_resume
from cpomdoc.rendering.documents.domicile import DomicileVue, build_domicile
from cpomdoc.rendering.documents.entete import Entete, build_entete
from cpomdoc.rendering.documents.financement import Dotations, build_dotations
from cpomdoc.rendering.documents.forfait_autonomie import ForfaitVue, build_forfait
from cpomdoc.rendering.documents.grammaire import format_adresse, list_geres, name_personne_morale, sentence
from cpomdoc.rendering.documents.hebergement import HebergementVue, build_hebergement
from cpomdoc.rendering.documents.logos import build_logos
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
from cpomdoc.rendering.documents.modulation import ModulationVue, build_modulation
from cpomdoc.rendering.documents.moyens import (
    Affectation,
    FraisSiegeVue,
    Methode,
    build_affectation,
    build_frais_siege,
    build_methode,
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
    list_gestionnaires,
    list_noms,
    name_presents,
)
from cpomdoc.rendering.documents.perimetre import TableauPerimetre, build_perimetre
from cpomdoc.rendering.documents.pouvoirs import VisaVue, build_visas
from cpomdoc.rendering.documents.projets import ProjetVue, build_projets
from cpomdoc.rendering.documents.situation_sad import SituationSadVue, build_situations
from cpomdoc.rendering.image import Image


@dataclass(frozen=True)
class Couverture:
    """Cover page; `categorie` is the legal name of the contract."""

    intitule: str | None
    categorie: str | None
    base_legale: str | None
    gestionnaires: tuple[str | None, ...]
    signataires: tuple[str | None, ...]
    date_effet: date | None
    date_fin: date | None
    reference: str | None
    projet: bool
    controle_legalite: bool
    logos: tuple[Image, ...]


@dataclass(frozen=True)
class GestionnaireVue:
    """What the first article says of a legal person that manages; the rest is in its annex.

    `etablissements` names what it holds when there are several such persons.
    """

    nom: str | None
    e: str
    etablissements: str
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
    objet: str | None
    enjeux: str
    articulation: str
    articulation_avec: str


@dataclass(frozen=True)
class Cloture:
    """Place, date and originals; `exemplaires` is one per signing party unless the author says otherwise.

    `presents` names after « En présence » those who attend without signing.
    """

    lieu: str | None
    date_signature: date | None
    exemplaires: int
    signatures: tuple[RangSignatures, ...]
    presents: str


@dataclass(frozen=True)
class VueContrat:
    """Everything contrat.docx may print."""

    entete: Entete
    couverture: Couverture
    parties: tuple[Partie, ...]
    autorites: Autorites
    visas: tuple[VisaVue, ...]
    preambule: PreambuleVue
    plan: tuple[Article, ...]
    articles: Articles
    annexes: Annexes
    gestionnaires: tuple[GestionnaireVue, ...]
    perimetre: TableauPerimetre
    presentation_perimetre: str
    projets: tuple[ProjetVue, ...]
    taux_occupation_jamais_seul: bool
    diagnostic: ResumeDiagnostic | None
    objectifs: ObjectifsVue
    objectifs_finances: ObjectifsFinances
    domicile: DomicileVue
    situations_sad: tuple[SituationSadVue, ...]
    methode: Methode
    dotations: Dotations
    modulation: ModulationVue | None
    affectation: Affectation | None
    frais_siege: FraisSiegeVue | None
    hebergement: HebergementVue
    forfait: ForfaitVue
    suivi: SuiviVue
    litiges: LitigesVue
    revision: RevisionVue
    resiliation: ResiliationVue
    conventions: tuple[ConventionVue, ...]
    duree: Duree
    liste_annexes: tuple[Annexe, ...]
    cloture: Cloture
    consolidation: ConsolidationVue | None

    @property
    def projets_exoneres(self) -> bool:
        """Whether one of the projects is exempt from the call for projects."""
        return any(projet.exonere for projet in self.projets)


cle: str = "contrat"
gabarit: str = "contrat.docx"
VUE: type = VueContrat


def applies(contexte: Contexte) -> bool:
    """Always: the contract is what everything else is annexed to."""
    return True


def build_vues(contexte: Contexte) -> VueContrat:
    """Everything that contrat.docx may print of this contract."""
    general, categorie = contexte.dossier.general, contexte.categorie
    return VueContrat(
        entete=build_entete(contexte, cle),
        couverture=_couverture(contexte),
        parties=build_parties(contexte),
        autorites=build_autorites(contexte),
        visas=build_visas(contexte),
        preambule=_preambule(contexte, general.preambule or Preambule()),
        plan=build_plan(contexte),
        articles=build_articles(contexte),
        annexes=build_annexes(contexte),
        gestionnaires=_gestionnaires(contexte),
        perimetre=build_perimetre(contexte),
        presentation_perimetre=contexte.dossier.perimetre.presentation or "",
        projets=build_projets(contexte),
        taux_occupation_jamais_seul=categorie is not None and categorie.taux_occupation_seul == "interdit",
        diagnostic=build_resume(contexte),
        objectifs=build_objectifs(contexte),
        objectifs_finances=build_objectifs_finances(contexte),
        domicile=build_domicile(contexte),
        situations_sad=build_situations(contexte),
        methode=build_methode(contexte),
        dotations=build_dotations(contexte),
        modulation=build_modulation(contexte),
        affectation=build_affectation(contexte),
        frais_siege=build_frais_siege(contexte),
        hebergement=build_hebergement(contexte),
        forfait=build_forfait(contexte),
        suivi=build_suivi(contexte),
        litiges=build_litiges(contexte),
        revision=build_revision(contexte),
        resiliation=build_resiliation(contexte),
        conventions=tuple(iterate_conventions(contexte)),
        duree=build_duree(contexte),
        liste_annexes=list_annexes(contexte),
        cloture=_cloture(contexte),
        consolidation=build_consolidation(contexte),
    )


def _couverture(contexte: Contexte) -> Couverture:
    contrat, jalons = contexte.dossier.general.contrat, contexte.calculs.jalons
    return Couverture(
        intitule=contrat.intitule,
        categorie=sentence(contexte.categorie.libelle) if contexte.categorie else None,
        base_legale=contexte.categorie.base_legale if contexte.categorie else None,
        gestionnaires=list_gestionnaires(contexte),
        signataires=list_noms(contexte),
        date_effet=contrat.date_effet,
        date_fin=jalons.date_fin,
        reference=contrat.reference,
        projet=contexte.edition.est_projet and contexte.consolidation is None,
        controle_legalite=is_controlled(contexte),
        logos=build_logos(contexte),
    )


def is_controlled(contexte: Contexte) -> bool:
    """Acts of local authorities are sent to the prefect, whose stamp needs a place."""
    parties = contexte.dossier.general.parties
    statuts = {one.statut for one in parties.gestionnaires.values()}
    return bool(parties.departements) or bool(statuts & {"public_territorial", "ccas"})


def _gestionnaires(contexte: Contexte) -> tuple[GestionnaireVue, ...]:
    parties = contexte.dossier.general.parties.gestionnaires
    return tuple(_gestionnaire(contexte, ident, one) for ident, one in parties.items())


def _gestionnaire(contexte: Contexte, ident: str, one: Gestionnaire) -> GestionnaireVue:
    forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
    return GestionnaireVue(
        nom=sentence(name_personne_morale(contexte, one)),
        e="e" if forme and forme.genre == "f" else "",
        etablissements=list_geres(contexte, ident),
        statut=contexte.libelle("statut_gestionnaire", one.statut),
        finess=one.finess_ej,
        siren=one.siren,
        adresse=format_adresse(one.adresse),
        organisation=one.organisation,
        activites=one.activites,
    )


def _preambule(contexte: Contexte, preambule: Preambule) -> PreambuleVue:
    enjeux, articulation = preambule.enjeux_territoriaux, preambule.articulation_prs_schema
    return PreambuleVue(
        contexte=preambule.contexte,
        objet=contexte.dossier.general.contrat.objet,
        enjeux=enjeux or "",
        articulation=articulation or "",
        articulation_avec=contexte.categorie.schemas if contexte.categorie else "les schémas",
    )


def _cloture(contexte: Contexte) -> Cloture:
    contrat = contexte.dossier.general.contrat
    return Cloture(
        lieu=contrat.lieu_signature,
        date_signature=contrat.date_signature,
        exemplaires=contrat.nombre_exemplaires or count_signataires(contexte),
        signatures=build_signatures(contexte),
        presents=name_presents(contexte),
    )
