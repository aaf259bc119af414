"""The perimeter as tables print it: establishments, their places, totals, and what a paper announced of them."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.perimetre import Capacite, Etablissement
from cpomdoc.model.territoire import Region
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

TROIS_ETATS = {True: "oui", False: "non", None: None}


@dataclass(frozen=True)
class LigneCapacite:
    """Places of one modality."""

    modalite: str | None
    public: str | SansObjet
    autorisee: int | None
    installee: int | None
    financee: int | None
    aide_sociale: int | SansObjet | None
    depuis: date | SansObjet
    jusqu_au: date | SansObjet


@dataclass(frozen=True)
class LigneEtablissement:
    """One ESMS of the perimeter, with a line per modality (one unknown line when none is written)."""

    numero: int
    nom: str
    categorie: str | None
    code_categorie: str | None
    commune: str | None
    departement: str | None
    finess: str | None
    autorite: str | None
    financeurs: str | None
    dans_le_contrat: str | None
    par_accord: bool
    lignes: tuple[LigneCapacite, ...]


@dataclass(frozen=True)
class Compte:
    """Something a paper announces and the list also counts."""

    libelle: str
    annonce: int
    liste: int | None
    concorde: bool


@dataclass(frozen=True)
class TableauPerimetre:
    """The perimeter and its totals; `places_annoncees` stands where the total cannot be computed.

    `unique` names the ESMS when there is one alone; `doute` says that the place of at least one in the contract is to
    be settled, `accords` that at least one was added by agreement.
    """

    etablissements: tuple[LigneEtablissement, ...]
    nombre: int
    unique: str | None
    accords: bool
    autorisee: int | None
    installee: int | None
    financee: int | None
    places_annoncees: int | None
    doute: bool
    departements: int
    comptes: tuple[Compte, ...]
    discordances: tuple[Compte, ...]


def build_perimetre(contexte: Contexte) -> TableauPerimetre:
    """The ESMS that are, or may be, inside the contract."""
    esms = list_etablissements(contexte)
    lignes = tuple(_etablissement(contexte, one, numero) for numero, one in enumerate(esms, 1))
    totaux = contexte.calculs.capacites
    annonce = contexte.dossier.perimetre.annonce
    comptes = _comptes(contexte, esms)
    return TableauPerimetre(
        etablissements=lignes,
        nombre=len(lignes),
        unique=_name_unique(contexte, esms[0]) if len(esms) == 1 else None,
        accords=any(one.hors_perimetre_obligatoire for one in esms),
        autorisee=totaux.autorisee,
        installee=totaux.installee,
        financee=totaux.financee,
        places_annoncees=annonce.places if annonce and totaux.autorisee is None else None,
        doute=any(one.dans_le_contrat is None for one in esms),
        departements=len({one.departement for one in esms if one.departement}),
        comptes=comptes,
        discordances=tuple(compte for compte in comptes if not compte.concorde),
    )


def list_etablissements(contexte: Contexte) -> list[Etablissement]:
    """The ESMS of the contract in the author's order, those whose place is unknown included."""
    return [one for one in contexte.dossier.perimetre.etablissements if one.dans_le_contrat is not False]


def name_categorie(contexte: Contexte, code: str | None) -> str | None:
    """« Institut médico-éducatif (IME) »; the code alone when FINESS does not know it."""
    known = contexte.referentiel.categories_esms.get(code or "")
    if known is None:
        return code
    return f"{known.libelle} ({known.sigle})" if known.sigle else known.libelle


def name_departement(contexte: Contexte, code: str | None) -> str | None:
    """« Loire-Atlantique (44) »."""
    known = contexte.referentiel.departements.get(code or "")
    return f"{known.nom} ({known.code})" if known else code


def build_capacites(contexte: Contexte, one: Etablissement) -> tuple[LigneCapacite, ...]:
    """A line per modality; a single line of unknowns when the author wrote none."""
    if not one.capacites:
        return (LigneCapacite(None, SANS_OBJET, None, None, None, SANS_OBJET, SANS_OBJET, SANS_OBJET),)
    return tuple(_capacite(contexte, one, capacite) for capacite in one.capacites)


