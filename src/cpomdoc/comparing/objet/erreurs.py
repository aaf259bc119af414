"""Material errors, when the authors of the avenant declare one: what was written, what must be read."""

from collections.abc import Iterator

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.motifs import ERREUR
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, phrase
from cpomdoc.comparing.redaction import Ligne, write_lignes
from cpomdoc.francais import guillemets
from cpomdoc.typographie import FINE

COURT = 160
"""Up to this length an act quotes the words; longer ones are in the table of changes."""


def tell_erreurs(affaire: Affaire) -> Iterator[Phrase]:
    """One sentence by error."""
    for one in affaire.of(ERREUR):
        (ligne,) = write_lignes((one,), affaire.vocabulaire)
        lieu = ", ".join(part for part in (ligne.rubrique, *ligne.sujet) if part)
        yield phrase(ERREUR, f"une erreur matérielle est rectifiée ({lieu}){_tell_valeurs(ligne)}", one)


def _tell_valeurs(ligne: Ligne) -> str:
    """« : au lieu de « Nantes », il faut lire « Rezé » », or nothing when the words are too long to be quoted."""
    avant, apres = (" ".join(texte.split()) for texte in (ligne.avant, ligne.apres))
    if ligne.nature is Nature.DEPLACEMENT or max(len(avant), len(apres)) > COURT:
        return ""
    if ligne.nature is Nature.AJOUT:
        return f"{FINE}: il faut ajouter {guillemets(apres)}" if apres else f"{FINE}: cette mention manquait"
    if ligne.nature is Nature.RETRAIT:
        return f"{FINE}: il faut supprimer {guillemets(avant)}" if avant else f"{FINE}: cette mention est supprimée"
    return f"{FINE}: au lieu de {guillemets(avant)}, il faut lire {guillemets(apres)}"
