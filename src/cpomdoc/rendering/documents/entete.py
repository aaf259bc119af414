"""What every page of every document carries: running header, footer, and the title of an annex."""

from dataclasses import dataclass

from cpomdoc.model.projet_avenant import Genre, ProjetAvenant
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
        mention=_mention(contexte),
        pied=_pied(contexte),
    )


def list_jointes(projet: ProjetAvenant) -> tuple[str, ...]:
    """Keys of the annexes that an act replaces or adds: they are attached to it in full."""
    operations = (one for article in projet.articles for one in article.operations)
    jointes = (one.cible for one in operations if one.genre in (Genre.REMPLACER_ANNEXE, Genre.AJOUTER_ANNEXE))
    return tuple(dict.fromkeys(cible.removeprefix("annexe:") for cible in jointes))


def name_version(contexte: Contexte, cle: str) -> str:
    """« version issue de l’avenant n° 1 »: the act that an annex comes from; empty when it is the contract."""
    cible = f"annexe:{cle}"
    if contexte.consolidation is not None:
        numero = next((one.acte for one in contexte.consolidation.origines if one.cible == cible), 0)
    else:
        projet = contexte.projet_avenant
        numero = projet.avenant.numero if projet and cle in list_jointes(projet) else 0
    return f"version issue de l’avenant n°\u00a0{numero}" if numero else ""


def is_projet_avenant(contexte: Contexte) -> bool:
    """Whether the last act is still being negotiated, and with it all that it changes."""
    projet = contexte.projet_avenant
    avenant = projet.avenant if projet else contexte.dossier.avenant
    return avenant is not None and avenant.est_projet


def _mention(contexte: Contexte) -> str:
    """What a page is, beside the contract: a draft, a consolidated version, a part of an act."""
    if contexte.consolidation is not None:
        return "Projet de version consolidée" if is_projet_avenant(contexte) else "Version consolidée"
    if contexte.projet_avenant is not None:
        acte = f"Avenant n°\u00a0{contexte.projet_avenant.avenant.numero}"
        return f"{acte} – projet" if is_projet_avenant(contexte) else acte
    return "Projet" if contexte.edition.est_projet else ""


def _pied(contexte: Contexte) -> str:
    """The words of the contract or of its house, then the edition that the receipt knows."""
    edition = f"Édition {contexte.edition.empreinte[:EMPREINTE]}"
    words = contexte.dossier.general.presentation.pied
    return f"{words} – {edition}" if words else edition


def build_titre_annexe(contexte: Contexte, cle: str) -> TitreAnnexe:
    """Title of an annex that the plan holds."""
    annexe, version = contexte.plan.annexes_par_cle[cle], name_version(contexte, cle)
    portee = "Annexe opposable aux parties" if annexe.opposable else "Annexe non opposable, jointe pour information"
    return TitreAnnexe(
        titre=f"Annexe n°\u00a0{annexe.numero} – {annexe.intitule}",
        mention=f"{portee} – {version}" if version else portee,
        contrat=contexte.dossier.general.contrat.intitule,
    )
