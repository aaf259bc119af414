"""The sheet of one ESMS (part B of the fiche signalétique)."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.perimetre import Acte, Autorisation, Etablissement, Ouverture
from cpomdoc.rendering.documents.capacites import (
    EntetesCapacite,
    LigneCapacite,
    LigneTotal,
    build_capacites,
    build_entetes,
    build_totaux,
    list_unites,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import format_adresse, name_gestionnaire_esms, sentence
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.documents.perimetre import (
    TROIS_ETATS,
    Site,
    build_sites,
    describe_ecart,
    find_other_region,
    name_categorie,
    name_departement,
)
from cpomdoc.rendering.documents.situation_sad import SituationSadVue, build_situation
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

EHPAD = frozenset({"500", "501"})
"""Categories whose sheet says GMP, PMP, tariff option and pharmacy."""


@dataclass(frozen=True)
class ActeVue:
    """One number of the act that authorises an ESMS; `lien` is what joins it to the next."""

    reference: str | None
    date: date | None
    lien: str


@dataclass(frozen=True)
class VoletEhpad:
    """What only an EHPAD has; the year from which a measure counts is empty when nobody said."""

    gmp: int | None
    gmp_date: date | None
    gmp_annee: int | str
    pmp: int | None
    pmp_date: date | None
    pmp_annee: int | str
    option_tarifaire: str | None
    pui: str | None


@dataclass(frozen=True)
class FicheEtablissement:
    """One ESMS; `adresse` falls back on its town, which is always asked for."""

    titre: str
    nom_officiel: str
    sigle: str
    categorie: str | None
    code_categorie: str | None
    finess: str | None
    siret: str | None
    adresse: str | None
    departement: str | None
    gestionnaire: str | None
    competence: str | None
    dans_le_contrat: str | None
    par_accord: bool
    entree: date | None
    sortie: date | None
    financeurs: str
    actes: tuple[ActeVue, ...]
    renouvellement: date | SansObjet
    echeance: date | None
    public: str | None
    activites: str | None
    jours: int | None
    amplitude: str | None
    aide_sociale: str | SansObjet
    aide_sociale_places: int | SansObjet
    evaluation: date | None
    prochaine_evaluation: date | None
    projet: str | None
    sites: tuple[Site, ...]
    entetes: EntetesCapacite
    capacites: tuple[LigneCapacite, ...]
    totaux: tuple[LigneTotal, ...]
    situation_sad: SituationSadVue | None
    ehpad: VoletEhpad | None


def build_fiche(contexte: Contexte, one: Etablissement, numero: int) -> FicheEtablissement:
    """The sheet of an ESMS, in the order in which a reader looks for things."""
    autorisation, ouverture = one.autorisation or Autorisation(), one.ouverture or Ouverture()
    aide, evaluation, unites = one.aide_sociale, one.evaluation_has, list_unites(contexte, [one])
    return FicheEtablissement(
        titre=f"{numero}. {one.nom}",
        nom_officiel=one.nom_officiel or "",
        sigle=one.sigle or "",
        categorie=name_categorie(contexte, one.categorie),
        code_categorie=one.categorie,
        finess=one.finess,
        siret=one.siret,
        adresse=format_adresse(one.adresse) or one.commune,
        departement=name_departement(contexte, one.departement),
        gestionnaire=sentence(name_gestionnaire_esms(contexte, one)),
        competence=_competence(contexte, one),
        dans_le_contrat=TROIS_ETATS[one.dans_le_contrat],
        par_accord=one.hors_perimetre_obligatoire,
        entree=one.date_entree,
        sortie=one.date_sortie,
        financeurs=_financeurs(contexte, one),
        actes=_actes(autorisation),
        renouvellement=autorisation.date_renouvellement or SANS_OBJET,
        echeance=autorisation.echeance,
        public=one.public,
        activites=one.activites,
        jours=ouverture.jours,
        amplitude=ouverture.amplitude,
        aide_sociale=(aide and contexte.libelle("habilitation_aide_sociale", aide.type)) or SANS_OBJET,
        aide_sociale_places=aide.places if aide and aide.places is not None else SANS_OBJET,
        evaluation=evaluation.date_rapport if evaluation else None,
        prochaine_evaluation=evaluation.prochaine_echeance if evaluation else None,
        projet=_projet(one),
        sites=build_sites(contexte, one, unites),
        entetes=build_entetes(unites),
        capacites=build_capacites(contexte, one, unites),
        totaux=_totaux(contexte, one),
        situation_sad=build_situation(contexte, one),
        ehpad=_ehpad(contexte, one),
    )


def _competence(contexte: Contexte, one: Etablissement) -> str | None:
    """The authority by its kind; by its name when it is the agency of another region than the contract's."""
    other = find_other_region(contexte, one)
    return other.ars if other and one.competence == "ars" else contexte.libelle("competence", one.competence)


