"""Rules on how allocations evolve: methods and rates, for the whole contract or for one funder."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.francais import liste
from cpomdoc.model.finances import Evolution, Finances
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_nombre, format_taux

CENT = Decimal(100)
FIXE = "fixe"
HYPOTHETIQUES = ("rob", "vote_annuel")
DISPENSABLES = ("taux_directeur", "formule_fixe")
"""Methods 1° and 2° of article R. 314-40, the only ones that may do without the contradictory procedure."""


def iterate_evolutions(finances: Finances) -> Iterator[tuple[Chemin, Evolution]]:
    """The clause of the contract, then those of its funders, each with its path and the clause it inherits."""
    yield ("finances",), finances.evolution_generale
    for rang, one in enumerate(finances.evolutions):
        yield ("finances", "evolutions", rang), replace(one, clause_taux=one.clause_taux or finances.clause_taux)


def iterate_comptes(finances: Finances) -> dict[tuple[str, str | None], Chemin]:
    """Every funder and section that pays something, where it is first written."""
    found: dict[tuple[str, str | None], Chemin] = {}
    for cle in ("bases", "mesures_nouvelles", "credits_non_reconductibles", "financements_complementaires"):
        for rang, one in enumerate(getattr(finances, cle)):
            found.setdefault((one.financeur, one.section), ("finances", cle, rang, "financeur"))
    return found


def taux_manquants(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une clause de taux fixes a un taux chaque année du contrat.

    Pourquoi : une année sans taux n’a pas de dotation. Un taux encore inconnu s’écrit « a_completer ». C’est une
    alerte dans un projet, une erreur dans un contrat définitif.
    Bon : contrat 2027-2031, un taux de 2027 à 2031
    Mauvais : contrat 2027-2031, rien pour 2031
    """
    for path, one in iterate_evolutions(finances_de(contexte)):
        fixes = one.taux if one.clause_taux not in HYPOTHETIQUES else {}
        tables: list[tuple[Chemin, Mapping[int, Decimal | None]]] = [((*path, "taux"), fixes)]
        tables.append(((*path, "hypotheses"), one.hypotheses))
        tables += [((*path, "ponderation", i, "taux"), groupe.taux) for i, groupe in enumerate(one.ponderation)]
        for chemin, taux in tables:
            manquants = [annee for annee in contexte.exercices if annee not in taux]
            if taux and manquants:
                yield Ecart(
                    chemin,
                    f"Taux manquant pour {liste(map(str, manquants))}.",
                    "Ajoutez une ligne par année du contrat, « a_completer » si le taux n’est pas encore connu.",
                    contexte.gravite(manquants, contexte.lacune),
                    on_key=True,
                )


