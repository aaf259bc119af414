"""A review in sentences: what the head of the page and the head of the comment both say."""

from collections.abc import Iterator

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.comparaison import PLURIELS
from cpomdoc.francais import accord, guillemets, liste
from cpomdoc.revue.modele import Regles, Revue, RevueContrat, Scelles, Sort, Suite

FINE = "\u202f"
RIEN = "Rien de ce dont les contrats sont faits ne change."
SCELLE_TOUCHE = (
    "Une version scellée est touchée. Ce qui a été signé ne se modifie jamais : refusez cette demande, ou faites-y "
    "remettre les fichiers tels qu’ils étaient."
).replace(" :", "\u202f:")
CALCULE = "Ces valeurs sont calculées\u202f: elles suivent les changements, personne ne les a écrites."
HYPOTHESE = "Une partie de ces montants repose sur des hypothèses, qui n’engagent personne."
SORTS = {
    Sort.AJOUTE: ("ajouté", "ajoutés"),
    Sort.RETIRE: ("retiré", "retirés"),
    Sort.RENOMME: ("renommé", "renommés"),
    Sort.MODIFIE: ("modifié", "modifiés"),
}


def tell_revue(revue: Revue) -> str:
    """« 1 contrat ajouté, 2 modifiés et 41 intacts. »."""
    if revue.vide:
        return f"{RIEN} {_count_intacts(revue.intacts)}."
    pieces = [f"{count} {accord(count, *SORTS[sort])}" for sort, count in revue.bilan.items()]
    told = f"Contrats{FINE}: {liste([*pieces, _intacts(revue.intacts)])}."
    if revue.maison:
        count = len(revue.maison)
        told += f" La maison change{FINE}: {count} {accord(count, 'fichier', 'fichiers')} de templates/."
    return told


def _intacts(count: int) -> str:
    return f"{count} {accord(count, 'intact', 'intacts')}"


def _count_intacts(count: int) -> str:
    return f"{count} {accord(count, 'contrat intact', 'contrats intacts')}"


def tell_contrat(contrat: RevueContrat) -> Iterator[str]:
    """The points of a contract, what matters most first."""
    if contrat.sort is Sort.RENOMME:
        yield f"Le dossier {guillemets(contrat.ancienne_ref)} prend le nom {guillemets(contrat.ref)}."
    elif contrat.sort is not Sort.MODIFIE:
        yield f"Contrat {contrat.sort.value}."
    yield from tell_scelles(contrat.scelles)
    if contrat.lignes:
        yield f"{_tell_lignes(contrat)}."
    yield from _tell_mots(contrat)
    if contrat.total:
        one = contrat.total
        yield f"Dotations sur tout le contrat{FINE}: {one.avant} → {one.apres}{_tell_ecart(one.ecart, one.sens)}."
    yield from tell_regles(contrat.regles)
    yield from _tell_blancs(*contrat.a_completer)


def _tell_lignes(contrat: RevueContrat) -> str:
    counts = {nature: sum(one.nature is nature for one in contrat.lignes) for nature in Nature}
    pieces = [f"{count} {accord(count, *PLURIELS[nature])}" for nature, count in counts.items() if count]
    return f"Dans les fichiers{FINE}: {liste(pieces)}"


def _tell_mots(contrat: RevueContrat) -> Iterator[str]:
    if contrat.mots is None or contrat.sort not in (Sort.MODIFIE, Sort.RENOMME):
        return
    changed = [one for one in contrat.mots.parties if one.sort is not Sort.RENOMME]
    annexes = sum(one.titre.startswith("Annexe") for one in changed)
    articles = sum(one.titre.startswith("Article") for one in changed)
    pieces = [
        f"{count} {accord(count, *words)}"
        for count, words in ((articles, ("article", "articles")), (annexes, ("annexe", "annexes")))
        if count
    ]
    if pieces:
        yield f"Rédaction{FINE}: {liste(pieces)} {accord(articles + annexes, 'change', 'changent')}."
    elif not contrat.mots.documents:
        yield "Les documents imprimés gardent leurs mots."


def _tell_ecart(ecart: str, sens: str) -> str:
    return f" ({', '.join(one for one in (sens, ecart) if one)})"


def tell_regles(regles: Regles) -> Iterator[str]:
    """« Problèmes nouveaux : 1 erreur et 2 alertes. », « Problèmes résolus : 3 alertes. »."""
    for suite, title in ((Suite.NOUVEAU, "Problèmes nouveaux"), (Suite.RESOLU, "Problèmes résolus")):
        if told := count_faults(regles, suite):
            yield f"{title}{FINE}: {told}."


def count_faults(regles: Regles, suite: Suite) -> str:
    """« 1 erreur et 2 alertes », nothing when there are none of this sort."""
    found = [one.severite for one in regles.lignes if one.suite is suite]
    counts = {one: found.count(one) for one in ("erreur", "alerte")}
    return liste(f"{count} {accord(count, one, f'{one}s')}" for one, count in counts.items() if count)


def _tell_blancs(avant: int | None, apres: int | None) -> Iterator[str]:
    """« À compléter » before and after, when both are known, or the one that is."""
    if avant is not None and apres is not None and (avant or apres):
        change = f"{avant} → {apres}" if avant != apres else f"{apres}, comme avant"
        yield f"Mentions {guillemets('à compléter')}{FINE}: {change}."
    elif apres:
        yield f"Mentions {guillemets('à compléter')}{FINE}: {apres}."


def tell_scelles(scelles: Scelles) -> Iterator[str]:
    """What is sealed: the broken seals first, then what the law asks of what changes since."""
    if scelles.touches or scelles.fautes:
        yield SCELLE_TOUCHE
    if scelles.nouvelles:
        yield f"Nouvelle version scellée{FINE}: {liste(scelles.nouvelles)}."
    if not scelles.derniere:
        return
    if scelles.avenant is not None:
        motifs = "; ".join(scelles.motifs).replace(";", f"{FINE};")
        projet = " Il est en cours de rédaction (avenant.yaml)." if scelles.redige else ""
        yield (
            f"Depuis la version {scelles.derniere}, ce qui change demande l’avenant n°\u00a0{scelles.avenant}{FINE}: "
            f"{motifs}.{projet}"
        )
    elif scelles.dispenses:
        dispenses = "; ".join(scelles.dispenses).replace(";", f"{FINE};")
        yield f"Depuis la version {scelles.derniere}, rien ne demande d’avenant{FINE}: {dispenses}."
    else:
        yield f"L’état proposé est celui de la version {scelles.derniere}."
