"""Every document a contract may be made of, in signing order; a new one is a module, a gabarit and a line here."""

from collections.abc import Iterator

from cpomdoc.model.referentiel import Referentiel
from cpomdoc.rendering.documents import (
    annexe_accompagnement_social,
    annexe_activite,
    annexe_affectation_resultats,
    annexe_aide_sociale,
    annexe_diagnostic,
    annexe_domicile,
    annexe_fiche_signaletique,
    annexe_financiere,
    annexe_frais_siege,
    annexe_objectifs_fiches_actions,
    annexe_partenariats,
    annexe_pgfp,
    annexe_ppi,
    annexe_pre,
    annexe_rapt,
    annexe_schemas,
    annexe_suivi,
    annexe_synthese_diagnostic,
    contrat,
)
from cpomdoc.rendering.documents.annexe_propre import AnnexePropre
from cpomdoc.rendering.documents.avenant.registre import AVENANTS
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document, Imprimable
from cpomdoc.rendering.documents.lancement.registre import OUTILS, outils_of
from cpomdoc.rendering.documents.portefeuille import vue as portefeuille
from cpomdoc.rendering.documents.suivi_annuel.registre import SUIVIS, suivis_of

CONTRAT: tuple[Document, ...] = (
    contrat,
    annexe_fiche_signaletique,
    annexe_synthese_diagnostic,
    annexe_diagnostic,
    annexe_objectifs_fiches_actions,
    annexe_activite,
    annexe_financiere,
    annexe_affectation_resultats,
    annexe_pgfp,
    annexe_ppi,
    annexe_frais_siege,
    annexe_schemas,
    annexe_partenariats,
    annexe_suivi,
    annexe_aide_sociale,
    annexe_pre,
    annexe_rapt,
    annexe_accompagnement_social,
    annexe_domicile,
)
"""The contract and its annexes."""

DOCUMENTS: tuple[Document, ...] = (*CONTRAT, *OUTILS, *SUIVIS)
"""Every document of a contract that has a gabarit."""

IMPRIMES: tuple[Document, ...] = (*DOCUMENTS, *AVENANTS)
"""All that the files of a contract are printed in: its documents, and the act that changes it."""

IMPRIMABLES: tuple[Imprimable, ...] = (*IMPRIMES, portefeuille)
"""All that has a gabarit: those of contracts, the acts that change them, and the portfolio of them all."""


def list_documents(referentiel: Referentiel) -> tuple[Document, ...]:
    """Every document a contract may be made of, those of its house at the end."""
    own = (AnnexePropre(one.cle, one.gabarit) for one in referentiel.annexes.values() if one.gabarit)
    return (*CONTRAT, *own)


def documents_of(contexte: Contexte) -> Iterator[Document]:
    """The documents of this contract in signing order: the contract, then its annexes by number."""
    present = [document for document in list_documents(contexte.referentiel) if document.applies(contexte)]
    return iter(sorted(present, key=lambda document: _rank(document, contexte)))


def printed_of(contexte: Contexte) -> Iterator[Document]:
    """All that a contract prints: its documents, the tools of its preparation, a year of its follow-up, its avenant."""
    yield from documents_of(contexte)
    yield from (outil for _, outil in outils_of(contexte))
    yield from suivis_of(contexte)
    yield from (acte for acte in AVENANTS if acte.applies(contexte))


def stem(document: Document, contexte: Contexte) -> str:
    """Name of its files without suffix: « contrat », « annexe-05-activite »."""
    annexe = contexte.annexe(document.cle)
    return document.cle if annexe is None else f"annexe-{annexe.numero:02}-{document.cle.replace('_', '-')}"


def titre(document: Document, contexte: Contexte) -> str:
    """Title of the document, as its properties and the window of a reader show it."""
    annexe = contexte.annexe(document.cle)
    contrat = contexte.dossier.general.contrat.intitule or contexte.dossier.ref
    return contrat if annexe is None else f"{contrat} – Annexe n°\u00a0{annexe.numero} – {annexe.intitule}"


def _rank(document: Document, contexte: Contexte) -> int:
    annexe = contexte.annexe(document.cle)
    return 0 if annexe is None else annexe.numero
