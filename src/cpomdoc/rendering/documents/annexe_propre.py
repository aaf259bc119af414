"""An annex of a house's own: its Word file says everything, but for the number, the title and whom it is about."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.grammaire import name_gestionnaire


@dataclass(frozen=True)
class VueAnnexePropre:
    """The little that such an annex may print of the contract."""

    entete: Entete
    annexe: TitreAnnexe
    gestionnaire: str | None
    etablissements: tuple[str, ...]
    date_effet: date | None
    date_fin: date | None


@dataclass
class AnnexePropre:
    """One of them, as the registry holds documents."""

    cle: str
    gabarit: str
    VUE: type = VueAnnexePropre

    def applies(self, contexte: Contexte) -> bool:
        """Whether the plan of this contract holds it."""
        return contexte.annexe(self.cle) is not None

    def build_vues(self, contexte: Contexte) -> VueAnnexePropre:
        """What its gabarit may print."""
        contrat = contexte.dossier.general.contrat
        return VueAnnexePropre(
            entete=build_entete(contexte, self.cle),
            annexe=build_titre_annexe(contexte, self.cle),
            gestionnaire=name_gestionnaire(contexte),
            etablissements=tuple(one.nom for one in contexte.dossier.perimetre.etablissements),
            date_effet=contrat.date_effet,
            date_fin=contexte.calculs.jalons.date_fin,
        )
