"""What a contract follows: its sealed versions, the state that the avenant changes, and what it changes in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.comparing.motifs import classify
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.plan import build_plan
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.normalise import normalise_calculs, normalise_dossier
from cpomdoc.versions.chaine import Version, read_chaine
from cpomdoc.versions.etats import TRAVAIL, Etat


@dataclass(frozen=True)
class Suite:
    """The acts already signed, oldest first, and the working state as what comes after them.

    `chaine` is all that is sealed, `avenant` what avenant.yaml says; `precedentes` are the versions before it, of which
    the last one is what it changes; `scelle` is its own version, once it is sealed; `changements` go from that state to
    the working files.
    """

    travail: Etat
    chaine: tuple[Version, ...]
    precedentes: tuple[Version, ...]
    changements: tuple[Changement, ...]
    avenant: Avenant | None = None
    scelle: Version | None = None

    @property
    def avant(self) -> Etat:
        """The state that the avenant changes."""
        return self.precedentes[-1].etat

    @property
    def depuis(self) -> tuple[Changement, ...]:
        """What was changed in the working files since the last version that is sealed."""
        if self.scelle is None:
            return self.changements
        return compare(self.scelle.etat.dossier, self.travail.dossier)

    @property
    def inedite(self) -> bool:
        """Whether the working files are a state that nobody signed and that no avenant brings."""
        return bool(self.depuis) and self.a_rediger is None

    @property
    def informelle(self) -> bool:
        """Whether all that changed since the last seal is of what needs no avenant."""
        dernier = (self.scelle or self.precedentes[-1]).etat.dossier
        return self.inedite and not classify(self.depuis, dernier).motifs

    @property
    def a_rediger(self) -> Avenant | None:
        """The avenant that the working files are: sealed as they are, or still to be signed."""
        if self.avenant is None or self.avenant.numero > self.chaine[-1].numero + 1:
            return None
        return None if self.scelle is not None and self.depuis else self.avenant


def read_suite(racine: Path, travail: Etat) -> Suite | None:
    """What the working files follow, None while nothing is sealed; raises DossierIntrouvable on a broken seal."""
    chaine = read_chaine(racine, travail.dossier.ref)
    if not chaine:
        return None
    avenant = travail.dossier.avenant or _last_avenant(chaine, travail)
    travail = replace(travail, nom=TRAVAIL, dossier=replace(travail.dossier, avenant=avenant))
    precedentes = _before(chaine, avenant)
    scelle = chaine[len(precedentes)] if len(precedentes) < len(chaine) else None
    changements = compare(precedentes[-1].etat.dossier, travail.dossier)
    return Suite(travail, chaine, precedentes, changements, avenant, scelle)


def _last_avenant(chaine: Sequence[Version], travail: Etat) -> Avenant | None:
    """The last sealed avenant, when the working files still are the contract that it made."""
    dernier = chaine[-1].etat.dossier
    return None if compare(dernier, travail.dossier) else dernier.avenant


def _before(chaine: Sequence[Version], avenant: Avenant | None) -> tuple[Version, ...]:
    """The versions before this avenant; all of them when it is not one of theirs."""
    if avenant is None:
        return tuple(chaine)
    return tuple(one for one in chaine if one.numero < avenant.numero) or tuple(chaine)


def build_contexte(etat: Etat, edition: Edition, like: Contexte | None = None) -> Contexte:
    """A sealed state as documents print it, with the logos of the working one when it is given."""
    dossier = keep_contrat(etat.dossier)
    plan = build_plan(dossier, etat.catalogue, etat.referentiel.annexes)
    calculs = compute_calculs(dossier, etat.referentiel)
    return Contexte(
        normalise_dossier(dossier),
        normalise_calculs(calculs),
        etat.referentiel,
        plan,
        edition,
        like.logos if like else {},
    )
