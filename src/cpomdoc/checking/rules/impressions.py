"""Rule on what was written for nothing: a value that no document of the contract prints and no rule compares."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.referentiel import Impression
from cpomdoc.source import Chemin


def champ_sans_impression(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une valeur écrite est imprimée dans un document du contrat, ou elle sert à un contrôle.

    Pourquoi : qui remplit un champ croit que les parties le liront. Mieux vaut dire qu’il ne le sera pas.
    Bon : « indicateurs: - libelle: délai moyen d’admission », imprimé dans la fiche action
    Mauvais : une valeur que seule imprime une annexe absente du contrat
    """
    # Only an annex may be missing: the tools of the kit and the follow-up are printed as soon as their file is there.
    absents = contexte.referentiel.annexes.keys() - contexte.plan.annexes_par_cle.keys()
    perdus: dict[str, tuple[Impression, list[Chemin]]] = {}
    for path in _remplis(contexte):
        impression = _find_impression(contexte.referentiel.impressions, path)
        if impression is not None and not impression.usage and absents.issuperset(impression.documents):
            perdus.setdefault(impression.champ, (impression, []))[1].append(path)
    for impression, paths in perdus.values():
        yield Ecart(paths[0], _message(contexte, impression, len(paths)), _aide(impression))


def _message(contexte: ContexteRegles, impression: Impression, fois: int) -> str:
    nom = impression.champ.rsplit(".", 1)[-1]
    rempli = f"« {nom} » est rempli" + (f" {fois} fois" if fois > 1 else "")
    if not impression.documents:
        return f"{rempli}, mais aucun document n’imprime ce champ."
    annexes = contexte.referentiel.annexes
    titres = [f"« {annexes[cle].intitule} »" for cle in impression.documents if cle in annexes]
    return f"{rempli}, mais ce contrat n’a pas de quoi l’imprimer : il lui faudrait l’annexe {liste(titres, 'ou')}."


def _aide(impression: Impression) -> str:
    champ = impression.champ.replace(".*", "")
    return f"Retirez la valeur, ou écrivez-la dans un champ imprimé ; voyez « cpomdoc expliquer {champ} »."


def _find_impression(impressions: Mapping[str, Impression], path: Chemin) -> Impression | None:
    """That of the field which holds the value: the value may stand deeper, under a year or in a list of texts."""
    motif = ["*" if isinstance(crumb, int) else crumb for crumb in path]
    names = (".".join(motif[:size]) for size in range(len(motif), 0, -1))
    return next((impressions[name] for name in names if name in impressions), None)


def _remplis(contexte: ContexteRegles) -> Iterator[Chemin]:
    """Paths of the values that say something: the usual value of a field says nothing more than its absence."""
    yield from _walk((), contexte.dossier.general)
    for section in fields(contexte.dossier):
        if section.name not in ("ref", "general"):
            yield from _walk((section.name,), getattr(contexte.dossier, section.name))


def _walk(path: Chemin, node: object) -> Iterator[Chemin]:
    if is_dataclass(node) and not isinstance(node, type):
        for one in fields(node):
            value = getattr(node, one.name)
            if value != _usual(one):
                yield from _walk((*path, one.name), value)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _walk((*path, str(key)), value)
    elif isinstance(node, tuple):
        for rank, value in enumerate(node):
            yield from _walk((*path, rank), value)
    elif node is not None:
        yield path


def _usual(one: Field[object]) -> object:
    return one.default_factory() if one.default_factory is not MISSING else one.default
