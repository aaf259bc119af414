"""Which articles and annexes a given contract has, with the numbers that the whole set of documents uses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cpomdoc.model.catalogue import ArticleType, Catalogue
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import AffectationResultats
from cpomdoc.model.referentiel import AnnexeType


@dataclass(frozen=True)
class ArticlePlace:
    """An article in its place: `numero` as printed (« 4.2 »), `niveau` 1 for an article, 2 for a part of one."""

    cle: str
    numero: str
    intitule: str
    niveau: int
    titre: str


@dataclass(frozen=True)
class TitrePlace:
    """A titre in its place: `numero` in Roman figures."""

    cle: str
    numero: str
    intitule: str


@dataclass(frozen=True)
class AnnexePlace:
    """An annex in its place; `opposable` says whether it binds the parties."""

    cle: str
    numero: int
    intitule: str
    opposable: bool


@dataclass(frozen=True)
class Plan:
    """The numbered skeleton of one contract."""

    titres: tuple[TitrePlace, ...]
    articles: Mapping[str, ArticlePlace]
    annexes: tuple[AnnexePlace, ...]

    @property
    def annexes_par_cle(self) -> dict[str, AnnexePlace]:
        """The annexes present, by key."""
        return {annexe.cle: annexe for annexe in self.annexes}


Condition = Callable[[Dossier], bool]


def _needs_annexe(affectation: AffectationResultats | None) -> bool:
    """Whether the article on results needs an annex: it says more than a principle and an order."""
    if affectation is None:
        return False
    details = (affectation.cles, affectation.plafonds, affectation.seuil_concertation, affectation.information_autorite)
    return affectation.inter_etablissements is True or any(details)


def _has_dotation(dossier: Dossier) -> bool:
    """Whether an allocation of its own pays for an objective, or rules for one are written."""
    rules = dossier.domicile.dotation_complementaire if dossier.domicile else None
    objectifs = dossier.objectifs.objectifs if dossier.objectifs else ()
    return rules is not None or any(one.dotation is not None for one in objectifs)


CONDITIONS: Mapping[str, Condition] = {
    "accompagnement_social": lambda d: d.accompagnement_social is not None,
    "activite": lambda d: d.activite is not None,
    "aide_sociale": lambda d: d.aide_sociale is not None,
    "affectation_annexee": lambda d: d.finances is not None and _needs_annexe(d.finances.affectation_resultats),
    "affectation_resultats": lambda d: d.finances is not None and d.finances.affectation_resultats is not None,
    "conventions_anterieures": lambda d: bool(d.general.conventions_anterieures),
    "dgc": lambda d: d.finances is not None and bool(d.finances.dgc),
    "diagnostic": lambda d: d.diagnostic is not None,
    "dispense_contradictoire": lambda d: d.finances is not None and d.finances.dispense_contradictoire is True,
    "domicile": lambda d: d.domicile is not None,
    "domicile_dotation": lambda d: d.domicile is not None and _has_dotation(d),
    "domicile_evaluation": lambda d: d.domicile is not None and bool(d.domicile.evaluation),
    "forfait_autonomie": lambda d: d.forfait_autonomie is not None,
    "finances": lambda d: d.finances is not None,
    "frais_siege": lambda d: d.finances is not None and d.finances.frais_siege is not None,
    "methode": lambda d: d.domicile is None or d.finances is not None,
    "hebergement": lambda d: d.hebergement is not None,
    "dispositifs": lambda d: d.hebergement is not None and bool(d.hebergement.dispositifs),
    "modulation": lambda d: d.activite is not None and d.activite.modulation is not None,
    "objectifs": lambda d: d.objectifs is not None,
    "orientations": lambda d: d.orientations is not None,
    "partenariats": lambda d: d.partenariats is not None,
    "pgfp": lambda d: d.pgfp is not None,
    "ppi": lambda d: d.ppi is not None,
    "projets": lambda d: bool(d.perimetre.projets),
    "rapt": lambda d: d.rapt is not None,
    "resiliation": lambda d: d.general.resiliation is not None,
    "retour_equilibre": lambda d: d.retour_equilibre is not None,
    "suivi": lambda d: d.general.suivi is not None and d.general.suivi.annexe,
    "toujours": lambda d: True,
}
"""Tests an article or an annex may hang on; the catalogue names them."""


def build_plan(dossier: Dossier, catalogue: Catalogue, annexes: Mapping[str, AnnexeType]) -> Plan:
    """Keep what applies and number it: articles run on or restart by titre, annexes as the author says."""
    titres: list[TitrePlace] = []
    articles: dict[str, ArticlePlace] = {}
    rang = 0
    for type_titre in catalogue.titres_of(dossier.general.contrat.categorie):
        presents = [article for article in type_titre.articles if _applies(dossier, article.condition)]
        if not presents:
            continue
        titre = TitrePlace(type_titre.cle, _roman(len(titres) + 1), type_titre.intitule)
        titres.append(titre)
        if dossier.general.presentation.numerotation == "par_titre":
            rang = 0
        for article in presents:
            rang += 1
            articles.update((place.cle, place) for place in _places(dossier, article, str(rang), titre.cle))
    return Plan(tuple(titres), articles, _annexes(dossier, annexes))


def _applies(dossier: Dossier, condition: str | None) -> bool:
    return CONDITIONS[condition or "toujours"](dossier)


def _places(dossier: Dossier, article: ArticleType, numero: str, titre: str) -> Iterator[ArticlePlace]:
    yield ArticlePlace(article.cle, numero, article.intitule, numero.count(".") + 1, titre)
    parts = [part for part in article.articles if _applies(dossier, part.condition)]
    for rank, part in enumerate(parts, 1):
        yield from _places(dossier, part, f"{numero}.{rank}", titre)


def _annexes(dossier: Dossier, annexes: Mapping[str, AnnexeType]) -> tuple[AnnexePlace, ...]:
    """Annexes present, in the order of their default numbers, without holes unless the author numbered them."""
    chosen = dossier.general.presentation.annexes
    present = [annexe for annexe in annexes.values() if annexe.condition and _applies(dossier, annexe.condition)]
    places = [
        AnnexePlace(annexe.cle, chosen.get(annexe.cle, rank), annexe.intitule, annexe.opposable)
        for rank, annexe in enumerate(_order(present), 1)
    ]
    return tuple(sorted(places, key=lambda place: place.numero))


def _order(annexes: list[AnnexeType]) -> list[AnnexeType]:
    """Those that a house puts at a rank stand there, the others around them in the order of their usual numbers."""
    ordered = sorted((one for one in annexes if one.rang is None), key=lambda one: one.numero)
    for one in sorted((one for one in annexes if one.rang is not None), key=lambda one: (one.rang or 0, one.numero)):
        ordered.insert((one.rang or 1) - 1, one)
    return ordered


def _roman(number: int) -> str:
    """Roman numeral of a titre; a contract has two or three, nine is plenty."""
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number - 1]
