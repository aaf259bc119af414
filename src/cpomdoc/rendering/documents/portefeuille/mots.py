"""The words by which the portfolio names managers, authorities, places, phases and what comes next."""

from collections.abc import Iterable, Iterator

from cpomdoc.francais import accord, majuscule
from cpomdoc.model.parties import GESTIONNAIRE, Gestionnaire
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.portefeuille import Echeance, Situation
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.rendering.documents.parties import name_sans_article
from cpomdoc.typographie import format_date_courte, format_entier, normalise_typographie

FINE = "\u202f"
AGENCE = "Agence régionale de santé"


def list_gestionnaires(one: Situation) -> tuple[Gestionnaire, ...]:
    """Legal persons of the manager's side, the head one first."""
    return tuple(one.lu.dossier.general.parties.gestionnaires.values()) if one.lu.dossier else ()


def find_gestionnaire(one: Situation, esms: Etablissement | None) -> Gestionnaire | None:
    """Who manages an ESMS; the head manager when nobody says."""
    known = one.lu.dossier.general.parties.gestionnaires if one.lu.dossier else {}
    return known.get((esms.gestionnaire if esms else None) or GESTIONNAIRE)


def name_gestionnaires(found: Iterable[Gestionnaire]) -> str | None:
    """Their names, « Les Tilleuls », one a line; None while one is unknown."""
    names = [one.raison_sociale for one in found]
    return "\n".join(majuscule(normalise_typographie(name)) for name in names if name) if all(names) and names else None


def name_categorie(one: Situation, referentiel: Referentiel) -> str | None:
    """« CPOM EHPAD (L. 313-12) », None while the category is unknown."""
    code = (one.lu.dossier.general.contrat.categorie if one.lu.dossier else None) or ""
    known = referentiel.categories_contrat.get(code)
    return normalise_typographie(f"{known.sigle} ({known.article_court})") if known else None


def list_autorites(one: Situation, referentiel: Referentiel) -> Iterator[str]:
    """« ARS Bretagne », « Département de l’Ain », « Préfet de la région Bretagne… », as they sign."""
    if one.lu.dossier is None:
        return
    general = one.lu.dossier.general
    if general.parties.ars is not None:
        region = referentiel.regions.get(general.parties.ars.region)
        yield region.ars.replace(AGENCE, "ARS") if region else "ARS"
    for prefet in general.parties.prefets:
        yield majuscule(referentiel.titre_prefet(prefet.niveau, prefet.code, "m") or "préfet")
    for party in general.parties.departements:
        denomination = referentiel.signataire(party.code, general.contrat.conclu_le).denomination
        yield name_sans_article(denomination) or party.code


def list_departements(one: Situation, referentiel: Referentiel) -> tuple[str, ...]:
    """Where the ESMS are: « Loire-Atlantique (44) », by code."""
    codes = sorted({esms.departement for esms in one.esms or () if esms.departement})
    return tuple(name_departement(code, referentiel) for code in codes)


def name_departement(code: str, referentiel: Referentiel) -> str:
    """« Loire-Atlantique (44) »."""
    known = referentiel.departements.get(code)
    return f"{known.nom} ({code})" if known else code


def count_places(one: Situation, referentiel: Referentiel) -> int | None:
    """Authorised places, whatever their unit, when every capacity receives one person at a time and is known."""
    totaux = [total.autorisee for total in one.capacites if referentiel.unite(total.unite).place]
    known = [total for total in totaux if total is not None]
    return sum(known) if known and len(known) == len(one.capacites) else None


def list_capacites(one: Situation, referentiel: Referentiel) -> tuple[str | None, ...]:
    """« 125 places », « 12 000 heures », unit by unit; None for one that is unknown."""
    found = []
    for total in one.capacites:
        unite, nombre = referentiel.unite(total.unite), total.autorisee
        known = (
            f"{format_entier(nombre)} {accord(nombre, unite.libelle, unite.pluriel)}" if nombre is not None else None
        )
        found.append(known)
    return tuple(found)


def name_categorie_esms(esms: Etablissement, referentiel: Referentiel) -> str | None:
    """« 183 – IME », None while the category is unknown."""
    known = referentiel.categories_esms.get(esms.categorie or "")
    return f"{known.code} – {known.nom_court}" if known else esms.categorie


def name_phase(one: Situation, referentiel: Referentiel) -> str:
    """« En cours », « À signer »."""
    return majuscule(referentiel.listes["phase_portefeuille"][one.phase])


def precise_phase(one: Situation) -> str:
    """What the phase alone does not say: the day of the signature, what is late, until when it is prolonged."""
    if one.en_retard:
        return "date d’effet passée sans signature"
    if not one.signee:
        return f"signature visée le {format_date_courte(one.visee)}" if one.visee else ""
    if one.phase == "prolonge":
        return f"jusqu’au {format_date_courte(one.terme)}"
    if one.phase == "echu":
        return f"depuis le {format_date_courte(one.terme)}"
    return f"le {format_date_courte(one.signature)}" if one.phase == "signe" else ""


def describe_echeance(one: Echeance, referentiel: Referentiel) -> str:
    """« État réalisé des recettes et des dépenses (ERRD), exercice 2027 », « Étape du rétroplanning : diagnostic »."""
    documents = referentiel.listes["echeance_suivi"]
    if one.code in documents:
        return f"{majuscule(documents[one.code])}, exercice {one.objet}"
    nom = majuscule(referentiel.listes["echeance_portefeuille"].get(one.code, one.code))
    return f"{nom}{FINE}: {normalise_typographie(one.objet)}" if one.objet else nom


def count_problemes(one: Situation) -> str:
    """« 2 erreurs, 1 alerte », empty when the check finds nothing."""
    erreurs, alertes = one.lu.erreurs, one.lu.alertes
    return ", ".join(
        f"{nombre} {accord(nombre, mot, mot + 's')}"
        for nombre, mot in ((erreurs, "erreur"), (alertes, "alerte"))
        if nombre
    )
