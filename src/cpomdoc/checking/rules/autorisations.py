"""Rules on what perimetre.yaml says of authorisations, evaluations, projects and announced counts."""

from collections.abc import Iterator
from datetime import date

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.perimetre import esms_path
from cpomdoc.model.perimetre import Autorisation, Etablissement
from cpomdoc.typographie import format_date


def autorisation_anterieure(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’autorisation d’un ESMS est antérieure à la prise d’effet du contrat, ou à l’entrée de l’ESMS au périmètre.

    Pourquoi : le contrat ne finance que des activités autorisées ; une création à venir se dit dans « projets ».
    Bon : « date: 2017-01-03 » pour un contrat de 2027
    Mauvais : « date: 2028-03-01 » pour un contrat de 2027
    """
    for rang, esms, acte in _autorisations(contexte):
        effet = esms.date_entree or contexte.contrat.date_effet
        quoi = "l’entrée au périmètre" if esms.date_entree else "la prise d’effet du contrat"
        if effet is not None and acte.date is not None and acte.date > effet:
            yield Ecart(
                esms_path(rang, "autorisation", "date"),
                f"L’autorisation de « {esms.nom} » ({format_date(acte.date)}) est postérieure à {quoi} "
                f"({format_date(effet)}).",
                "Corrigez la date, ou décrivez la création dans « projets ».",
            )


def autorisation_en_cours(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’autorisation d’un ESMS n’est pas échue quand le contrat prend effet.

    Pourquoi : une autorisation échue et non renouvelée ne couvre plus l’activité.
    Bon : « echeance: 2032-01-02 » pour un contrat de 2027
    Mauvais : « echeance: 2025-06-30 », sans date de renouvellement
    """
    effet = contexte.contrat.date_effet
    for rang, esms, acte in _autorisations(contexte):
        if effet is not None and (fin := _echeance(acte)) is not None and fin < effet:
            yield Ecart(
                esms_path(rang, "autorisation", "echeance"),
                f"L’autorisation de « {esms.nom} » a expiré le {format_date(fin)}, avant la prise d’effet du contrat "
                f"({format_date(effet)}).",
                "Corrigez l’échéance, ou écrivez la date du renouvellement.",
            )


def autorisation_a_renouveler(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une autorisation qui expire pendant le contrat est signalée.

    Pourquoi : son renouvellement se prépare, avec l’évaluation de la qualité, avant le terme.
    Bon : contrat 2027-2031, « echeance: 2032-01-02 »
    Mauvais : contrat 2027-2031, « echeance: 2029-03-01 »
    """
    effet, terme = contexte.contrat.date_effet, contexte.terme
    for rang, esms, acte in _autorisations(contexte):
        fin = _echeance(acte)
        if fin is not None and effet is not None and terme is not None and effet <= fin < terme:
            yield Ecart(
                esms_path(rang, "autorisation", "echeance"),
                f"L’autorisation de « {esms.nom} » expire le {format_date(fin)}, avant le terme du contrat "
                f"({format_date(terme)}).",
                "Prévoyez son renouvellement.",
            )


def dependance_validee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le GMP et le PMP d’un EHPAD sont validés avant la signature.

    Pourquoi : la dotation de soins se calcule sur les dernières valeurs validées.
    Bon : « date_validation: 2026-04-22 », signature le 15 décembre 2026
    Mauvais : « date_validation: 2027-04-22 », signature le 15 décembre 2026
    """
    signature = contexte.contrat.date_signature
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        for cle, mesure in (("gmp", esms.gmp), ("pmp", esms.pmp)):
            jour = mesure.date_validation if mesure else None
            if signature is not None and jour is not None and jour > signature:
                yield Ecart(
                    esms_path(rang, cle, "date_validation"),
                    f"« {esms.nom} » : {cle.upper()} validé le {format_date(jour)}, après la signature "
                    f"({format_date(signature)}).",
                    "Écrivez la dernière valeur validée avant la signature.",
                )


def dependance_connue(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un EHPAD a un GMP et un PMP, avec leur date de validation.

    Pourquoi : ils sont évalués avant la conclusion du contrat et en troisième année.
    Bon : « gmp: {valeur: 742, date_validation: 2026-04-22} »
    Mauvais : un EHPAD (500) sans « gmp »
    """
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        if esms.categorie != "500":
            continue
        manquants = [
            f"le {cle.upper()}"
            for cle, mesure in (("gmp", esms.gmp), ("pmp", esms.pmp))
            if mesure is None or mesure.valeur is None or mesure.date_validation is None
        ]
        if manquants:
            yield Ecart(
                esms_path(rang, "categorie"),
                f"« {esms.nom} » est un EHPAD : il manque {' et '.join(manquants)} (valeur et date de validation).",
                "Ajoutez « gmp » et « pmp », avec « valeur » et « date_validation ».",
                contexte.lacune,
            )


def projet_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un projet de transformation aboutit pendant le contrat.

    Pourquoi : le contrat ne peut dispenser d’appel à projets que ce qu’il prévoit dans sa durée.
    Bon : contrat 2027-2031, « date_cible: 2028-01-01 »
    Mauvais : contrat 2027-2031, « date_cible: 2034-01-01 »
    """
    for rang, projet in enumerate(contexte.dossier.perimetre.projets):
        if projet.date_cible is not None and not contexte.dans_la_periode(projet.date_cible):
            yield Ecart(
                ("perimetre", "projets", rang, "date_cible"),
                f"Le projet « {projet.intitule} » vise le {format_date(projet.date_cible)}, hors du contrat.",
                "Corrigez la date, ou retirez le projet.",
            )


def nombre_annonce(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le nombre d’ESMS, de départements ou de places qu’annonce un papier est celui de la liste.

    Pourquoi : deux nombres qui se contredisent se lèvent avant la signature ; cpomdoc garde les deux et n’en choisit
    aucun.
    Bon : « annonce: {etablissements: 3} » et trois ESMS
    Mauvais : « annonce: {etablissements: 8} » et onze ESMS, dont trois peut-être hors du contrat
    """
    annonce = contexte.dossier.perimetre.annonce
    if annonce is None:
        return
    sures = [e for e in contexte.dossier.perimetre.etablissements if e.dans_le_contrat]
    possibles = [e for e in contexte.dossier.perimetre.etablissements if e.dans_le_contrat is not False]
    departements = {e.departement for e in sures}, {e.departement for e in possibles}
    comptes: list[tuple[str, int | None, int | None, int | None, str]] = [
        ("etablissements", annonce.etablissements, len(sures), len(possibles), "ESMS"),
        ("places", annonce.places, _places(contexte, sures), _places(contexte, possibles), "places autorisées"),
    ]
    if None not in departements[1]:
        comptes.insert(
            1, ("departements", annonce.departements, len(departements[0]), len(departements[1]), "départements")
        )
    for cle, annoncees, certaines, toutes, mot in comptes:
        if annoncees is not None and None not in (certaines, toutes) and {annoncees} != {certaines, toutes}:
            doute = "" if certaines == toutes else f", dont {certaines} de façon certaine"
            yield Ecart(
                ("perimetre", "annonce", cle),
                f"Un document annonce {annoncees} {mot} ; la liste en compte {toutes}{doute}.",
                "Levez la contradiction avec les parties ; les deux nombres sont gardés.",
            )


def _autorisations(contexte: ContexteRegles) -> Iterator[tuple[int, Etablissement, Autorisation]]:
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        if esms.autorisation is not None:
            yield rang, esms, esms.autorisation


def _echeance(acte: Autorisation) -> date | None:
    """Last day covered; unknown when a later renewal was written, whose own end is not."""
    if acte.echeance is None or (acte.date_renouvellement is not None and acte.date_renouvellement >= acte.echeance):
        return None
    return acte.echeance


def _places(contexte: ContexteRegles, esms: list[Etablissement]) -> int | None:
    """Authorised places on the day of effect; units in which one does not receive people are left out."""
    nombres = [
        nombre for e in esms if e.is_in_force(contexte.contrat.date_effet) for nombre in _autorisees(contexte, e)
    ]
    connus = [nombre for nombre in nombres if nombre is not None]
    return sum(connus) if len(connus) == len(nombres) else None


def _autorisees(contexte: ContexteRegles, esms: Etablissement) -> Iterator[int | None]:
    if not esms.capacites:
        yield esms.capacite_totale.autorisee if esms.capacite_totale else None
    for capacite in esms.capacites_au(contexte.contrat.date_effet):
        if contexte.referentiel.unite(capacite.unite, capacite.modalite).place:
            yield capacite.autorisee
