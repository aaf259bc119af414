"""The product on one page: load a contract, check it, compute what follows, render its documents, publish them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from cpomdoc import __version__
from cpomdoc.avenants.preuve import Faute
from cpomdoc.avenants.render_preuves import render_preuves
from cpomdoc.avenants.suite import Suite, read_suite
from cpomdoc.avenants.verifier_suite import check_avenant
from cpomdoc.checking.check_sens import check_calculs, check_sens
from cpomdoc.checking.consequences import drop_consequences
from cpomdoc.checking.exigences import required_when_definitif
from cpomdoc.checking.validator import Tree, check_forme
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.errors import CaractereAbsent
from cpomdoc.loading.etats import compute_etats
from cpomdoc.loading.load_dossier import choose_references, load_dossier
from cpomdoc.loading.load_gabarits import load_gabarit, template_folders
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import AVENANT, LANCEMENT, SIGNE, SUIVI, Lecture, count_blanks, kind_of, print_lots
from cpomdoc.maison import CATALOGUE, MaisonLue, Meuble, drop_absent_clauses, furnish, open_maison
from cpomdoc.model.build import FormeIncomplete, build_dossier
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.plan import build_plan
from cpomdoc.positions import locate, locate_caractere
from cpomdoc.problems import Problem, Severite
from cpomdoc.publishing.keep_edited import keep_edited
from cpomdoc.publishing.publish_folder import (
    RECEIPT,
    build_receipt,
    compute_empreinte,
    publish_folder,
    same_content,
)
from cpomdoc.rendering.documents.avenant.registre import AVENANTS
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.normalise import normalise_calculs, normalise_dossier
from cpomdoc.rendering.documents.registre import list_documents
from cpomdoc.rendering.documents.suivi_annuel.registre import SUIVIS, years_of
from cpomdoc.rendering.render_edition import (
    Atelier,
    Imprime,
    Progress,
    render_edition,
    render_textes,
)
from cpomdoc.rendering.render_kit import render_kit
from cpomdoc.rendering.render_suivi import render_classeurs
from cpomdoc.source import Position
from cpomdoc.versions.etats import Etat
from cpomdoc.versions.verifier_versions import check_versions

CONTRACTS = "contracts"
TEXTE = "texte"


@dataclass(frozen=True)
class Options:
    """How to build: `strict` makes alertes errors, `moteur` is « typst » or « libreoffice ».

    `aujourdhui` only serves to tell what is late: no document depends on it.
    """

    strict: bool = False
    moteur: str = "typst"
    aujourdhui: date | None = None


@dataclass(frozen=True)
class Bilan:
    """What a run found and wrote: problems with their places, in reading order; files and blanks per contract.

    `gardes` says where the files that someone had changed in a previous build were set aside.
    """

    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ecrits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    a_completer: Mapping[str, int] = field(default_factory=dict)
    gardes: Mapping[str, str] = field(default_factory=dict)

    @property
    def en_erreur(self) -> bool:
        """Whether at least one error stands."""
        return any(problem.severite is Severite.ERREUR for problem in self.problems)

    def merge(self, other: "Bilan") -> "Bilan":
        """Both runs as one."""
        return Bilan(
            self.problems + other.problems,
            {**self.lines, **other.lines},
            {**self.ecrits, **other.ecrits},
            {**self.a_completer, **other.a_completer},
            {**self.gardes, **other.gardes},
        )


def check_contrats(racine: Path, refs: Sequence[str], options: Options) -> Bilan:
    """Every problem of the contracts named, or of all; stale Markdown in texte/ is one, a broken seal another."""
    chosen = choose_references(racine / CONTRACTS, refs)
    maison = open_maison(racine, load_referentiel())
    bilan = tell_maison(maison, options)
    for ref in chosen if maison.lisible else ():
        _, found = examine_contrat(maison, ref, options)
        bilan = bilan.merge(found)
    return bilan


def examine_contrat(maison: MaisonLue, ref: str, options: Options) -> tuple[Lecture, Bilan]:
    """One contract as far as it could be understood, and what the check says of it; blanks when it has no error."""
    lecture = read_contrat(maison, ref, options)
    found = Bilan(lecture.problems, lecture.sources.lines)
    if lecture.contexte is not None and not (found.en_erreur or maison.en_erreur):
        tirage = print_lots(lecture, dessins=False)
        stale = _check_texte(maison.racine, ref, tirage.relus, options)
        found = replace(found, problems=found.problems + stale, a_completer=count_blanks(tirage))
    return lecture, found


def build_contrats(racine: Path, refs: Sequence[str], options: Options, progress: Progress) -> Bilan:
    """Build the contracts named, or all of them; one that has errors keeps its previous build."""
    chosen = choose_references(racine / CONTRACTS, refs)
    maison = open_maison(racine, load_referentiel())
    bilan = tell_maison(maison, options)
    for ref in chosen if maison.lisible else ():
        lecture = read_contrat(maison, ref, options)
        found = Bilan(lecture.problems, lecture.sources.lines)
        if lecture.contexte is not None and not (found.en_erreur or maison.en_erreur):
            try:
                found = found.merge(_build_contrat(racine, ref, lecture, progress))
            except CaractereAbsent as error:
                found = found.merge(Bilan(locate_caractere(error, lecture.sources)))
        bilan = bilan.merge(found)
    return bilan


def tell_maison(maison: MaisonLue, options: Options) -> Bilan:
    """The problems of the house, told once before those of its contracts."""
    problems = (replace(one, severite=Severite.ERREUR) if options.strict else one for one in maison.problems)
    return Bilan(tuple(problems), maison.lines)


def read_contrat(maison: MaisonLue, ref: str, options: Options) -> Lecture:
    """Load, check and compute one contract; its problems come located, in reading order."""
    read, unread = load_dossier(maison.racine / CONTRACTS, ref)
    meuble = furnish(maison, read, load_referentiel())
    tree, forme = check_forme(meuble.sources, meuble.referentiel)
    atelier = open_atelier(maison.racine, options)
    # A file that cannot be read would make every reference to it look wrong; a wrong value is only one more unknown.
    whole = not any(problem.severite is Severite.ERREUR for problem in unread)
    dossier = _build_if_whole(ref, tree) if whole else None
    broken = check_versions(maison.racine, ref)
    lecture, sens = Lecture(meuble.sources, (), None, atelier), list(broken)
    if dossier is not None:
        etat = Etat("", dossier, meuble.referentiel, maison.catalogue)
        suite = None if broken else read_suite(maison.racine, etat)
        calculs = compute_calculs(dossier, meuble.referentiel)
        sens += [
            *check_sens(dossier, meuble.referentiel, maison.catalogue, required_when_definitif()),
            *check_calculs(dossier, calculs, meuble.referentiel, options.aujourdhui),
            *([] if broken else check_avenant(dossier, suite)),
        ]
        lecture = _open_lecture(lecture, Ouverture(maison, meuble, dossier, calculs, suite))
    problems = [*unread, *meuble.problems, *drop_consequences(forme, sens)]
    located = drop_absent_clauses(locate(problems, meuble.sources, strict=options.strict))
    return replace(lecture, problems=located)


@dataclass(frozen=True)
class Ouverture:
    """A contract whose shape is proven, with all that it is printed from."""

    maison: MaisonLue
    meuble: Meuble
    dossier: Dossier
    calculs: Calculs
    suite: Suite | None


def _open_lecture(lecture: Lecture, ouverture: Ouverture) -> Lecture:
    """Its contexts, each with its edition: the contract, its avenant, its preparation, the years of its follow-up."""
    dossier, meuble, suite = ouverture.dossier, ouverture.meuble, ouverture.suite
    plan = build_plan(dossier, ouverture.maison.catalogue, meuble.referentiel.annexes)
    names = [CATALOGUE, *(document.gabarit for document in list_documents(meuble.referentiel))]
    gabarits = {name: lecture.atelier.load_gabarit(name) for name in names}
    parts = {**meuble.sources.contents, **meuble.images, **gabarits, "cpomdoc": __version__.encode()}

    def edit(*kinds: str, **more: bytes) -> Edition:
        kept = {name: data for name, data in parts.items() if kind_of(name) in kinds}
        return Edition(compute_empreinte(kept | more), dossier.general.contrat.statut)

    contexte = Contexte(
        normalise_dossier(dossier),
        normalise_calculs(ouverture.calculs),
        meuble.referentiel,
        plan,
        edit(SIGNE),
        meuble.logos,
    )
    if suite is not None and suite.inedite and not suite.informelle:
        # What nobody signed never looks signed.
        contexte = replace(contexte, edition=replace(contexte.edition, statut="projet"))
    modifie = preparation = None
    if suite is not None and suite.a_rediger is not None:
        sceaux = {one.nom: one.sceau.empreinte.encode() for one in suite.precedentes}
        acte = {one.gabarit: lecture.atelier.load_gabarit(one.gabarit) for one in AVENANTS}
        drafted = normalise_dossier(replace(dossier, avenant=suite.a_rediger))
        modifie = replace(contexte, dossier=drafted, edition=edit(SIGNE, AVENANT, **sceaux, **acte))
    if dossier.lancement is not None:
        preparation = replace(contexte, edition=edit(SIGNE, LANCEMENT, SUIVI))
    suivi = {one.gabarit: lecture.atelier.load_gabarit(one.gabarit) for one in SUIVIS}
    suivis = tuple(years_of(replace(contexte, edition=edit(SIGNE, SUIVI, **suivi))))
    return replace(lecture, contexte=contexte, preparation=preparation, suivis=suivis, suite=suite, modifie=modifie)


def _build_if_whole(ref: str, tree: Tree) -> Dossier | None:
    """The contract when enough of it could be read for the rules to look at the rest."""
    try:
        return build_dossier(ref, tree)
    except FormeIncomplete:
        return None


def _build_contrat(racine: Path, ref: str, lecture: Lecture, progress: Progress) -> Bilan:
    """Render everything in memory, then publish the build and the Markdown that is committed."""
    contexte = lecture.contexte
    if contexte is None:
        return Bilan()
    tirage = print_lots(lecture, dessins=True)
    files, fautes = render_preuves(tirage.ouvrage) if tirage.ouvrage else ({}, ())
    if fautes:
        return Bilan(tuple(_tell_faute(ref, one) for one in fautes), lecture.sources.lines)
    files |= {name: data for lot in tirage.lots for name, data in render_edition(lot, progress).items()}
    for lot in tirage.lots:
        if lot.contexte is lecture.preparation:
            files |= render_kit(lot, compute_etats(lecture.sources), __version__)
        elif lot.contexte in lecture.suivis:
            files |= render_classeurs(lot, compute_etats(lecture.sources), __version__)
    files[RECEIPT] = build_receipt(files, (lecture.modifie or contexte).edition.empreinte, __version__)
    target, texte = racine / "build" / ref, racine / CONTRACTS / ref / TEXTE
    edited = keep_edited(target)
    publish_folder(target, files)
    textes = render_textes(tirage.relus)
    if not same_content(texte, textes):
        publish_folder(texte, textes)
    return Bilan(
        ecrits={ref: tuple(f"build/{ref}/{name}" for name in files)},
        a_completer=count_blanks(tirage),
        gardes={ref: f"build/{edited.name}"} if edited else {},
    )


def open_atelier(racine: Path, options: Options) -> Atelier:
    """The gabarits and the fonts of a folder, those that are shipped in the place of those it has not."""
    polices = tuple(folder for root in template_folders(racine) if (folder := root / "polices").is_dir())
    return Atelier(partial(load_gabarit, racine), polices, moteur=options.moteur)


def _check_texte(racine: Path, ref: str, imprimes: Sequence[Imprime], options: Options) -> tuple[Problem, ...]:
    """Whether the Markdown that reviewers read says what the contract says now."""
    folder = racine / CONTRACTS / ref / TEXTE
    textes = render_textes(imprimes)
    if same_content(folder, textes):
        return ()
    stale = (f"{TEXTE}/{name}" for name, data in textes.items() if _read_if_there(folder / name) not in (data, None))
    texte = f"Le texte relu, dans {CONTRACTS}/{ref}/{TEXTE}/,"
    problem = Problem(
        "TXT-001",
        (),
        f"{texte} n’est plus celui du contrat." if folder.exists() else f"{texte} n’a pas encore été fabriqué.",
        f"Lancez « make contract CONTRAT={ref} », relisez la différence et validez-la avec le YAML.",
        Severite.ERREUR if options.strict else Severite.ALERTE,
        position=Position(f"{CONTRACTS}/{ref}/{next(stale, 'contrat.yaml')}", 1, 1),
    )
    return (problem,)


def _tell_faute(ref: str, faute: Faute) -> Problem:
    """A proof that fails stops the build: nothing is published that does not say exactly what changes."""
    return Problem(
        faute.code,
        (),
        f"L’avenant n’est pas prouvé ({faute.lieu})\u202f: {faute.constat}.",
        "Rien n’a été publié. Signalez ce cas, avec le dossier du contrat\u202f: c’est un défaut de cpomdoc.",
        position=Position(f"{CONTRACTS}/{ref}/avenant.yaml", 1, 1),
    )


def _read_if_there(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
