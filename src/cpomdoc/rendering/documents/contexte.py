"""All that a document may draw on: the contract, what follows from it, its plan, and the edition being printed.

In a view, what is unknown is None (prints « à compléter ») and what does not apply is `rendering.valeurs.SANS_OBJET`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType, TypeVar

from cpomdoc.model.calculs import Calculs
from cpomdoc.model.calculs_suivi import BilanAnnuel
from cpomdoc.model.categorie_contrat import CategorieContrat
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.plan import AnnexePlace, Plan
from cpomdoc.model.projet_avenant import Consolidation, ProjetAvenant
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.suivi_annuel import SuiviAnnuel
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

T = TypeVar("T")
TexteRiche = NewType("TexteRiche", str)
"""Small Markdown whose references are already resolved; a gabarit writes it with `{{p champ|texte_riche }}`."""


@dataclass(frozen=True)
class Edition:
    """What is being printed: the fingerprint of its sources, and whether it is « projet » or « definitif »."""

    empreinte: str
    statut: str = "projet"

    @property
    def est_projet(self) -> bool:
        """Whether every page says « Projet »."""
        return self.statut != "definitif"


@dataclass(frozen=True)
class Contexte:
    """Everything `build_vues` reads; documents touch nothing else."""

    dossier: Dossier
    calculs: Calculs
    referentiel: Referentiel
    plan: Plan
    edition: Edition
    logos: Mapping[str, ImageLue] = field(default_factory=dict)
    annee_suivie: int | None = None
    projet_avenant: ProjetAvenant | None = None
    consolidation: Consolidation | None = None

    @property
    def bilan(self) -> BilanAnnuel | None:
        """The year of follow-up that is being printed, the last one when nobody says; None when there is none."""
        bilans = self.calculs.bilans
        return next((one for one in reversed(bilans) if self.annee_suivie in (None, one.annee)), None)

    @property
    def suivi_annuel(self) -> SuiviAnnuel | None:
        """What the author wrote of that year."""
        annee = self.bilan.annee if self.bilan else None
        return next((one for one in self.dossier.suivis if one.annee == annee), None)

    @property
    def categorie(self) -> CategorieContrat | None:
        """Legal category of the contract, None while it is unknown."""
        return self.referentiel.categories_contrat.get(self.dossier.general.contrat.categorie or "")

    @property
    def cadre_budgetaire(self) -> str:
        """Budget frame: « eprd », « budget » or « departement », empty while the category is unknown."""
        demande = self.dossier.general.contrat.cadre_budgetaire
        return self.categorie.cadre_of(demande) if self.categorie else ""

    def de_l_annee(self, annee: int, valeur: T | None) -> T | SansObjet | None:
        """A value of one year: of a year that only a prorogation brings, what is not known was never agreed."""
        return SANS_OBJET if valeur is None and annee in self.dossier.exercices_ajoutes else valeur

    def de_la_serie(self, serie: Mapping[int, T | None], annee: int) -> T | SansObjet | None:
        """What a series written year by year says of one; « a_completer » is said, and stays to be completed."""
        return serie[annee] if annee in serie else self.de_l_annee(annee, None)

    def annexe(self, cle: str) -> AnnexePlace | None:
        """The annex if this contract carries it."""
        return self.plan.annexes_par_cle.get(cle)

    def libelle(self, liste: str, code: str | None) -> str | None:
        """Label of a code in one of the small closed lists; the code itself when the list does not know it."""
        return None if code is None else self.referentiel.listes.get(liste, {}).get(code, code)

    def etablissement(self, ident: str) -> Etablissement | None:
        """The ESMS that an id names."""
        return self.dossier.etablissements.get(ident)

    def nom_etablissement(self, ident: str) -> str:
        """Name of the ESMS that an id names; « siège » and unknown ids (an error told elsewhere) stay as written."""
        known = self.etablissement(ident)
        if known is not None:
            return known.nom
        return "siège du gestionnaire" if ident == "siege" else ident
