"""How documents name people and organisations in a sentence: gender, article, title."""

from collections.abc import Iterable
from datetime import date

from cpomdoc.francais import Genre, elides, le, liste, majuscule, sans_accent
from cpomdoc.model.denominations import denommer_esms, denommer_organisme
from cpomdoc.model.parties import Adresse, Gestionnaire, Pouvoir, Signataire
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.referentiel import CategorieEsms, FormeJuridique
from cpomdoc.model.territoire import SignataireDepartemental
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.typographie import format_date

# Titles that end in e and yet say nothing of who bears them.
EPICENES = frozenset({"maire", "responsable", "membre", "secretaire", "notaire", "ministre", "juge", "gestionnaire"})


def genre_of(fonction: str | None, civilite: str | None) -> Genre:
    """Gender in which a title is written: what the civilité says, otherwise what the title itself shows."""
    if civilite:
        return "f" if sans_accent(civilite).startswith(("mme", "mad")) else "m"
    first = (fonction or "").lower().split(" ")[0]
    return "f" if first.endswith("e") and sans_accent(first) not in EPICENES else "m"


def with_le(fonction: str | None, civilite: str | None) -> str | None:
    """« la présidente », « le directeur général »."""
    return None if fonction is None else le(fonction, genre_of(fonction, civilite))


def with_possessif(fonction: str | None, civilite: str | None) -> str | None:
    """« sa présidente », « son administratrice »."""
    if fonction is None:
        return None
    feminine = genre_of(fonction, civilite) == "f" and not elides(fonction)
    return f"sa {fonction}" if feminine else f"son {fonction}"


def name_gestionnaire(contexte: Contexte) -> str | None:
    """« l’association Les Tilleuls », « le CCAS de Nantes », « l’EHPAD Les Sources »: what it is, said once."""
    return name_personne_morale(contexte, contexte.dossier.general.parties.gestionnaire)


def name_personne_morale(contexte: Contexte, one: Gestionnaire) -> str | None:
    """Name of a legal person on the manager's side, the head one or another."""
    forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
    return name_organisme(one.raison_sociale, forme, contexte.referentiel.categories_esms.values())


def list_geres(contexte: Contexte, gestionnaire: str) -> str:
    """What one of several managers holds in the contract: « SSIAD du Port et SAD du Port »; empty when it is alone."""
    if len(contexte.dossier.general.parties.gestionnaires) == 1:
        return ""
    esms = contexte.dossier.perimetre.etablissements
    return liste(one.nom for one in esms if one.gestionnaire == gestionnaire and one.dans_le_contrat is not False)


def name_gestionnaire_esms(contexte: Contexte, one: Etablissement) -> str | None:
    """Which manager holds an ESMS; None while nobody said which of several does."""
    gestionnaires = contexte.dossier.general.parties.gestionnaires
    if len(gestionnaires) == 1:
        return name_gestionnaire(contexte)
    known = gestionnaires.get(one.gestionnaire or "")
    return name_personne_morale(contexte, known) if known else one.gestionnaire


def find_signataire(contexte: Contexte, departement: str) -> SignataireDepartemental:
    """Who signs for a département, under the name and title of the day of the contract."""
    return contexte.referentiel.signataire(departement, contexte.dossier.general.contrat.conclu_le)


def name_esms(contexte: Contexte, ident: str) -> str:
    """« l’IME Les Tilleuls », « le SESSAD du Port », « l’établissement Les Sources »: what it is, said once."""
    if (known := contexte.etablissement(ident)) is None:
        return contexte.nom_etablissement(ident)
    return denommer_esms(known.nom, contexte.referentiel.categories_esms.values()).texte if known.nom else ident


def name_organisme(
    raison_sociale: str | None, forme: FormeJuridique | None, categories: Iterable[CategorieEsms] = ()
) -> str | None:
    """The name with its form, unless it already begins with it, or with what kind of ESMS it is."""
    if raison_sociale is None or forme is None:
        return raison_sociale
    return denommer_organisme(raison_sociale, forme, categories).texte


def format_adresse(adresse: Adresse | None) -> str | None:
    """One line; None while any of street, code and town is unknown."""
    if adresse is None or not (adresse.voie and adresse.code_postal and adresse.commune):
        return None
    parts = [adresse.voie, adresse.complement, f"{adresse.code_postal} {adresse.commune}"]
    return ", ".join(part for part in parts if part)


def name_person(signataire: Signataire | None) -> str:
    """« Madame Claire Exemple », empty when the contract names nobody (a function is enough)."""
    if signataire is None or signataire.nom is None:
        return ""
    return f"{signataire.civilite} {signataire.nom}" if signataire.civilite else signataire.nom


def name_acte(pouvoir: Pouvoir) -> str | None:
    """« la délibération du conseil d’administration », « l’arrêté de délégation », « les statuts »."""
    if pouvoir.acte is None:
        return None
    first = pouvoir.acte.split(" ")[0]
    if first.endswith("s"):
        return f"les {pouvoir.acte}"
    return le(pouvoir.acte, "f" if first.endswith("ion") else "m")


def format_acte(acte: str | None, day: date | None, reference: str | None) -> str:
    """« arrêté du 2 mars 2026, n° 2026-12 », with what is known of it; empty when nothing is."""
    dated = " ".join(part for part in (acte, f"du {format_date(day)}" if day else None) if part)
    return ", ".join(part for part in (dated, f"n°\u00a0{reference}" if reference else None) if part)


def sentence(texte: str | None) -> str | None:
    """The same words at the head of a sentence."""
    return None if texte is None else majuscule(texte)
