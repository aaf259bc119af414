"""What someone who holds the portfolio has to look at: errors, delays, terms that nothing follows, ESMS held twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import accord
from cpomdoc.model.portefeuille import Doublon, Portefeuille, Situation
from cpomdoc.typographie import format_date, normalise_typographie

FINE = "\u202f"


@dataclass(frozen=True)
class PointVue:
    """One thing to look at, and the contracts that it concerns."""

    contrats: str
    texte: str


def list_points(portefeuille: Portefeuille) -> Iterator[PointVue]:
    """Contract by contract, then the ESMS that two of them hold."""
    suivis = {ligne.situation.ref for annee in portefeuille.programme for ligne in annee.lignes}
    for one in portefeuille.situations:
        yield from (PointVue(one.ref, texte) for texte in _iterate_points(one, portefeuille, suivi=one.ref in suivis))
    for doublon in portefeuille.doublons:
        yield PointVue(f"{doublon.premier}, {doublon.second}", describe_doublon(doublon))


def describe_doublon(one: Doublon) -> str:
    """One sentence, with the name of the ESMS, its FINESS, the two contracts and the days."""
    return (
        f"L’ESMS «{FINE}{normalise_typographie(one.nom)}{FINE}» (FINESS\u00a0{one.finess}) est dans "
        f"deux contrats à la fois, {one.premier} et {one.second}, du {format_date(one.du)} au {format_date(one.au)}."
    )


def _iterate_points(one: Situation, portefeuille: Portefeuille, *, suivi: bool) -> Iterator[str]:
    erreurs = one.lu.erreurs
    if erreurs:
        combien = f"{erreurs} {accord(erreurs, 'erreur', 'erreurs')}"
        read = "rien n’a pu en être lu" if one.phase == "illisible" else "seul ce qui a pu être lu est repris ici"
        yield f"{combien} dans le contrat{FINE}; {read}."
    if one.en_retard:
        yield f"La date d’effet, le {format_date(one.date_effet)}, est passée sans signature."
    elif one.visee is not None and one.visee < portefeuille.au:
        yield f"La signature visée le {format_date(one.visee)} n’a pas eu lieu."
    dossier = one.lu.dossier
    if dossier is not None and not one.signee and one.visee is None and one.date_effet is None:
        yield f"Ni date d’effet ni signature visée{FINE}: le contrat n’est pas dans la programmation."
    if one.signee and dossier is not None and dossier.general.contrat.statut != "definitif":
        yield f"Daté du {format_date(one.signature)}, le contrat est encore au statut de projet."
    if one.phase == "echu" and suivi:
        yield f"Échu depuis le {format_date(one.terme)}, sans contrat qui lui succède."
