"""The files that each contract of the repository is made of, written by hand: a missing one must be noticed."""

import re
from collections.abc import Collection

import pytest

DOCUMENTS = {
    "tilleuls": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-activite",
        "annexe-06-financiere",
        "annexe-07-affectation-resultats",
        "annexe-08-pgfp",
        "annexe-09-ppi",
        "annexe-10-frais-siege",
        "annexe-11-schemas",
        "annexe-12-partenariats",
        "annexe-13-suivi",
        "annexe-14-rapt",
    ),
    "escale": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-objectifs-fiches-actions",
        "annexe-03-financiere",
    ),
    "ehpad-sources": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-financiere",
        "annexe-06-affectation-resultats",
        "annexe-07-ppi",
        "annexe-08-aide-sociale",
        "annexe-09-accompagnement-social",
    ),
    "sad-vallons": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-domicile",
    ),
    "ccas-brevins": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-activite",
        "annexe-06-financiere",
    ),
    "chrs-relais": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-financiere",
        "annexe-06-affectation-resultats",
        "annexe-07-suivi",
    ),
    "residence-glycines": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-suivi",
        "annexe-06-aide-sociale",
    ),
}
"""Stems of the documents, in signing order."""

KIT = (
    "lancement/lancement-01-reunion-lancement",
    "lancement/lancement-02-check-list-etapes",
    "lancement/lancement-03-cartographie-acteurs",
    "lancement/lancement-04-cartographie-sources",
    "lancement/lancement-05-retroplanning",
    "lancement/lancement-06-raci",
    "lancement/lancement-07-comitologie",
    "lancement/lancement-08-referents",
    "lancement/lancement-09-analyses-thematiques",
    "lancement/lancement-10-qualite-echanges",
    "lancement/lancement-11-chantiers-nationaux",
    "lancement/lancement-12-association",
    "lancement/lancement-13-points-cles",
    "lancement/lancement-14-choix-objectifs",
    "lancement/lancement-15-dialogue-gestion",
    "lancement/lancement-16-plan-commun",
    "lancement/lancement-17-cadrage",
)
KIT_A_REMPLIR = (
    "lancement/lancement-01-reunion-lancement.xlsx",
    "lancement/lancement-02-check-list-etapes.xlsx",
    "lancement/lancement-03-cartographie-acteurs.xlsx",
    "lancement/lancement-04-cartographie-sources.xlsx",
    "lancement/lancement-05-retroplanning.ics",
    "lancement/lancement-06-raci.xlsx",
    "lancement/lancement-14-choix-objectifs.xlsx",
    "lancement/lancement-16-plan-commun.xlsx",
    "lancement/obligations.ics",
)
SUIVI = ("suivi/2027/suivi-2027", "suivi/2028/suivi-2028")
OUTILS = {"tilleuls": (*KIT, *SUIVI), "ehpad-sources": KIT}
"""Stems of what prepares and follows a contract, for those that have a lancement.yaml or a folder suivi/."""

CLASSEURS = {
    "tilleuls": (*KIT_A_REMPLIR, *(f"{nom}-plan-action.xlsx" for nom in SUIVI)),
    "ehpad-sources": KIT_A_REMPLIR,
}
"""Names of the workbooks and calendars beside them."""

COURANTS = ("tilleuls", "ehpad-sources")
"""The contracts whose files every judge reads at each run of the tests; heavy judges read the others in long runs."""

LEGERS = (
    "residence-glycines",
    "sad-vallons",
    "ccas-brevins",
    "ehpad-sources",
    "chrs-relais",
    "escale",
    "tilleuls",
)
"""Every contract, those that print the shortest documents first; one of which little is known yet comes late."""

AVENANTS = {
    "saules": (
        "avenant-03/avenant-03_2025-12-31",
        "avenant-03/annexe-01-fiche-signaletique",
        "avenant-03/annexe-04-objectifs-fiches-actions",
        "avenant-03/annexe-05-activite",
        "avenant-03/annexe-06-financiere",
    ),
}
"""Stems of the act and of its annexes, for a contract whose last avenant takes the place of its documents."""

