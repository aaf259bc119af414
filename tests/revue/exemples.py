"""Reviews written by hand, for what writes them: no git, no contract."""

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.consequences import Consequence
from cpomdoc.comparing.redaction import Ligne
from cpomdoc.revue.modele import (
    DocumentChange,
    Fichier,
    Grandeur,
    Mots,
    Partie,
    Regle,
    Regles,
    Revue,
    RevueContrat,
    Scelles,
    Sort,
    Suite,
)

PIEGE = (
    "<script>alert(1)</script> @dupont #12 !7 **gras** _mot_ `code` [lien](https://exemple.fr) <img src=x> "
    "www.exemple.fr :smile: $x$ | a_b ~~rayé~~ &amp; \u202edroite\n# Titre\n- point\n1. un"
)
"""All that forges read as something else than words."""


def make_contrat(ref: str = "essai", texte: str = "Nantes", rows: int = 1) -> RevueContrat:
    """A contract in which every part of a review is filled, each with the same words of an author."""
    return RevueContrat(
        ref,
        Sort.MODIFIE,
        intitule=texte,
        avertissements=(texte,),
        lignes=(
            *(
                Ligne(Nature.MODIFICATION, texte, (texte, str(rank)), "contrat.objet", texte, texte, (), (texte,))
                for rank in range(rows)
            ),
            Ligne(Nature.AJOUT, texte, (texte,), "visas", details=((texte, texte),)),
        ),
        mots=Mots((Partie(texte, Sort.RENOMME, texte),), (DocumentChange(texte, Sort.MODIFIE),)),
        montants=(Grandeur((texte, "Total"), "1", "2", "+\u00a01", "hausse", total=True),),
        hypothese=True,
        capacites=(Grandeur((texte, texte), "1", "2", "+\u00a01", "hausse"),),
        echeances=(Grandeur((texte,), "2027", "2028", "+\u00a01\u00a0an", "plus tard"),),
        consequences=(Consequence(texte, texte, texte),),
        regles=Regles((Regle(Suite.NOUVEAU, "erreur", "CON-001", f"contracts/{ref}/contrat.yaml:3", texte, texte),), 2),
        a_completer=(1, 2),
        scelles=Scelles((Fichier(texte, Sort.MODIFIE),), (), texte, 1, True, (texte,), (), (texte,)),
        autres=(Fichier(texte, Sort.AJOUTE),),
        textes=2,
    )


def make_revue(*contrats: RevueContrat, texte: str = "main") -> Revue:
    """Both ends and the house under the same words."""
    regles = Regles((Regle(Suite.RESOLU, "alerte", "MAI-001", "templates/maison.yaml:1", texte),), 0)
    return Revue(texte, texte, "0.1.0", contrats, 3, (Fichier(texte, Sort.MODIFIE),), regles, (texte,))
