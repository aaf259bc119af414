"""Rules on the common allocation (DGC), head-office costs and announced figures of finances.yaml."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.francais import liste
from cpomdoc.model.finances import FinancementAnnonce, FraisSiege
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.periodes import date_fin
from cpomdoc.typographie import format_date, format_montant, format_nombre

UNITES = {"M€": Decimal(1_000_000), "k€": Decimal(1_000), "€": Decimal(1)}
AUTORITES = {"ars": ("ars", "conjointe"), "etat": ("etat",)}
DU_DEPARTEMENT = ("departement", "conjointe")


def repartition_de_la_dgc(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La somme des parts écrites est égale à la dotation annoncée, au centime.

    Pourquoi : l’arrêté fixe un montant et sa répartition ; un centime d’écart les contredit.
    Bon : 2 868 072,48 + 718 180,34 + 3 417 547,88 = 7 003 800,70
    Mauvais : les mêmes parts, pour une dotation de 7 003 800,72
    """
    for rang, dgc in enumerate(finances_de(contexte).dgc):
        for annee, annonce in dgc.annonce.items():
            parts = [dgc.repartition.get(ident, {}).get(annee) for ident in dgc.etablissements]
            connues = [part for part in parts if part is not None]
            somme = sum(connues, Decimal(0))
            if annonce is not None and parts and len(connues) == len(parts) and somme != annonce:
                yield Ecart(
                    ("finances", "dgc", rang, "annonce", str(annee)),
                    f"{annee} : la somme des parts ({format_montant(somme)}) diffère de la dotation annoncée "
                    f"({format_montant(annonce)}).",
                    "Corrigez une part ou la dotation.",
                )


