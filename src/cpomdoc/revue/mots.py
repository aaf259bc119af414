"""The words that a branch changes in what is printed: which articles, which annexes, which documents, and how."""

from collections.abc import Iterator

from cpomdoc.avenants.textes import Etat, list_changed, merge_order
from cpomdoc.francais import majuscule
from cpomdoc.rendering.formats.comparaison_html import render_fragment
from cpomdoc.revue.modele import DocumentChange, Mots, Partie, Sort

SANS_TITRE = {"parties": "Parties", "visas": "Visas", "preambule": "Préambule", "couverture": "Page de garde"}
NUMEROTES = ("article", "annexe")
NIVEAU = 4
"""Level of the heading of a document in the page of a review."""


def compare_mots(avant: Etat, apres: Etat) -> Mots:
    """The parts whose words change, those that only change numbers, and the documents that hold them."""
    return Mots(tuple(_list_parties(avant, apres)), tuple(_list_documents(avant, apres)))


def list_mots(etat: Etat, sort: Sort) -> Mots:
    """The documents of a contract that comes, or goes, whole."""
    return Mots(documents=tuple(DocumentChange(name_document(etat, one.cle), sort) for one in etat.imprimes))


def _list_parties(avant: Etat, apres: Etat) -> Iterator[Partie]:
    changed = set(list_changed(avant, apres))
    for cible in merge_order(tuple(apres.canons), tuple(avant.canons)):
        ancien, nouveau = (tell_titre(one, cible) if cible in one.canons else "" for one in (avant, apres))
        if cible in changed:
            sort = Sort.AJOUTE if not ancien else Sort.MODIFIE if nouveau else Sort.RETIRE
            yield Partie(nouveau or ancien, sort, ancien if ancien != nouveau and nouveau else "")
        elif ancien != nouveau:
            yield Partie(nouveau, Sort.RENOMME, ancien)


def tell_titre(etat: Etat, cible: str) -> str:
    """« Article 4.2 – Dotations »; « Visas » for what has no number."""
    genre, _, cle = cible.partition(":")
    if genre in NUMEROTES:
        return etat.titre(cible)
    return SANS_TITRE.get(cle) or majuscule(cle.replace("-", " "))


def name_document(etat: Etat, cle: str) -> str:
    """« Contrat », « Annexe n° 5 – Activité »."""
    return etat.titre(f"annexe:{cle}") if cle in etat.contexte.plan.annexes_par_cle else majuscule(cle)


def _list_documents(avant: Etat, apres: Etat) -> Iterator[DocumentChange]:
    """In signing order; an annex whose number alone changes is to be printed again all the same."""
    anciens, nouveaux = ({one.cle: one for one in etat.imprimes} for etat in (avant, apres))
    for cle in merge_order(tuple(nouveaux), tuple(anciens)):
        if cle not in nouveaux:
            yield DocumentChange(name_document(avant, cle), Sort.RETIRE)
        elif cle not in anciens:
            yield DocumentChange(name_document(apres, cle), Sort.AJOUTE)
        elif avant.textes[cle] != apres.textes[cle]:
            document = (name_document(apres, cle), anciens[cle].tree, nouveaux[cle].tree)
            ancre = f"mots-{apres.contexte.dossier.ref}-{cle}"
            yield DocumentChange(document[0], Sort.MODIFIE, render_fragment(document, ancre, NIVEAU))
