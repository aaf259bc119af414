"""What the shortfall of a year may cost each ESMS, by the clause of the contract or by the regime of EHPAD."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from cpomdoc.computing.dgc import get_dotation
from cpomdoc.computing.ehpad import compute_forfait_minore, compute_minoration_ehpad
from cpomdoc.computing.finances import compute_dotation_modulable
from cpomdoc.computing.modulation import ZERO, compute_abattement, compute_taux_agrege
from cpomdoc.computing.sommes import sum_entiers, sum_montants
from cpomdoc.model.activite import Modulation
from cpomdoc.model.calculs_finances import Trajectoire
from cpomdoc.model.calculs_suivi import LigneSuivie, ModulationSuivie
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.suivi_annuel import SuiviAnnuel

CLAUSE, EHPAD = "clause", "ehpad"
HEBERGEMENT_PERMANENT = "hebergement_permanent"
SOINS = ("soins", "forfait_global_unique")


def compute_modulations(
    dossier: Dossier,
    lignes: Sequence[LigneSuivie],
    trajectoires: Sequence[Trajectoire],
    referentiel: Referentiel,
    annee: int,
) -> tuple[ModulationSuivie, ...]:
    """One per ESMS that a clause or a text may touch, in the order of the lines."""
    modulation = dossier.activite.modulation if dossier.activite else None
    found: list[ModulationSuivie] = []
    for ident in dict.fromkeys(one.etablissement for one in lignes):
        own = [one for one in lignes if one.etablissement == ident]
        if is_ehpad(dossier, ident, referentiel):
            found += _compute_ehpad(own, trajectoires, referentiel, annee)
        elif modulation is not None and any(one.modulable for one in own):
            kept = [one for one in own if one.modulable]
            found.append(_compute_clause(kept, modulation, trajectoires, annee))
    return tuple(found)


def is_ehpad(dossier: Dossier, ident: str, referentiel: Referentiel) -> bool:
    """Whether a text of their own modulates such ESMS, whatever the contract says."""
    esms = dossier.etablissements.get(ident)
    categorie = referentiel.categories_esms.get(esms.categorie or "") if esms else None
    contrats = referentiel.categories_contrat
    return any(contrats[code].modulation_propre for code in (categorie.contrats if categorie else ()))


def _compute_clause(
    lignes: Sequence[LigneSuivie], modulation: Modulation, trajectoires: Sequence[Trajectoire], annee: int
) -> ModulationSuivie:
    """One rate for all the indicators of the ESMS that have a target; a waiver leaves the ceiling to be read."""
    ident = lignes[0].etablissement
    mesures = [one for ligne in lignes for one in ligne.mesures if one.cible is not None]
    poids = [one.poids for one in mesures]
    taux = compute_taux_agrege([one.taux for one in mesures], modulation.agregation, poids)
    plafond = compute_taux_agrege([one.plafond for one in mesures], modulation.agregation, poids)
    dotation = compute_dotation_modulable(trajectoires, ident, annee)
    renonciation = any(one.renonciation for one in lignes)
    return ModulationSuivie(
        etablissement=ident,
        regime=CLAUSE,
        taux_plafond=plafond,
        taux=taux,
        dotation=dotation,
        plafond=compute_abattement(dotation, plafond),
        abattement=Decimal("0.00") if renonciation else compute_abattement(dotation, taux),
        hypothese=any(one.hypothese for one in trajectoires if one.etablissement == ident),
        renonciation=renonciation,
        sans_objet=all(one.sans_objet for one in lignes),
    )


def _compute_ehpad(
    lignes: Sequence[LigneSuivie], trajectoires: Sequence[Trajectoire], referentiel: Referentiel, annee: int
) -> Iterator[ModulationSuivie]:
    """The care allocation of an EHPAD below the threshold of occupancy of its permanent accommodation."""
    kept = [one for one in lignes if one.modalite == HEBERGEMENT_PERMANENT]
    if not kept:
        return
    jour = date(annee, 12, 31)
    theorique = sum_entiers(one.theorique_neutralise for one in kept)
    journees = sum_entiers(one.journees for one in kept)
    occupe = None if not theorique or journees is None else Decimal(100) * journees / theorique
    seuil, part = (referentiel.nombre(name, jour) for name in ("seuil_occupation_ehpad", "part_minoration_ehpad"))
    taux = compute_minoration_ehpad(occupe, seuil, part)
    ident = kept[0].etablissement
    soins = [one for one in trajectoires if one.etablissement == ident and one.section in SOINS]
    dotation = sum_montants(get_dotation(one, annee) for one in soins) if soins else None
    abattement = compute_forfait_minore(dotation, taux)
    yield ModulationSuivie(
        etablissement=ident,
        regime=EHPAD,
        taux_plafond=taux,
        taux=taux,
        dotation=dotation,
        plafond=abattement,
        abattement=abattement,
        hypothese=any(one.hypothese for one in soins),
        sans_objet=theorique == 0,
    )


def compute_limite_information(dossier: Dossier, suivi: SuiviAnnuel) -> date | None:
    """Last day to tell the manager of what one means to withhold; None while the day of the decision is unknown."""
    modulation = dossier.activite.modulation if dossier.activite else None
    decision = suivi.modulation.date_decision if suivi.modulation else None
    if modulation is None or decision is None or modulation.information_prealable_jours is None:
        return None
    return decision - timedelta(days=modulation.information_prealable_jours)


def retains(one: ModulationSuivie) -> bool:
    """Whether something would be withheld."""
    return one.abattement is not None and one.abattement > ZERO
