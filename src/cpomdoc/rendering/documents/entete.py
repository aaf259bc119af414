"""What every page of every document carries: running header, footer, and the title of an annex."""

from dataclasses import dataclass

from cpomdoc.rendering.documents.contexte import Contexte

# A fingerprint is there to be compared by eye with that of the receipt: twelve figures are enough.
EMPREINTE = 12


@dataclass(frozen=True)
class Entete:
    """Running header and footer; `reference` and `mention` are empty when there is nothing to say."""

    titre: str
    reference: str
    mention: str
    pied: str


@dataclass(frozen=True)
class TitreAnnexe:
    """Title of an annex and whether it binds the parties; `contrat` is the title of the contract it belongs to."""

    titre: str
    mention: str
    contrat: str | None


def build_entete(contexte: Contexte, cle: str) -> Entete:
    """Header of a document: the contract's title, or the annex's number before it."""
    contrat = contexte.dossier.general.contrat
    court = contrat.intitule or "Contrat pluriannuel d’objectifs et de moyens"
    annexe = contexte.annexe(cle)
    return Entete(
        titre=court if annexe is None else f"Annexe n°\u00a0{annexe.numero} – {court}",
        reference=contrat.reference or "",
        mention="Projet" if contexte.edition.est_projet else "",
        pied=_pied(contexte),
    )


def _pied(contexte: Contexte) -> str:
    """The words of the contract or of its house, then the edition that the receipt knows."""
    edition = f"Édition {contexte.edition.empreinte[:EMPREINTE]}"
    words = contexte.dossier.general.presentation.pied
    return f"{words} – {edition}" if words else edition


def build_titre_annexe(contexte: Contexte, cle: str) -> TitreAnnexe:
    """Title of an annex that the plan holds."""
    annexe = contexte.plan.annexes_par_cle[cle]
    return TitreAnnexe(
        titre=f"Annexe n°\u00a0{annexe.numero} – {annexe.intitule}",
        mention="Annexe opposable aux parties" if annexe.opposable else "Annexe non opposable, jointe pour information",
        contrat=contexte.dossier.general.contrat.intitule,
    )
