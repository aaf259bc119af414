"""Rules on finances.yaml: rates, bases, measures and non-recurring credits."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.finances import Evolution, Finances
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_montant

PUBLICS = ("public_territorial", "public_hospitalier", "ccas")
RUBRIQUES_POSITIVES = frozenset({"bases", "credits_non_reconductibles", "dgc", "frais_siege", "charges", "produits"})
Annee = tuple[Chemin, int, bool]
"""A year, where it is written, and whether it is a key."""


def finances_de(contexte: ContexteRegles) -> Finances:
    """What finances.yaml holds; nothing at all when there is no such file."""
    return contexte.dossier.finances or Finances()


def annees_hors_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Taux, dotations, mesures et crédits sont d’une année du contrat.

    Pourquoi : le contrat n’engage pas hors de sa durée ; c’est souvent une année mal recopiée.
    Bon : contrat 2027-2031, « 2028: 1,00 »
    Mauvais : contrat 2027-2031, « 2032: 1,00 »
    """
    finances, annees = finances_de(contexte), contexte.exercices
    trouvees = [*_annees_des_taux(finances), *_annees_des_credits(finances)]
    for rang, dgc in enumerate(finances.dgc):
        trouvees += [(("finances", "dgc", rang, "annonce", str(annee)), annee, True) for annee in dgc.annonce]
        for ident, parts in dgc.repartition.items():
            chemin: Chemin = ("finances", "dgc", rang, "repartition", ident)
            trouvees += [((*chemin, str(annee)), annee, True) for annee in parts]
    for annee in finances.frais_siege.montants if finances.frais_siege else ():
        trouvees.append((("finances", "frais_siege", "montants", str(annee)), annee, True))
    for rang, mesure in enumerate(finances.mesures_nouvelles):
        if mesure.date_effet is not None:
            trouvees.append((("finances", "mesures_nouvelles", rang, "date_effet"), mesure.date_effet.year, False))
    for path, annee, on_key in trouvees:
        if annees and annee not in annees:
            yield Ecart(
                path,
                f"{annee} n’est pas une année du contrat ({annees[0]}-{annees[-1]}).",
                "Corrigez l’année, ou retirez la ligne.",
                on_key=on_key,
            )


def _annees_des_taux(finances: Finances) -> Iterator[Annee]:
    blocs: list[tuple[Chemin, Evolution]] = [(("finances",), finances.evolution_generale)]
    blocs += [(("finances", "evolutions", rang), one) for rang, one in enumerate(finances.evolutions)]
    for path, one in blocs:
        for cle in ("taux", "hypotheses"):
            yield from (((*path, cle, str(annee)), annee, True) for annee in getattr(one, cle))
        for rang, groupe in enumerate(one.ponderation):
            yield from (((*path, "ponderation", rang, "taux", str(annee)), annee, True) for annee in groupe.taux)


def _annees_des_credits(finances: Finances) -> Iterator[Annee]:
    for cle in ("credits_non_reconductibles", "financements_complementaires"):
        for rang, un in enumerate(getattr(finances, cle)):
            if un.annee is not None:
                yield ("finances", cle, rang, "annee"), un.annee, False
            for place, annee in enumerate(un.annees):
                yield ("finances", cle, rang, "annees", place), annee, False


