"""The proof of an avenant: applied to what was sealed it gives the working state, in the fields and in the words."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.redlines import Redline
from cpomdoc.avenants.textes import COUVERTURE, SIGNATURES, canonise, list_changed
from cpomdoc.comparing.appliquer import apply
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.model.projet_avenant import Operation
from cpomdoc.rendering.formats.articles_docx import words_of
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree
from cpomdoc.rendering.formats.markdown import render_markdown

SUIVENT = frozenset({COUVERTURE, SIGNATURES})
"""What repeats elsewhere the parties, the dates and the names: no article of the act speaks of it."""
ISSUE = re.compile(r"[ \u00a0,–]*version issue de l’avenant n°\u00a0\d+")
"""What annexes that an act brought say under their titles."""


@dataclass(frozen=True)
class Faute:
    """What is not proven: `code` of the problem, `lieu` the field or the part, and what was found there."""

    code: str
    lieu: str
    constat: str


def prove(ouvrage: Ouvrage, redlines: Sequence[Redline]) -> tuple[Faute, ...]:
    """Everything that does not hold; empty when the avenant says all of the change and nothing else."""
    return (*_prove_champs(ouvrage), *_prove_acte(ouvrage), *_prove_annexes(ouvrage), *_prove_redlines(redlines))


def _prove_champs(ouvrage: Ouvrage) -> Iterator[Faute]:
    """Field by field: the drafted changes, applied to the sealed state, give the working one."""
    suite = ouvrage.suite
    avant, apres = keep_contrat(suite.avant.dossier), keep_contrat(suite.travail.dossier)
    for one in compare(apply(suite.changements, avant), apres):
        yield Faute("PRV-001", one.lieu, "l’avenant appliqué à la version scellée ne donne pas la valeur écrite")
    if len(ouvrage.projet.tableau) != len(suite.changements):
        yield Faute("PRV-001", "tableau comparatif", "il ne compte pas une ligne par valeur changée")


def _prove_acte(ouvrage: Ouvrage) -> Iterator[Faute]:
    """Every part whose words change is named by an operation, and the new words stand in the printed act."""
    operations = {one.cible: one for article in ouvrage.projet.articles for one in article.operations}
    acte = _words(ouvrage.acte.imprimes[0].tree)
    for cible in list_changed(ouvrage.avant, ouvrage.apres):
        if cible not in operations and cible not in SUIVENT:
            yield Faute("PRV-002", cible, "ses mots changent, et aucune disposition de l’avenant ne le dit")
    for cible, one in operations.items():
        if _flat(one.phrase) not in acte:
            yield Faute("PRV-002", cible, "la disposition n’est pas imprimée dans l’avenant")
        for words in _quoted(ouvrage, one):
            if words not in acte:
                yield Faute("PRV-002", cible, f"ces mots nouveaux manquent dans l’avenant\u202f: {words[:80]}")


def _quoted(ouvrage: Ouvrage, operation: Operation) -> Iterator[str]:
    """The new words that an operation carries, line by line."""
    yield from (_flat(words) for one in operation.lignes for words in (one.sujet, one.avant, one.apres))
    genre, _, cle = operation.cible.partition(":")
    if operation.greffe and genre == "article":
        alineas = ouvrage.apres.alineas[cle]
        chosen = [alineas[rang] for rang in operation.alineas] if operation.alineas else alineas
        yield from (_flat(one) for one in chosen)


def _prove_annexes(ouvrage: Ouvrage) -> Iterator[Faute]:
    """An attached annex, and each document of the consolidated contract, says what the working state prints."""
    for lot in ouvrage.lots:
        for one in lot.imprimes:
            cible = f"annexe:{one.cle}"
            attendu = ouvrage.apres.canons.get(cible)
            if attendu is not None:
                dit = canonise(ISSUE.sub("", render_markdown(one.tree)), ouvrage.apres.contexte)
                if _flat(dit) != _flat(attendu):
                    yield Faute("PRV-002", f"{lot.dossier}{one.nom}", "elle ne dit pas ce que dit le contrat")


def _prove_redlines(redlines: Sequence[Redline]) -> Iterator[Faute]:
    for redline in redlines:
        for ecart in redline.ecarts:
            yield Faute("PRV-003", redline.nom, str(ecart))


def write_preuve(ouvrage: Ouvrage, redlines: Sequence[Redline]) -> bytes:
    """What was proven, for whoever signs: fields, operations, documents."""
    suite = ouvrage.suite
    tree = {
        "avenant": ouvrage.projet.avenant.numero,
        "contrat": suite.travail.dossier.ref,
        "version_anterieure": {
            "nom": suite.precedentes[-1].nom,
            "empreinte": suite.precedentes[-1].sceau.empreinte,
        },
        "champs": [
            {"nature": one.nature.value, "lieu": one.lieu, "ligne": f"{ligne.sujet}: {ligne.avant} → {ligne.apres}"}
            for one, ligne in zip(suite.changements, ouvrage.projet.tableau, strict=False)
        ],
        "dispositions": [
            {"operation": one.genre.value, "cible": one.cible, "phrase": one.phrase}
            for article in ouvrage.projet.articles
            for one in article.operations
        ],
        "documents_compares": [{"nom": one.nom, "accepter": "apres", "refuser": "avant"} for one in redlines],
        "preuves": [
            "l’avenant appliqué à la version scellée donne l’état écrit, champ par champ",
            "chaque article et chaque annexe dont les mots changent a sa disposition, et ses mots nouveaux y sont",
            "les annexes jointes et le contrat consolidé disent les mêmes mots",
            "accepter toutes les modifications d’une comparaison donne le texte nouveau, les refuser donne l’ancien",
        ],
    }
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def _words(tree: DocxTree) -> str:
    blocks = (block for section in tree.sections for block in section.blocks)
    return _flat(" ".join(words for block in blocks for words in words_of(block)))


def _flat(texte: str) -> str:
    return " ".join(texte.split())
