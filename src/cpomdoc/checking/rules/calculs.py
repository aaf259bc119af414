"""Rules that put what an author announced next to what cpomdoc computed."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.checking.rules.activite import lignes_activite, nom_ligne
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.model.calculs import Calculs
from cpomdoc.typographie import format_entier, format_montant, format_taux

TOLERANCE_TAUX = Decimal("0.01")


def taux_annonce(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Un taux d’occupation annoncé est celui que donnent les journées, la capacité et les jours d’ouverture.

    Pourquoi : un taux faux au départ fausse la cible et la modulation.
    Bon : 7 140 journées, 40 places, 210 jours : « taux_annonce: 85,00 »
    Mauvais : les mêmes nombres, « taux_annonce: 90,00 »
    """
    for (path, ligne), calcul in zip(lignes_activite(contexte), calculs.activite, strict=False):
        for rang, (ecrit, juste) in enumerate(zip(ligne.realise, calcul.realise, strict=False)):
            annonce, taux = ecrit.taux_annonce, juste.taux_occupation
            if annonce is not None and taux is not None and abs(annonce - taux) > TOLERANCE_TAUX:
                yield Ecart(
                    (*path, "realise", rang, "taux_annonce"),
                    f"{nom_ligne(contexte, ligne)}, {ecrit.annee} : taux annoncé {format_taux(annonce)}, recalculé "
                    f"{format_taux(taux)} ({format_entier(juste.journees)} / {format_entier(juste.theorique)} "
                    "journées).",
                    "Corrigez le taux, les journées, la capacité ou les jours d’ouverture.",
                )


def dotation_annoncee(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """La dotation globalisée annoncée est celle que donnent les bases, les taux et les mesures.

    Pourquoi : un centime d’écart dit qu’une base, un taux ou une mesure n’est pas celui que les parties ont négocié.
    Bon : « annonce: {2027: 7003800.70} », et le même montant calculé
    Mauvais : « annonce: {2027: 7003800.72} », pour 7 003 800,70 € calculés
    """
    dotations = calculs.finances.dgc if calculs.finances else ()
    for rang, (dgc, calcul) in enumerate(zip(finances_de(contexte).dgc, dotations, strict=False)):
        justes = {annee.annee: annee.montant for annee in calcul.annees}
        for annee, annonce in dgc.annonce.items():
            juste = justes.get(annee)
            if annonce is not None and juste is not None and annonce != juste:
                yield Ecart(
                    ("finances", "dgc", rang, "annonce", str(annee)),
                    f"{annee} : dotation annoncée {format_montant(annonce)}, calculée {format_montant(juste)} "
                    f"(écart {format_montant(annonce - juste)}).",
                    "Vérifiez les bases, les taux et les mesures ; les deux montants sont gardés.",
                )


def part_annoncee(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """La part d’un ESMS dans la dotation globalisée est celle que donnent sa base, les taux et ses mesures.

    Pourquoi : la répartition prévisionnelle suit la trajectoire de chaque ESMS, ou s’en écarte en le disant.
    Bon : « ime: {2027: 2868072.48} », et le même montant calculé
    Mauvais : « ime: {2027: 2868072.40} », pour 2 868 072,48 € calculés
    """
    dotations = calculs.finances.dgc if calculs.finances else ()
    for rang, (dgc, calcul) in enumerate(zip(finances_de(contexte).dgc, dotations, strict=False)):
        justes = {annee.annee: annee.parts for annee in calcul.annees}
        for ident, parts in dgc.repartition.items():
            for annee, part in parts.items():
                juste = justes.get(annee, {}).get(ident)
                if part is not None and juste is not None and part != juste:
                    yield Ecart(
                        ("finances", "dgc", rang, "repartition", ident, str(annee)),
                        f"« {contexte.nom(ident)} », {annee} : part annoncée {format_montant(part)}, calculée "
                        f"{format_montant(juste)}.",
                        "Vérifiez la base, le taux et les mesures de l’ESMS ; les deux montants sont gardés.",
                    )
