"""The sheet of the choice of objectives: marks from 1 to 5, a score that follows, what is kept and by which sheet."""

from collections.abc import Iterator, Mapping

from cpomdoc.model.diagnostic import Constat
from cpomdoc.model.lancement_travaux import ChoixObjectifs, PoidsCriteres
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.outil import read_lancement
from cpomdoc.rendering.tableur import Colonne, Ligne, Onglet, Reprise, Valeur

LIBRES = 10
"""Empty rows, for propositions that come up in the meeting."""
NOTES = ("impact", "faisabilite", "urgence")


def build_onglet(contexte: Contexte, entete: tuple[tuple[str, str], ...]) -> Onglet:
    """The propositions in the author's order, which their ids bring back to lancement.yaml."""
    choix, constats = read_lancement(contexte).choix_objectifs, _read_constats(contexte)
    return Onglet(
        nom="Propositions",
        titre="Du constat à l’objectif",
        entete=entete,
        colonnes=tuple(_iterate_colonnes(contexte, choix, constats)),
        lignes=tuple(_iterate_lignes(contexte, choix, constats)),
        reprise=Reprise(("choix_objectifs", "propositions"), "id"),
        lignes_libres=LIBRES,
    )


def write_formule(choix: ChoixObjectifs) -> str:
    """The formula of the score: empty while a mark is missing, and while a weight is."""
    cells = [f"{{{name}}}" for name in NOTES]
    if choix.score == "produit":
        calcul = "*".join(cells)
    else:
        poids = choix.poids or PoidsCriteres()
        connus = [poids.impact, poids.faisabilite, poids.urgence]
        if None in connus:
            return '=""'
        calcul = "+".join(f"{poids}*{cell}" for poids, cell in zip(connus, cells, strict=True))
    return f'=IF(COUNT({",".join(cells)})=3,{calcul},"")'


def _read_constats(contexte: Contexte) -> Mapping[str, Constat]:
    """Findings by id, one only for the same words: a list to choose from holds them once."""
    diagnostic = contexte.dossier.diagnostic
    par_texte = {one.constat: one for one in reversed(diagnostic.constats)} if diagnostic else {}
    return {one.id: one for one in reversed(par_texte.values())}


def _iterate_colonnes(contexte: Contexte, choix: ChoixObjectifs, constats: Mapping[str, Constat]) -> Iterator[Colonne]:
    fiches = tuple(dict.fromkeys(one.fiche for one in contexte.dossier.fiches))
    textes = tuple(one.constat for one in constats.values())
    yield Colonne("N°", 5, "nombre")
    yield (
        Colonne("Constat", 36, "choix", "constat", textes, codes=tuple(constats)) if textes else Colonne("Constat", 36)
    )
    yield Colonne("Cause", 30, champ="cause")
    yield Colonne("Conséquence", 30, champ="consequence")
    yield Colonne("Objectif proposé", 36, champ="objectif")
    yield Colonne("Impact (1 à 5)", 11, "nombre", "impact", minimum=1, maximum=5)
    yield Colonne("Faisabilité (1 à 5)", 12, "nombre", "faisabilite", minimum=1, maximum=5)
    yield Colonne("Urgence (1 à 5)", 11, "nombre", "urgence", minimum=1, maximum=5)
    yield Colonne("Score", 9, "calcul", formule=write_formule(choix))
    yield Colonne("Retenu", 10, "case", "retenu")
    yield (
        Colonne("Fiche action", 12, "choix", "fiche", fiches) if fiches else Colonne("Fiche action", 12, champ="fiche")
    )
    yield Colonne("Commentaire", 36, champ="commentaire")


def _iterate_lignes(contexte: Contexte, choix: ChoixObjectifs, constats: Mapping[str, Constat]) -> Iterator[Ligne]:
    scores = {one.id: one.score for one in contexte.calculs.scores}
    for numero, one in enumerate(choix.propositions, 1):
        constat = constats.get(one.constat or "")
        cellules: tuple[Valeur, ...] = (
            numero,
            constat.constat if constat else None,
            one.cause or _strip(constat.causes if constat else None),
            one.consequence or _strip(constat.consequences if constat else None),
            one.objectif,
            one.impact,
            one.faisabilite,
            one.urgence,
            scores.get(one.id),
            one.retenu,
            one.fiche,
            one.commentaire,
        )
        yield Ligne(cellules, one.id)


def _strip(texte: str | None) -> str | None:
    """A long text ends with the end of a line, which a cell has no use for."""
    return texte.strip() if texte else None
