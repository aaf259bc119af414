"""The parties before they are worded: who they are, who signs for them, and which only attend."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cpomdoc.francais import Genre, liste
from cpomdoc.model.parties import Adresse, DepartementPartie, Gestionnaire, Mandat, Pouvoir, PrefetPartie, Signataire
from cpomdoc.rendering.documents.autres_parties import name_autres
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import find_signataire, format_acte, name_gestionnaire, name_personne_morale

GESTIONNAIRE = "le gestionnaire"
AGENCE = "l’agence régionale de santé"
"""The one party that tables call by its initials, which its definition must therefore give."""
ETAT = "l’État"
PREFET_DE_REGION = "le préfet de région"

MOTIFS = {
    "controle_exclusif": "au titre du contrôle exclusif qu’{elle} exerce au sens du II de l’article L.\u00a0233-16 "
    "du code de commerce",
    "groupement": "au nom de ses membres",
    "convention": "en vertu d’un mandat",
}
"""Why the head manager signs for another legal person."""


@dataclass(frozen=True)
class Organisme:
    """A party before it is worded; `titres` are those that law gives who signs (masculine, feminine).

    `ensemble` is the mark of agreement of the managers called together, on the last of them; `mandant` the names for
    which it also signs, `mandataire` the name of who signs for it and `motif` why.
    """

    nom: str | None
    genre: Genre
    appellation: str
    adresse: Adresse | None
    signataire: Signataire | None
    pouvoir: Pouvoir | None = None
    titres: tuple[str, str] | None = None
    possessif: bool = False
    qualite: str = ""
    pluriel: bool = False
    gestionnaire: bool = False
    ensemble: str = ""
    mandants: str = ""
    mandataire: str | None = None
    motif: str = ""
    etat: str = ""
    """Title of the préfet by whom the State is a party: its acts are his, even when a delegate signs."""
    cle: str = ""
    """How avenant.yaml names it: « gestionnaire », the id of another manager, « ars », « prefet », a code, a name."""

    @property
    def signs(self) -> bool:
        """Whether it has a block on the last page."""
        return self.mandataire is None and (self.signataire is None or self.signataire.signe)

    @property
    def accord(self) -> str:
        """Mark of agreement: « dénommé », « dénommée », « dénommés », « dénommées »."""
        return ("e" if self.genre == "f" else "") + ("s" if self.pluriel else "")


def iterate_parties(contexte: Contexte) -> Iterator[Organisme]:
    """The parties in the order in which they sign; managers are parties even when another signs for them."""
    yield from (one for one in _iterate_tous(contexte) if one.signs or one.gestionnaire)


def iterate_presents(contexte: Contexte) -> Iterator[Organisme]:
    """Who attends without being a party."""
    yield from (one for one in _iterate_tous(contexte) if not one.signs and not one.gestionnaire)


def appellation_departement(contexte: Contexte, code: str) -> str:
    """How the contract calls a département: « le département » when it is alone, its full name otherwise."""
    denomination = find_signataire(contexte, code).denomination
    alone = len(contexte.dossier.general.parties.departements) == 1
    return "le département" if alone and denomination.startswith("le département") else denomination


def _iterate_tous(contexte: Contexte) -> Iterator[Organisme]:
    parties = contexte.dossier.general.parties
    des_lois = [*_iterate_gestionnaires(contexte), *_iterate_autorites(contexte)]
    yield from des_lois
    noms = name_autres(parties.autres, [one.appellation for one in des_lois])
    for nom, autre in zip(noms, parties.autres, strict=True):
        yield Organisme(
            nom.nom,
            nom.genre,
            nom.appellation,
            autre.adresse,
            autre.signataire,
            autre.pouvoir,
            qualite=autre.qualite or "",
            pluriel=nom.pluriel,
            cle=autre.denomination,
        )


def _iterate_gestionnaires(contexte: Contexte) -> Iterator[Organisme]:
    """The legal persons that are together « le gestionnaire », each by itself when it is alone."""
    parties = contexte.dossier.general.parties
    tous = [replace(_gestionnaire(contexte, one), cle=ident) for ident, one in parties.gestionnaires.items()]
    if len(tous) == 1:
        yield replace(tous[0], appellation=GESTIONNAIRE)
        return
    tous[-1] = replace(tous[-1], ensemble="es" if all(one.genre == "f" for one in tous) else "s")
    if parties.mandat is None:
        yield from tous
        return
    others = liste(one.nom for one in tous[1:] if one.nom)
    yield replace(tous[0], mandants=others)
    mandataire = name_gestionnaire(contexte) or GESTIONNAIRE
    motif = _motif(parties.mandat, tous[0].genre)
    yield from (replace(one, mandataire=mandataire, motif=motif) for one in tous[1:])


def _gestionnaire(contexte: Contexte, one: Gestionnaire) -> Organisme:
    forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
    nom = name_personne_morale(contexte, one)
    said = forme is None or nom is None or nom.startswith(forme.defini)
    return Organisme(
        nom,
        forme.genre if forme else "m",
        "",
        one.adresse,
        one.signataire,
        one.pouvoir,
        possessif=True,
        qualite="" if said or forme is None else forme.libelle,
        gestionnaire=True,
    )


def _motif(mandat: Mandat, genre: Genre) -> str:
    motif = MOTIFS.get(mandat.fondement or "", "par mandat").format(elle="elle" if genre == "f" else "il")
    acte = format_acte(mandat.acte, mandat.date, mandat.reference)
    return f"{motif} ({acte})" if acte else motif


def _iterate_autorites(contexte: Contexte) -> Iterator[Organisme]:
    parties = contexte.dossier.general.parties
    if parties.ars is not None:
        region = contexte.referentiel.regions.get(parties.ars.region)
        nom, titres = region.l_ars if region else None, ("directeur général", "directrice générale")
        signataire = parties.ars.signataire
        yield Organisme(nom, "f", AGENCE, parties.ars.adresse, signataire, titres=titres, possessif=True, cle="ars")
    yield from (_prefet(contexte, one) for one in parties.prefets)
    yield from (_departement(contexte, one) for one in parties.departements)


def _prefet(contexte: Contexte, one: PrefetPartie) -> Organisme:
    """The State, by one préfet; two of them are told apart by their level, two of one level by their place."""
    masculin = contexte.referentiel.titre_prefet(one.niveau, one.code, "m")
    feminin = contexte.referentiel.titre_prefet(one.niveau, one.code, "f")
    return Organisme(
        ETAT,
        "m",
        _appellation_prefet(contexte, one),
        one.adresse,
        one.signataire,
        titres=(masculin, feminin) if masculin and feminin else None,
        etat=masculin or "",
        cle="prefet",
    )


def _appellation_prefet(contexte: Contexte, one: PrefetPartie) -> str:
    prefets = contexte.dossier.general.parties.prefets
    if len(prefets) == 1:
        return ETAT
    if one.niveau == "region":
        return PREFET_DE_REGION
    alone = sum(other.niveau == one.niveau for other in prefets) == 1
    titre = contexte.referentiel.titre_prefet(one.niveau, one.code, "m")
    return "le préfet de département" if alone or titre is None else f"le {titre}"


def _departement(contexte: Contexte, one: DepartementPartie) -> Organisme:
    known = find_signataire(contexte, one.code)
    appellation = appellation_departement(contexte, one.code)
    titres = (known.titre_m, known.titre_f)
    return Organisme(
        known.denomination,
        known.genre,
        appellation,
        one.adresse,
        one.signataire,
        one.deliberation,
        titres=titres,
        cle=one.code,
    )
