"""Every document of one contract, in every format: the Word file first, the others derived from it."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from cpomdoc.francais import liste, sans_accent
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.lancement.registre import outils_of
from cpomdoc.rendering.documents.registre import documents_of, stem, titre
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import Gabarit, Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree
from cpomdoc.rendering.formats.gabarit_proprietes import Proprietes
from cpomdoc.rendering.formats.graphiques import Dessinateur, draw_nothing, draw_with
from cpomdoc.rendering.formats.libreoffice import convert_with_libreoffice
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.formats.pdf import Attachment, Part, PdfOptions, compose, paginate, render_parts
from cpomdoc.rendering.valeurs import build_contexte

ENSEMBLE = "ensemble"
"""Stem of the PDF that holds the whole set in signing order."""

LANCEMENT = "lancement/"
"""Folder of the build that holds the tools of the launch kit."""

PROCESSUS = 2
"""PDFs laid out at once: each takes a processor, and the largest a gigabyte of memory."""

MIME_YAML = "application/yaml"
Progress = Callable[[str, int, int], None]
"""Told before each document: its title, how many are done, how many there are in the contract."""


@dataclass(frozen=True)
class Atelier:
    """Where an edition takes what it prints with: gabarits by file name, folders of fonts, files that PDFs carry."""

    load_gabarit: Callable[[str], bytes]
    polices: tuple[Path, ...] = ()
    pieces: Mapping[str, bytes] = field(default_factory=dict)
    moteur: str = "typst"


@dataclass(frozen=True)
class Imprime:
    """One document printed in Word, with what the other formats are derived from."""

    cle: str
    nom: str
    titre: str
    docx: bytes
    tree: DocxTree
    a_completer: int


@dataclass(frozen=True)
class Lot:
    """Documents of one folder of the build, from one context; `ensemble` is the title of the PDF of them all.

    Without `un_pdf_chacun` that one is the only PDF: enough for what is read and never signed.
    """

    imprimes: tuple[Imprime, ...]
    contexte: Contexte
    atelier: Atelier
    dossier: str = ""
    ensemble: str | None = None
    un_pdf_chacun: bool = True

    def name(self, nom: str, suffix: str) -> str:
        """Where a file of the lot lies in the build."""
        return f"{self.dossier}{_prefix(self.contexte)}_{nom}.{suffix}"


def print_documents(contexte: Contexte, atelier: Atelier, *, dessins: bool = True) -> tuple[Imprime, ...]:
    """The Word file of every document of the contract in signing order; tables of contents are not filled yet.

    Without `dessins` charts are left blank, their words apart: enough to read a contract again.
    """
    dessiner = draw_or_not(atelier, dessins=dessins)
    return tuple(
        print_document((stem(one, contexte), titre(one, contexte)), one, contexte, atelier, dessiner)
        for one in documents_of(contexte)
    )


def print_contrat(contexte: Contexte, atelier: Atelier, *, dessins: bool = True) -> Lot:
    """The contract and its annexes, and the PDF of the whole set in signing order."""
    intitule = contexte.dossier.general.contrat.intitule or contexte.dossier.ref
    return Lot(print_documents(contexte, atelier, dessins=dessins), contexte, atelier, ensemble=intitule)


def print_outils(contexte: Contexte, atelier: Atelier, *, dessins: bool = True) -> Lot:
    """The tools of the launch kit."""
    dessiner = draw_or_not(atelier, dessins=dessins)
    fiches = contexte.referentiel.kit.fiches
    imprimes = tuple(
        print_document((nom, fiches[one.cle.removeprefix("lancement_")].intitule), one, contexte, atelier, dessiner)
        for nom, one in outils_of(contexte)
    )
    return Lot(imprimes, contexte, atelier, LANCEMENT)


def draw_or_not(atelier: Atelier, *, dessins: bool) -> Dessinateur:
    """Charts as they are, or left blank when only the words are wanted."""
    return draw_with(atelier.polices) if dessins else draw_nothing


def render_textes(imprimes: Sequence[Imprime]) -> dict[str, bytes]:
    """The Markdown that reviewers read; names carry no number, so that renumbering an annex moves no file."""
    return {f"{one.cle.replace('_', '-')}.md": render_markdown(one.tree).encode() for one in imprimes}


def render_edition(lot: Lot, progress: Progress) -> dict[str, bytes]:
    """Files of the build by name: each document as .docx, .pdf and .md, then the whole set as one PDF.

    A PDF is laid out by a process of its own while the next document is being written.
    """
    files: dict[str, bytes | Future[bytes]] = {}
    parts: list[Part] = []
    total = len(lot.imprimes) + 1
    with ThreadPoolExecutor(max_workers=min(PROCESSUS, os.cpu_count() or 1)) as pool:
        for done, one in enumerate(lot.imprimes):
            progress(one.titre, done, total)
            options = _pdf_options(one.titre, lot.contexte, lot.atelier)
            docx, tree = paginate(one.docx, one.tree, options)
            part = compose(tree, done, options)
            parts.append(part)
            files[lot.name(one.nom, "docx")] = docx
            if lot.un_pdf_chacun:
                libreoffice = lot.atelier.moteur == "libreoffice"
                pdf = convert_with_libreoffice(docx) if libreoffice else pool.submit(render_parts, [part], options)
                files[lot.name(one.nom, "pdf")] = pdf
            files[lot.name(one.nom, "md")] = render_markdown(tree).encode()
        if lot.ensemble is not None:
            progress("Ensemble du contrat", total - 1, total)
            whole = pool.submit(render_parts, parts, _pdf_options(lot.ensemble, lot.contexte, lot.atelier))
            files[lot.name(ENSEMBLE, "pdf")] = whole
        return _collect(pool, files)


def _collect(pool: ThreadPoolExecutor, files: Mapping[str, bytes | Future[bytes]]) -> dict[str, bytes]:
    """Every file once it is ready; the first that could not be made stops the others."""
    try:
        return {name: data if isinstance(data, bytes) else data.result() for name, data in files.items()}
    finally:
        pool.shutdown(cancel_futures=True)


def print_document(
    names: tuple[str, str], document: Document, contexte: Contexte, atelier: Atelier, dessiner: Dessinateur
) -> Imprime:
    """One Word file, under its stem and its title."""
    nom, title = names
    gabarit = _compile(document.gabarit, atelier.load_gabarit(document.gabarit))
    reglages = Reglages(
        Proprietes(date_of(contexte), title, "Contrat pluriannuel d’objectifs et de moyens", _auteur(contexte)),
        partial(resolve_renvoi, contexte),
        dessiner,
    )
    rendu = render_docx(gabarit, build_contexte(document.build_vues(contexte)), reglages)
    return Imprime(document.cle, nom, title, rendu.docx, read_docx(rendu.docx), rendu.a_completer)


@lru_cache(maxsize=32)
def _compile(name: str, data: bytes) -> Gabarit:
    """Compiled once for all the contracts of a run: compiling is most of the cost of a document."""
    return compile_gabarit(name, data, FILTRES)


def _pdf_options(title: str, contexte: Contexte, atelier: Atelier) -> PdfOptions:
    pieces = tuple(
        Attachment(name, data, MIME_YAML, f"Source du contrat : {name}") for name, data in atelier.pieces.items()
    )
    return PdfOptions(
        title=title,
        timestamp=date_of(contexte),
        author=_auteur(contexte) or "",
        subject="Contrat pluriannuel d’objectifs et de moyens",
        attachments=pieces,
        fonts=atelier.polices,
    )


def date_of(contexte: Contexte) -> datetime:
    """Date of the files: that of the contract or of its avenant, so that any day gives the same bytes."""
    contrat, projet = contexte.dossier.general.contrat, contexte.projet_avenant
    known = contrat.date_signature or contrat.date_effet
    if projet is not None:
        known = projet.avenant.date_signature or projet.avenant.date_effet or known
    return datetime(known.year, known.month, known.day, tzinfo=UTC) if known else datetime(2000, 1, 1, tzinfo=UTC)


def _auteur(contexte: Contexte) -> str | None:
    """Every legal person on the manager's side, None while none has a name."""
    gestionnaires = contexte.dossier.general.parties.gestionnaires.values()
    return liste(one.raison_sociale for one in gestionnaires if one.raison_sociale) or None


def _prefix(contexte: Contexte) -> str:
    """« CPOM_les-tilleuls_2027-2031 », in ASCII for any file system; two managers at most are named."""
    gestionnaires = list(contexte.dossier.general.parties.gestionnaires.values())
    names = [name for one in gestionnaires[:2] if (name := one.sigle or one.raison_sociale)]
    if len(gestionnaires) > len(names) > 0:
        names.append("et autres")
    slug = re.sub(r"[^a-z0-9]+", "-", sans_accent(" ".join(names) or contexte.dossier.ref).lower()).strip("-")
    years = contexte.dossier.exercices
    period = f"_{years[0]}-{years[-1]}" if years else ""
    return f"CPOM_{slug}{period}"
