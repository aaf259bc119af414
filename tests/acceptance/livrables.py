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
        "annexe-07-schemas",
        "annexe-08-partenariats",
        "annexe-09-suivi",
        "annexe-10-rapt",
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
        "annexe-06-accompagnement-social",
    ),
}
"""Stems of the documents, in signing order."""

TOUS = [(ref, nom) for ref, noms in DOCUMENTS.items() for nom in noms]
TOUS_LES_PDF = [*TOUS, *((ref, "ensemble") for ref in DOCUMENTS)]


def files_of(ref: str) -> set[str]:
    """Every file of the build, without the name of the manager and the years."""
    documents = {f"{nom}.{suffix}" for nom in DOCUMENTS[ref] for suffix in ("docx", "pdf", "md")}
    return documents | {"ensemble.pdf", "recu.json"}
