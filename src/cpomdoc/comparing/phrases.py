"""What an avenant is about, said in the sentences of its first article: every change is told by at least one."""

from collections.abc import Callable, Iterator, Sequence

from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.motifs import MOTIFS, classify
from cpomdoc.comparing.objet.activite import tell_activite
from cpomdoc.comparing.objet.affaire import Affaire, EtatsCompares, Phrase
from cpomdoc.comparing.objet.autres import (
    tell_categories,
    tell_conversion,
    tell_ppi,
    tell_pre,
    tell_reformes,
    tell_siege,
)
from cpomdoc.comparing.objet.capacite import tell_capacites
from cpomdoc.comparing.objet.erreurs import tell_erreurs
from cpomdoc.comparing.objet.finances import tell_finances
from cpomdoc.comparing.objet.generales import tell_others
from cpomdoc.comparing.objet.objectifs import tell_objectifs
from cpomdoc.comparing.objet.parties import tell_identite, tell_parties
from cpomdoc.comparing.objet.perimetre import tell_perimetre
from cpomdoc.comparing.objet.prorogation import tell_prorogation
from cpomdoc.comparing.vocabulaire import Vocabulaire

__all__ = ["EtatsCompares", "Phrase", "list_phrases"]

REDACTEURS: tuple[Callable[[Affaire], Iterator[Phrase]], ...] = (
    tell_prorogation,
    tell_parties,
    tell_perimetre,
    tell_capacites,
    tell_categories,
    tell_identite,
    tell_finances,
    tell_activite,
    tell_objectifs,
    tell_ppi,
    tell_siege,
    tell_reformes,
    tell_pre,
    tell_erreurs,
    tell_conversion,
)
"""Who writes the sentences, in the order in which an act gives them."""


def list_phrases(
    etats: EtatsCompares, changements: Sequence[Changement], vocabulaire: Vocabulaire
) -> tuple[Phrase, ...]:
    """The sentences, motif by motif; the avenant of the new state says which motifs its authors declare."""
    avenant = etats.apres.avenant
    classement = classify(changements, etats.avant, avenant.motifs if avenant else ())
    affaire = Affaire(etats, tuple(changements), classement, vocabulaire)
    told = [one for redacteur in REDACTEURS for one in redacteur(affaire)]
    told += tell_others(affaire, told)
    return tuple(_merge(sorted(told, key=lambda one: MOTIFS.index(one.motif))))


def _merge(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The same words are said once, for all the changes that they tell."""
    merged: dict[tuple[str, str], tuple[Changement, ...]] = {}
    for one in phrases:
        key = one.motif, one.texte
        merged[key] = (*merged.get(key, ()), *one.changements)
    for (motif, texte), changements in merged.items():
        yield Phrase(motif, texte, changements)
