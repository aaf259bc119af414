"""Random dossiers as a proven shape allows them: every optional value may be missing, every reference may dangle."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from cpomdoc.model.activite import (
    Activite,
    ActiviteRealisee,
    CibleActivite,
    LigneActivite,
    Modulation,
    PeriodeActivite,
)
from cpomdoc.model.aide_sociale import ConventionAideSociale, TarifHebergement, VoletAideSociale
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.diagnostic import Diagnostic, Groupes, IndicateurDiagnostic, SituationFinanciere
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Base, CreditNonReconductible, Dgc, Finances, FraisSiege, MesureNouvelle
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Capacite, Etablissement, Perimetre
from cpomdoc.model.pgfp import Emplois, Exploitation, PassageCaf, Pgfp, Ressources
from cpomdoc.model.ppi import Approbation, Financement, Operation, Ppi
from cpomdoc.model.retour_equilibre import MesureRetablissement, RetourEquilibre

T = TypeVar("T")


def tuples(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """A short list, as the model keeps them."""
    return st.lists(strategy, max_size=3).map(tuple)


ESMS = st.sampled_from(["ime", "mas", "absent"])
FINANCEURS = st.sampled_from(["ars", "92"])
SECTIONS = st.sampled_from([None, "soins"])
MONTANTS = st.none() | st.decimals(Decimal(-100_000), Decimal(9_000_000), places=2)
CHARGES = st.none() | st.decimals(Decimal(0), Decimal(9_000_000), places=2)
TAUX = st.none() | st.decimals(Decimal(-2), Decimal(9), places=4)
NOMBRES = st.none() | st.integers(0, 400)
CIBLES = st.none() | st.decimals(Decimal(0), Decimal(120), places=2)
JOURS = st.dates(date(2025, 1, 1), date(2033, 12, 31))
ANNEES = st.integers(2024, 2033)

PERIODES = st.builds(PeriodeActivite, JOURS, JOURS, NOMBRES, NOMBRES) | st.builds(
    lambda annee, capacite, jours: PeriodeActivite(date(annee, 1, 1), date(annee, 12, 31), capacite, jours),
    ANNEES,
    NOMBRES,
    NOMBRES,
)
INDICATEURS = st.builds(
    CibleActivite,
    code=st.sampled_from(["taux_occupation", "file_active", "prestations", "propre"]),
    cibles=st.dictionaries(ANNEES, CIBLES, max_size=5),
)
LIGNES = st.builds(
    LigneActivite,
    etablissement=ESMS,
    modalite=st.sampled_from(["internat", "semi_internat"]),
    periodes=tuples(PERIODES),
    indicateurs=tuples(INDICATEURS),
    realise=tuples(st.builds(ActiviteRealisee, ANNEES, NOMBRES, NOMBRES, NOMBRES, NOMBRES, NOMBRES)),
    modulation=st.sampled_from([None, True, False]),
)
CLAUSES = st.builds(
    Modulation,
    coefficient=TAUX,
    franchise_points=TAUX,
    base_ecart=st.sampled_from([None, "points", "relatif"]),
    agregation=st.sampled_from([None, "plus_favorable", "moyenne_ponderee", "cumul_interdit"]),
)
ACTIVITES = st.builds(Activite, tuples(LIGNES), st.none() | CLAUSES)

FINANCES = st.builds(
    Finances,
    clause_taux=st.sampled_from([None, "fixe", "rob"]),
    taux=st.dictionaries(ANNEES, TAUX, max_size=6),
    prorata=st.sampled_from(["mois", "jours"]),
    bases=tuples(st.builds(Base, ESMS, FINANCEURS, SECTIONS, st.none() | ANNEES, MONTANTS)),
    mesures_nouvelles=tuples(
        st.builds(MesureNouvelle, st.just("m"), ESMS, MONTANTS, st.none() | JOURS, st.none(), FINANCEURS, SECTIONS)
    ),
    credits_non_reconductibles=tuples(
        st.builds(CreditNonReconductible, ESMS, ANNEES, MONTANTS, st.none(), FINANCEURS, SECTIONS)
    ),
    dgc=tuples(st.builds(Dgc, FINANCEURS, tuples(ESMS), SECTIONS)),
    frais_siege=st.none()
    | st.builds(
        FraisSiege,
        mode=st.sampled_from([None, "montant", "pourcentage"]),
        montant=CHARGES,
        taux=TAUX,
        charges_brutes=st.dictionaries(ESMS, CHARGES, max_size=3),
    ),
)

SERIES = st.dictionaries(ANNEES, MONTANTS, max_size=6)
PGFP = st.builds(
    Pgfp,
    annee_reelle=st.none() | ANNEES,
    exploitation=st.builds(Exploitation, SERIES, SERIES, SERIES, SERIES, SERIES),
    passage_caf=st.builds(PassageCaf, SERIES, SERIES, SERIES, SERIES, SERIES, SERIES),
    emplois=st.builds(Emplois, SERIES, SERIES, SERIES),
    ressources=st.builds(Ressources, SERIES, SERIES, SERIES),
    frng_reel=MONTANTS,
    bfr=SERIES,
)
FINANCEMENTS = st.builds(
    Financement,
    source=st.sampled_from(["emprunt", "subvention"]),
    montant=CHARGES,
    duree_annees=st.none() | st.integers(1, 60),
    taux=TAUX,
    type_taux=st.sampled_from([None, "fixe", "variable"]),
)
OPERATIONS = st.builds(
    Operation,
    id=st.sampled_from(["toit", "cour"]),
    intitule=st.just("Travaux"),
    montant=CHARGES,
    financements=tuples(FINANCEMENTS),
    duree_amortissement=st.none() | st.integers(1, 99),
    surcout=SERIES,
    approbation=st.none() | st.builds(Approbation, st.none() | JOURS),
)
RETOURS = st.builds(
    RetourEquilibre,
    resultat_reference=MONTANTS,
    mesures=tuples(st.builds(MesureRetablissement, st.just("Mesure"), effets=SERIES)),
    evolution_spontanee=SERIES,
    resultats_cibles=SERIES,
)
CONVENTIONS = st.builds(
    ConventionAideSociale,
    etablissement=ESMS,
    evolution=st.sampled_from([None, "taux_fixe", "arrete_annuel"]),
    taux=st.dictionaries(ANNEES, TAUX, max_size=5),
    tarifs=tuples(st.builds(TarifHebergement, st.just("Tarif"), SERIES)),
)

GROUPES = st.builds(Groupes, MONTANTS, MONTANTS, MONTANTS)
DIAGNOSTICS = st.builds(
    Diagnostic,
    indicateurs=tuples(
        st.builds(
            IndicateurDiagnostic,
            code=st.just("TO"),
            valeurs=st.dictionaries(ANNEES, CIBLES, max_size=3),
            q1=CIBLES,
            mediane_regionale=CIBLES,
            q3=CIBLES,
        )
    ),
    situation_financiere=tuples(st.builds(SituationFinanciere, ANNEES, st.none() | ESMS, GROUPES, GROUPES)),
)

CAPACITES = st.builds(
    Capacite,
    modalite=st.sampled_from(["internat", "semi_internat"]),
    autorisee=NOMBRES,
    installee=NOMBRES,
    financee=NOMBRES,
    date_effet=st.none() | JOURS,
    date_fin=st.none() | JOURS,
)
ETABLISSEMENTS = st.builds(
    Etablissement,
    id=st.sampled_from(["ime", "mas"]),
    nom=st.just("Établissement"),
    departement=st.sampled_from([None, "92"]),
    dans_le_contrat=st.sampled_from([None, True, False]),
    capacites=tuples(CAPACITES),
)
CONTRATS = st.builds(Contrat, date_effet=st.none() | JOURS, duree_annees=st.none() | st.integers(1, 7))

DOSSIERS = st.builds(
    Dossier,
    ref=st.just("hasard"),
    general=st.builds(General, CONTRATS, st.just(Parties(Gestionnaire()))),
    perimetre=st.builds(Perimetre, tuples(ETABLISSEMENTS)),
    diagnostic=st.none() | DIAGNOSTICS,
    activite=st.none() | ACTIVITES,
    finances=st.none() | FINANCES,
    pgfp=st.none() | PGFP,
    ppi=st.none() | st.builds(Ppi, operations=tuples(OPERATIONS)),
    retour_equilibre=st.none() | RETOURS,
    aide_sociale=st.none() | st.builds(VoletAideSociale, conventions=tuples(CONVENTIONS)),
)
