"""Annex: the conventions that bind the manager to partners, then management entrusted to or by others."""

from dataclasses import dataclass
from datetime import date

from cpomdoc.model.partenariats import Partenariat, Partenariats
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.etablissements_cites import name_etablissements
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_date_courte

DELEGATION = "delegation_gestion"


@dataclass(frozen=True)
class PartenariatVue:
    """A partner; `echeance` is a day in words, or says that the convention goes on by itself."""

    partenaire: str
    nature: str | None
    objet: str | None
    etablissements: str | SansObjet
    date: date | None
    echeance: str | None
    reference: str | SansObjet


@dataclass(frozen=True)
class VuePartenariats:
    """Everything annexe_partenariats.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    presentation: str
    conventions: tuple[PartenariatVue, ...]
    delegations: tuple[PartenariatVue, ...]


cle: str = "partenariats"
gabarit: str = "annexe_partenariats.docx"
VUE: type = VuePartenariats


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VuePartenariats:
    """Conventions and delegations, in the author's order."""
    partenariats = contexte.dossier.partenariats or Partenariats(())
    return VuePartenariats(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        presentation=partenariats.presentation or "",
        conventions=tuple(_partenariat(contexte, one) for one in partenariats.partenariats if one.nature != DELEGATION),
        delegations=tuple(_partenariat(contexte, one) for one in partenariats.partenariats if one.nature == DELEGATION),
    )


def _partenariat(contexte: Contexte, one: Partenariat) -> PartenariatVue:
    return PartenariatVue(
        partenaire=one.partenaire,
        nature=contexte.libelle("nature_partenariat", one.nature),
        objet=one.objet,
        etablissements=name_etablissements(contexte, one.etablissements),
        date=one.date,
        echeance=_echeance(one),
        reference=one.reference or SANS_OBJET,
    )


def _echeance(one: Partenariat) -> str | None:
    if not one.tacite_reconduction:
        return format_date_courte(one.echeance)
    return f"{format_date_courte(one.echeance)}, puis tacite reconduction" if one.echeance else "tacite reconduction"
