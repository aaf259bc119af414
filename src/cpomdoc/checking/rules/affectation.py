"""Rules on the allocation of results: shares, limits, and what the law closes to some EHPAD."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.francais import liste
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_nombre

AFFECTATION: Chemin = ("finances", "affectation_resultats")
APUREMENT = "apurement_deficits"
CENT = Decimal(100)
EHPAD = "500"
RESERVES_FERMEES = ("investissement", "reserve_tresorerie", "compensation_amortissements")


def cles_completes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les clés d’affectation font ensemble 100 %, et portent sur des affectations que le contrat prévoit.

    Pourquoi : un excédent s’affecte en entier ; l’apurement des déficits vient avant toute clé.
    Bon : « cles: {reserve_compensation: 60, investissement: 40} »
    Mauvais : « cles: {reserve_compensation: 60, investissement: 50} »
    """
    affectation = finances_de(contexte).affectation_resultats
    if affectation is None:
        return
    for code in affectation.cles:
        if code == APUREMENT or (affectation.priorites and code not in affectation.priorites):
            yield Ecart(
                (*AFFECTATION, "cles", code),
                "L’apurement des déficits précède les clés et n’en a pas."
                if code == APUREMENT
                else f"« {code} » a une clé, mais n’est pas dans « priorites ».",
                "Retirez la clé." if code == APUREMENT else "Ajoutez-le à « priorites », ou retirez la clé.",
                on_key=True,
            )
    parts = [part for part in affectation.cles.values() if part is not None]
    if parts and len(parts) == len(affectation.cles) and sum(parts) != CENT:
        yield Ecart(
            (*AFFECTATION, "cles"),
            f"Les clés d’affectation font {format_nombre(sum(parts, Decimal(0)))} % au lieu de 100 %.",
            "Corrigez une part.",
            on_key=True,
        )


def reserves_non_habilite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un EHPAD non habilité à l’aide sociale ne met pas ses excédents de soins dans l’investissement ou la trésorerie.

    Pourquoi : l’investissement, la réserve de trésorerie et la compensation des amortissements y sont fermés aux
    excédents des soins et de la dépendance (établissements de l’article L. 342-1) ; l’hébergement seul peut y aller.
    Bon : « priorites: [apurement_deficits, investissement] » et « hebergement_seul: oui »
    Mauvais : « priorites: [apurement_deficits, investissement] » pour un EHPAD d’aide sociale « aucune »
    """
    affectation = finances_de(contexte).affectation_resultats
    fermes = [
        esms.nom
        for _, esms in contexte.esms_du_contrat
        if esms.categorie == EHPAD and esms.aide_sociale is not None and esms.aide_sociale.type == "aucune"
    ]
    if affectation is None or not fermes or affectation.hebergement_seul:
        return
    for rang, code in enumerate(affectation.priorites):
        if code in RESERVES_FERMEES:
            yield Ecart(
                (*AFFECTATION, "priorites", rang),
                f"« {code} » est fermé aux excédents des soins et de la dépendance d’un EHPAD non habilité à l’aide "
                f"sociale ({liste(fermes)}).",
                "Retirez cette affectation, ou écrivez « hebergement_seul: oui ».",
            )


def plafonds_entiers(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un plafond ou un seuil est un montant, ou une part, non les deux à la fois.

    Pourquoi : deux limites pour une même réserve se contredisent ; une part sans assiette ne limite rien.
    Bon : « taux: 5 » et « assiette: charges_brutes »
    Mauvais : « taux: 5 » et « montant: 250 000,00 »
    """
    affectation = finances_de(contexte).affectation_resultats
    if affectation is None:
        return
    for rang, plafond in enumerate(affectation.plafonds):
        path = (*AFFECTATION, "plafonds", rang)
        if plafond.montant is not None and plafond.taux is not None:
            yield Ecart((*path, "taux"), "Le plafond est à la fois une part et un montant.", "Gardez l’un des deux.")
        elif plafond.taux is not None and plafond.assiette is None:
            yield Ecart((*path, "taux"), "Le plafond est une part, mais de quoi ?", "Ajoutez « assiette ».")
    seuil = affectation.seuil_concertation
    if seuil is not None and seuil.montant is not None and seuil.taux is not None:
        yield Ecart(
            (*AFFECTATION, "seuil_concertation", "taux"),
            "Le seuil de concertation est à la fois une part et un montant.",
            "Gardez l’un des deux.",
        )
