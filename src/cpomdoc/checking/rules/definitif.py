"""Rules on a contract ready to sign: nothing is missing, nothing is left to be written."""

import re
from collections.abc import Iterator, Mapping

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.source import Chemin

RESTE = re.compile(r"\bX{3,}\b|\bTODO\b|\bTBD\b|[aà][ _]compl[eé]ter|\?\?\?|\[…\]|\[\.\.\.\]", re.IGNORECASE)

DITES_AILLEURS: frozenset[Chemin] = frozenset(
    {
        ("parties", "cogestionnaires", "*", "signataire"),
        ("parties", "prefets", "*", "signataire", "fonction"),
        ("objectifs", "objectifs", "*", "constats"),
        ("fiches", "*", "indicateurs"),
        ("fiches", "*", "indicateurs", "*", "source"),
        ("fiches", "*", "indicateurs", "*", "initiale"),
        ("fiches", "*", "indicateurs", "*", "initiale", "valeur"),
        ("fiches", "*", "indicateurs", "*", "cibles"),
        ("rapt", "indicateurs", "*", "source"),
        ("rapt", "indicateurs", "*", "initiale"),
        ("rapt", "indicateurs", "*", "initiale", "valeur"),
        ("rapt", "indicateurs", "*", "cibles"),
        ("activite", "modulation", "circonstances"),
        ("activite", "modulation", "information_prealable_jours"),
        ("avenant", "motifs"),
        ("avenant", "expose"),
    }
)
"""Values whose lack another rule tells, and explains better."""

REMPLACEES: Mapping[Chemin, str] = {
    ("finances", "methode"): "methodes",
    ("finances", "clause_taux"): "evolutions",
    ("finances", "bases", "*", "montant"): "texte",
    ("activite", "modulation", "coefficient"): "paliers",
}
"""Values that another one, written beside them, makes useless."""


EQUATION_TARIFAIRE = "equation_tarifaire"
"""Method (R. 314-40, 4°) in which no rate is agreed: what the code computes each year is paid."""

HORS_CONTRAT = frozenset({"finess", "commune", "departement"})
"""What the fiche signalétique prints of an ESMS outside the contract, beside its name."""


def valeurs_exigees(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat définitif ne laisse vide aucune valeur que le document signé exige.

    Pourquoi : « à compléter » ne se signe pas.
    Bon : « statut: projet » tant qu’une valeur manque
    Mauvais : « statut: definitif » et « date_signature: a_completer »
    """
    if not contexte.definitif:
        return
    vides = set(contexte.vides)
    for path in contexte.vides:
        autre = REMPLACEES.get(_motif(path))
        if autre is not None and (*path[:-1], autre) not in vides:
            continue
        if (path == ("finances", "clause_taux") and _is_computed(contexte)) or _is_outside(contexte, path):
            continue
        if (motif := _motif(path)) in contexte.exiges and motif not in DITES_AILLEURS:
            yield Ecart(
                path,
                f"{_acte(path)} est dit définitif, mais « {path[-1]} » est à compléter{_ou(contexte, path)}.",
                "Écrivez la valeur, ou remettez « statut: projet ».",
                on_key=True,
            )


def textes_acheves(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat définitif ne contient ni « XXX », ni « TODO », ni « à compléter » dans ses textes.

    Pourquoi : ces marques d’attente seraient imprimées.
    Bon : « texte: Les parties se réunissent en mars. »
    Mauvais : « texte: Les parties se réunissent en XXX. »
    """
    for path, texte in contexte.textes if contexte.definitif else ():
        if trouve := RESTE.search(texte):
            yield Ecart(
                path,
                f"{_acte(path)} est dit définitif, mais un texte contient encore « {trouve[0]} ».",
                "Achevez le texte, ou remettez « statut: projet ».",
                extrait=trouve[0],
            )


def _acte(path: Chemin) -> str:
    """Which act says that it is ready to sign."""
    return "L’avenant" if path[0] == "avenant" else "Le contrat"


def _is_computed(contexte: ContexteRegles) -> bool:
    finances = contexte.dossier.finances
    return finances is not None and finances.methode == EQUATION_TARIFAIRE


def _motif(path: Chemin) -> Chemin:
    return tuple("*" if isinstance(part, int) else part for part in path)


def _ou(contexte: ContexteRegles, path: Chemin) -> str:
    """Whose value it is, in words."""
    if path[:2] == ("perimetre", "etablissements") and isinstance(path[2], int):
        return f" pour « {contexte.dossier.perimetre.etablissements[path[2]].nom} »"
    if path[:1] == ("fiches",) and isinstance(path[1], int):
        return f" dans la fiche {contexte.dossier.fiches[path[1]].fiche}"
    return ""


def _is_outside(contexte: ContexteRegles, path: Chemin) -> bool:
    """Whether the value is one of an ESMS outside the contract that no document prints: it is only named."""
    if path[:2] != ("perimetre", "etablissements") or len(path) < 4 or not isinstance(path[2], int):
        return False
    esms = contexte.dossier.perimetre.etablissements[path[2]]
    return esms.dans_le_contrat is False and path[3] not in HORS_CONTRAT
