"""`etat`: a contract as it applies on a day, as YAML, Markdown, Word or PDF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cpomdoc.comparing.changements import format_lieu
from cpomdoc.comparing.formats import write_cell
from cpomdoc.comparing.origines import pair_feuilles
from cpomdoc.comparing.recit import name_acte
from cpomdoc.comparing.redaction import SEPARATEUR, iterate_sujet, rubrique_of
from cpomdoc.errors import EditionImpossible
from cpomdoc.francais import guillemets
from cpomdoc.pipeline import CONTRACTS, Options
from cpomdoc.publishing.publish_once import publish_once
from cpomdoc.publishing.write_new import write_new
from cpomdoc.rendering.render_edition import ENSEMBLE, Lot, Progress, render_edition, render_textes
from cpomdoc.temps.annoter import annotate, join_files
from cpomdoc.temps.en_vigueur import EnVigueur, find_en_vigueur
from cpomdoc.temps.imprimer import print_en_vigueur
from cpomdoc.typographie import format_date
from cpomdoc.versions.mots import build_vocabulaire

YAML, MARKDOWN, DOCX, PDF = "yaml", "markdown", "docx", "pdf"
SUFFIXES = {YAML: ".yaml", MARKDOWN: ".md", DOCX: ".docx", PDF: ".pdf"}
"""What the name of a single file ends with; any other name is that of a folder."""
A_IMPRIMER = (DOCX, PDF)
ORIGINES = "origine-des-valeurs.md"


@dataclass(frozen=True)
class DemandeEtat:
    """Which contract, on which day, in which form, and where to: None is the terminal."""

    ref: str
    jour: date
    forme: str = YAML
    sortie: Path | None = None

    @property
    def un_fichier(self) -> bool:
        """Whether all goes to one file."""
        return self.sortie is None or self.sortie.suffix.lower() == SUFFIXES[self.forme]


@dataclass(frozen=True)
class Resultat:
    """What to print when it goes nowhere else, what was written, what one should know."""

    texte: bytes = b""
    ecrits: tuple[str, ...] = ()
    remarques: tuple[str, ...] = ()


def give_etat(racine: Path, demande: DemandeEtat, options: Options, progress: Progress) -> Resultat:
    """The contract that day; raises DossierIntrouvable when nothing binds, EditionImpossible over what is there."""
    _check_sortie(racine, demande.sortie)
    en_vigueur = find_en_vigueur(racine, demande.ref, demande.jour)
    files = _render(racine, demande, en_vigueur, options, progress)
    found = Resultat(remarques=en_vigueur.remarques)
    if demande.sortie is None:
        return replace(found, texte=next(iter(files.values())))
    target = demande.sortie
    if demande.un_fichier:
        written = write_new(target, next(iter(files.values())))
        names: tuple[str, ...] = (target.name,)
    else:
        written = publish_once(target, files)
        names = tuple(f"{target.name}/{name}" for name in files)
    if not written:
        raise EditionImpossible(_refuse(target))
    return replace(found, ecrits=names)


def _check_sortie(racine: Path, sortie: Path | None) -> None:
    """Refuse before any work to write over something, or among contracts."""
    if sortie is None:
        return
    if sortie.exists() or sortie.is_symlink():
        raise EditionImpossible(_refuse(sortie))
    if sortie.resolve().is_relative_to((racine / CONTRACTS).resolve()):
        raise EditionImpossible(
            f"{guillemets(sortie.name)} serait dans {CONTRACTS}/, où cpomdoc le prendrait pour un contrat\u202f: "
            f"donnez un autre lieu à {guillemets('--sortie')}."
        )


def _refuse(target: Path) -> str:
    return (
        f"{guillemets(target.name)} existe déjà\u202f: rien n’a été écrit. Donnez un autre nom à "
        f"{guillemets('--sortie')}."
    )


def _render(
    racine: Path, demande: DemandeEtat, en_vigueur: EnVigueur, options: Options, progress: Progress
) -> Mapping[str, bytes]:
    """The files of a form by name; only one when that is what was asked."""
    if demande.forme == YAML:
        files = annotate(en_vigueur)
        return {"": join_files(files)} if demande.un_fichier else files
    lot = print_en_vigueur(racine, en_vigueur, options, dessins=demande.forme in A_IMPRIMER)
    if demande.forme == MARKDOWN:
        textes = {**render_textes(lot.imprimes), ORIGINES: "\n".join(_tell_origines(en_vigueur)).encode()}
        return {"": b"\n---\n\n".join(textes.values())} if demande.un_fichier else textes
    return _print(lot, demande, progress)


def _print(lot: Lot, demande: DemandeEtat, progress: Progress) -> Mapping[str, bytes]:
    """Word or PDF: one file is the contract alone in Word, the whole set in PDF."""
    if demande.un_fichier and demande.forme == DOCX:
        lot = replace(lot, imprimes=lot.imprimes[:1], ensemble=None)
    files = {name: data for name, data in render_edition(lot, progress).items() if name.endswith(demande.forme)}
    if not demande.un_fichier:
        return files
    name = lot.name(lot.imprimes[0].nom, DOCX) if demande.forme == DOCX else lot.name(ENSEMBLE, PDF)
    return {name: files[name]}


def _tell_origines(en_vigueur: EnVigueur) -> Iterator[str]:
    """The table of the values that an avenant brought; all the others are those of the contract."""
    vocabulaire = build_vocabulaire(en_vigueur.etapes[0], en_vigueur.etat)
    yield f"# Origine des valeurs au {format_date(en_vigueur.jour)}"
    yield ""
    yield from ("| Acte | Signé le | Prend effet le |", "| --- | --- | --- |")
    for acte in (*en_vigueur.actes, *en_vigueur.a_venir):
        jours = (acte.date_signature, acte.date_effet)
        cells = (name_acte(acte.numero), *("–" if one is None else format_date(one) for one in jours))
        suite = " (pas encore en vigueur)" if acte in en_vigueur.a_venir else ""
        yield f"| {' | '.join(cells)}{suite} |"
    rows = [
        (one, acte)
        for one in pair_feuilles(None, en_vigueur.etat.dossier)
        if (acte := en_vigueur.origines[one.chemin]).numero
    ]
    yield from ("", "Toute valeur qui n’est pas citée ici est celle du contrat signé.", "")
    if rows:
        yield from ("| Valeur | Contenu | Acte | Champ |", "| --- | --- | --- | --- |")
    for one, acte in rows:
        champ = vocabulaire.find(one.chemin) if one.chemin[-1] != "id" else None
        sujet = SEPARATEUR.join((rubrique_of(one.chemin, vocabulaire), *iterate_sujet(one.chemin, vocabulaire)))
        texte = vocabulaire.format(one.valeur, champ)
        yield f"| {write_cell(sujet)} | {write_cell(texte)} | {name_acte(acte.numero)} | `{format_lieu(one.chemin)}` |"
    yield ""
