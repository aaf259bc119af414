"""What the articles on a service autonomie à domicile say: people, hours, territory, prices, rules on money."""

from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.model.domicile import Domicile, DotationComplementaire, Recuperation, ServiceDomicile, Tarification
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class ServiceVue:
    """Where and when one service works."""

    nom: str
    territoire: str | None
    horaires: str | None


@dataclass(frozen=True)
class AnneeDomicileVue:
    """One year over all services: people, hours, what the département pays for hours and for objectives."""

    annee: int
    beneficiaires: int | SansObjet | None
    heures: Decimal | SansObjet | None
    financement: Decimal | SansObjet | None
    dotation: Decimal | SansObjet | None
    total: Decimal | SansObjet | None


@dataclass(frozen=True)
class DomicileVue:
    """Choices and long texts; `mode_tarif` and `versement` are codes that the gabarit words, `""` leaves out."""

    presentation: str
    plusieurs: bool
    services: tuple[ServiceVue, ...]
    annees: tuple[AnneeDomicileVue, ...]
    mode_tarif: str | None
    versement: str | None
    facturation: str
    modalites: str
    avec_dotation: bool
    versement_dotation: str | None
    reste_a_charge: str
    controle: str
    revision: str
    seuil: Decimal | None
    avec_seuil: bool
    delai_mois: int | None
    prevention: str | None
    qualification: str | None
    bientraitance: str | None
    coordination: str | None
    evaluation: str


def build_domicile(contexte: Contexte) -> DomicileVue:
    """The home-service part of the contract; all unknown while it has none."""
    one = contexte.dossier.domicile or Domicile(())
    tarification = one.tarification or Tarification()
    dotation, recuperation = one.dotation_complementaire or DotationComplementaire(), one.recuperation or Recuperation()
    return DomicileVue(
        presentation=one.presentation or "",
        plusieurs=len(one.services) > 1,
        services=tuple(_service(contexte, service) for service in one.services),
        annees=build_annees(contexte),
        mode_tarif=tarification.mode,
        versement=tarification.versement,
        facturation=tarification.facturation or "",
        modalites=tarification.modalites or "",
        avec_dotation="domicile_dotation" in contexte.plan.articles,
        versement_dotation=dotation.versement,
        reste_a_charge=dotation.reste_a_charge or "",
        controle=recuperation.controle or "",
        revision=recuperation.revision or "",
        seuil=recuperation.seuil_activite,
        avec_seuil=recuperation.seuil_activite is not None,
        delai_mois=recuperation.delai_mois,
        prevention=one.prevention,
        qualification=one.qualification,
        bientraitance=one.bientraitance,
        coordination=one.coordination,
        evaluation=one.evaluation or "",
    )


def build_annees(contexte: Contexte) -> tuple[AnneeDomicileVue, ...]:
    """The yearly totals; the allocation does not apply where no objective is financed."""
    calcul = contexte.calculs.previsions.domicile
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    financed = any(one.dotation is not None for one in objectifs)
    return tuple(
        AnneeDomicileVue(
            one.annee,
            contexte.de_l_annee(one.annee, one.beneficiaires),
            contexte.de_l_annee(one.annee, one.heures),
            contexte.de_l_annee(one.annee, one.financement),
            contexte.de_l_annee(one.annee, one.dotation) if financed else SANS_OBJET,
            contexte.de_l_annee(one.annee, one.total),
        )
        for one in (calcul.annees if calcul else ())
    )


def _service(contexte: Contexte, one: ServiceDomicile) -> ServiceVue:
    return ServiceVue(contexte.nom_etablissement(one.etablissement), one.territoire, one.horaires)