def annee_de_base(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La base de référence est celle de l’année qui précède le contrat.

    Pourquoi : la trajectoire applique un taux par année à partir de la base ; une base plus ancienne en saute une.
    Bon : contrat de 2027, « annee: 2026 »
    Mauvais : contrat de 2027, « annee: 2024 »
    """
    for rang, base in enumerate(finances_de(contexte).bases):
        if base.annee is not None and contexte.exercices and base.annee != contexte.exercices[0] - 1:
            yield Ecart(
                ("finances", "bases", rang, "annee"),
                f"La base de « {contexte.nom(base.etablissement)} » est de {base.annee}, pour un contrat qui "
                f"commence en {contexte.exercices[0]}.",
                f"Écrivez la base de {contexte.exercices[0] - 1}, ou confirmez.",
            )


def montants_positifs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un montant n’est jamais négatif, sauf une mesure nouvelle.

    Pourquoi : seule une mesure nouvelle peut retirer des crédits (redéploiement).
    Bon : « mesures_nouvelles: - montant: -20 000,00 »
    Mauvais : « credits_non_reconductibles: - montant: -20 000,00 »
    """
    for path, valeur in contexte.valeurs:
        if isinstance(valeur, Decimal) and valeur < 0 and (RUBRIQUES_POSITIVES & set(path) or "humains" in path):
            yield Ecart(
                path,
                f"Montant négatif : {format_montant(valeur)}.",
                "Écrivez un montant positif ; un retrait de crédits est une mesure nouvelle.",
            )


def base_sans_cnr(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La base de référence ne contient pas de crédits non reconductibles.

    Pourquoi : un crédit non reconductible n’est versé qu’une année ; dans la base, il serait reconduit et actualisé.
    Bon : « montant: 2 845 310,00 », crédits non reconductibles déduits
    Mauvais : « montant: 2 880 310,00 », « cnr_inclus: 35 000,00 »
    """
    for rang, base in enumerate(finances_de(contexte).bases):
        if base.cnr_inclus is not None and base.cnr_inclus > 0:
            reste = None if base.montant is None else base.montant - base.cnr_inclus
            yield Ecart(
                ("finances", "bases", rang, "cnr_inclus"),
                f"La base de « {contexte.nom(base.etablissement)} » inclut {format_montant(base.cnr_inclus)} "
                "de crédits non reconductibles.",
                "Déduisez-les de la base"
                + (f" ({format_montant(reste)})" if reste is not None and reste >= 0 else "")
                + ", et retirez « cnr_inclus ».",
            )


def credit_deux_fois(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un crédit non reconductible n’est pas aussi écrit comme mesure nouvelle.

    Pourquoi : la mesure nouvelle entre dans la base des années suivantes, le crédit non reconductible jamais.
    Bon : 35 000,00 € en 2027, dans l’une des deux listes
    Mauvais : 35 000,00 € en 2027 pour le même ESMS, dans les deux listes
    """
    finances = finances_de(contexte)
    credits = {(c.etablissement, c.financeur, c.annee, c.montant) for c in finances.credits_non_reconductibles}
    for rang, mesure in enumerate(finances.mesures_nouvelles):
        annee = mesure.date_effet.year if mesure.date_effet else None
        if mesure.montant is not None and (mesure.etablissement, mesure.financeur, annee, mesure.montant) in credits:
            yield Ecart(
                ("finances", "mesures_nouvelles", rang, "montant"),
                f"La mesure « {mesure.id} » répète un crédit non reconductible de "
                f"{format_montant(mesure.montant)} en {annee} pour « {contexte.nom(mesure.etablissement)} ».",
                "Gardez l’une des deux lignes : une mesure nouvelle est reconduite, un crédit non reconductible "
                "ne l’est pas.",
            )


def affectation_ordonnee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’affectation des excédents commence par l’apurement des déficits antérieurs.

    Pourquoi : c’est la première affectation que prévoit le code ; les autres viennent ensuite, au choix.
    Bon : « priorites: [apurement_deficits, investissement] »
    Mauvais : « priorites: [investissement, apurement_deficits] »
    """
    affectation = finances_de(contexte).affectation_resultats
    if affectation is not None and affectation.priorites and affectation.priorites[0] != "apurement_deficits":
        yield Ecart(
            ("finances", "affectation_resultats", "priorites", 0),
            "L’affectation des excédents doit commencer par l’apurement des déficits antérieurs.",
            "Placez « apurement_deficits » en tête de « priorites ».",
        )


def affectation_entre_esms(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un gestionnaire public ne prévoit pas d’affectation des résultats entre ESMS.

    Pourquoi : cette faculté est ouverte aux gestionnaires privés ; un organisme public n’a qu’un bilan.
    Bon : gestionnaire privé et « inter_etablissements: oui »
    Mauvais : gestionnaire public et « inter_etablissements: oui »
    """
    affectation = finances_de(contexte).affectation_resultats
    if affectation is not None and affectation.inter_etablissements and contexte.parties.gestionnaire.statut in PUBLICS:
        yield Ecart(
            ("finances", "affectation_resultats", "inter_etablissements"),
            "L’affectation des résultats entre ESMS n’est pas prévue pour un gestionnaire public.",
            "Écrivez « inter_etablissements: non », ou retirez la ligne.",
        )
