"""What a house puts in templates/ beside its gabarits: its settings, its catalogue, its logos, read and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from cpomdoc.checking.validator import check_fichier
from cpomdoc.loading.check_catalogue import check_catalogue
from cpomdoc.loading.check_maison import Connus, check_maison
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_gabarits import TEMPLATES, list_own, load_gabarit
from cpomdoc.loading.load_image import load_image
from cpomdoc.loading.load_maison import MAISON, Fichier, check_ecartees, lay_under, read_maison
from cpomdoc.loading.maison_refusals import IMAGE_TOO_SMALL
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.loading.refusals import refuse
from cpomdoc.model.build import build_value
from cpomdoc.model.catalogue import Catalogue
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.model.maison import Maison
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.problems import Problem, Severite
from cpomdoc.rendering.documents.registre import IMPRIMABLES
from cpomdoc.rendering.formats.check_polices import check_polices
from cpomdoc.source import Chemin, Position, Source, Sources

CATALOGUE = "catalogue.yaml"
POLICES = "polices"
PLACE_OF_CLAUSES = "PLA-004"
PIXELS = 300
"""Across and down: a smaller logo looks blurred on paper."""


@dataclass(frozen=True)
class MaisonLue:
    """The settings as far as they could be understood; nothing can be read of a contract unless `lisible`.

    `source` is None when the house has no settings, or when they are wrong.
    """

    racine: Path
    catalogue: Catalogue
    fichiers: tuple[Fichier, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: Source | None = None
    maison: Maison = field(default_factory=Maison)

    @property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """What excerpts are cut from."""
        return {one.shown: one.lines for one in self.fichiers}

    @property
    def lisible(self) -> bool:
        """Whether the catalogue could be read: without it nothing is known of the articles."""
        return bool(self.catalogue.plans)

    @property
    def en_erreur(self) -> bool:
        """Whether no contract may be built with it."""
        return any(problem.severite is Severite.ERREUR for problem in self.problems)


@dataclass(frozen=True)
class Meuble:
    """A contract with all that its house gives it: `logos` by party, `images` by the name of their file."""

    sources: Sources
    referentiel: Referentiel
    problems: tuple[Problem, ...]
    logos: Mapping[str, ImageLue]
    images: Mapping[str, bytes]


def open_maison(racine: Path, referentiel: Referentiel) -> MaisonLue:
    """The catalogue and the settings of a folder, with every problem they have."""
    catalogue = _open_catalogue(racine, referentiel)
    catalogue = replace(catalogue, problems=(*catalogue.problems, *_check_polices(racine)))
    settings = read_maison(racine)
    if settings is None:
        return catalogue
    lue = replace(
        catalogue,
        fichiers=(*catalogue.fichiers, settings),
        problems=(*catalogue.problems, *settings.problems),
    )
    if settings.source is None:
        return lue
    tree, found = check_fichier(settings.source, "maison", referentiel)
    if found:
        return replace(lue, problems=(*lue.problems, *found))
    maison: Maison = build_value(Maison, {"annexes": tree.get("annexes") or {}})
    connus = Connus(
        referentiel.annexes,
        catalogue.catalogue.cles,
        {document.gabarit for document in IMPRIMABLES},
        list_own(racine),
    )
    faults = check_maison(settings.source, maison, connus)
    _, _, pictures = _load_logos(racine, Sources("", (settings.source,)))
    # An annex that cannot be printed is in no contract, so that the rest of the contract can be looked at.
    sound = Maison() if faults else maison
    return replace(lue, problems=(*lue.problems, *faults, *pictures), source=settings.source, maison=sound)


def furnish(lue: MaisonLue, sources: Sources, referentiel: Referentiel) -> Meuble:
    """One contract with the settings of its house under its own."""
    unreadable = lue.source is None and any(one.shown.endswith(MAISON) for one in lue.fichiers)
    ecartees = [] if unreadable else check_ecartees(lue.source, sources)
    if lue.source is not None:
        data = {one.shown: one.data for one in lue.fichiers if one.source is lue.source}
        laid = lay_under(lue.source, sources)
        sources = replace(laid, contents={**laid.contents, **data})
    contrat = sources.find(())
    block = contrat.tree.get("contrat") if contrat else None
    categorie = block.get("categorie") if isinstance(block, dict) else None
    annexes = lue.maison.arrange(referentiel.annexes, categorie if isinstance(categorie, str) else None)
    logos, images, problems = _load_logos(lue.racine, sources)
    # A picture that the house names was looked at with the house: it is not told again for each contract.
    problems = [one for one in problems if not is_of_house(one)]
    return Meuble(sources, replace(referentiel, annexes=annexes), (*ecartees, *problems), logos, images)


def drop_absent_clauses(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """A clause of the house that follows an article which this contract has not is simply not in it."""
    return tuple(one for one in problems if one.code != PLACE_OF_CLAUSES or not is_of_house(one))


def is_of_house(problem: Problem) -> bool:
    """Whether what is wrong stands in the folder of the house."""
    return problem.position is not None and problem.position.file.startswith(f"{TEMPLATES}/")


def _open_catalogue(racine: Path, referentiel: Referentiel) -> MaisonLue:
    """The catalogue of the folder at its places, or the shipped one, which has no fault to tell."""
    data, shown = load_gabarit(racine, CATALOGUE), f"{TEMPLATES}/{CATALOGUE}"
    if not (racine / TEMPLATES / CATALOGUE).is_file():
        return MaisonLue(racine, load_catalogue(data, CATALOGUE))
    source, unread = read_yaml(data, shown)
    problems = (*unread, *(check_catalogue(source, referentiel.categories_contrat) if source else ()))
    broken = any(problem.severite is Severite.ERREUR for problem in problems)
    catalogue = Catalogue({}, frozenset()) if broken else load_catalogue(data, shown)
    return MaisonLue(racine, catalogue, (Fichier(shown, data, source),), problems)


def _check_polices(racine: Path) -> Iterator[Problem]:
    """A font that the PDF cannot use: it would be printed in another, and nobody would know why."""
    templates = racine / TEMPLATES
    for fault in check_polices(templates / POLICES):
        place = Position(f"{TEMPLATES}/{fault.path.relative_to(templates).as_posix()}", 1, 1)
        yield Problem("POL-001", (), fault.message, fault.aide, position=place)


def _load_logos(racine: Path, sources: Sources) -> tuple[dict[str, ImageLue], dict[str, bytes], list[Problem]]:
    """The pictures that a contract and its house name, each looked for beside the file that names it."""
    logos: dict[str, ImageLue] = {}
    images: dict[str, bytes] = {}
    problems: list[Problem] = []
    for key, path, name in _iterate_logos(sources):
        place = sources.locate(path)
        shown = PurePosixPath(place.file).parent
        found = load_image(racine / shown, f"{shown}/", name, place)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        logos[key], images[f"{shown}/{name}"] = found, found.donnees
        if found.largeur < PIXELS and found.hauteur < PIXELS:
            size = f"{found.largeur} pixels sur {found.hauteur}"
            small = refuse(IMAGE_TOO_SMALL, place, nom=name, taille=size, moins=2 * PIXELS)
            problems.append(replace(small, severite=Severite.ALERTE))
    return logos, images, problems


def _iterate_logos(sources: Sources) -> Iterator[tuple[str, Chemin, str]]:
    """Key, path in the contract and file name of each logo written as it should be."""
    contrat = sources.find(())
    presentation = contrat.tree.get("presentation") if contrat else None
    logos = presentation.get("logos") if isinstance(presentation, dict) else None
    for key, value in logos.items() if isinstance(logos, dict) else ():
        path: Chemin = ("presentation", "logos", key)
        if isinstance(value, str):
            yield key, path, value.strip()
        for name, inside in value.items() if isinstance(value, dict) else ():
            if isinstance(inside, str):
                yield f"{key}.{name}", (*path, name), inside.strip()
