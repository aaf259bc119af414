"""A contract that lasts longer: its new term, and the years that this adds."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, compter, phrase
from cpomdoc.francais import accord, de, liste
from cpomdoc.periodes import add_months
from cpomdoc.typographie import FINE, format_date

CODE = "prorogation"
SUITES = {
    "activite": ("les cibles d’activité", True),
    "finances": ("la trajectoire financière", True),
    "pgfp": ("le plan global de financement pluriannuel", False),
    "ppi": ("le programme d’investissement", False),
    "fiches": ("les cibles des fiches actions", True),
    "objectifs": ("les dotations des objectifs", True),
    "general": ("le calendrier de suivi", False),
}
"""What gets new years with the contract, and whether the noun is feminine; « autres » stands for the rest."""
PERIODES = (("les capacités", True), ("les jours d’ouverture retenus pour l’activité", False))
"""The same for activity when no target is set: what is possible is known, what is aimed at is not."""
AUTRES = ("les tableaux annuels", False)
CLES = frozenset({"date_fin_prorogee", "duree_annees", "date_effet"})


def tell_prorogation(affaire: Affaire) -> Iterator[Phrase]:
    """The new term, then the years that come with it."""
    changements = affaire.of(CODE)
    termes = [one for one in changements if one.chemin[-1] in CLES]
    avant, apres = affaire.etats.calculs_avant.jalons.date_fin, affaire.etats.calculs_apres.jalons.date_fin
    if termes and avant and apres and avant != apres:
        yield phrase(CODE, _tell_terme(avant, apres), *termes)
    suites = [one for one in changements if one.chemin[:2] != ("general", "contrat")]
    if suites:
        yield phrase(CODE, _tell_annees(affaire, suites), *suites)


def _tell_terme(avant: date, apres: date) -> str:
    sens = "porté" if apres > avant else "ramené"
    terme = f"son terme est {sens} du {format_date(avant)} au {format_date(apres)}"
    if apres < avant:
        return f"la durée du contrat est réduite{FINE}: {terme}"
    duree = _write_duree(avant, apres)
    return f"la durée du contrat est prorogée{f' {duree}' if duree else ''}{FINE}: {terme}"


def _write_duree(avant: date, apres: date) -> str:
    """« d’un an », « de dix-huit mois »; empty when it is not a whole number of months."""
    debut, fin = avant + timedelta(days=1), apres + timedelta(days=1)
    mois = (fin.year - debut.year) * 12 + fin.month - debut.month
    if mois < 1 or add_months(debut, mois) != fin:
        return ""
    if mois % 12:
        return de(f"{compter(mois)} mois")
    return de(f"{compter(mois // 12)} {accord(mois // 12, 'an', 'ans')}")


def _tell_annees(affaire: Affaire, suites: list[Changement]) -> str:
    noms = list(dict.fromkeys(nom for one in suites for nom in _name_suite(one)))
    anciens = affaire.etats.calculs_avant.exercices
    annees = [annee for annee in affaire.etats.calculs_apres.exercices if annee not in anciens]
    feminin = "e" if all(feminine for _, feminine in noms) else ""
    pluriel = len(noms) > 1 or noms[0][0].startswith("les ")
    verbe = f"{'sont' if pluriel else 'est'} complété{feminin}{'s' if pluriel else ''}"
    pour = f"pour {liste(map(str, annees))}" if annees else "en conséquence"
    return f"{liste(nom for nom, _ in noms)} {verbe} {pour}"


def _name_suite(one: Changement) -> Iterable[tuple[str, bool]]:
    if one.chemin[0] == "activite" and "periodes" in one.chemin:
        return PERIODES
    return (SUITES.get(str(one.chemin[0]), AUTRES),)
