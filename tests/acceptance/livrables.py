"""The files that each contract of the repository is made of, written by hand: a missing one must be noticed."""

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

TOUS = [(ref, nom) for ref, noms in DOCUMENTS.items() for nom in noms]
TOUS_LES_PDF = [*TOUS, *((ref, "ensemble") for ref in DOCUMENTS)]


def files_of(ref: str) -> set[str]:
    """Every file of the build, without the name of the manager and the years."""
    documents = {f"{nom}.{suffix}" for nom in DOCUMENTS[ref] for suffix in ("docx", "pdf", "md")}
    return documents | {"ensemble.pdf", "recu.json"}
