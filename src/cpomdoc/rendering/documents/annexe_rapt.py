"""Annex: what the manager commits to under each item of the « réponse accompagnée pour tous », and how it is seen."""

from dataclasses import dataclass

from cpomdoc.model.rapt import EngagementRapt, Rapt
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.etablissements_cites import name_etablissements
from cpomdoc.rendering.documents.fiche_action import IndicateurVue, build_fiche_action, build_indicateur
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_date_courte


@dataclass(frozen=True)
class EngagementVue:
    """A commitment; `fiches` are the sheets that carry it out, `echeance` says when it holds all along."""

    engagement: str
    etablissements: str | SansObjet
    responsable: str | None
    fiches: str | SansObjet
    echeance: str


@dataclass(frozen=True)
class VoletVue:
    """One of the four items; one without a commitment yet prints what is missing."""

    titre: str
    engagements: tuple[EngagementVue, ...]


@dataclass(frozen=True)
class FicheLiee:
    """An action sheet that carries commitments out, and the objective of the contract that it serves."""

    fiche: str
    intitule: str
    objectif: str | None


@dataclass(frozen=True)
class VueRapt:
    """Everything annexe_rapt.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    presentation: str
    volets: tuple[VoletVue, ...]
    fiches: tuple[FicheLiee, ...]
    indicateurs: tuple[IndicateurVue, ...]


cle: str = "rapt"
gabarit: str = "annexe_rapt.docx"
VUE: type = VueRapt


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueRapt:
    """The four items in their order, whatever the author's."""
    rapt = contexte.dossier.rapt or Rapt(())
    cited = {number for one in rapt.engagements for number in one.fiches}
    return VueRapt(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        presentation=rapt.presentation or "",
        volets=tuple(
            _volet(contexte, rapt, code, f"Volet {rang} – {titre[:1].upper()}{titre[1:]}")
            for rang, (code, titre) in enumerate(contexte.referentiel.listes["item_rapt"].items(), 1)
        ),
        fiches=tuple(
            FicheLiee(one.fiche, one.intitule, build_fiche_action(contexte, one).objectif)
            for one in contexte.dossier.fiches
            if one.fiche in cited
        ),
        indicateurs=tuple(build_indicateur(contexte, one) for one in rapt.indicateurs),
    )


def _volet(contexte: Contexte, rapt: Rapt, code: str, titre: str) -> VoletVue:
    return VoletVue(titre, tuple(_engagement(contexte, one) for one in rapt.engagements if one.item == code))


def _engagement(contexte: Contexte, one: EngagementRapt) -> EngagementVue:
    return EngagementVue(
        engagement=one.engagement,
        etablissements=name_etablissements(contexte, one.etablissements),
        responsable=one.responsable,
        fiches=", ".join(one.fiches) or SANS_OBJET,
        echeance=format_date_courte(one.echeance) or "durée du contrat",
    )
