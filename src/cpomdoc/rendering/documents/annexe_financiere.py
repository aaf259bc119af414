"""Annex: how allocations are fixed, from the reference bases to the instalments of the first year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.complements import (
    ComplementVue,
    CreditVue,
    EtalementVue,
    build_complements,
    build_credits,
    build_etalements,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.dotations import (
    DgcAnnexe,
    EcheancierVue,
    PartVue,
    PlaceVue,
    build_dgc,
    build_echeanciers,
    build_hors_dgc,
    build_places,
)
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.figures_finances import build_figures_dotations
from cpomdoc.rendering.documents.financement import Dotations, build_dotations
from cpomdoc.rendering.documents.moyens import Methode, build_methode
from cpomdoc.rendering.documents.trajectoires import (
    BaseVue,
    MesureVue,
    TrajectoireVue,
    build_bases,
    build_mesures,
    build_trajectoires,
    iterate_trajectoires,
)
from cpomdoc.rendering.graphiques import Figure
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class Rangs:
    """Numbers of the parts that follow the first five; one that is absent leaves no hole."""

    complements: int
    dgc: int
    places: int
    echeancier: int
    siege: int
    annonces: int


@dataclass(frozen=True)
class VueFinanciere:
    """Everything annexe_financiere.docx may print; `trajectoire_inconnue` when no year of any ESMS is known.

    `renvoi_siege` refers to the annex on head-office costs, empty when there is none. Until bases are known
    (`volet_chiffre`) nobody can say that there is no measure and no one-year credit: `inconnu` is printed instead.
    """

    entete: Entete
    annexe: TitreAnnexe
    renvoi_dotations: str
    rangs: Rangs
    annees: tuple[int, ...]
    methode: Methode
    prorata: str
    hypotheses: bool
    volet_chiffre: bool
    inconnu: str | None
    bases: tuple[BaseVue, ...]
    bases_arrondies: bool
    total_bases: Decimal | SansObjet | None
    mesures: tuple[MesureVue, ...]
    credits: tuple[CreditVue, ...]
    etalements: tuple[EtalementVue, ...]
    complements: tuple[ComplementVue, ...]
    trajectoires: tuple[TrajectoireVue, ...]
    trajectoire_inconnue: bool
    incomplete: bool
    dgc: tuple[DgcAnnexe, ...]
    hors_dgc: tuple[PartVue, ...]
    echeanciers: tuple[EcheancierVue, ...]
    renvoi_siege: str
    places: tuple[PlaceVue, ...]
    couts_connus: bool
    date_effet: date | None
    dotations: Dotations
    graphiques: tuple[Figure, ...]


cle: str = "financiere"
gabarit: str = "annexe_financiere.docx"
VUE: type = VueFinanciere


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueFinanciere:
    """Everything that annexe_financiere.docx may print of this contract."""
    finances = contexte.dossier.finances
    bases, complements = build_bases(contexte), build_complements(contexte)
    trajectoires, places = build_trajectoires(contexte), build_places(contexte)
    dgc, siege = build_dgc(contexte), resolve_renvoi(contexte, "annexe:frais_siege") or ""
    dotations, arrondies = build_dotations(contexte), any(one.ecrit != "" for one in bases)
    return VueFinanciere(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        renvoi_dotations=resolve_renvoi(contexte, "article:dotations") or "",
        rangs=_rangs(complements=bool(complements), dgc=bool(dgc), siege=bool(siege), places=bool(places)),
        annees=contexte.calculs.exercices,
        methode=build_methode(contexte),
        prorata=finances.prorata if finances else "mois",
        hypotheses=dotations.hypotheses,
        volet_chiffre=finances is not None and bool(finances.bases),
        inconnu=None,
        bases=bases,
        bases_arrondies=arrondies,
        total_bases=SANS_OBJET if arrondies else _total([one.montant for one in bases]),
        mesures=build_mesures(contexte),
        credits=build_credits(contexte),
        etalements=build_etalements(contexte),
        complements=complements,
        trajectoires=trajectoires,
        trajectoire_inconnue=not trajectoires,
        incomplete=len(trajectoires) < len(list(iterate_trajectoires(contexte)))
        or not all(one.complete for one in trajectoires),
        dgc=dgc,
        hors_dgc=build_hors_dgc(contexte),
        echeanciers=build_echeanciers(contexte),
        renvoi_siege=siege,
        places=places,
        couts_connus=any(one.cout is not SANS_OBJET for one in places),
        date_effet=contexte.dossier.general.contrat.date_effet,
        dotations=dotations,
        graphiques=build_figures_dotations(contexte),
    )


def _rangs(*, complements: bool, dgc: bool, siege: bool, places: bool) -> Rangs:
    first = 6 + complements
    echeancier = first + dgc + places
    return Rangs(
        complements=6,
        dgc=first,
        places=first + dgc,
        echeancier=echeancier,
        siege=echeancier + 1,
        annonces=echeancier + 1 + siege,
    )


def _total(montants: list[Decimal | None]) -> Decimal | None:
    """Sum of printed amounts; unknown as soon as one of them is."""
    known = [one for one in montants if one is not None]
    return sum(known, Decimal(0)) if montants and len(known) == len(montants) else None
