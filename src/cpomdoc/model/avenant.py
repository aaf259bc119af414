"""avenant.yaml: the act that changes a signed contract, in what its authors say of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from cpomdoc.model.contrat import Visa


@dataclass(frozen=True)
class ClauseAvenant:
    """A clause of the avenant's own, such as a transitional one: it changes no word of the contract."""

    texte: str
    intitule: str | None = None


@dataclass(frozen=True)
class Avenant:
    """The heading of an avenant; `expose` gives the reasons, one text (small Markdown) by motif.

    `date_effet` is that of the signature while nobody says otherwise. `signataires` names those who sign, all the
    parties by default: « gestionnaire », the id of another manager, « ars », the code of a département, « prefet », or
    the name of another party.
    """

    numero: int
    motifs: tuple[str, ...] = ()
    statut: str = "projet"
    reference: str | None = None
    date_effet: datetime.date | None = None
    date_signature: datetime.date | None = None
    lieu_signature: str | None = None
    nombre_exemplaires: int | None = None
    presentation: str | None = None
    expose: Mapping[str, str | None] = field(default_factory=dict)
    visas: tuple[Visa, ...] = ()
    clauses: tuple[ClauseAvenant, ...] = ()
    demande_prorogation: datetime.date | None = None
    signataires: tuple[str, ...] = ()

    @property
    def est_projet(self) -> bool:
        """Whether it is still being negotiated."""
        return self.statut != "definitif"

    @property
    def effet(self) -> datetime.date | None:
        """The day from which it binds: the one said, else that of the signature."""
        return self.date_effet or self.date_signature
