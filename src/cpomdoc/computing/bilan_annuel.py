"""A year of follow-up as a whole: the only entry of this package on suivi/."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cpomdoc.computing.activite_suivie import compute_lignes_suivies
from cpomdoc.computing.dgc import get_dotation
from cpomdoc.computing.indicateurs_suivis import compute_heures, compute_indicateurs
from cpomdoc.computing.modulation_suivie import compute_limite_information, compute_modulations
from cpomdoc.computing.signaux import compute_points, compute_raisons
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.calculs_finances import AnneeTrajectoire, Trajectoire
from cpomdoc.model.calculs_suivi import BilanAnnuel, FicheSuivie, FinanceSuivie, LigneSuivie, MesureSuivie
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.objectifs import FicheAction
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.suivi_annuel import EtatAction, FinanceAnnee, SuiviAnnuel

TERMINEES = ("realisee", "abandonnee")


def compute_bilans(dossier: Dossier, calculs: Calculs, referentiel: Referentiel) -> tuple[BilanAnnuel, ...]:
    """Each year of follow-up, in order; of two files on one year (an error told elsewhere) the first."""
    years = {one.annee: one for one in reversed(dossier.suivis)}
    return tuple(compute_bilan(dossier, calculs, referentiel, annee) for annee in sorted(years))


def compute_bilan(
    dossier: Dossier, calculs: Calculs, referentiel: Referentiel, annee: int, au: date | None = None
) -> BilanAnnuel:
    """One year, judged on a day: the one asked for, that of its file, else its last."""
    suivi = next(one for one in dossier.suivis if one.annee == annee)
    passes = sorted((one for one in dossier.suivis if one.annee < annee), key=lambda one: one.annee)
    precedent = passes[-1] if passes and passes[-1].annee == annee - 1 else None
    jour = au or suivi.arrete_au or date(annee, 12, 31)
    part = referentiel.nombre("plafond_modulation", date(annee, 12, 31))
    lignes = compute_lignes_suivies(dossier, calculs.activite, suivi, part)
    if precedent is not None:
        avant = compute_lignes_suivies(dossier, calculs.activite, precedent, part)
        lignes = tuple(_compare_ligne(one, avant) for one in lignes)
    trajectoires = calculs.finances.trajectoires if calculs.finances else ()
    bilan = BilanAnnuel(
        annee=annee,
        au=jour,
        precedent=precedent.annee if precedent else None,
        lignes=lignes,
        modulations=compute_modulations(dossier, lignes, trajectoires, referentiel, annee),
        limite_information=compute_limite_information(dossier, suivi),
        heures=compute_heures(dossier, suivi),
        indicateurs=compute_indicateurs(dossier, suivi, passes, referentiel),
        fiches=tuple(_compute_fiche(one, suivi, passes, jour) for one in dossier.fiches),
        finances=_compute_finances(suivi, trajectoires),
    )
    points = compute_points(bilan, dossier, referentiel)
    return replace(bilan, points=points, raisons=compute_raisons(bilan, suivi, calculs.jalons, referentiel))


def _compare_ligne(ligne: LigneSuivie, avant: Sequence[LigneSuivie]) -> LigneSuivie:
    """The same line with what the year before came to, which the follow-up knows better than the contract."""
    same = [one for one in avant if (one.etablissement, one.modalite) == (ligne.etablissement, ligne.modalite)]
    known = {mesure.indicateur: mesure for one in same for mesure in one.mesures}
    return replace(ligne, mesures=tuple(_compare_mesure(one, known.get(one.indicateur)) for one in ligne.mesures))


def _compare_mesure(one: MesureSuivie, avant: MesureSuivie | None) -> MesureSuivie:
    if avant is None or avant.realise is None:
        return one
    return replace(one, precedent=avant.realise, deja_sous_cible=bool(avant.sous_cible))


def _compute_fiche(fiche: FicheAction, suivi: SuiviAnnuel, passes: Sequence[SuiviAnnuel], au: date) -> FicheSuivie:
    """Late once its last day is past, that of the contract or the last it was put off to, unless it is over."""
    etat = _find_etat(suivi, fiche.fiche)
    avant = _find_etat(passes[-1] if passes and passes[-1].annee == suivi.annee - 1 else None, fiche.fiche)
    reports = (_find_etat(one, fiche.fiche).echeance_revisee for one in (suivi, *reversed(passes)))
    revisee = next((jour for jour in reports if jour is not None), None)
    terme = revisee or fiche.echeance
    retard = terme is not None and terme < au and etat.statut not in TERMINEES
    return FicheSuivie(
        fiche=fiche.fiche,
        statut=etat.statut,
        avancement=etat.avancement,
        echeance=fiche.echeance,
        echeance_revisee=revisee,
        en_retard=retard,
        jours_retard=(au - terme).days if retard and terme is not None else 0,
        statut_precedent=avant.statut,
        avancement_precedent=avant.avancement,
    )


def _find_etat(suivi: SuiviAnnuel | None, fiche: str) -> EtatAction:
    etats = suivi.fiches if suivi else ()
    return next((one for one in etats if one.fiche == fiche), EtatAction(fiche))


def _compute_finances(suivi: SuiviAnnuel, trajectoires: Sequence[Trajectoire]) -> tuple[FinanceSuivie, ...]:
    """The lines of the follow-up in their order, then what it does not speak of: an ESMS, or one of its funders."""
    told = {one.etablissement for one in suivi.finances}
    silent = dict.fromkeys(
        FinanceAnnee(one.etablissement, one.financeur, one.section)
        if one.etablissement in told
        else FinanceAnnee(one.etablissement)
        for one in trajectoires
        if not any(_pays(one, line) for line in suivi.finances)
    )
    return tuple(_compute_finance(one, suivi.annee, trajectoires) for one in (*suivi.finances, *silent))


def _pays(trajectoire: Trajectoire, one: FinanceAnnee) -> bool:
    """Whether an allocation of the contract is part of a line of the follow-up."""
    same = trajectoire.etablissement == one.etablissement
    return same and one.financeur in (None, trajectoire.financeur) and one.section in (None, trajectoire.section)


def _compute_finance(one: FinanceAnnee, annee: int, trajectoires: Sequence[Trajectoire]) -> FinanceSuivie:
    kept = [t for t in trajectoires if _pays(t, one)]
    prevue = sum_montants(get_dotation(t, annee) for t in kept) if kept else None
    cnr_prevus = sum_montants(year.cnr if year else None for year in (_year(t, annee) for t in kept)) if kept else None
    ecart = _soustraire(one.dotation_notifiee, prevue)
    return FinanceSuivie(
        etablissement=one.etablissement,
        financeur=one.financeur,
        section=one.section,
        prevue=prevue,
        notifiee=one.dotation_notifiee,
        ecart=ecart,
        cnr_prevus=cnr_prevus,
        cnr=one.cnr,
        ecart_reconductible=_soustraire(ecart, _soustraire(one.cnr or Decimal("0.00"), cnr_prevus)),
        resultat=one.resultat,
        hypothese=any(t.hypothese for t in kept),
    )


def _year(trajectoire: Trajectoire, annee: int) -> AnneeTrajectoire | None:
    return next((one for one in trajectoire.annees if one.annee == annee), None)


def _soustraire(gauche: Decimal | None, droite: Decimal | None) -> Decimal | None:
    return None if gauche is None or droite is None else gauche - droite
