"""All the contracts together: what to conclude and renew year by year, what each year came to, ESMS held twice."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from cpomdoc.computing.situations import compute_situation
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.portefeuille import (
    AnneeBilan,
    AnneeProgramme,
    ContratLu,
    Doublon,
    LigneProgramme,
    Nature,
    Portefeuille,
    Situation,
)
from cpomdoc.model.referentiel import Referentiel

HORIZON, AVANT = "horizon_programmation", "echeance_programmation"
Situations = Sequence[Situation]


def compute_portefeuille(lus: Sequence[ContratLu], au: date, referentiel: Referentiel) -> Portefeuille:
    """The portfolio on the day `au`: the programme is that of the next act, for the years after this one."""
    situations = tuple(compute_situation(one, au, referentiel) for one in lus)
    annees = range(au.year + 1, au.year + 1 + (referentiel.entier(HORIZON, au) or 0))
    return Portefeuille(
        au=au,
        situations=situations,
        programme=_build_programme(situations, au, annees),
        bilan=_build_bilan(situations, au),
        doublons=tuple(_iterate_doublons(situations, au)),
        debut=annees.start,
        fin=annees.stop - 1,
        avant=_find_publication(au, referentiel),
    )


def _find_publication(au: date, referentiel: Referentiel) -> date | None:
    """Last day to publish the act that programmes the years to come."""
    texte = referentiel.texte(AVANT, au)
    if texte is None:
        return None
    jour, mois = (int(part) for part in texte.split("/"))
    return date(au.year, mois, jour)


def _build_programme(situations: Situations, au: date, annees: range) -> tuple[AnneeProgramme, ...]:
    """The current year with what is late, then each year of the act, empty ones too."""
    lignes = [ligne for one in situations for ligne in _iterate_programme(one, situations, au)]
    now = tuple(one for one in lignes if one.annee <= au.year)
    return (
        AnneeProgramme(au.year, any(one.limite < au for one in now), now),
        *(
            AnneeProgramme(annee, retards=False, lignes=tuple(one for one in lignes if one.annee == annee))
            for annee in annees
        ),
    )


def _iterate_programme(one: Situation, situations: Situations, au: date) -> Iterator[LigneProgramme]:
    """To conclude while nobody signed; to renew at the term, unless another contract already takes the ESMS over.

    The term of a contract that nobody signed says nothing once it has come.
    """
    known: Sequence[Etablissement | None] = one.esms or (None,)
    if not one.signee and (limite := one.visee or _eve(one.date_effet)) is not None:
        yield from (LigneProgramme(limite.year, "conclure", one, esms, limite) for esms in known)
    if one.terme is not None and (one.signee or one.terme.year > au.year):
        nature: Nature = "reconduire" if one.reconductible else "renouveler"
        for esms in known:
            if esms is None or not _is_taken_over(esms, one, situations):
                yield LigneProgramme(one.terme.year, nature, one, esms, one.terme)


def _eve(effet: date | None) -> date | None:
    """The last day to sign before a contract takes effect."""
    return None if effet is None else effet - timedelta(days=1)


def _is_taken_over(esms: Etablissement, one: Situation, situations: Situations) -> bool:
    return esms.finess is not None and any(
        _follows(other, one) and any(each.finess == esms.finess for each in other.esms or ())
        for other in situations
        if other is not one
    )


def _follows(other: Situation, one: Situation) -> bool:
    """Whether a contract comes after another: it takes effect later, or it alone is not signed yet."""
    if other.date_effet is None or one.date_effet is None:
        return one.signee and not other.signee
    return other.date_effet > one.date_effet


def _build_bilan(situations: Situations, au: date) -> tuple[AnneeBilan, ...]:
    """Each year in which something happened or will, and the current one."""
    signes = [(one.signature.year, one.ref) for one in situations if one.signature]
    prolonges = [(each.debut.year, one.ref) for one in situations for each in one.prolongations]
    retards = [(one.date_effet.year, one.ref) for one in situations if one.en_retard and one.date_effet]
    termes = [(one.terme.year, one.ref) for one in situations if one.signee and one.terme]
    kinds = (signes, prolonges, retards, termes)
    years = {au.year, *(year for kind in kinds for year, _ in kind)}
    return tuple(
        AnneeBilan(
            year, *(tuple(ref for at, ref in kind if at == year) for kind in (signes, prolonges, retards, termes))
        )
        for year in sorted(years)
    )


def _iterate_doublons(situations: Situations, au: date) -> Iterator[Doublon]:
    """An ESMS belongs to one contract at a time: pairs that hold one together, today or later."""
    for one, other in combinations(situations, 2):
        for esms in _list_held(one):
            for rang, same in enumerate(_list_all(other)):
                if same.finess != esms.finess or not same.dans_le_contrat:
                    continue
                du, fin = _overlap((one, esms), (other, same))
                if du is not None and fin is not None and du <= fin and fin >= au:
                    yield Doublon(str(esms.finess), esms.nom, one.ref, other.ref, rang, du, fin)


def _list_all(one: Situation) -> tuple[Etablissement, ...]:
    return one.lu.dossier.perimetre.etablissements if one.lu.dossier else ()


def _list_held(one: Situation) -> tuple[Etablissement, ...]:
    return tuple(each for each in _list_all(one) if each.finess and each.dans_le_contrat)


def _overlap(
    one: tuple[Situation, Etablissement], other: tuple[Situation, Etablissement]
) -> tuple[date | None, date | None]:
    """First and last day on which both hold the ESMS; None while the days of one of them are unknown."""
    starts = [situation.date_effet for situation, _ in (one, other)]
    ends = [situation.terme for situation, _ in (one, other)]
    if None in starts or None in ends:
        return None, None
    entries = [esms.date_entree for _, esms in (one, other)]
    exits = [esms.date_sortie for _, esms in (one, other)]
    return (
        max(day for day in (*starts, *entries) if day is not None),
        min(day for day in (*ends, *exits) if day is not None),
    )
