"""Articles and annexes as documents print them and refer to them: numbers come from the plan, never from a gabarit."""

from dataclasses import dataclass, fields

from cpomdoc.model.plan import AnnexePlace, ArticlePlace
from cpomdoc.rendering.documents.contexte import Contexte


@dataclass(frozen=True)
class Clause:
    """A clause of one's own, printed at the end of the article it names."""

    intitule: str
    texte: str


@dataclass(frozen=True)
class Article:
    """`titre` heads it (« Article 4.2 – Dotations »), `renvoi` refers to it (« article 4.2 »)."""

    numero: str
    titre: str
    renvoi: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Articles:
    """The articles of the catalogue by key; None for those that this contract does not have."""

    perimetre: Article | None
    gestionnaire: Article | None
    etablissements: Article | None
    beneficiaire_dgc: Article | None
    projets: Article | None
    diagnostic: Article | None
    objectifs: Article | None
    moyens: Article | None
    methode: Article | None
    dotations: Article | None
    dispense_contradictoire: Article | None
    activite: Article | None
    modulation: Article | None
    affectation_resultats: Article | None
    frais_siege: Article | None
    suivi: Article | None
    litiges: Article | None
    revision: Article | None
    resiliation: Article | None
    conventions_anterieures: Article | None
    duree: Article | None
    annexes: Article | None


@dataclass(frozen=True)
class Titres:
    """Headings of the titres (« Titre I – Objet du contrat »); None when one has no article left."""

    objet: str | None
    mise_en_oeuvre: str | None


@dataclass(frozen=True)
class Annexe:
    """An annex in the list that closes the contract; `renvoi` refers to it (« annexe n° 5 »)."""

    numero: int
    intitule: str
    opposable: bool
    renvoi: str


@dataclass(frozen=True)
class Annexes:
    """The annexes that articles refer to; None for those that this contract does not have."""

    fiche_signaletique: Annexe | None
    synthese_diagnostic: Annexe | None
    diagnostic: Annexe | None
    objectifs_fiches_actions: Annexe | None
    activite: Annexe | None
    financiere: Annexe | None
    affectation_resultats: Annexe | None
    frais_siege: Annexe | None


def build_articles(contexte: Contexte) -> Articles:
    """Every article of the plan, with the clauses that its author placed after it."""
    places = contexte.plan.articles
    return Articles(**{f.name: _article(contexte, places.get(f.name)) for f in fields(Articles)})


def build_titres(contexte: Contexte) -> Titres:
    """Headings of the titres that the plan kept."""
    named = {titre.cle: f"Titre {titre.numero} – {titre.intitule}" for titre in contexte.plan.titres}
    return Titres(named.get("objet"), named.get("mise_en_oeuvre"))


def build_annexes(contexte: Contexte) -> Annexes:
    """The annexes that articles may refer to."""
    return Annexes(**{f.name: _annexe(contexte.annexe(f.name)) for f in fields(Annexes)})


def list_annexes(contexte: Contexte) -> tuple[Annexe, ...]:
    """All the annexes of the contract, by number."""
    return tuple(_place_annexe(place) for place in contexte.plan.annexes)


def resolve_renvoi(contexte: Contexte, renvoi: str) -> str | None:
    """Words for a reference of a long text: « annexe:activite » -> « annexe n° 5 »; None when nothing has that name."""
    genre, _, cle = (part.strip() for part in renvoi.partition(":"))
    if genre == "annexe":
        annexe = contexte.annexe(cle)
        return None if annexe is None else _renvoi_annexe(annexe)
    if genre == "article":
        article = contexte.plan.articles.get(cle)
        return None if article is None else _renvoi_article(contexte, article)
    if genre == "fiche":
        return next((f"fiche action {fiche.fiche}" for fiche in contexte.dossier.fiches if fiche.fiche == cle), None)
    return None


def _article(contexte: Contexte, place: ArticlePlace | None) -> Article | None:
    if place is None:
        return None
    clauses = tuple(
        Clause(clause.intitule or "Clause particulière", clause.texte)
        for clause in contexte.dossier.general.clauses_particulieres
        if clause.apres == place.cle
    )
    numero = place.numero
    intitule = place.intitule.replace("'", "’")
    return Article(numero, f"Article {numero} – {intitule}", _renvoi_article(contexte, place), clauses)


def _renvoi_article(contexte: Contexte, place: ArticlePlace) -> str:
    """« article 4.2 »; where numbers start again in each titre, « article 4.2 du titre I »."""
    renvoi = f"article\u00a0{place.numero}"
    if contexte.dossier.general.presentation.numerotation != "par_titre":
        return renvoi
    titre = next((one.numero for one in contexte.plan.titres if one.cle == place.titre), "")
    return f"{renvoi} du titre\u00a0{titre}" if titre else renvoi


def _annexe(place: AnnexePlace | None) -> Annexe | None:
    return None if place is None else _place_annexe(place)


def _place_annexe(place: AnnexePlace) -> Annexe:
    return Annexe(place.numero, place.intitule, place.opposable, _renvoi_annexe(place))


def _renvoi_annexe(place: AnnexePlace) -> str:
    return f"annexe n°\u00a0{place.numero}"