def repartition_complete(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La répartition d’une dotation globalisée commune porte sur ses ESMS, et sur eux seuls.

    Pourquoi : une part donnée à un ESMS hors de la dotation n’est comptée nulle part.
    Bon : « etablissements: [ime, mas] », et une part pour « ime » et pour « mas »
    Mauvais : « etablissements: [ime, mas] », et une part pour « sessad »
    """
    for rang, dgc in enumerate(finances_de(contexte).dgc):
        for ident in dgc.repartition:
            if ident not in dgc.etablissements and ident in contexte.esms:
                yield Ecart(
                    ("finances", "dgc", rang, "repartition", ident),
                    f"« {contexte.nom(ident)} » a une part, mais n’est pas de cette dotation globalisée commune.",
                    "Ajoutez-le à « etablissements », ou retirez sa part.",
                    on_key=True,
                )


def dgc_une_autorite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une dotation globalisée commune réunit des ESMS que tarifie la même autorité.

    Pourquoi : elle suppose la même personne morale, la même autorité de tarification et le même financement.
    Bon : « financeur: ars » et trois ESMS que l’agence tarifie
    Mauvais : « financeur: ars », et un foyer de vie que le département tarifie
    """
    for rang, dgc in enumerate(finances_de(contexte).dgc):
        for place, ident in enumerate(dgc.etablissements):
            esms = contexte.esms.get(ident)
            if esms is not None and not _peut_financer(dgc.financeur, esms):
                yield Ecart(
                    ("finances", "dgc", rang, "etablissements", place),
                    f"« {esms.nom} » ({_autorite(contexte, esms)}) ne relève pas du financeur de cette dotation "
                    f"({dgc.financeur}).",
                    "Retirez-le de cette dotation, ou corrigez « competence » dans perimetre.yaml.",
                )


def siege_autorise(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’autorisation de frais de siège couvre toutes les années du contrat.

    Pourquoi : elle est accordée pour cinq ans ; au-delà, la quote-part n’a plus de base.
    Bon : autorisation du 20 octobre 2026 pour cinq ans, contrat 2027-2031
    Mauvais : autorisation du 20 octobre 2023 pour cinq ans, contrat 2027-2031
    """
    siege = finances_de(contexte).frais_siege
    fin = _fin_autorisation(contexte, siege) if siege else None
    if siege is not None and fin is not None and contexte.exercices and fin.year < contexte.exercices[-1]:
        yield Ecart(
            ("finances", "frais_siege", "date_autorisation"),
            f"L’autorisation de frais de siège expire le {format_date(fin)} : la quote-part de {fin.year + 1} "
            "n’a plus de base.",
            "Prévoyez son renouvellement, ou corrigez la date ou la durée.",
            contexte.gravite([fin.year + 1]),
        )


def charges_du_siege(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les frais de siège se répartissent par un montant ou par un taux, comme le dit leur mode.

    Pourquoi : le montant se répartit au prorata des charges brutes, le taux s’y applique ; les deux à la fois se
    contredisent.
    Bon : « mode: montant », « montant: 318 400,00 »
    Mauvais : « mode: montant », « taux: 4,25 »
    """
    siege = finances_de(contexte).frais_siege
    if siege is None or siege.mode not in ("montant", "pourcentage"):
        return
    exclu, valeur = ("taux", siege.taux) if siege.mode == "montant" else ("montant", siege.montant)
    if valeur is not None:
        yield Ecart(
            ("finances", "frais_siege", exclu),
            f"Les frais de siège sont répartis selon le mode « {siege.mode} » : « {exclu} » n’a pas lieu d’être.",
            f"Retirez « {exclu} », ou changez « mode ».",
        )


def parts_annoncees(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La somme des parts annoncées est le total annoncé, à l’arrondi près.

    Pourquoi : les deux chiffres d’un même papier qui se contredisent se lèvent avec les parties ; cpomdoc garde les
    deux,
    n’invente pas de troisième financeur, et ne fait pas un nombre d’un total écrit en toutes lettres.
    Bon : « total: 9,43 M€ », parts de 8,28 M€ et 1,15 M€
    Mauvais : « total: 10 M€ », parts de 8,28 M€ et 1,15 M€
    """
    annonce = finances_de(contexte).annonce
    parts = annonce.parts if annonce else ()
    connues = [part for part in parts if part.montant is not None]
    if annonce is None or annonce.total is None or not connues or len(connues) < len(parts):
        return
    somme, path = sum((_euros(part) for part in connues), Decimal(0)), ("finances", "annonce", "total")
    ecrites = f"{liste(_ecrire(part) for part in connues)} ; ensemble {_ecrire_somme(connues, somme)}"
    if annonce.total.montant is None:
        if annonce.total.texte:
            yield Ecart(
                (*path, "texte"),
                f"Le total n’est connu qu’en toutes lettres (« {annonce.total.texte} »), les parts annoncées sont de "
                f"{ecrites}.",
                "Demandez le montant exact ; le texte et les parts sont gardés tels quels.",
            )
        return
    tolerance = _arrondi(annonce.total) + sum((_arrondi(part) for part in connues), Decimal(0))
    meme_periode = len({un.periode for un in (annonce.total, *connues)}) == 1
    if meme_periode and abs(somme - _euros(annonce.total)) > tolerance:
        yield Ecart(
            (*path, "montant"),
            f"Le total annoncé est de {_ecrire(annonce.total)}, les parts de {ecrites}.",
            "Levez la contradiction avec les parties ; les deux chiffres sont gardés.",
        )


def periode_annoncee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un montant annoncé dit sa période.

    Pourquoi : sans elle, personne ne sait si la somme vaut pour une année ou pour le contrat ; rien n’est imprimé «
    par an ».
    Bon : « montant: 8,28 », « unite: M€ », « periode: par an »
    Mauvais : « montant: 8,28 », « unite: M€ »
    """
    annonce = finances_de(contexte).annonce
    if annonce is None:
        return
    annonces = [(("finances", "annonce", "parts", rang), part) for rang, part in enumerate(annonce.parts)]
    for path, un in [(("finances", "annonce", "total"), annonce.total), *annonces]:
        if un is not None and un.montant is not None and not un.periode:
            yield Ecart(
                (*path, "montant"),
                f"Le montant annoncé de {_ecrire(un)} ne dit pas sa période.",
                "Ajoutez « periode » (« par an », « sur cinq ans ») si le document le dit.",
            )


def _peut_financer(financeur: str, esms: Etablissement) -> bool:
    """Whether an authority may set the tariff of an ESMS; true while the ESMS's own authority is unknown."""
    if esms.competence is None:
        return True
    if financeur in AUTORITES:
        return esms.competence in AUTORITES[financeur]
    return esms.competence in DU_DEPARTEMENT and esms.departement in (None, financeur)


def _autorite(contexte: ContexteRegles, esms: Etablissement) -> str:
    """Who sets its tariff, in words, with its département."""
    nom = contexte.referentiel.listes.get("competence", {}).get(esms.competence or "", esms.competence or "")
    return f"{nom}, {esms.departement}" if esms.departement else nom


def _fin_autorisation(contexte: ContexteRegles, siege: FraisSiege) -> date | None:
    duree = siege.duree_annees or contexte.seuil("duree_autorisation_siege")
    return None if siege.date_autorisation is None or not duree else date_fin(siege.date_autorisation, duree)


def _euros(annonce: FinancementAnnonce) -> Decimal:
    return (annonce.montant or Decimal(0)) * UNITES.get(annonce.unite or "€", Decimal(1))


def _arrondi(annonce: FinancementAnnonce) -> Decimal:
    """Half a unit of the last decimal written of a rounded figure; an amount in plain euros is exact."""
    if annonce.montant is None or annonce.unite in (None, "€"):
        return Decimal(0)
    exponent = annonce.montant.as_tuple().exponent
    decimals = exponent if isinstance(exponent, int) else 0
    return UNITES.get(annonce.unite or "€", Decimal(1)).scaleb(decimals) / 2


def _ecrire(annonce: FinancementAnnonce) -> str:
    if annonce.unite in (None, "€"):
        return format_montant(annonce.montant) or ""
    return f"{format_nombre(annonce.montant)} {annonce.unite}"


def _ecrire_somme(parts: list[FinancementAnnonce], euros: Decimal) -> str:
    unites = {part.unite or "€" for part in parts}
    unite = unites.pop() if len(unites) == 1 else "€"
    return format_montant(euros) if unite == "€" else f"{format_nombre(euros / UNITES.get(unite, Decimal(1)))} {unite}"
