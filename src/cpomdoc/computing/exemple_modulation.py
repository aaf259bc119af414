"""A worked example of the modulation clause with the contract's own figures, so that both parties read it alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from cpomdoc.computing.activite import FILE_ACTIVE, PRESTATIONS, TAUX_OCCUPATION
from cpomdoc.computing.finances import compute_dotation_modulable
from cpomdoc.computing.modulation import (
    ZERO,
    compute_abattement,
    compute_ecart,
    compute_mesure,
    compute_taux_agrege,
    compute_taux_clause,
    compute_taux_plafond,
)
from cpomdoc.computing.sommes import CENT
from cpomdoc.model.activite import Activite, Modulation
from cpomdoc.model.calculs import AnneeRealisee, CalculLigne, ExempleModulation, MesureExemple
from cpomdoc.model.calculs_finances import Trajectoire

MANQUE_SUPPOSE = Decimal(10)


def compute_exemple(
    activite: Activite, lignes: Sequence[CalculLigne], trajectoires: Sequence[Trajectoire], part: Decimal | None
) -> ExempleModulation | None:
    """The first ESMS the clause would touch if its first year went like its last closed one; else a gap is supposed."""
    if activite.modulation is None:
        return None
    pairs = zip(activite.lignes, lignes, strict=True)
    kept = [computed for ligne, computed in pairs if ligne.modulation is not False and computed.annees]
    esms = dict.fromkeys(ligne.etablissement for ligne in kept)
    poids = {(x.etablissement, x.modalite, one.code): one.poids for x in activite.lignes for one in x.indicateurs}
    examples = [
        example
        for manque in (None, MANQUE_SUPPOSE)
        for one in esms
        if (example := _build_exemple(activite.modulation, [x for x in kept if x.etablissement == one], manque, part))
    ]
    for example in examples:
        example = _weigh(example, activite.modulation, poids)
        if example.taux:
            dotation = compute_dotation_modulable(trajectoires, example.etablissement, example.annee)
            return replace(example, dotation=dotation, abattement=compute_abattement(dotation, example.taux))
    return None


def _build_exemple(
    modulation: Modulation, lignes: Sequence[CalculLigne], manque: Decimal | None, part: Decimal | None
) -> ExempleModulation | None:
    """All the indicators of one ESMS; None when none of them can be measured."""
    last = max((one.annee for ligne in lignes for one in ligne.realise), default=None)
    if manque is None and last is None:
        return None
    measures = tuple(m for ligne in lignes for m in _iterate_mesures(modulation, ligne, last, manque, part))
    if not measures:
        return None
    return ExempleModulation(
        etablissement=lignes[0].etablissement,
        annee=lignes[0].annees[0].annee,
        annee_realise=last if manque is None else None,
        manque=manque,
        mesures=measures,
        taux=None,
        dotation=None,
        abattement=None,
    )


def _weigh(
    example: ExempleModulation, modulation: Modulation, poids: Mapping[tuple[str, str, str], Decimal | None]
) -> ExempleModulation:
    """One rate for its indicators, each with its weight when the clause takes their mean."""
    esms = example.etablissement
    measures = tuple(replace(m, poids=poids.get((esms, m.modalite, m.indicateur))) for m in example.mesures)
    taux = compute_taux_agrege([m.taux for m in measures], modulation.agregation, [m.poids for m in measures])
    return replace(example, mesures=measures, taux=taux)


def _iterate_mesures(
    modulation: Modulation, ligne: CalculLigne, last: int | None, manque: Decimal | None, part: Decimal | None
) -> Iterator[MesureExemple]:
    realised = next((one for one in ligne.realise if one.annee == last), None)
    first = ligne.annees[0]
    for code, cible in first.cibles.items():
        if cible is None or (first.sans_objet and code == TAUX_OCCUPATION):
            continue
        realise = get_realise(realised, code) if manque is None else suppose_realise(code, cible, manque)
        mesure = compute_mesure(code, cible, realise)
        ecart = compute_ecart(mesure, modulation.base_ecart)
        if mesure is None or ecart is None or realise is None:
            continue
        yield MesureExemple(
            modalite=ligne.modalite,
            indicateur=code,
            cible=cible,
            realise=realise,
            taux_cible=mesure.cible,
            taux_realise=mesure.realise,
            ecart=ecart,
            plafond=compute_taux_plafond(ecart, part),
            taux=compute_taux_clause(ecart, modulation, part),
        )


def get_realise(realise: AnneeRealisee | None, code: str) -> Decimal | None:
    """What a closed year says of an indicator, in its unit; None for an indicator of one's own."""
    if realise is None:
        return None
    if code == TAUX_OCCUPATION:
        return realise.taux_occupation
    counts = {FILE_ACTIVE: realise.file_active, PRESTATIONS: realise.prestations}
    count = counts.get(code)
    return None if count is None else Decimal(count)


def suppose_realise(code: str, cible: Decimal, manque: Decimal) -> Decimal:
    """A uniform shortfall: points below a rate, percent below a count."""
    if code == TAUX_OCCUPATION:
        return max(ZERO, cible - manque)
    return cible * (CENT - manque) / CENT
