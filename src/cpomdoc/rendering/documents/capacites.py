"""Capacities as tables print them: a row per modality, what they include, since when, and totals unit by unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import accord, liste, majuscule
from cpomdoc.model.perimetre import Acte, Capacite, CapaciteIncluse, CapaciteTotale, Etablissement
from cpomdoc.model.referentiel import Unite
from cpomdoc.model.totaux_capacite import TotalCapacite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_date, format_date_courte, format_entier

Quantite = int | str | SansObjet | None
"""A number under a header that says its unit, or the number and its unit where the table has several."""


@dataclass(frozen=True)
class LigneCapacite:
    """Places of one modality, or part of those of the row above (« dont »).

    `note` is what the contract says under the modality: dates inside the contract, and places it creates itself;
    `periode` and `mention` say all the dates, the act and the funders.
    """

    modalite: str | None
    public: str | SansObjet
    autorisee: Quantite
    installee: Quantite
    financee: Quantite
    aide_sociale: Quantite
    periode: str | SansObjet
    note: str
    mention: str


@dataclass(frozen=True)
class EntetesCapacite:
    """Headers of the columns: they say the unit when the table has only one."""

    autorisee: str
    installee: str
    financee: str


@dataclass(frozen=True)
class LigneTotal:
    """A total of one unit, on one day when the capacity changes during the contract."""

    libelle: str
    autorisee: Quantite
    installee: Quantite
    financee: Quantite


def list_unites(contexte: Contexte, esms: Iterable[Etablissement]) -> tuple[Unite, ...]:
    """Units in which some ESMS count, each once; places while nobody counts anything."""
    found = [unite for one in esms for unite in _iterate_unites(contexte, one)]
    return tuple(dict.fromkeys(found)) or (contexte.referentiel.unite(None),)


def _iterate_unites(contexte: Contexte, one: Etablissement) -> Iterable[Unite]:
    if one.capacites:
        return [contexte.referentiel.unite(row.unite, row.modalite) for row in one.capacites]
    return [contexte.referentiel.unite(one.capacite_totale.unite)] if one.capacite_totale else []


def build_entetes(unites: Sequence[Unite]) -> EntetesCapacite:
    """« Places autorisées », « Lits et places autorisés »; « Capacité autorisée » when units differ."""
    nom, fin = ("capacité", "e") if len(unites) > 1 else (unites[0].pluriel, "es" if unites[0].genre == "f" else "s")
    return EntetesCapacite(*(majuscule(f"{nom} {word}{fin}") for word in ("autorisé", "installé", "financé")))


def build_capacites(contexte: Contexte, one: Etablissement, unites: Sequence[Unite]) -> tuple[LigneCapacite, ...]:
    """A row per modality and per part of it; without modality, the announced total or a row of unknowns."""
    if not one.capacites:
        return (_unknown(contexte, one, unites),)
    return tuple(ligne for row in one.capacites for ligne in _rows(contexte, one, row, unites))


def build_capacites_du_contrat(
    contexte: Contexte, one: Etablissement, unites: Sequence[Unite]
) -> tuple[LigneCapacite, ...]:
    """The same without the rows that ended before the contract."""
    effet = contexte.dossier.general.contrat.date_effet
    rows = [row for row in one.capacites if effet is None or row.date_fin is None or row.date_fin >= effet]
    if not one.capacites:
        return (_unknown(contexte, one, unites),)
    return tuple(ligne for row in rows for ligne in _rows(contexte, one, row, unites))


def _unknown(contexte: Contexte, one: Etablissement, unites: Sequence[Unite]) -> LigneCapacite:
    total = one.capacite_totale or CapaciteTotale()
    unite = contexte.referentiel.unite(total.unite)
    return LigneCapacite(
        modalite=None,
        public=SANS_OBJET,
        autorisee=count_in(total.autorisee, unite, unites),
        installee=count_in(total.installee, unite, unites),
        financee=count_in(total.financee, unite, unites),
        aide_sociale=SANS_OBJET,
        periode=SANS_OBJET,
        note="",
        mention="",
    )


def _rows(contexte: Contexte, one: Etablissement, row: Capacite, unites: Sequence[Unite]) -> Iterable[LigneCapacite]:
    unite = contexte.referentiel.unite(row.unite, row.modalite)
    concerned = one.aide_sociale is not None and one.aide_sociale.type != "aucune"
    yield LigneCapacite(
        modalite=majuscule(_modalite(contexte, row.modalite)),
        public=row.public or SANS_OBJET,
        autorisee=count_in(row.autorisee, unite, unites),
        installee=count_in(row.installee, unite, unites),
        financee=count_in(row.financee, unite, unites),
        aide_sociale=count_in(row.habilitee_aide_sociale, unite, unites) if concerned else SANS_OBJET,
        periode=_periode(row) or SANS_OBJET,
        note=", ".join(part for part in (_note(contexte, row), _created(row, unite)) if part),
        mention=_mention(contexte, row, unite),
    )
    for part in row.dont:
        yield _included(contexte, part, unite, unites)


def _included(contexte: Contexte, part: CapaciteIncluse, unite: Unite, unites: Sequence[Unite]) -> LigneCapacite:
    return LigneCapacite(
        modalite=f"dont {_modalite(contexte, part.modalite)}",
        public=part.public or SANS_OBJET,
        autorisee=count_in(part.autorisee, unite, unites),
        installee=SANS_OBJET if part.installee is None else count_in(part.installee, unite, unites),
        financee=SANS_OBJET if part.financee is None else count_in(part.financee, unite, unites),
        aide_sociale=SANS_OBJET,
        periode=SANS_OBJET,
        note="",
        mention="",
    )


def _modalite(contexte: Contexte, code: str) -> str:
    known = contexte.referentiel.modalites.get(code)
    return known.libelle if known else code


def count_in(nombre: int | None, unite: Unite, unites: Sequence[Unite]) -> Quantite:
    """The number alone when the header says the unit; « 1 équipe mobile » otherwise."""
    return nombre if nombre is None or len(unites) == 1 else count_unite(nombre, unite)


def count_unite(nombre: int, unite: Unite) -> str:
    """« 40 places », « 1 équipe mobile »."""
    return f"{format_entier(nombre)} {accord(nombre, unite.libelle, unite.pluriel)}"


def _periode(row: Capacite) -> str:
    """« depuis le 01/01/2028 », « jusqu’au 31/12/2027 », both ends when both are known."""
    debut, fin = format_date_courte(row.date_effet), format_date_courte(row.date_fin)
    if debut and fin:
        return f"du {debut} au {fin}"
    return f"depuis le {debut}" if debut else f"jusqu’au {fin}" if fin else ""


def _note(contexte: Contexte, row: Capacite) -> str:
    """The dates that fall inside the contract, in full words: those are what the parties agree on."""
    effet, terme = contexte.dossier.general.contrat.date_effet, contexte.calculs.jalons.date_fin
    parts = []
    if row.date_effet and (effet is None or row.date_effet > effet):
        parts.append(f"à compter du {format_date(row.date_effet)}")
    if row.date_fin and (terme is None or row.date_fin < terme):
        parts.append(f"jusqu’au {format_date(row.date_fin)}")
    return ", ".join(parts)


def _created(row: Capacite, unite: Unite) -> str:
    """« places créées par le présent contrat », « équipe mobile créée par le présent contrat »."""
    if not row.creee_par_le_contrat:
        return ""
    mot = accord(row.autorisee, unite.libelle, unite.pluriel)
    cree = f"créé{'e' if unite.genre == 'f' else ''}{accord(row.autorisee, '', 's')}"
    return f"{mot} {cree} par le présent contrat"


def _mention(contexte: Contexte, row: Capacite, unite: Unite) -> str:
    """The act and the funders of a row, as a sentence of its own under it."""
    acte = _created(row, unite) or (name_acte_date(row.acte) if row.acte else "")
    parts = [
        f"{name_partie(contexte, one.financeur)}, {count_unite(one.capacite, unite)}"
        for one in row.financements
        if one.capacite is not None
    ]
    financeurs = "capacité financée par\u202f: " + "\u202f; ".join(parts) if parts else ""
    return ". ".join(majuscule(part) for part in (acte, financeurs) if part)


def name_acte_date(acte: Acte) -> str:
    """« arrêté n° 2026-44 du 12 juin 2026 »; what is unknown of it is left out."""
    jour = f" du {format_date(acte.date)}" if acte.date else ""
    return f"{acte.reference or 'acte'}{jour}" if acte.reference or jour else ""


def build_totaux(
    contexte: Contexte, totaux: tuple[tuple[TotalCapacite, ...], tuple[TotalCapacite, ...]]
) -> tuple[LigneTotal, ...]:
    """Totals on the day of effect, and on the last day when they differ, unit by unit."""
    effet, terme = totaux
    contrat, jalons = contexte.dossier.general.contrat, contexte.calculs.jalons
    if effet == terme or contrat.date_effet is None or jalons.date_fin is None:
        return tuple(_total(contexte, one, effet, None) for one in effet)
    days = ((contrat.date_effet, effet), (jalons.date_fin, terme))
    units = (*effet, *terme)
    return tuple(_total(contexte, one, units, day) for day, found in days for one in found)


def _total(contexte: Contexte, one: TotalCapacite, among: Sequence[TotalCapacite], day: date | None) -> LigneTotal:
    mixte = len({each.unite for each in among}) > 1
    unite = f" en {contexte.referentiel.unite(one.unite).pluriel}" if mixte else ""
    libelle = f"Total{unite}" + (f" au {format_date(day)}" if day else "")
    return LigneTotal(libelle, one.autorisee, one.installee, one.financee)


def describe_total(total: CapaciteTotale, unite: Unite) -> str:
    """« 40 places autorisées et 38 financées », from what is known of it."""
    fin = "e" if unite.genre == "f" else ""
    words = ((total.autorisee, "autorisé"), (total.installee, "installé"), (total.financee, "financé"))
    known = [(nombre, f"{word}{fin}{accord(nombre, '', 's')}") for nombre, word in words if nombre is not None]
    first = [f"{count_unite(nombre, unite)} {word}" for nombre, word in known[:1]]
    return liste([*first, *(f"{format_entier(nombre)} {word}" for nombre, word in known[1:])])
