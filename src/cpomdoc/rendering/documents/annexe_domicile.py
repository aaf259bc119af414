"""Annex: people, hours, tariffs and money of home services, scheme by scheme and year by year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import majuscule
from cpomdoc.model.domicile import Domicile, PriseEnCharge, ServiceDomicile
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.domicile import AnneeDomicileVue, build_annees
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.objectifs_finances import ObjectifsFinances, build_objectifs_finances
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.typographie import format_entier, format_montant_sans_unite, format_nombre


@dataclass(frozen=True)
class GrandeurVue:
    """People, hours, price or money of a scheme over the years, already written."""

    libelle: str
    valeurs: tuple[str | SansObjet | None, ...]


@dataclass(frozen=True)
class LignePriseEnCharge:
    """A scheme; what the département does not pay has neither price nor money."""

    libelle: str
    grandeurs: tuple[GrandeurVue, ...]


@dataclass(frozen=True)
class ServiceDetaille:
    """One service and its schemes."""

    nom: str
    lignes: tuple[LignePriseEnCharge, ...]


@dataclass(frozen=True)
class VueDomicile:
    """Everything annexe_domicile.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    annees: tuple[int, ...]
    plusieurs: bool
    services: tuple[ServiceDetaille, ...]
    hors_departement: bool
    totaux: tuple[AnneeDomicileVue, ...]
    finances: ObjectifsFinances


cle: str = "domicile"
gabarit: str = "annexe_domicile.docx"
VUE: type = VueDomicile


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueDomicile:
    """Everything that annexe_domicile.docx may print of this contract."""
    domicile, calcul = contexte.dossier.domicile or Domicile(()), contexte.calculs.previsions.domicile
    pairs = zip(domicile.services, calcul.financements if calcul else (), strict=True)
    return VueDomicile(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        annees=contexte.calculs.exercices,
        plusieurs=len(domicile.services) > 1,
        services=tuple(_service(contexte, *pair) for pair in pairs),
        hors_departement=any(not one.tarifs for service in domicile.services for one in service.prises_en_charge),
        totaux=build_annees(contexte),
        finances=build_objectifs_finances(contexte),
    )


def _service(
    contexte: Contexte, one: ServiceDomicile, financements: tuple[Mapping[int, Decimal | None], ...]
) -> ServiceDetaille:
    pairs = zip(one.prises_en_charge, financements, strict=True)
    return ServiceDetaille(
        contexte.nom_etablissement(one.etablissement), tuple(_ligne(contexte, *pair) for pair in pairs)
    )


def _ligne(contexte: Contexte, one: PriseEnCharge, financements: Mapping[int, Decimal | None]) -> LignePriseEnCharge:
    libelle = one.libelle or contexte.libelle("prise_en_charge_domicile", one.type) or one.type
    return LignePriseEnCharge(
        libelle=majuscule(libelle) or libelle,
        grandeurs=tuple(_iterate_grandeurs(contexte, one, financements)),
    )


def _iterate_grandeurs(
    contexte: Contexte, one: PriseEnCharge, financements: Mapping[int, Decimal | None]
) -> Iterator[GrandeurVue]:
    annees = contexte.calculs.exercices
    rows: dict[str, Iterator[str | None]] = {
        "Personnes": (format_entier(one.beneficiaires.get(annee)) for annee in annees),
        "Heures": (format_nombre(one.heures.get(annee)) for annee in annees),
    }
    if one.tarifs:
        rows["Tarif horaire (€)"] = (format_montant_sans_unite(one.tarifs.get(annee)) for annee in annees)
        rows["Financement (€)"] = (format_montant_sans_unite(financements.get(annee)) for annee in annees)
    for libelle, valeurs in rows.items():
        pairs = zip(annees, valeurs, strict=True)
        yield GrandeurVue(libelle, tuple(contexte.de_l_annee(annee, valeur) for annee, valeur in pairs))