def _capacite(contexte: Contexte, one: Etablissement, capacite: Capacite) -> LigneCapacite:
    known = contexte.referentiel.modalites.get(capacite.modalite)
    concerned = one.aide_sociale is not None and one.aide_sociale.type != "aucune"
    return LigneCapacite(
        modalite=known.libelle if known else capacite.modalite,
        public=capacite.public or SANS_OBJET,
        autorisee=capacite.autorisee,
        installee=capacite.installee,
        financee=capacite.financee,
        aide_sociale=capacite.habilitee_aide_sociale if concerned else SANS_OBJET,
        depuis=capacite.date_effet or SANS_OBJET,
        jusqu_au=capacite.date_fin or SANS_OBJET,
    )


def _etablissement(contexte: Contexte, one: Etablissement, numero: int) -> LigneEtablissement:
    return LigneEtablissement(
        numero=numero,
        nom=one.nom,
        categorie=_short_categorie(contexte, one.categorie),
        code_categorie=one.categorie,
        commune=one.commune,
        departement=one.departement,
        finess=one.finess,
        autorite=_autorite(contexte, one),
        financeurs=_financeurs(contexte, one),
        dans_le_contrat=TROIS_ETATS[one.dans_le_contrat],
        par_accord=one.hors_perimetre_obligatoire,
        lignes=build_capacites(contexte, one),
    )


def _short_categorie(contexte: Contexte, code: str | None) -> str | None:
    known = contexte.referentiel.categories_esms.get(code or "")
    return code if known is None else known.nom_court


def _name_unique(contexte: Contexte, one: Etablissement) -> str:
    """« l’établissement d’hébergement pour personnes âgées dépendantes dénommé « Les Sources » »."""
    known = contexte.referentiel.categories_esms.get(one.categorie or "")
    if known is None:
        return f"l’établissement ou le service dénommé «\u202f{one.nom}\u202f»"
    return f"{known.defini} dénommé{'e' if known.genre == 'f' else ''} «\u202f{one.nom}\u202f»"


def _autorite(contexte: Contexte, one: Etablissement) -> str | None:
    """Who authorises it; for a joint authorisation both are named."""
    departement = name_partie(contexte, one.departement) if one.departement else None
    names = {"ars": _ars(contexte, one), "etat": "État", "departement": departement or "Département"}
    if one.competence == "conjointe":
        return (
            f"{_ars(contexte, one)} et {(departement or 'département')[:1].lower()}{(departement or 'département')[1:]}"
        )
    return names.get(one.competence or "")


def find_other_region(contexte: Contexte, one: Etablissement) -> Region | None:
    """Region of an establishment that the agency of the contract does not watch over; None for all the others."""
    signing = contexte.dossier.general.parties.ars
    region = contexte.referentiel.region_of(one.departement or "")
    return region if region and signing and region.code != signing.region else None


def _ars(contexte: Contexte, one: Etablissement) -> str:
    """« ARS » is that of the contract; an establishment of another region names its own."""
    other = find_other_region(contexte, one)
    return f"ARS {other.nom}" if other else "ARS"


def _financeurs(contexte: Contexte, one: Etablissement) -> str | None:
    """Who pays, from the bases of the financial part; None while they say nothing."""
    finances = contexte.dossier.finances
    bases = finances.bases if finances else ()
    codes = dict.fromkeys(base.financeur for base in bases if base.etablissement == one.id)
    return ", ".join(name_partie(contexte, code) for code in codes) or None


def _comptes(contexte: Contexte, esms: list[Etablissement]) -> tuple[Compte, ...]:
    """Each announced count beside that of the list: neither is ever printed alone when they differ."""
    annonce = contexte.dossier.perimetre.annonce
    if annonce is None:
        return ()
    departements = len({one.departement for one in esms if one.departement})
    couples = (
        ("établissements et services", annonce.etablissements, len(esms)),
        ("départements", annonce.departements, departements),
        ("places", annonce.places, contexte.calculs.capacites.autorisee),
    )
    return tuple(
        Compte(libelle, announced, listed, listed is None or announced == listed)
        for libelle, announced, listed in couples
        if announced is not None
    )
