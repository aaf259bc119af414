"""The whole folder of a contract once typed: what the author wrote, section by section."""

from dataclasses import dataclass

from cpomdoc import periodes
from cpomdoc.model.accompagnement import AccompagnementSocial
from cpomdoc.model.activite import Activite
from cpomdoc.model.aide_sociale import VoletAideSociale
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.contrat import General
from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.domicile import Domicile
from cpomdoc.model.finances import Finances
from cpomdoc.model.forfait_autonomie import ForfaitAutonomie
from cpomdoc.model.hebergement import Hebergement
from cpomdoc.model.lancement import Lancement
from cpomdoc.model.objectifs import FicheAction, Objectifs
from cpomdoc.model.orientations import Orientations
from cpomdoc.model.partenariats import Partenariats
from cpomdoc.model.perimetre import Etablissement, Perimetre
from cpomdoc.model.pgfp import Pgfp
from cpomdoc.model.ppi import Ppi
from cpomdoc.model.rapt import Rapt
from cpomdoc.model.retour_equilibre import RetourEquilibre
from cpomdoc.model.suivi_annuel import SuiviAnnuel


@dataclass(frozen=True)
class Dossier:
    """One contract: `ref` is its folder's name, the sections are None when their file is absent."""

    ref: str
    general: General
    perimetre: Perimetre
    diagnostic: Diagnostic | None = None
    objectifs: Objectifs | None = None
    fiches: tuple[FicheAction, ...] = ()
    activite: Activite | None = None
    finances: Finances | None = None
    pgfp: Pgfp | None = None
    ppi: Ppi | None = None
    retour_equilibre: RetourEquilibre | None = None
    aide_sociale: VoletAideSociale | None = None
    orientations: Orientations | None = None
    partenariats: Partenariats | None = None
    rapt: Rapt | None = None
    accompagnement_social: AccompagnementSocial | None = None
    domicile: Domicile | None = None
    hebergement: Hebergement | None = None
    forfait_autonomie: ForfaitAutonomie | None = None
    avenant: Avenant | None = None
    lancement: Lancement | None = None
    suivis: tuple[SuiviAnnuel, ...] = ()

    @property
    def exercices(self) -> tuple[int, ...]:
        """Calendar years of the contract, empty while its dates are unknown."""
        convenus, fin = self.exercices_convenus, self.general.contrat.fin
        return tuple(range(convenus[0], fin.year + 1)) if convenus and fin is not None else convenus

    @property
    def exercices_convenus(self) -> tuple[int, ...]:
        """Calendar years that were first agreed, before any prorogation."""
        contrat = self.general.contrat
        if contrat.date_effet is None or contrat.duree_annees is None:
            return ()
        return periodes.exercices(contrat.date_effet, contrat.duree_annees)

    @property
    def exercices_ajoutes(self) -> tuple[int, ...]:
        """Calendar years that only a prorogation brings: what nobody wrote for them was never agreed."""
        return self.exercices[len(self.exercices_convenus) :]

    @property
    def exercices_activite(self) -> tuple[int, ...]:
        """Calendar years that have activity targets: those of the contract, unless the annex came later."""
        premiere = self.activite.premiere_annee if self.activite else None
        return tuple(annee for annee in self.exercices if premiere is None or annee >= premiere)

    @property
    def etablissements(self) -> dict[str, Etablissement]:
        """ESMS by id; of two with one id (an error reported elsewhere) the first."""
        return {e.id: e for e in reversed(self.perimetre.etablissements)}

    @property
    def departement_ferie(self) -> str | None:
        """Whose public holidays count: the département said, else that of the manager's address, else of an ESMS."""
        demarche = self.lancement.demarche if self.lancement else None
        if demarche and demarche.departement:
            return demarche.departement
        adresse = self.general.parties.gestionnaire.adresse
        code = adresse.code_postal if adresse else None
        if code:
            return code[:3] if code.startswith("97") else code[:2]
        return next((one.departement for one in self.perimetre.etablissements if one.departement), None)
