"""Drawing of the actors: the manager and its ESMS in the middle, categories around, who signs, with which ESMS."""

from collections.abc import Iterator, Mapping, Sequence

from cpomdoc.francais import majuscule
from cpomdoc.model.lancement import ActeurTerritoire
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.etablissements_cites import TOUS
from cpomdoc.rendering.documents.figures import wants_figures
from cpomdoc.rendering.documents.lancement.acteurs_du_contrat import list_acteurs
from cpomdoc.rendering.documents.lancement.outil import build_tete, read_lancement
from cpomdoc.rendering.graphiques import PAYSAGE_CM, ActeurDessine, CarteActeurs, Figure, GroupeActeurs

LIGNES_MAX = 58
"""Lines to a picture, titles included: some forty actors, what a page on its side holds."""
GROUPE_MAX = 9
"""Actors to a block: a longer category goes on in another, beside it."""
NOM_MAX = 42
"""Letters of a name that a line holds."""
ESMS_MAX = 12
"""ESMS that the middle names; beyond, a link is told by their number."""
TITRE = "Carte des acteurs"


def build_figures_acteurs(contexte: Contexte) -> tuple[Figure, ...]:
    """One map, or several when a page does not hold them all; none while the author has named nobody."""
    if not read_lancement(contexte).acteurs or not wants_figures(contexte):
        return ()
    numeros, tete = _number_esms(contexte), build_tete(contexte)
    pages = list(_iterate_pages(list(_iterate_groupes(contexte, numeros))))
    esms = tuple(f"{numero} {contexte.nom_etablissement(ident)}" for ident, numero in numeros.items())
    centre = majuscule(tete.gestionnaire or "Gestionnaire")
    figures = []
    for rang, groupes in enumerate(pages, 1):
        titre = f"{TITRE} ({rang}/{len(pages)})" if len(pages) > 1 else TITRE
        words = _say(contexte, titre, centre, groupes)
        figures.append(Figure(titre, CarteActeurs(centre, esms, tuple(groupes), words, PAYSAGE_CM)))
    return tuple(figures)


def _number_esms(contexte: Contexte) -> Mapping[str, str]:
    """Mark of each ESMS that the middle names; none when they are too many or one only."""
    esms = [one.id for one in _iterate_esms(contexte)]
    return {ident: str(rang) for rang, ident in enumerate(esms, 1)} if 1 < len(esms) <= ESMS_MAX else {}


def _iterate_esms(contexte: Contexte) -> Iterator[Etablissement]:
    return (one for one in contexte.dossier.perimetre.etablissements if one.dans_le_contrat is not False)


def _iterate_groupes(contexte: Contexte, numeros: Mapping[str, str]) -> Iterator[GroupeActeurs]:
    """The categories that have actors, in their order."""
    for categorie, titre in contexte.referentiel.listes["categorie_acteur"].items():
        found = [_draw(contexte, one, numeros) for one in list_acteurs(contexte) if one.categorie == categorie]
        if found:
            yield GroupeActeurs(majuscule(titre), tuple(found))


def _draw(contexte: Contexte, one: ActeurTerritoire, numeros: Mapping[str, str]) -> ActeurDessine:
    total = sum(1 for _ in _iterate_esms(contexte))
    if TOUS in one.etablissements or (total > 1 and len(set(one.etablissements)) == total):
        lien = "tous les ESMS" if total > 1 else ""
    elif numeros:
        lien = ", ".join(numero for ident, numero in numeros.items() if ident in one.etablissements)
    else:
        lien = f"{len(one.etablissements)} ESMS" if one.etablissements and total > 1 else ""
    return ActeurDessine(majuscule(one.structure), bool(one.signataire), lien)


def _iterate_pages(groupes: Sequence[GroupeActeurs]) -> Iterator[list[GroupeActeurs]]:
    """Blocks in their order, as many as a page holds."""
    page: list[GroupeActeurs] = []
    for groupe in (part for one in groupes for part in _cut(one)):
        if page and sum(map(_count_lines, (*page, groupe))) > LIGNES_MAX:
            yield page
            page = []
        page.append(groupe)
    if page:
        yield page


def _cut(groupe: GroupeActeurs) -> Iterator[GroupeActeurs]:
    """Blocks of about the same length."""
    count = -(-len(groupe.acteurs) // GROUPE_MAX)
    size = -(-len(groupe.acteurs) // count)
    for start in range(0, len(groupe.acteurs), size):
        titre = groupe.titre if start == 0 else f"{groupe.titre} (suite)"
        yield GroupeActeurs(titre, groupe.acteurs[start : start + size])


def _count_lines(groupe: GroupeActeurs) -> int:
    return 1 + sum(1 + len(one.nom) // NOM_MAX for one in groupe.acteurs)


def _say(contexte: Contexte, titre: str, centre: str, groupes: Sequence[GroupeActeurs]) -> str:
    """« Carte des acteurs, au centre : … Sanitaire : centre hospitalier (1 IME Les Tilleuls) ; … »."""
    numeros = {numero: contexte.nom_etablissement(ident) for ident, numero in _number_esms(contexte).items()}

    def say(one: ActeurDessine) -> str:
        liens = ", ".join(numeros.get(numero, numero) for numero in one.lien.split(", ")) if one.lien else ""
        details = ", ".join(part for part in ("signataire" if one.signataire else "", liens) if part)
        return f"{one.nom} ({details})" if details else one.nom

    separe = "\u202f; "
    parts = [f"{one.titre}\u202f: {separe.join(map(say, one.acteurs))}." for one in groupes]
    return " ".join([f"{titre}, au centre\u202f: {centre}.", *parts])
