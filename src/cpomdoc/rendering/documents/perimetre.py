"""The perimeter as tables print it: establishments, their places, totals, and what a paper announced of them."""

from dataclasses import dataclass, replace

from cpomdoc.francais import Genre, participe
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.referentiel import Unite
from cpomdoc.model.territoire import Region
from cpomdoc.model.totaux_capacite import TotalCapacite
from cpomdoc.rendering.documents.capacites import (
    EntetesCapacite,
    LigneCapacite,
    LigneTotal,
    Quantite,
    build_capacites_du_contrat,
    build_entetes,
    build_totaux,
    count_in,
    describe_total,
    list_unites,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import format_adresse, name_gestionnaire_esms
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.valeurs import SANS_OBJET
from cpomdoc.typographie import format_date

TROIS_ETATS = {True: "oui", False: "non", None: None}


@dataclass(frozen=True)
class Site:
    """Another site of an ESMS; its capacity is part of that of the ESMS."""

    nom: str
    finess: str | None
    commune: str | None
    adresse: str | None
    capacite: Quantite


@dataclass(frozen=True)
class LigneEtablissement:
    """One ESMS of the perimeter, with a line per modality (one unknown line when none is written) and per other site.

    `presence` says the days it enters or leaves the perimeter, and the announced total that its lines do not reach.
    """

    numero: int
    nom: str
    categorie: str | None
    code_categorie: str | None
    commune: str | None
    departement: str | None
    finess: str | None
    autorite: str | None
    gestionnaire: str | None
    financeurs: str | None
    dans_le_contrat: str | None
    par_accord: bool
    presence: str
    lignes: tuple[LigneCapacite, ...]
    sites: tuple[Site, ...]


@dataclass(frozen=True)
class Compte:
    """Something a paper announces and the list also counts."""

    libelle: str
    annonce: int
    liste: int | None
    concorde: bool


@dataclass(frozen=True)
class TableauPerimetre:
    """The perimeter and its totals: those announced stand where they cannot be computed.

    `unique` names the ESMS when there is one alone, `e` agrees with it; `doute` says that the place of at least one in
    the contract is to be settled, `accords` that at least one was added by agreement, `evolue` that the contract
    itself says how the perimeter will change.
    """

    etablissements: tuple[LigneEtablissement, ...]
    nombre: int
    unique: str | None
    e: str
    accords: bool
    entetes: EntetesCapacite
    totaux: tuple[LigneTotal, ...]
    evolue: bool
    doute: bool
    departements: int
    comptes: tuple[Compte, ...]
    discordances: tuple[Compte, ...]


def build_perimetre(contexte: Contexte) -> TableauPerimetre:
    """The ESMS that are, or may be, inside the contract."""
    esms = list_etablissements(contexte)
    unites = list_unites(contexte, esms)
    lignes = tuple(_etablissement(contexte, one, numero, unites) for numero, one in enumerate(esms, 1))
    comptes = _comptes(contexte, esms)
    return TableauPerimetre(
        etablissements=lignes,
        nombre=len(lignes),
        unique=_name_unique(contexte, esms[0]) if len(esms) == 1 else None,
        e="e" if len(esms) == 1 and _genre(contexte, esms[0]) == "f" else "",
        accords=any(one.hors_perimetre_obligatoire for one in esms),
        entetes=build_entetes(unites),
        totaux=_totaux(contexte),
        evolue=any(ligne.presence or any(row.note for row in ligne.lignes) for ligne in lignes),
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


def build_sites(contexte: Contexte, one: Etablissement, unites: tuple[Unite, ...]) -> tuple[Site, ...]:
    """The other sites of an ESMS, counted in its first unit."""
    unite = list_unites(contexte, [one])[0]
    return tuple(
        Site(
            nom=site.nom,
            finess=site.finess,
            commune=site.commune,
            adresse=format_adresse(site.adresse) or site.commune,
            capacite=SANS_OBJET if site.capacite is None else count_in(site.capacite, unite, unites),
        )
        for site in one.sites
    )


def describe_ecart(contexte: Contexte, one: Etablissement) -> str:
    """« total annoncé : 40 places autorisées », when the lines of an ESMS say otherwise; else nothing."""
    total, lignes = one.capacite_totale, contexte.calculs.capacites.par_etablissement.get(one.id, ())
    if total is None or not one.capacites:
        return ""
    unite = contexte.referentiel.unite(total.unite or (lignes[0].unite if lignes else None))
    said = next((ligne for ligne in lignes if ligne.unite == unite.code), TotalCapacite(unite.code, 0, 0, 0))
    pairs = ((total.autorisee, said.autorisee), (total.installee, said.installee), (total.financee, said.financee))
    differs = any(announced is not None and announced != found for announced, found in pairs)
    return f"total annoncé\u202f: {describe_total(total, unite)}" if differs else ""


def _totaux(contexte: Contexte) -> tuple[LigneTotal, ...]:
    """Totals of the perimeter, or the number of places announced while they cannot be computed."""
    totaux, annonce = contexte.calculs.capacites, contexte.dossier.perimetre.annonce
    if annonce and annonce.places is not None and totaux.autorisee is None:
        return (LigneTotal("Total (annoncé, non réparti)", annonce.places, None, None),)
    return build_totaux(contexte, (totaux.effet, totaux.terme))


def _presence(contexte: Contexte, one: Etablissement) -> str:
    effet, terme = contexte.dossier.general.contrat.date_effet, contexte.calculs.jalons.date_fin
    parts = []
    if one.date_entree and (effet is None or one.date_entree > effet):
        parts.append(f"au périmètre à compter du {format_date(one.date_entree)}")
    if one.date_sortie and (terme is None or one.date_sortie < terme):
        parts.append(f"au périmètre jusqu’au {format_date(one.date_sortie)}")
    return "\u202f; ".join(part for part in (*parts, describe_ecart(contexte, one)) if part)


def _etablissement(
    contexte: Contexte, one: Etablissement, numero: int, unites: tuple[Unite, ...]
) -> LigneEtablissement:
    return LigneEtablissement(
        numero=numero,
        nom=one.nom,
        categorie=_short_categorie(contexte, one.categorie),
        code_categorie=one.categorie,
        commune=one.commune,
        departement=one.departement,
        finess=one.finess,
        autorite=_autorite(contexte, one),
        gestionnaire=name_gestionnaire_esms(contexte, one),
        financeurs=_financeurs(contexte, one),
        dans_le_contrat=TROIS_ETATS[one.dans_le_contrat],
        par_accord=one.hors_perimetre_obligatoire,
        presence=_presence(contexte, one),
        lignes=_tell_publics(build_capacites_du_contrat(contexte, one, unites)),
        sites=build_sites(contexte, one, unites),
    )


def _tell_publics(lignes: tuple[LigneCapacite, ...]) -> tuple[LigneCapacite, ...]:
    """One modality on several lines (PA and PH of a SSIAD) is told apart by its publics."""
    modalites = [ligne.modalite for ligne in lignes]
    return tuple(
        replace(ligne, modalite=f"{ligne.modalite}, {ligne.public}")
        if isinstance(ligne.public, str) and modalites.count(ligne.modalite) > 1
        else ligne
        for ligne in lignes
    )


def _short_categorie(contexte: Contexte, code: str | None) -> str | None:
    known = contexte.referentiel.categories_esms.get(code or "")
    return code if known is None else known.nom_court


def _genre(contexte: Contexte, one: Etablissement) -> Genre:
    known = contexte.referentiel.categories_esms.get(one.categorie or "")
    return known.genre if known else "m"


def _name_unique(contexte: Contexte, one: Etablissement) -> str:
    """« l’établissement d’hébergement pour personnes âgées dépendantes dénommé « Les Sources » »."""
    known = contexte.referentiel.categories_esms.get(one.categorie or "")
    if known is None:
        return f"l’établissement ou le service dénommé «\u202f{one.nom}\u202f»"
    return f"{known.defini} {participe('dénommé', known.genre)} «\u202f{one.nom}\u202f»"


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
