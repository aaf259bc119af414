"""What the changes weigh: money per funder and year, capacities, days that move; nothing unknown counts for zero."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.redaction import Ligne
from cpomdoc.comparing.vocabulaire import A_COMPLETER, Vocabulaire
from cpomdoc.francais import accord, majuscule
from cpomdoc.model.calculs import Calculs, EcheanceSuivi
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.totaux_capacite import TotalCapacite
from cpomdoc.revue.modele import Grandeur
from cpomdoc.typographie import INSECABLE, MOINS, format_date, format_entier, format_montant

NEANT = "–"
INCONNU = "inconnu"
TOTAL = "Total du contrat"
TOUS = "Tous financeurs"
Annees = Mapping[int, Decimal | None]


def list_montants(avant: Calculs | None, apres: Calculs | None, financeurs: Mapping[str, str]) -> tuple[Grandeur, ...]:
    """Allocations of each funder that do not stay the same: the years that differ, then the total over the contract."""
    anciens, nouveaux = _totaux(avant), _totaux(apres)
    codes = list(dict.fromkeys([*nouveaux, *anciens]))
    rows = [
        row
        for code in codes
        for row in _list_financeur(financeurs.get(code, code), anciens.get(code, {}), nouveaux.get(code, {}))
    ]
    if len(codes) > 1 and rows:
        sommes = [
            _somme([one for years in totaux.values() for one in years.values()]) for totaux in (anciens, nouveaux)
        ]
        rows.append(_row((TOUS, TOTAL), sommes[0], sommes[1], total=True))
    return tuple(rows)


def _totaux(calculs: Calculs | None) -> Mapping[str, Annees]:
    return calculs.finances.totaux if calculs and calculs.finances else {}


def _list_financeur(nom: str, anciens: Annees, nouveaux: Annees) -> Iterator[Grandeur]:
    if anciens == nouveaux:
        return
    for annee in sorted({*anciens, *nouveaux}):
        if (annee in anciens, anciens.get(annee)) != (annee in nouveaux, nouveaux.get(annee)):
            yield _row((nom, str(annee)), _get(anciens, annee), _get(nouveaux, annee))
    yield _row((nom, TOTAL), _somme(list(anciens.values())), _somme(list(nouveaux.values())), total=True)


Montant = Decimal | str | None
"""An amount, « – » where there is no such year, None where it is unknown."""


def _get(annees: Annees, annee: int) -> Montant:
    return annees.get(annee, NEANT)


def _somme(montants: Sequence[Decimal | None]) -> Montant:
    """The sum, unknown as soon as one part is, « – » of nothing."""
    if not montants:
        return NEANT
    known = [one for one in montants if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(montants) else None


def _row(sujet: tuple[str, ...], avant: Montant, apres: Montant, *, total: bool = False) -> Grandeur:
    """The difference; a year that comes or goes weighs its whole amount, an unknown one weighs something unknown."""
    ecart, sens = INCONNU, ""
    if avant is not None and apres is not None:
        start, end = (Decimal(0) if isinstance(one, str) else one for one in (avant, apres))
        ecart, sens = tell_ecart(end - start, format_montant(abs(end - start)))
    return Grandeur(sujet, _write(avant), _write(apres), ecart, sens, total)


def _write(montant: Montant) -> str:
    return montant if isinstance(montant, str) else (A_COMPLETER if montant is None else format_montant(montant))


def tell_ecart(ecart: Decimal | int, size: str) -> tuple[str, str]:
    """« + 1 000,00 € » and « hausse »: the sign never goes alone."""
    if ecart == 0:
        return size, "inchangé"
    return (f"+{INSECABLE}{size}", "hausse") if ecart > 0 else (f"{MOINS}{INSECABLE}{size}", "baisse")


def list_capacites(avant: Calculs | None, apres: Calculs | None, referentiel: Referentiel) -> tuple[Grandeur, ...]:
    """The capacities that differ, on the first and on the last day."""
    anciens, nouveaux = ({} if one is None else _index(one, referentiel) for one in (avant, apres))
    keys = list(dict.fromkeys([*nouveaux, *anciens]))
    return tuple(
        _compare_capacite(key, anciens.get(key, NEANT), nouveaux.get(key, NEANT))
        for key in keys
        if anciens.get(key, NEANT) != nouveaux.get(key, NEANT)
    )


Cle = tuple[str, str, str]


def _index(calculs: Calculs, referentiel: Referentiel) -> dict[Cle, int | str | None]:
    moments = {"au jour d’effet": calculs.capacites.effet, "au terme": calculs.capacites.terme}
    return {
        (f"Capacité {nom}", referentiel.unites[total.unite].pluriel, quand): nombre
        for quand, totaux in moments.items()
        for total in totaux
        for nom, nombre in _numbers(total)
    }


def _numbers(total: TotalCapacite) -> Iterator[tuple[str, int | None]]:
    yield "autorisée", total.autorisee
    yield "installée", total.installee
    yield "financée", total.financee


def _compare_capacite(cle: Cle, avant: int | str | None, apres: int | str | None) -> Grandeur:
    sujet = (f"{cle[0]} ({cle[1]})", cle[2])
    ecart, sens = INCONNU, ""
    if avant is not None and apres is not None:
        start, end = (0 if isinstance(one, str) else one for one in (avant, apres))
        ecart, sens = tell_ecart(end - start, format_entier(abs(end - start)))
    return Grandeur(sujet, _write_nombre(avant), _write_nombre(apres), ecart, sens)


def _write_nombre(nombre: int | str | None) -> str:
    return nombre if isinstance(nombre, str) else (A_COMPLETER if nombre is None else format_entier(nombre))


def list_echeances(avant: Calculs | None, apres: Calculs | None, referentiel: Referentiel) -> tuple[Grandeur, ...]:
    """The days that follow from the contract and that move: its last one, what is due before it, what is sent."""
    anciens, nouveaux = ({} if one is None else dict(_iterate_jours(one, referentiel)) for one in (avant, apres))
    noms = list(dict.fromkeys([*nouveaux, *anciens]))
    return tuple(
        _compare_jours(nom, anciens.get(nom, NEANT), nouveaux.get(nom, NEANT))
        for nom in noms
        if anciens.get(nom, NEANT) != nouveaux.get(nom, NEANT)
    )


Jour = date | int | str | None


def _iterate_jours(calculs: Calculs, referentiel: Referentiel) -> Iterator[tuple[str, Jour]]:
    jalons = calculs.jalons
    yield "Dernier jour du contrat", jalons.date_fin
    yield "Exercices couverts", ", ".join(map(str, calculs.exercices)) or None
    # Once the last day is known, a day that does not follow from it does not apply: the contract is too short.
    sinon = None if jalons.date_fin is None else NEANT
    yield "Notification d’une prorogation, au plus tard", jalons.notification_prorogation or sinon
    yield "Bilan à mi-parcours", jalons.mi_parcours or sinon
    yield "Bilan final", jalons.bilan_final or sinon
    for one in calculs.suivi:
        yield _name(one, referentiel), one.date or one.annee


def _name(one: EcheanceSuivi, referentiel: Referentiel) -> str:
    label = referentiel.listes["echeance_suivi"].get(one.code, one.code)
    return f"{majuscule(label)}, exercice {one.exercice}"


def _compare_jours(nom: str, avant: Jour, apres: Jour) -> Grandeur:
    ecart, sens = tell_decalage(avant, apres)
    return Grandeur((nom,), _write_jour(avant), _write_jour(apres), ecart, sens)


def _write_jour(jour: Jour) -> str:
    if jour is None:
        return A_COMPLETER
    return format_date(jour) if isinstance(jour, date) else str(jour)


def tell_decalage(avant: Jour, apres: Jour) -> tuple[str, str]:
    """« 37 jours », « plus tard »; nothing between two things that are not both days, or both years."""
    if isinstance(avant, date) and isinstance(apres, date):
        jours = (apres - avant).days
        return _decalage(jours, f"{format_entier(abs(jours))}{INSECABLE}{accord(abs(jours), 'jour', 'jours')}")
    if isinstance(avant, int) and isinstance(apres, int):
        return _decalage(apres - avant, f"{abs(apres - avant)}{INSECABLE}{accord(abs(apres - avant), 'an', 'ans')}")
    return "", ""


def _decalage(ecart: int, size: str) -> tuple[str, str]:
    return (f"+{INSECABLE}{size}", "plus tard") if ecart > 0 else (f"{MOINS}{INSECABLE}{size}", "plus tôt")


def list_dates(changements: Sequence[Changement], lignes: Mapping[str, Ligne]) -> Iterator[Grandeur]:
    """The days that the authors themselves moved, by the words that tell the change."""
    for one in changements:
        ligne = lignes.get(one.lieu)
        if ligne and isinstance(one.avant, date) and isinstance(one.apres, date):
            ecart, sens = tell_decalage(one.avant, one.apres)
            yield Grandeur((ligne.titre,), ligne.avant, ligne.apres, ecart, sens)


def name_financeurs(vocabulaire: Vocabulaire) -> Mapping[str, str]:
    """Funders as sentences call them, with a capital."""
    return {code: majuscule(nom) for code, nom in vocabulaire.financeurs.items()}
