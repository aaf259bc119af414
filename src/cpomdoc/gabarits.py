"""The gabarits of a folder: which are its own, what is wrong with any of them, and a copy of one to be edited."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.errors import GabaritError
from cpomdoc.loading.catalogue_refusals import ARTICLE_NOT_PRINTED
from cpomdoc.loading.load_gabarits import (
    TEMPLATES,
    is_own,
    list_gabarits,
    load_gabarit,
    load_shipped,
    own_folder,
)
from cpomdoc.loading.load_maison import MAISON
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.refusals import refuse
from cpomdoc.maison import CATALOGUE, MaisonLue, open_maison
from cpomdoc.model.catalogue import Catalogue
from cpomdoc.pipeline import Bilan
from cpomdoc.problems import Problem, Severite
from cpomdoc.publishing.write_new import write_new
from cpomdoc.rendering.documents.annexe_propre import AnnexePropre
from cpomdoc.rendering.documents.document import Imprimable
from cpomdoc.rendering.documents.portefeuille import vue as portefeuille
from cpomdoc.rendering.documents.registre import IMPRIMABLES
from cpomdoc.rendering.documents.suivi_annuel import dialogue_annuel
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.gabarits import check_gabarit, describe_lacks, describe_stray, find_articles
from cpomdoc.source import Position
from cpomdoc.suggestions import format_suggestion

CONTRAT = "contrat.docx"


@dataclass(frozen=True)
class Origine:
    """A file of templates/ that contracts are printed with: whether the house brings it, and what it prints."""

    nom: str
    propre: bool
    titre: str


def list_origines(racine: Path) -> tuple[Origine, ...]:
    """Every gabarit in use, then the catalogue."""
    annexes = load_referentiel().annexes
    own = open_maison(racine, load_referentiel()).maison.annexes
    names = {cle: one.intitule or cle for cle, one in own.items()} | {cle: one.intitule for cle, one in annexes.items()}
    names |= {f"lancement_{code}": one.intitule for code, one in load_referentiel().kit.fiches.items()}
    names |= {portefeuille.cle: portefeuille.TITRE, dialogue_annuel.cle: "Dialogue de gestion annuel"}
    documents = _list_documents(racine).items()
    lines = [Origine(name, is_own(racine, name), names.get(one.cle, "Contrat")) for name, one in documents]
    return (*lines, Origine(CATALOGUE, is_own(racine, CATALOGUE), "Plan des articles"))


def copy_gabarit(racine: Path, name: str) -> str:
    """Put a copy of a shipped gabarit in the folder's templates/, never over a file; gives back where it is."""
    wanted = name if Path(name).suffix else f"{name}.docx"
    known = [*(document.gabarit for document in IMPRIMABLES), CATALOGUE]
    if wanted not in known:
        hint = format_suggestion(wanted, known) or f"gabarits livrés\u202f: {', '.join(known)}."
        raise GabaritError(f"cpomdoc ne fournit pas de gabarit «\u202f{wanted}\u202f»\u202f; {hint}")
    if own_folder(racine) is None and (racine / TEMPLATES).is_dir():
        raise GabaritError("ce dossier est celui des gabarits livrés\u202f: ouvrez-les directement dans templates/.")
    target = racine / TEMPLATES / wanted
    if not write_new(target, load_shipped(wanted)):
        raise GabaritError(f"{TEMPLATES}/{wanted} existe déjà\u202f: il n’est pas remplacé. Renommez-le d’abord.")
    return f"{TEMPLATES}/{wanted}"


def check_gabarits(racine: Path, names: Iterable[str]) -> Bilan:
    """Every problem of the gabarits named, or of all that the folder holds and uses."""
    documents, asked = _list_documents(racine), tuple(names)
    problems = [
        found for name in asked or list_gabarits(racine) for found in _check_one(racine, name, documents, asked)
    ]
    if asked:
        return Bilan(tuple(problems))
    lue = open_maison(racine, load_referentiel())
    articles = _check_articles(racine, lue) if lue.lisible else ()
    return Bilan((*lue.problems, *articles, *problems, *_check_strays(racine)), lue.lines)


