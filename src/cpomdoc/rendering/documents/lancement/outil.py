"""What every tool of the launch kit shows at its head, and the words it takes from the contract."""

from dataclasses import dataclass

from cpomdoc.model.lancement import Lancement
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import EMPREINTE, Entete
from cpomdoc.rendering.documents.grammaire import name_gestionnaire, sentence
from cpomdoc.rendering.documents.parties import list_noms, name_sans_article


@dataclass(frozen=True)
class Outil:
    """Title of the tool, contract it prepares, and its three lines: what for, for whom, when."""

    titre: str
    contrat: str | None
    objectif: str
    pour_qui: str
    quand: str


@dataclass(frozen=True)
class TeteOutil:
    """Who the tool is about, as the published ones begin."""

    gestionnaire: str | None
    etablissements: tuple[str, ...]
    autorites: tuple[str, ...]


def build_entete_outil(contexte: Contexte, code: str) -> Entete:
    """Running header of a tool: its title beside that of the contract; a tool is no draft of the contract."""
    contrat = contexte.dossier.general.contrat
    court = contrat.intitule or "Contrat pluriannuel d’objectifs et de moyens"
    titre = f"{contexte.referentiel.kit.fiches[code].intitule} – {court}"
    return Entete(titre, contrat.reference or "", "", f"Édition {contexte.edition.empreinte[:EMPREINTE]}")


def build_outil(contexte: Contexte, code: str) -> Outil:
    """Head of the tool that the kit knows by that code."""
    fiche = contexte.referentiel.kit.fiches[code]
    contrat = contexte.dossier.general.contrat.intitule
    return Outil(fiche.intitule, contrat, fiche.objectif, fiche.pour_qui, fiche.quand)


def build_tete(contexte: Contexte) -> TeteOutil:
    """The manager, its ESMS and the authorities that sign with it."""
    _, *autorites = list_noms(contexte)
    esms = (one.nom for one in contexte.dossier.perimetre.etablissements if one.dans_le_contrat is not False)
    noms = tuple(nom for one in autorites if (nom := sentence(one)))
    return TeteOutil(name_sans_article(name_gestionnaire(contexte)), tuple(esms), noms)


def read_lancement(contexte: Contexte) -> Lancement:
    """lancement.yaml, empty when the contract has none: a tool is only printed when it has one."""
    return contexte.dossier.lancement or Lancement()


def read_groupes(contexte: Contexte) -> set[str]:
    """Groups of the ESMS of the contract: what only touches others is not proposed."""
    categories = contexte.referentiel.categories_esms
    esms = (one for one in contexte.dossier.perimetre.etablissements if one.dans_le_contrat is not False)
    return {connue.groupe for one in esms if (connue := categories.get(one.categorie or ""))}


def applies_to(contexte: Contexte) -> bool:
    """Whether the contract folder holds lancement.yaml."""
    return contexte.dossier.lancement is not None
