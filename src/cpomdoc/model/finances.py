"""finances.yaml: reference bases, rates, measures, common allocation (DGC), head-office costs.

A `financeur` is « ars », « etat », or the code of a département that is a party (« 92 »).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal


@dataclass(frozen=True)
class Decision:
    """The tariff decision that notified a base."""

    reference: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class MethodeFinanceur:
    """The method of one funder, or of one of its sections, when the contract has several (R. 314-40)."""

    financeur: str
    section: str | None = None
    methode: str | None = None


@dataclass(frozen=True)
class TauxGroupe:
    """One part of a weighted rate: the share (in percent) of a group of charges, and its own rate each year."""

    groupe: str
    part: Decimal | None = None
    indice: str | None = None
    taux: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Evolution:
    """How the allocations of one funder, or of one of its sections, evolve; what it leaves out is that of the contract.

    `taux` bind the parties, `hypotheses` do not; `plancher` and `plafond` are percent per year.
    """

    financeur: str
    section: str | None = None
    clause_taux: str | None = None
    taux: Mapping[int, Decimal | None] = field(default_factory=dict)
    hypotheses: Mapping[int, Decimal | None] = field(default_factory=dict)
    plancher: Decimal | None = None
    plafond: Decimal | None = None
    ponderation: tuple[TauxGroupe, ...] = ()


@dataclass(frozen=True)
class Base:
    """Recurring allocation of one ESMS from one funder (and section) in the year before the contract, CNR excluded.

    Known only rounded (`unite` « k€ » or « M€ ») or in words (`texte`), it is printed as it is and nothing follows.
    """

    etablissement: str
    financeur: str
    section: str | None = None
    annee: int | None = None
    montant: Decimal | None = None
    cnr_inclus: Decimal | None = None
    decision: Decision | None = None
    unite: str | None = None
    texte: str | None = None

    @property
    def exacte(self) -> bool:
        """Whether the amount is one to reckon with: not rounded, not in words."""
        return self.texte is None and self.unite in (None, "€")


@dataclass(frozen=True)
class MesureNouvelle:
    """A recurring addition or withdrawal in full-year euros, from its date of effect."""

    id: str
    etablissement: str
    montant: Decimal | None = None
    date_effet: datetime.date | None = None
    libelle: str | None = None
    financeur: str = "ars"
    section: str | None = None


@dataclass(frozen=True)
class CreditNonReconductible:
    """An allocation (CNR) that is never in the next base: `montant` of `annee`, or `montant_total` over `annees`."""

    etablissement: str
    annee: int | None = None
    montant: Decimal | None = None
    objet: str | None = None
    financeur: str = "ars"
    section: str | None = None
    annees: tuple[int, ...] = ()
    montant_total: Decimal | None = None

    @property
    def exercices(self) -> tuple[int, ...]:
        """The years it is paid in."""
        return self.annees or (() if self.annee is None else (self.annee,))


@dataclass(frozen=True)
class FinancementComplementaire:
    """Money for one activity of an ESMS (temporary stay, day care, PASA…), beside its allocation or inside its base.

    `montant` is that of a year: every year from `annee` when it recurs, that year alone otherwise; `montant_total`
    is shared over `annees`. `dans_la_base` says that the base already holds it: it is printed and not added.
    """

    type: str
    etablissement: str
    libelle: str | None = None
    places: int | None = None
    montant: Decimal | None = None
    reconductible: bool | None = None
    annee: int | None = None
    annees: tuple[int, ...] = ()
    montant_total: Decimal | None = None
    dans_la_base: bool | None = None
    financeur: str = "ars"
    section: str | None = None


@dataclass(frozen=True)
class Dgc:
    """Dotation globalisée commune: several ESMS, one legal person, one authority, one funding (R. 314-43-1)."""

    financeur: str
    etablissements: tuple[str, ...]
    section: str | None = None
    annonce: Mapping[int, Decimal | None] = field(default_factory=dict)
    repartition: Mapping[str, Mapping[int, Decimal | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class FraisSiege:
    """Authorised head-office costs, split pro rata to gross charges (R. 314-92) or at one rate (R. 314-93).

    `montants` says the amount of each year when it changes; otherwise `montant` is that of every year.
    """

    autorite: str | None = None
    reference: str | None = None
    date_autorisation: datetime.date | None = None
    duree_annees: int | None = None
    mode: str | None = None
    montant: Decimal | None = None
    montants: Mapping[int, Decimal | None] = field(default_factory=dict)
    taux: Decimal | None = None
    annee_charges: int | None = None
    charges_brutes: Mapping[str, Decimal | None] = field(default_factory=dict)
    prestations: tuple[str, ...] = ()


@dataclass(frozen=True)
class FinancementAnnonce:
    """A figure a paper announces: exact, rounded (`unite` « M€ » or « k€ ») or in words; with or without a period."""

    financeur: str | None = None
    montant: Decimal | None = None
    unite: str | None = None
    texte: str | None = None
    periode: str | None = None


@dataclass(frozen=True)
class VoletAnnonce:
    """What a paper announces of the money: a total and its parts, kept side by side even when they disagree."""

    total: FinancementAnnonce | None = None
    parts: tuple[FinancementAnnonce, ...] = ()


@dataclass(frozen=True)
class Plafond:
    """The most that a reserve may hold: a share (in percent) of a base, or an amount."""

    reserve: str
    taux: Decimal | None = None
    assiette: str | None = None
    montant: Decimal | None = None


@dataclass(frozen=True)
class SeuilConcertation:
    """From which result the parties talk before it is allocated: an amount, or a share of the products."""

    montant: Decimal | None = None
    taux: Decimal | None = None


@dataclass(frozen=True)
class AffectationResultats:
    """Free or framed allocation of results: ordered options, shares in percent, and whether ESMS may share.

    `hebergement_seul` says that reserves closed to surpluses of care and dependency (L. 342-1) take none of them.
    """

    principe: str | None = None
    priorites: tuple[str, ...] = ()
    inter_etablissements: bool | None = None
    cles: Mapping[str, Decimal | None] = field(default_factory=dict)
    plafonds: tuple[Plafond, ...] = ()
    seuil_concertation: SeuilConcertation | None = None
    information_autorite: str | None = None
    hebergement_seul: bool | None = None


@dataclass(frozen=True)
class Finances:
    """Everything finances.yaml holds; `taux` is percent per year, `clause_taux` says whether the contract fixes it.

    `methodes` and `evolutions` say what differs for a funder or one of its sections; the rest is for all the others.
    """

    methode: str | None = None
    methodes: tuple[MethodeFinanceur, ...] = ()
    clause_taux: str | None = None
    taux: Mapping[int, Decimal | None] = field(default_factory=dict)
    hypotheses: Mapping[int, Decimal | None] = field(default_factory=dict)
    plancher: Decimal | None = None
    plafond: Decimal | None = None
    ponderation: tuple[TauxGroupe, ...] = ()
    evolutions: tuple[Evolution, ...] = ()
    prorata: str = "mois"
    dispense_contradictoire: bool | None = None
    bases: tuple[Base, ...] = ()
    mesures_nouvelles: tuple[MesureNouvelle, ...] = ()
    credits_non_reconductibles: tuple[CreditNonReconductible, ...] = ()
    financements_complementaires: tuple[FinancementComplementaire, ...] = ()
    dgc: tuple[Dgc, ...] = ()
    frais_siege: FraisSiege | None = None
    affectation_resultats: AffectationResultats | None = None
    annonce: VoletAnnonce | None = None

    @property
    def evolution_generale(self) -> Evolution:
        """The clause of every allocation that no other names."""
        return Evolution(
            financeur="",
            clause_taux=self.clause_taux,
            taux=self.taux,
            hypotheses=self.hypotheses,
            plancher=self.plancher,
            plafond=self.plafond,
            ponderation=self.ponderation,
        )

    def evolution_de(self, financeur: str, section: str | None) -> Evolution:
        """The clause of one funder and section: its own, else that of its funder, else that of the contract."""
        own = {(one.financeur, one.section): one for one in reversed(self.evolutions)}
        found = own.get((financeur, section)) or own.get((financeur, None))
        if found is None:
            return self.evolution_generale
        return found if found.clause_taux else replace(found, clause_taux=self.clause_taux)

    def methode_de(self, financeur: str, section: str | None) -> str | None:
        """The method of one funder and section, in the same order."""
        own = {(one.financeur, one.section): one for one in reversed(self.methodes)}
        found = own.get((financeur, section)) or own.get((financeur, None))
        return self.methode if found is None else found.methode