def _list_documents(racine: Path) -> Mapping[str, Imprimable]:
    """Every document by its gabarit, the annexes of the house among them, whatever the category they are for."""
    own = open_maison(racine, load_referentiel()).maison.annexes
    added: dict[str, Imprimable] = {
        one.gabarit: AnnexePropre(cle, one.gabarit) for cle, one in own.items() if one.gabarit
    }
    return {**added, **{document.gabarit: document for document in IMPRIMABLES}}


def _check_one(
    racine: Path, name: str, documents: Mapping[str, Imprimable], asked: tuple[str, ...]
) -> Iterator[Problem]:
    place = Position(f"{TEMPLATES}/{name}", 1, 1)
    if name not in documents:
        stray = describe_stray(name, sorted(documents))
        if asked:
            raise GabaritError(f"{stray.message} {stray.aide}")
        yield replace(stray, position=place)
        return
    data = load_gabarit(racine, name)
    found = check_gabarit(name, data, documents[name].VUE, FILTRES)
    if is_own(racine, name) and not isinstance(documents[name], AnnexePropre):
        found += describe_lacks(name, data, load_shipped(name), FILTRES)
    yield from (replace(problem, position=place) for problem in found)


def _check_articles(racine: Path, lue: MaisonLue) -> Iterator[Problem]:
    """An article of the catalogue has its words in contrat.docx, and the other way round."""
    catalogue = lue.catalogue
    printed = find_articles(CONTRAT, load_gabarit(racine, CONTRAT), FILTRES)
    if not printed:
        return
    source = next((one.source for one in lue.fichiers if one.shown.endswith(CATALOGUE)), None)
    here = Position(f"{TEMPLATES}/{CONTRAT}", 1, 1)
    for cle in sorted(_list_leaves(catalogue) - printed):
        place = source.locate(("articles", cle), on_key=True) if source else here
        hint = format_suggestion(cle, printed - catalogue.cles)
        yield refuse(ARTICLE_NOT_PRINTED, place, nom=cle, proposition=f"{hint[:1].upper()}{hint[1:]} " if hint else "")
    for cle in sorted(printed - catalogue.cles):
        message = (
            f"L’article «\u202f{cle}\u202f» de {CONTRAT} n’est pas dans le catalogue\u202f: il ne paraîtra jamais."
        )
        hint = format_suggestion(cle, catalogue.cles)
        aide = hint[:1].upper() + hint[1:] or "Ajoutez l’article à catalogue.yaml, ou retirez son texte."
        yield Problem("MAI-012", ("gabarits", CONTRAT), message, aide, Severite.ALERTE, position=here)


def _list_leaves(catalogue: Catalogue) -> set[str]:
    """Articles placed in a plan that have no parts: one that has some may be a heading and nothing more."""
    placed = [article for titres in catalogue.plans.values() for titre in titres for article in titre.articles]
    parts = [part for article in placed for part in article.articles]
    return {one.cle for one in (*placed, *parts) if not one.articles}


def _check_strays(racine: Path) -> Iterator[Problem]:
    """Files that look meant for us and that nothing reads."""
    folder = own_folder(racine)
    for path in sorted(folder.iterdir()) if folder else ():
        known = _list_meant(path)
        if path.name in known or not known:
            continue
        hint = format_suggestion(path.name, known)
        message = f"«\u202f{path.name}\u202f» n’est pas lu\u202f: ce n’est ni un gabarit, ni un réglage de la maison."
        aide = hint[:1].upper() + hint[1:] or "Renommez-le, ou sortez-le de templates/."
        yield Problem(
            "MAI-014", (), message, aide, Severite.ALERTE, position=Position(f"{TEMPLATES}/{path.name}", 1, 1)
        )


def _list_meant(path: Path) -> tuple[str, ...]:
    """The names that a file may have been meant to have, by its kind; none for what cpomdoc has nothing to do with."""
    kind = path.suffix.lower()
    if kind in (".yaml", ".yml"):
        return (CATALOGUE, MAISON)
    is_word = kind in (".doc", ".docm", ".dotx", ".odt") and not path.name.startswith("~$")
    return tuple(document.gabarit for document in IMPRIMABLES) if is_word else ()
