"""Draft an avenant: what it is about, what it does, and the table of what was and what is."""

import re
from collections.abc import Iterator, Sequence

from cpomdoc.avenants.operations import draft_articles
from cpomdoc.avenants.suite import Suite
from cpomdoc.avenants.textes import Etat
from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.comparing.consequences import list_consequences
from cpomdoc.comparing.phrases import EtatsCompares, list_phrases
from cpomdoc.comparing.redaction import SEPARATEUR, Ligne, write_lignes
from cpomdoc.comparing.vocabulaire import Vocabulaire
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.francais import liste
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.projet_avenant import ActeAnterieur, LigneTableau, ProjetAvenant
from cpomdoc.rendering.documents.normalise import normalise_dossier
from cpomdoc.typographie import FINE, normalise_typographie
from cpomdoc.versions.mots import build_vocabulaire

OBJET = "Le présent avenant met à jour le contrat."
"""What is said when nothing that changes calls for an avenant."""
NEANT = "–"
DEPLACE = "ordre de présentation"
_RETOUR = re.compile(r"(?<!\n)\n(?!\n|- |\d+\. )")
"""The end of a line of the file inside a paragraph: it means nothing."""
MANY = 12
"""A block that holds more values than this is told by its place, and read there."""


def draft_avenant(suite: Suite, anterieurs: tuple[ActeAnterieur, ...], avant: Etat, apres: Etat) -> ProjetAvenant:
    """The act that turns the sealed state into the working one; `avant` and `apres` are these states as they print."""
    avenant = apres.contexte.dossier.avenant
    if avenant is None:
        raise ValueError(apres.contexte.dossier.ref)
    vocabulaire = build_vocabulaire(suite.avant, suite.travail)
    anciens, nouveaux = _compute(suite)
    etats = EtatsCompares(suite.avant.dossier, suite.travail.dossier, anciens, nouveaux, suite.travail.referentiel)
    phrases = list_phrases(etats, suite.changements, vocabulaire)
    return ProjetAvenant(
        avenant=avenant,
        avant=normalise_dossier(keep_contrat(suite.avant.dossier)),
        anterieurs=anterieurs,
        objets=tuple(normalise_typographie(one.texte) for one in phrases) or (OBJET,),
        articles=draft_articles(avant, apres),
        tableau=tuple(_write_tableau(write_lignes(suite.changements, vocabulaire))),
        consequences=tuple(_write_consequences(suite, anciens, nouveaux, vocabulaire)),
    )


def _compute(suite: Suite) -> tuple[Calculs, Calculs]:
    avant, apres = (compute_calculs(keep_contrat(one.dossier), one.referentiel) for one in (suite.avant, suite.travail))
    return avant, apres


def _write_tableau(lignes: Sequence[Ligne]) -> Iterator[LigneTableau]:
    """Every changed field on a line; what comes or goes whole says all that it holds."""
    for one in lignes:
        sujet = f"{one.rubrique}{SEPARATEUR}{one.titre}" if one.titre not in ("", one.rubrique) else one.rubrique
        details = _tell_details(one)
        if one.nature is Nature.DEPLACEMENT:
            yield _ligne(f"{sujet} ({DEPLACE})", one.avant, one.apres)
        elif one.nature is Nature.AJOUT:
            yield _ligne(sujet, NEANT, details or one.apres)
        elif one.nature is Nature.RETRAIT:
            yield _ligne(sujet, details or one.avant, NEANT)
        else:
            yield _ligne(sujet, one.avant, one.apres)


def _tell_details(ligne: Ligne) -> str:
    """What a block holds; one too large for a cell is told by where it is printed."""
    if len(ligne.details) > MANY:
        lieux = liste(ligne.documents)
        return f"{len(ligne.details)} valeurs" + (f", imprimées dans{FINE}: {lieux}" if lieux else "")
    return f"{FINE}; ".join(f"{nom}{FINE}: {valeur}" if nom else valeur for nom, valeur in ligne.details)


def _ligne(sujet: str, avant: str, apres: str) -> LigneTableau:
    return LigneTableau(*(normalise_typographie(_RETOUR.sub(" ", one.strip())) for one in (sujet, avant, apres)))


def _write_consequences(
    suite: Suite, anciens: Calculs, nouveaux: Calculs, vocabulaire: Vocabulaire
) -> Iterator[LigneTableau]:
    for one in list_consequences(anciens, nouveaux, vocabulaire, suite.travail.referentiel.unites):
        yield LigneTableau(one.sujet, one.avant, one.apres)
