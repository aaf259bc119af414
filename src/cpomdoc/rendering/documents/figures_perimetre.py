"""Chart: the capacity of the perimeter by modality, on the day the contract takes effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import accord
from cpomdoc.model.perimetre import Capacite
from cpomdoc.model.referentiel import Unite
from cpomdoc.rendering.documents.activite import name_modalite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.figures import VALEURS_MIN, count_known, wants_figures
from cpomdoc.rendering.documents.perimetre import list_etablissements
from cpomdoc.rendering.graphiques import Barres, Figure, LigneBarres, Mesure
from cpomdoc.typographie import format_date, format_entier

COMPTES = {"autorisee": "Capacité autorisée", "installee": "Capacité installée", "financee": "Capacité financée"}


@dataclass(frozen=True)
class _Capacites:
    """The capacities that hold on the day of effect, and how many ESMS say nothing of theirs."""

    lignes: tuple[Capacite, ...]
    muets: int


def build_figures_capacites(contexte: Contexte) -> tuple[Figure, ...]:
    """A chart per unit (places, hours…) that at least two modalities are counted in."""
    capacites = _read_capacites(contexte)
    if not wants_figures(contexte):
        return ()
    units = dict.fromkeys(_unite(contexte, one) for one in capacites.lignes)
    found = (_build(contexte, unite, capacites) for unite in units)
    return tuple(one for one in found if one is not None)


def _read_capacites(contexte: Contexte) -> _Capacites:
    effet = contexte.dossier.general.contrat.date_effet
    present = [one for one in list_etablissements(contexte) if one.is_in_force(effet)]
    lignes = tuple(row for one in present for row in one.capacites_au(effet))
    return _Capacites(lignes, sum(1 for one in present if not one.capacites))


def _build(contexte: Contexte, unite: Unite, capacites: _Capacites) -> Figure | None:
    rows = [one for one in capacites.lignes if _unite(contexte, one) == unite]
    codes = list(dict.fromkeys(one.modalite for one in rows))
    by_code = [[one for one in rows if one.modalite == code] for code in codes]
    comptes = [name for name in COMPTES if name == "autorisee" or _differs(by_code, name)]
    lignes = tuple(
        LigneBarres(name_modalite(contexte, code), tuple(_sum(same, name) for name in comptes))
        for code, same in zip(codes, by_code, strict=True)
    )
    if sum(count_known(ligne.mesures) > 0 for ligne in lignes) < VALEURS_MIN:
        return None
    title = f"{_titre(contexte, comptes)} ({unite.pluriel}){_say_muets(capacites.muets)}"
    words = "\u202f; ".join(_say(ligne, comptes, unite) for ligne in lignes)
    series = tuple(COMPTES[name] for name in comptes)
    return Figure(title, Barres(series, lignes, f"{title}\u00a0: {words}."))


def _titre(contexte: Contexte, comptes: Sequence[str]) -> str:
    effet = contexte.dossier.general.contrat.date_effet
    day = f" au {format_date(effet)}" if effet else ""
    return f"{COMPTES['autorisee'] if len(comptes) == 1 else 'Capacité'} par modalité{day}"


def _say_muets(nombre: int) -> str:
    """The chart leaves out what is not detailed: it says so."""
    if not nombre:
        return ""
    return f", hors {nombre} {accord(nombre, 'établissement ou service', 'établissements et services')} sans détail"


def _say(ligne: LigneBarres, comptes: Sequence[str], unite: Unite) -> str:
    """« hébergement permanent, 80 places », « accueil de jour, autorisée 12 places, financée 10 places »."""
    known = [
        (one.texte, one.valeur, COMPTES[name].rpartition(" ")[2])
        for one, name in zip(ligne.mesures, comptes, strict=True)
        if one is not None
    ]
    label = ligne.libelle[:1].lower() + ligne.libelle[1:]
    counts = [_count(texte, valeur, unite) for texte, valeur, _ in known]
    if len(comptes) > 1:
        counts = [f"{kind} {count}" for count, (*_, kind) in zip(counts, known, strict=True)]
    return f"{label}, {', '.join(counts)}"


def _count(texte: str, valeur: Decimal | None, unite: Unite) -> str:
    return "nombre inconnu" if valeur is None else f"{texte} {accord(valeur, unite.libelle, unite.pluriel)}"


def _differs(groups: Sequence[Sequence[Capacite]], name: str) -> bool:
    """Whether a count tells something else than the authorised capacity."""
    found = [(_sum(same, name).valeur, _sum(same, "autorisee").valeur) for same in groups]
    return any(None not in (one, other) and one != other for one, other in found)


def _sum(rows: Sequence[Capacite], name: str) -> Mesure:
    values = [getattr(one, name) for one in rows]
    if None in values:
        return Mesure(None)
    return Mesure(Decimal(sum(values)), format_entier(sum(values)))


def _unite(contexte: Contexte, one: Capacite) -> Unite:
    return contexte.referentiel.unite(one.unite, one.modalite)