def trajectoire_hypothetique(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une clause qui renvoie au rapport d’orientation budgétaire ou à un vote annuel ne garantit pas de chiffres.

    Pourquoi : le taux n’est pas connu à la signature ; la trajectoire n’est qu’une hypothèse. Écrire ces taux sous
    « hypotheses » le confirme.
    Bon : « clause_taux: rob », avec « hypotheses », ou « clause_taux: fixe » avec « taux »
    Mauvais : « clause_taux: rob » avec « taux »
    """
    for path, one in iterate_evolutions(finances_de(contexte)):
        if one.clause_taux in HYPOTHETIQUES and any(taux is not None for taux in one.taux.values()):
            renvoi = "renvoyé au rapport d’orientation budgétaire" if one.clause_taux == "rob" else "voté chaque année"
            yield Ecart(
                (*path, "clause_taux") if path == ("finances",) else (*path, "taux"),
                f"Le taux est {renvoi} : les taux écrits ne sont pas garantis.",
                "Confirmez en les écrivant sous « hypotheses » : la trajectoire sera titrée « hypothèses ».",
                on_key=path != ("finances",),
            )


def hypotheses_sans_objet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Des hypothèses ne s’écrivent que si le contrat ne fixe pas les taux.

    Pourquoi : quand les taux sont fixés, eux seuls comptent ; les hypothèses ne seraient imprimées nulle part.
    Bon : « clause_taux: rob » et « hypotheses »
    Mauvais : « clause_taux: fixe » et « hypotheses »
    """
    for path, one in iterate_evolutions(finances_de(contexte)):
        if one.hypotheses and (one.clause_taux == FIXE or one.ponderation):
            autre = (
                "les taux sont fixés par le contrat" if one.clause_taux == FIXE else "le taux est pondéré par groupe"
            )
            yield Ecart(
                (*path, "hypotheses"),
                f"Des hypothèses sont écrites, alors que {autre}.",
                "Retirez « hypotheses », ou changez « clause_taux ».",
                on_key=True,
            )


def bornes_des_taux(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un taux fixé par le contrat respecte le plancher et le plafond qu’il se donne.

    Pourquoi : un plancher ou un plafond borne un taux décidé plus tard ; un taux écrit qui le dépasse le contredit.
    Bon : « plancher: 0,50 », « plafond: 1,50 » et des hypothèses
    Mauvais : « plancher: 1,50 », « plafond: 0,50 », ou un taux fixe de 2,00 sous un plafond de 1,50
    """
    for path, one in iterate_evolutions(finances_de(contexte)):
        if one.plancher is not None and one.plafond is not None and one.plancher > one.plafond:
            yield Ecart(
                (*path, "plancher"),
                f"Le plancher ({format_taux(one.plancher)}) dépasse le plafond ({format_taux(one.plafond)}).",
                "Corrigez l’un des deux.",
            )
        for annee, taux in one.taux.items() if one.clause_taux == FIXE else ():
            if taux is not None and _hors_bornes(taux, one):
                yield Ecart(
                    (*path, "taux", str(annee)),
                    f"Le taux fixé pour {annee} ({format_taux(taux)}) sort des bornes du contrat.",
                    "Corrigez le taux, ou la borne.",
                )


def ponderation_entiere(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les parts d’un taux pondéré font 100 %, et il n’y a pas d’autre taux à côté.

    Pourquoi : une part oubliée abaisse le taux sans que personne l’ait voulu ; deux taux se contredisent.
    Bon : « part: 75 » pour le groupe 2, « part: 15 » et « part: 10 » pour les deux autres
    Mauvais : « part: 75 » et « part: 15 »
    """
    for path, one in iterate_evolutions(finances_de(contexte)):
        parts = [groupe.part for groupe in one.ponderation if groupe.part is not None]
        if parts and len(parts) == len(one.ponderation) and sum(parts) != CENT:
            yield Ecart(
                (*path, "ponderation"),
                f"Les parts des groupes font {format_nombre(sum(parts, Decimal(0)))} % au lieu de 100 %.",
                "Corrigez une part, ou ajoutez le groupe qui manque.",
                on_key=True,
            )
        if one.ponderation and one.taux:
            yield Ecart(
                (*path, "taux"),
                "Un taux est écrit à côté d’un taux pondéré par groupe, qui le remplace.",
                "Gardez « taux » ou « ponderation ».",
                on_key=True,
            )


def methodes_completes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Quand le contrat a plusieurs méthodes, chaque financeur et chaque section a la sienne.

    Pourquoi : le volet financier fixe la méthode de tous les tarifs. C’est une alerte dans un projet, une erreur dans
    un contrat définitif.
    Bon : une méthode pour « ars » et une pour « 44 », ou « methode » pour tous les autres
    Mauvais : une méthode pour « ars » seul, et une base du département
    """
    finances = finances_de(contexte)
    if not finances.methodes or finances.methode is not None:
        return
    dites = {(one.financeur, one.section) for one in finances.methodes}
    for (financeur, section), path in iterate_comptes(finances).items():
        if not dites & {(financeur, section), (financeur, None)}:
            de_section = f", section « {section} »," if section else ""
            yield Ecart(
                path,
                f"Le financeur « {financeur} »{de_section} n’a pas de méthode tarifaire.",
                "Ajoutez-le sous « methodes », ou écrivez « methode » pour tous les autres.",
                contexte.lacune,
            )


def dispense_permise(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La dispense de procédure contradictoire suppose un tarif entièrement fixé par un taux ou par une formule.

    Pourquoi : le code ne la permet que si tout le tarif relève de la première ou de la deuxième méthode.
    Bon : « dispense_contradictoire: oui » et « methode: formule_fixe »
    Mauvais : « dispense_contradictoire: oui » et une méthode « avenants_annuels »
    """
    finances = finances_de(contexte)
    if not finances.dispense_contradictoire:
        return
    comptes = iterate_comptes(finances)
    codes = {finances.methode_de(*compte) for compte in comptes} | {one.methode for one in finances.methodes}
    codes |= {finances.methode} if not comptes else set()
    autres = [code for code in codes if code is not None and code not in DISPENSABLES]
    if autres:
        noms = contexte.referentiel.listes.get("methode_tarifaire", {})
        yield Ecart(
            ("finances", "dispense_contradictoire"),
            "Le contrat dispense de la procédure contradictoire, mais une part du tarif relève d’une autre méthode : "
            f"{liste(sorted(noms.get(code, code) for code in autres))}.",
            "Écrivez « dispense_contradictoire: non », ou changez la méthode.",
        )


def _hors_bornes(taux: Decimal, one: Evolution) -> bool:
    below = one.plancher is not None and taux < one.plancher
    return below or (one.plafond is not None and taux > one.plafond)
