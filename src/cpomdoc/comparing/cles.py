"""What names the items of each list of a contract: one table, so that nothing is ever compared by its rank."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass

from cpomdoc.comparing.changements import Repere
from cpomdoc.model.accompagnement import PhaseAccompagnement
from cpomdoc.model.activite import ActiviteRealisee, CibleActivite, LigneActivite, Palier, PeriodeActivite
from cpomdoc.model.aide_sociale import ConventionAideSociale, TarifHebergement
from cpomdoc.model.avenant import ClauseAvenant
from cpomdoc.model.contrat import ClauseParticuliere, ConventionAnterieure, DocumentSuivi, MembreComite, Reunion, Visa
from cpomdoc.model.diagnostic import Constat, IndicateurDiagnostic, SituationFinanciere
from cpomdoc.model.domicile import PriseEnCharge, ServiceDomicile
from cpomdoc.model.finances import (
    Base,
    CreditNonReconductible,
    Dgc,
    Evolution,
    FinancementAnnonce,
    FinancementComplementaire,
    MesureNouvelle,
    MethodeFinanceur,
    Plafond,
    TauxGroupe,
)
from cpomdoc.model.forfait_autonomie import ActionPrevention, Forfait
from cpomdoc.model.hebergement import Dispositif, SuiviHebergement
from cpomdoc.model.objectifs import (
    Axe,
    EngagementAutorite,
    Etape,
    FicheAction,
    IndicateurFiche,
    MoyenFinancier,
    MoyenHumain,
    Objectif,
    Partenaire,
)
from cpomdoc.model.orientations import Orientation, Schema
from cpomdoc.model.partenariats import Partenariat
from cpomdoc.model.parties import AutrePartie, Cogestionnaire, DepartementPartie, PrefetPartie
from cpomdoc.model.perimetre import (
    Acte,
    Capacite,
    CapaciteIncluse,
    Etablissement,
    FinancementCapacite,
    Projet,
    SiteSecondaire,
)
from cpomdoc.model.ppi import Financement, Operation
from cpomdoc.model.rapt import EngagementRapt
from cpomdoc.model.retour_equilibre import MesureRetablissement

Cles = tuple[tuple[str, ...], ...]
"""The fields that name an item; then, for the items left without a match, those by which one may know it again."""

CLES: Mapping[type, Cles] = {
    Acte: (("reference", "date"), ("reference",)),
    ActionPrevention: (("intitule", "theme"), ("intitule",)),
    ActiviteRealisee: (("annee",),),
    AutrePartie: (("denomination",),),
    Axe: (("id",), ("intitule",)),
    Base: (("etablissement", "financeur", "section"), ("etablissement", "financeur")),
    Capacite: (("modalite", "public", "date_effet"), ("modalite", "public"), ("modalite",)),
    CapaciteIncluse: (("modalite", "public"), ("modalite",)),
    CibleActivite: (("code", "libelle"), ("code",)),
    ClauseAvenant: (("intitule",), ("texte",)),
    ClauseParticuliere: (("apres", "intitule"), ("intitule",), ("apres",), ("texte",)),
    Cogestionnaire: (("id",), ("finess_ej",)),
    Constat: (("id",), ("constat",)),
    ConventionAideSociale: (("etablissement", "departement"), ("etablissement",)),
    ConventionAnterieure: (("type", "objet", "date"), ("type", "objet"), ("type", "date")),
    CreditNonReconductible: (
        ("etablissement", "financeur", "section", "annee", "objet"),
        ("etablissement", "financeur", "section", "objet"),
        ("etablissement", "financeur", "section", "annee"),
    ),
    DepartementPartie: (("code",),),
    Dgc: (("financeur", "section"), ("etablissements",)),
    Dispositif: (("id",), ("intitule",)),
    DocumentSuivi: (("nom",),),
    EngagementAutorite: (("autorite", "engagement"), ("autorite",)),
    EngagementRapt: (("item", "engagement"), ("item",)),
    Etablissement: (("id",), ("finess",)),
    Etape: (("libelle",), ("debut", "fin")),
    Evolution: (("financeur", "section"), ("financeur",)),
    FicheAction: (("fiche",), ("intitule",)),
    Financement: (("source", "financeur"), ("source",)),
    FinancementAnnonce: (("financeur", "periode"), ("financeur",), ("periode",)),
    FinancementCapacite: (("financeur",),),
    FinancementComplementaire: (
        ("type", "etablissement", "financeur", "section", "libelle"),
        ("type", "etablissement", "financeur"),
        ("type", "etablissement"),
    ),
    Forfait: (("etablissement",),),
    IndicateurDiagnostic: (("code", "etablissement", "libelle"), ("code", "etablissement")),
    IndicateurFiche: (("id",), ("libelle",)),
    LigneActivite: (("etablissement", "modalite"),),
    MembreComite: (("partie", "qualite"), ("partie",)),
    MesureNouvelle: (("id",), ("etablissement", "libelle")),
    MesureRetablissement: (("libelle",),),
    MethodeFinanceur: (("financeur", "section"),),
    MoyenFinancier: (("libelle", "annee"), ("libelle",)),
    MoyenHumain: (("fonction",),),
    Objectif: (("id",), ("intitule",)),
    Operation: (("id",), ("intitule",)),
    Orientation: (("intitule",),),
    Palier: (("ecart",),),
    Partenaire: (("nom",),),
    Partenariat: (("partenaire", "objet"), ("partenaire", "reference"), ("partenaire",)),
    PeriodeActivite: (("du", "au"), ("du",), ("au",)),
    PhaseAccompagnement: (("phase",),),
    Plafond: (("reserve",),),
    PrefetPartie: (("niveau", "code"),),
    PriseEnCharge: (("type", "libelle"), ("type",)),
    Projet: (("id",), ("intitule",)),
    Reunion: (("annee", "objet"), ("annee", "mois"), ("annee",)),
    Schema: (("type", "intitule"), ("intitule",), ("type",)),
    ServiceDomicile: (("etablissement",),),
    SiteSecondaire: (("nom",), ("finess",)),
    SituationFinanciere: (("annee", "etablissement"),),
    SuiviHebergement: (("code",),),
    TarifHebergement: (("libelle",),),
    TauxGroupe: (("groupe",),),
    Visa: (("texte",), ("type",)),
}
NOMS = ("nom", "intitule", "libelle", "denomination", "raison_sociale", "objet")
"""Fields by which people call an item, the best first."""


def value_of(item: object, champs: tuple[str, ...]) -> tuple[Hashable, ...]:
    """What these fields say of an item; a plain value names itself."""
    return tuple(getattr(item, champ) for champ in champs) if champs else (item,)


def keys_of(item: object) -> Cles:
    """The fields that name an item of a list, the surest first; none for a plain value."""
    return CLES[type(item)] if is_dataclass(item) else ((),)


def list_reperes(items: tuple[object, ...]) -> list[Repere]:
    """What names each item of a list; those that share a name are numbered."""
    seen: dict[tuple[object, ...], int] = {}
    reperes = []
    for item in items:
        champs = keys_of(item)[0]
        cle = value_of(item, champs)
        seen[cle] = seen.get(cle, 0) + 1
        reperes.append(Repere(cle, seen[cle], champs, _call(item)))
    return reperes


def _call(item: object) -> str | None:
    """How people call an item."""
    known = {one.name for one in fields(item)} if is_dataclass(item) else set()
    return next((str(name) for champ in NOMS if champ in known and (name := getattr(item, champ))), None)
