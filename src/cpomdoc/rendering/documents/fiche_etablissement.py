"""The sheet of one ESMS (part B of the fiche signalétique)."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.perimetre import Autorisation, Etablissement, Ouverture
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import format_adresse
from cpomdoc.rendering.documents.perimetre import (
    TROIS_ETATS,
    LigneCapacite,
    build_capacites,
    find_other_region,
    name_categorie,
    name_departement,
)
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

EHPAD = frozenset({"500", "501"})
"""Categories whose sheet says GMP, PMP, tariff option and pharmacy."""


@dataclass(frozen=True)
class Site:
    """Another site of the same ESMS."""

    nom: str
    finess: str | None
    commune: str | None


@dataclass(frozen=True)
class TotauxFiche:
    """Places of one ESMS over its modalities, shown from two modalities on; None when one is unknown."""

    visibles: bool
    autorisee: int | None
    installee: int | None
    financee: int | None


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
    nom: str
    sigle: str
    categorie: str | None
    code_categorie: str | None
    finess: str | None
    siret: str | None
    adresse: str | None
    departement: str | None
    competence: str | None
    dans_le_contrat: str | None
    par_accord: bool
    autorisation: str | None
    autorisation_date: date | None
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
    capacites: tuple[LigneCapacite, ...]
    totaux: TotauxFiche
    ehpad: VoletEhpad | None


def build_fiche(contexte: Contexte, one: Etablissement, numero: int) -> FicheEtablissement:
    """The sheet of an ESMS, in the order in which a reader looks for things."""
    autorisation, ouverture = one.autorisation or Autorisation(), one.ouverture or Ouverture()
    aide, evaluation = one.aide_sociale, one.evaluation_has
    return FicheEtablissement(
        titre=f"{numero}. {one.nom}",
        nom=one.nom,
        sigle=one.sigle or "",
        categorie=name_categorie(contexte, one.categorie),
        code_categorie=one.categorie,
        finess=one.finess,
        siret=one.siret,
        adresse=format_adresse(one.adresse) or one.commune,
        departement=name_departement(contexte, one.departement),
        competence=_competence(contexte, one),
        dans_le_contrat=TROIS_ETATS[one.dans_le_contrat],
        par_accord=one.hors_perimetre_obligatoire,
        autorisation=autorisation.reference,
        autorisation_date=autorisation.date,
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
        sites=tuple(Site(site.nom, site.finess, site.commune) for site in one.sites),
        capacites=build_capacites(contexte, one),
        totaux=_totaux(one),
        ehpad=_ehpad(contexte, one),
    )


def _competence(contexte: Contexte, one: Etablissement) -> str | None:
    """The authority by its kind; by its name when it is the agency of another region than the contract's."""
    other = find_other_region(contexte, one)
    return other.ars if other and one.competence == "ars" else contexte.libelle("competence", one.competence)


def _projet(one: Etablissement) -> str | None:
    projet = one.projet_etablissement
    return f"{projet.debut}-{projet.fin}" if projet and projet.debut and projet.fin else None


def _totaux(one: Etablissement) -> TotauxFiche:
    return TotauxFiche(
        len(one.capacites) > 1,
        _sum([c.autorisee for c in one.capacites]),
        _sum([c.installee for c in one.capacites]),
        _sum([c.financee for c in one.capacites]),
    )


def _sum(places: list[int | None]) -> int | None:
    known = [place for place in places if place is not None]
    return sum(known) if known and len(known) == len(places) else None


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