def _projet(one: Etablissement) -> str | None:
    projet = one.projet_etablissement
    return f"{projet.debut}-{projet.fin}" if projet and projet.debut and projet.fin else None


def _actes(autorisation: Autorisation) -> tuple[ActeVue, ...]:
    """« Arrêté A et arrêté B, du 3 janvier 2017 »: a date that they share is said once, after the last."""
    autres = [Acte(one.reference, one.date or autorisation.date) for one in autorisation.autres_references]
    actes = [Acte(majuscule(autorisation.reference or "") or None, autorisation.date), *autres]
    shared, last = len({acte.date for acte in actes}) == 1, len(actes) - 1
    after_date = "" if shared else ","
    liens = {last: "", last - 1: f"{after_date} et "}
    return tuple(
        ActeVue(acte.reference, None if shared and rang < last else acte.date, liens.get(rang, ", "))
        for rang, acte in enumerate(actes)
    )


def _totaux(contexte: Contexte, one: Etablissement) -> tuple[LigneTotal, ...]:
    """Totals of one ESMS where its lines are several, and the announced one that they do not reach."""
    calculs, total = contexte.calculs.capacites, one.capacite_totale
    effet = calculs.par_etablissement.get(one.id, ())
    several = len(one.capacites) > 1
    totaux = build_totaux(contexte, (effet, calculs.au_terme.get(one.id, ()))) if several else ()
    if total is None or not describe_ecart(contexte, one):
        return totaux
    return (*totaux, LigneTotal("Total annoncé", total.autorisee, _dash(total.installee), _dash(total.financee)))


def _dash(nombre: int | None) -> int | SansObjet:
    return SANS_OBJET if nombre is None else nombre


def _financeurs(contexte: Contexte, one: Etablissement) -> str:
    """« ARS (soins), Département de l’Ain (dépendance, hébergement) », from the bases of the financial part."""
    bases = contexte.dossier.finances.bases if contexte.dossier.finances else ()
    mine = [base for base in bases if base.etablissement == one.id]
    found: list[str] = []
    for code in dict.fromkeys(base.financeur for base in mine):
        named = (contexte.libelle("section", base.section) for base in mine if base.financeur == code)
        sections = ", ".join(dict.fromkeys(section for section in named if section))
        found.append(name_partie(contexte, code) + (f" ({sections})" if sections else ""))
    return "\u202f; ".join(found)


def _ehpad(contexte: Contexte, one: Etablissement) -> VoletEhpad | None:
    if one.categorie not in EHPAD:
        return None
    gmp, pmp = one.gmp, one.pmp
    return VoletEhpad(
        gmp.valeur if gmp else None,
        gmp.date_validation if gmp else None,
        (gmp.annee_effet if gmp else None) or "",
        pmp.valeur if pmp else None,
        pmp.date_validation if pmp else None,
        (pmp.annee_effet if pmp else None) or "",
        contexte.libelle("option_tarifaire", one.option_tarifaire),
        TROIS_ETATS[one.pui],
    )
