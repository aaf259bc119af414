"""What a year leaves to settle, and why an avenant may be worth examining: by rules, each with its reason."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cpomdoc import periodes
from cpomdoc.computing.modulation_suivie import EHPAD, retains
from cpomdoc.model.activite import Modulation
from cpomdoc.model.calculs import Jalons
from cpomdoc.model.calculs_suivi import BilanAnnuel, LigneSuivie, MesureSuivie, Signal
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.perimetre import Autorisation
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.suivi_annuel import SuiviAnnuel

ZERO = Decimal(0)


def compute_points(bilan: BilanAnnuel, dossier: Dossier, referentiel: Referentiel) -> tuple[Signal, ...]:
    """What the parties must settle, from the gravest to what is only missing."""
    return (
        *_iterate_activite(bilan, dossier),
        *_iterate_indicateurs(bilan),
        *_iterate_fiches(bilan),
        *_iterate_dotations(bilan),
        *_iterate_autorisations(bilan, dossier, referentiel),
        *_iterate_inconnus(bilan),
    )


def _iterate_activite(bilan: BilanAnnuel, dossier: Dossier) -> Iterator[Signal]:
    """An activity that falls short by more than the clause lets pass; what would be withheld."""
    modulation = dossier.activite.modulation if dossier.activite else None
    for ligne in bilan.lignes:
        for one in ligne.mesures:
            if one.ecart is not None and one.ecart > _tolerance(modulation if ligne.modulable else None):
                yield Signal("activite", ligne.etablissement, f"{ligne.modalite} {one.indicateur}", one.ecart)
    for retenue in bilan.modulations:
        if retains(retenue):
            code = "minoration" if retenue.regime == EHPAD else "retenue"
            yield Signal(code, retenue.etablissement, valeur=retenue.abattement)


def _tolerance(modulation: Modulation | None) -> Decimal:
    """The gap below which the clause withholds nothing."""
    if modulation is None:
        return ZERO
    paliers = [one.ecart for one in modulation.paliers]
    return modulation.seuil_points or modulation.franchise_points or min(paliers, default=ZERO)


def _iterate_indicateurs(bilan: BilanAnnuel) -> Iterator[Signal]:
    for one in bilan.indicateurs:
        if one.atteint is False:
            yield Signal("indicateur", one.origine, one.indicateur.id, one.ecart)


def _iterate_fiches(bilan: BilanAnnuel) -> Iterator[Signal]:
    for one in bilan.fiches:
        if one.en_retard:
            yield Signal(
                "retard", one.fiche, valeur=Decimal(one.jours_retard), date=one.echeance_revisee or one.echeance
            )
        elif one.statut in ("reportee", "abandonnee") and one.statut != one.statut_precedent:
            yield Signal(one.statut, one.fiche)


def _iterate_dotations(bilan: BilanAnnuel) -> Iterator[Signal]:
    for one in bilan.finances:
        if one.ecart:
            yield Signal("dotation", one.etablissement, one.financeur or "", one.ecart)


def _iterate_autorisations(bilan: BilanAnnuel, dossier: Dossier, referentiel: Referentiel) -> Iterator[Signal]:
    """Authorisations that end soon, whether inside the contract or just after it."""
    mois = referentiel.entier("alerte_autorisation", bilan.au)
    if mois is None:
        return
    limite = periodes.add_months(bilan.au, mois)
    for esms in dossier.perimetre.etablissements:
        fin = last_day(esms.autorisation) if esms.dans_le_contrat is not False else None
        if fin is not None and fin <= limite:
            yield Signal("autorisation", esms.id, date=fin)


def last_day(acte: Autorisation | None) -> date | None:
    """Last day that an authorisation covers; unknown when a later renewal was written, whose own end is not."""
    if acte is None or acte.echeance is None:
        return None
    return None if acte.date_renouvellement is not None and acte.date_renouvellement >= acte.echeance else acte.echeance


def _iterate_inconnus(bilan: BilanAnnuel) -> Iterator[Signal]:
    """What nobody has written, without which the year cannot be judged."""
    for ligne in bilan.lignes:
        if not ligne.sans_objet and _lacks(ligne):
            yield Signal("activite_inconnue", ligne.etablissement, ligne.modalite)
    for one in bilan.finances:
        if one.notifiee is None:
            yield Signal("dotation_inconnue", one.etablissement, one.financeur or "")
        elif one.prevue is None:
            yield Signal("trajectoire_inconnue", one.etablissement, one.financeur or "")
    manquants = [one for one in bilan.indicateurs if one.realise is None and one.cible is not None]
    if manquants:
        yield Signal("indicateurs_inconnus", valeur=Decimal(len(manquants)))
    sans_statut = [one for one in bilan.fiches if one.statut is None]
    if sans_statut:
        yield Signal("statuts_inconnus", valeur=Decimal(len(sans_statut)))


def _lacks(ligne: LigneSuivie) -> bool:
    return any(one.cible is not None and one.realise is None for one in ligne.mesures)


def compute_raisons(
    bilan: BilanAnnuel, suivi: SuiviAnnuel, jalons: Jalons, referentiel: Referentiel
) -> tuple[Signal, ...]:
    """Reasons to examine an avenant, by motive: nothing here decides of one."""
    return (
        *_iterate_terme(bilan, jalons, referentiel),
        *(
            Signal("changement", one.etablissement or "", one.objet or "", date=one.date, motif=one.motif)
            for one in suivi.changements
        ),
        *(
            Signal("capacite", one.etablissement, one.modalite, Decimal(one.capacite), motif="capacite")
            for one in bilan.lignes
            if one.capacite is not None and one.prevue is not None and one.capacite != one.prevue
        ),
        *(
            Signal("cible_activite", ligne.etablissement, f"{ligne.modalite} {one.indicateur}", motif="activite")
            for ligne in bilan.lignes
            for one in ligne.mesures
            if _falls_short_again(one)
        ),
        *(
            Signal("cible_indicateur", one.origine, one.indicateur.id, motif="objectifs")
            for one in bilan.indicateurs
            if one.atteint is False and one.deja_manque
        ),
        *(
            Signal("dotation", one.etablissement, one.financeur or "", one.ecart_reconductible, motif="finances")
            for one in bilan.finances
            if one.ecart_reconductible
        ),
        *(Signal("abandonnee", one.fiche, motif="objectifs") for one in bilan.fiches if one.statut == "abandonnee"),
    )


def _falls_short_again(one: MesureSuivie) -> bool:
    return bool(one.sous_cible) and one.deja_sous_cible


def _iterate_terme(bilan: BilanAnnuel, jalons: Jalons, referentiel: Referentiel) -> Iterator[Signal]:
    """The term is near: what follows the contract is to be prepared, and a prorogation asked for in time."""
    mois = referentiel.entier("alerte_terme", bilan.au)
    if mois is None or jalons.date_fin is None:
        return
    if bilan.au <= jalons.date_fin <= periodes.add_months(bilan.au, mois):
        notification = jalons.notification_prorogation
        code = "terme" if notification is None or bilan.au <= notification else "terme_passe"
        yield Signal(code, date=jalons.date_fin, motif="prorogation")