CONSOLIDES = {
    "saules": (
        "contrat",
        "annexe-01-fiche-signaletique",
        "annexe-02-synthese-diagnostic",
        "annexe-03-diagnostic",
        "annexe-04-objectifs-fiches-actions",
        "annexe-05-activite",
        "annexe-06-financiere",
        "annexe-07-affectation-resultats",
    ),
}
"""The documents of the consolidated contract, in signing order."""

COMPARES = {"saules": ("contrat", *(CONSOLIDES["saules"][rang] for rang in (1, 4, 5, 6)))}
"""Those whose words the last avenant changes."""

ACTES = [(ref, nom) for ref, noms in AVENANTS.items() for nom in noms]
TOUS = [
    *((ref, nom) for ref, noms in DOCUMENTS.items() for nom in (*noms, *OUTILS.get(ref, ()))),
    *ACTES,
]
SANS_KIT = [(ref, nom) for ref, nom in TOUS if nom not in KIT and (ref, nom) not in ACTES]
"""The documents that are signed, or follow a contract, without what prepares it."""

TOUS_LES_PDF = [*TOUS, *((ref, "ensemble") for ref in DOCUMENTS)]


def each_of(
    pairs: list[tuple[str, str]], *, heavy: bool = False, current: Collection[tuple[str, str]] = ()
) -> pytest.MarkDecorator:
    """One test for each contract and document; when it is `heavy`, most contracts wait for the long runs.

    So do all that are not `current`, when the judge is so slow that it names those, and the acts of an avenant, which
    are drafted again and read at each run in their own words.
    """
    kept = current or [one for one in pairs if one not in ACTES and not (heavy and _waits(*one))]
    return pytest.mark.parametrize(
        ("ref", "nom"),
        [pytest.param(*one, id="-".join(one), marks=[] if one in kept else [pytest.mark.long]) for one in pairs],
    )


def lightest_of_each_kind(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each kind of document in the contract that prints the shortest one."""
    return _one_of_each_kind(pairs, LEGERS)


def fullest_of_each_kind(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each kind of document in the contract that has the most to say in it."""
    return _one_of_each_kind(pairs, LEGERS[::-1])


def _one_of_each_kind(pairs: list[tuple[str, str]], order: tuple[str, ...]) -> list[tuple[str, str]]:
    kinds: dict[str, tuple[str, str]] = {}
    signed = [one for one in pairs if one not in ACTES]
    for ref, nom in sorted(signed, key=lambda one: order.index(one[0])):
        kinds.setdefault(re.sub(r"\d+", "", nom), (ref, nom))
    return list(kinds.values())


def _waits(ref: str, nom: str) -> bool:
    """A second launch kit, almost empty, has little more to show than the first."""
    return ref not in COURANTS or (ref != COURANTS[0] and nom in KIT)


def files_of(ref: str) -> set[str]:
    """Every file of the build, without the name of the manager and the years."""
    stems = (*DOCUMENTS[ref], *OUTILS.get(ref, ()))
    documents = {f"{nom}.{suffix}" for nom in stems for suffix in ("docx", "pdf", "md")}
    return documents | {*CLASSEURS.get(ref, ()), "ensemble.pdf", "recu.json"}


def files_of_avenant(ref: str) -> set[str]:
    """Every file of the build of an avenant: act and annexes, consolidated contract, what changes, proof."""
    acte = {f"{nom}.{suffix}" for nom in AVENANTS[ref] for suffix in ("docx", "pdf", "md")}
    folder = AVENANTS[ref][0].partition("/")[0]
    consolide = {f"{folder}/consolide/{nom}.{suffix}" for nom in CONSOLIDES[ref] for suffix in ("docx", "md")}
    compares = {f"{folder}/comparaison/{nom}_modifications.docx" for nom in COMPARES[ref]}
    others = ("ensemble.pdf", "consolide/ensemble.pdf", "comparaison/comparaison.html", "preuve.json")
    return acte | consolide | compares | {f"{folder}/{one}" for one in others} | {"recu.json"}
