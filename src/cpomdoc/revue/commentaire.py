"""A review as one Markdown comment, as short as forges want it: what does not hold is counted, and the page has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.redaction import Ligne, tell_nature
from cpomdoc.francais import accord
from cpomdoc.revue.marques import MAX_CASE, write_case, write_html, write_texte
from cpomdoc.revue.modele import Fichier, Grandeur, Regle, Revue, RevueContrat
from cpomdoc.revue.page import (
    AUTRES,
    MAISON,
    TITRE,
    count_nouveaux,
    tell_relus,
    tell_restent,
    tell_sort,
    title_documents,
)
from cpomdoc.revue.phrases import CALCULE, HYPOTHESE, SCELLE_TOUCHE, tell_contrat, tell_revue

LIMITE = 60_000
"""Characters that every forge takes in one comment."""
RANGS = 40
"""Rows of a table: beyond, they are counted."""
CONTRATS = 60
"""Contracts in the table at the head."""
MARGE = 600
"""Characters kept to say what was left out."""


FINE = "\u202f"
FERME = "</details>\n\n"


@dataclass(frozen=True)
class Bloc:
    """A piece under its title: what comes first, rows that may be left out from the end, what comes last."""

    titre: str
    tete: tuple[str, ...]
    rangs: tuple[str, ...] = ()
    fin: tuple[str, ...] = ()

    def write(self, most: int = RANGS) -> str:
        """With its first rows, and how many are left out; an empty line after it."""
        left = len(self.rangs) - most
        more = (
            ("", f"… et {left} {accord(left, 'autre ligne', 'autres lignes')}{FINE}: voir la page.") if left > 0 else ()
        )
        return "\n".join((*self.tete, *self.rangs[:most], *more, *self.fin)) + "\n\n"

    def fit(self, room: int) -> str:
        """As many rows as hold in so many characters; nothing when not even one does."""
        most = min(RANGS, len(self.rangs))
        while most > 1 and len(self.write(most)) > room:
            most -= max(1, most // 4)
        written = self.write(most)
        return written if len(written) <= room else ""


def render_commentaire(revue: Revue, page: str, limite: int = LIMITE) -> str:
    """The comment, of `limite` characters at most; `page` is the name of the page that has everything.

    Each contract may take an equal share of what is left, so that none is hidden by the one before it.
    """
    head = "".join(one.write(CONTRATS) for one in _head(revue, page))
    written, left = [head], []
    room = limite - MARGE - len(head)
    for rank, contrat in enumerate(revue.contrats):
        share = room // (len(revue.contrats) - rank)
        opened = _open(contrat)
        if len(opened) + len(FERME) > room:
            left.append(contrat.ref)
            continue
        text = opened + _fill([*_iterate_blocs(contrat)], share - len(opened) - len(FERME)) + FERME
        room -= len(text)
        written.append(text)
    return "".join(written) + _tell_left(left)


def _fill(blocs: Sequence[Bloc], room: int) -> str:
    """What holds, in order, and the names of what does not."""
    names = f"_Ne tient pas ici, voir la page{FINE}: {', '.join(one.titre for one in blocs)}._\n\n"
    whole = "".join(one.write() for one in blocs)
    if len(whole) <= room:
        return whole
    room -= len(names)
    kept: list[str] = []
    dropped: list[str] = []
    for bloc in blocs:
        text = bloc.fit(room)
        room -= len(text)
        if text:
            kept.append(text)
        else:
            dropped.append(bloc.titre)
    told = f"_Ne tient pas ici, voir la page{FINE}: {', '.join(dropped)}._\n\n" if dropped else ""
    return "".join([*kept, told])


def _tell_left(left: Sequence[str]) -> str:
    if not left:
        return ""
    count, names = len(left), ", ".join(write_texte(one) for one in left[:10])
    more = f" et {count - 10} autres" if count > 10 else ""
    head = f"**{count} {accord(count, 'contrat ne tient', 'contrats ne tiennent')} pas dans ce commentaire**"
    return f"{head}{FINE}: {names}{more}. La page les montre.\n"


def _head(revue: Revue, page: str) -> Iterator[Bloc]:
    where = f"De {write_texte(revue.base)} à {write_texte(revue.tete)}. Tout est dans la page {write_texte(page)}."
    yield Bloc("tête", (f"## {TITRE}", "", write_texte(tell_revue(revue)), "", f"<sub>{where}</sub>"))
    if any(one.grave for one in revue.contrats):
        yield Bloc("alerte", (f"> 🔴 **{write_texte(SCELLE_TOUCHE)}**",))
    if revue.avertissements:
        yield Bloc("avis", tuple(f"- {write_texte(one)}" for one in revue.avertissements))
    if len(revue.contrats) > 1:
        yield Bloc("contrats", _head_table(TETES), _rows([_row_contrat(one) for one in revue.contrats], 120))
    if revue.maison:
        yield Bloc("maison", ("### La maison", "", MAISON, ""), _list_fichiers(revue.maison))
        if revue.regles_maison.lignes:
            rows = _rows([_row_regle(one) for one in revue.regles_maison.lignes])
            yield Bloc("maison", _head_table(REGLES), rows)


TETES = ("Contrat", "État", "Dotations du contrat", "Problèmes nouveaux", "Avenant")
REGLES = ("État", "Gravité", "Code", "Où", "Ce qui ne va pas")
GRANDEURS = ("Avant", "Après", "Écart", "Sens")
LIGNES = ("Nature", "Sujet", "Avant", "Après", "Imprimé dans")


def _row_contrat(one: RevueContrat) -> tuple[str, ...]:
    return (
        one.titre,
        "🔴 version scellée touchée" if one.grave else one.sort.value,
        f"{one.total.sens} {one.total.ecart}".strip() if one.total else "",
        count_nouveaux(one),
        f"n° {one.scelles.avenant}" if one.scelles.avenant else "",
    )


def _open(contrat: RevueContrat) -> str:
    """The fold of a contract: its name, and its points, which are read without opening the rest."""
    points = "".join(f"- {_write_point(one)}\n" for one in tell_contrat(contrat))
    avis = "".join(f"- ⚠️ {write_texte(one)}\n" for one in contrat.avertissements)
    fold = f"<details><summary>Détail{FINE}: {write_html(contrat.ref)}</summary>"
    return f"### {write_texte(contrat.titre)}\n\n{points}{avis}\n{fold}\n\n"


def _write_point(point: str) -> str:
    return f"🔴 **{write_texte(point)}**" if point == SCELLE_TOUCHE else write_texte(point)


def _iterate_blocs(one: RevueContrat) -> Iterator[Bloc]:
    """The most useful first: they are written while there is room."""
    if one.grave:
        rows = (*_list_fichiers(one.scelles.touches), *(f"- {write_texte(fault)}" for fault in one.scelles.fautes))
        yield Bloc("versions scellées", ("#### Versions scellées touchées", ""), rows)
    if one.mots and one.mots.parties:
        parties = [(partie.titre, tell_sort(partie), partie.ancien_titre) for partie in one.mots.parties]
        yield _bloc("Articles et annexes dont les mots changent", ("Partie", "État", "Titre d’avant"), parties)
    if one.mots and one.mots.documents:
        documents = [(document.titre, tell_sort(document)) for document in one.mots.documents]
        yield _bloc(title_documents(one), ("Document", "État"), documents)
    yield from _iterate_grandeurs(one)
    if one.regles.lignes:
        note = tell_restent(one.regles) if one.regles.restent else ""
        yield _bloc("Vérification", REGLES, [_row_regle(each) for each in one.regles.lignes], note)
    for rubrique, lignes in one.rubriques:
        yield _bloc(rubrique, LIGNES, [_row_ligne(each) for each in lignes])
    if one.consequences:
        suites = [(each.sujet, each.avant, each.apres) for each in one.consequences]
        yield _bloc("Ce qui en découle encore", ("Valeur", "Avant", "Après"), suites, CALCULE)
    if one.autres:
        yield Bloc("autres fichiers", ("#### Autres fichiers touchés", "", AUTRES, ""), _list_fichiers(one.autres))
    if one.textes:
        yield Bloc("texte relu", (f"<sub>{tell_relus(one)}</sub>",))


def _iterate_grandeurs(one: RevueContrat) -> Iterator[Bloc]:
    if one.montants:
        note = f"{CALCULE} {HYPOTHESE}" if one.hypothese else CALCULE
        yield _bloc("Dotations", ("Financeur", "Année", *GRANDEURS), [_row(each) for each in one.montants], note)
    if one.capacites:
        yield _bloc("Capacités", ("Capacité", "Quand", *GRANDEURS), [_row(each) for each in one.capacites])
    if one.echeances:
        yield _bloc("Échéances déplacées", ("Échéance", *GRANDEURS), [_row(each) for each in one.echeances])


def _bloc(titre: str, tetes: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Bloc:
    fin = ("", f"<sub>{note}</sub>") if note else ()
    return Bloc(write_texte(titre.lower()), (f"#### {write_texte(titre)}", "", *_head_table(tetes)), _rows(rows), fin)


def _head_table(tetes: Sequence[str]) -> tuple[str, str]:
    return f"| {' | '.join(tetes)} |", f"|{' --- |' * len(tetes)}"


def _rows(rows: Sequence[Sequence[str]], limite: int = MAX_CASE) -> tuple[str, ...]:
    return tuple(f"| {' | '.join(write_case(cell, limite) for cell in row)} |" for row in rows)


def _row(one: Grandeur) -> tuple[str, ...]:
    return (*one.sujet, one.avant, one.apres, one.ecart, one.sens)


def _row_regle(one: Regle) -> tuple[str, ...]:
    return (one.suite.value, one.severite, one.code, one.lieu, one.message)


def _row_ligne(one: Ligne) -> tuple[str, ...]:
    details = "\n".join(f"{label}{FINE}: {valeur}" if label else valeur for label, valeur in one.details)
    avant = one.avant or (details if one.nature is Nature.RETRAIT else "")
    apres = one.apres or (details if one.nature is Nature.AJOUT else "")
    return (tell_nature(one), one.titre, avant, apres, ", ".join(one.documents))


def _list_fichiers(fichiers: Sequence[Fichier]) -> tuple[str, ...]:
    return tuple(f"- {write_texte(one.nom)}, {one.sort.value}" for one in fichiers)
