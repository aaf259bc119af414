"""What a rule reads and what it answers: the contract with its plan and the law, and gaps that point at a value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property

from cpomdoc.model.categorie_contrat import CategorieContrat
from cpomdoc.model.contrat import Contrat
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import Parties
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.plan import Plan
from cpomdoc.model.referentiel import CategorieEsms, Referentiel
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin

DUREE_PLAUSIBLE = 100
NO_PLAN = Plan((), {}, ())


@dataclass(frozen=True)
class Ecart:
    """Where a contract departs from a rule; code, severity and reference come from the registry.

    `severite` replaces that of the registry for the rules whose severity hangs on the contract; `extrait` is the
    guilty words of a long text, `autre` the place of the other thing the message speaks of.
    """

    path: Chemin
    message: str
    aide: str = ""
    severite: Severite | None = None
    on_key: bool = False
    extrait: str = ""
    autre: Chemin = ()


@dataclass(frozen=True)
class ContexteRegles:
    """Everything a rule may draw on.

    `articles` are those of the whole catalogue; `exiges` lists the paths (« * » for any index) that a signed contract
    cannot lack. `aujourdhui` is None when nobody says what day it is: what depends on it is then not judged.
    """

    dossier: Dossier
    referentiel: Referentiel
    plan: Plan = NO_PLAN
    articles: frozenset[str] = frozenset()
    exiges: tuple[Chemin, ...] = ()
    aujourdhui: date | None = None

    @property
    def contrat(self) -> Contrat:
        """Heading of the contract."""
        return self.dossier.general.contrat

    @property
    def parties(self) -> Parties:
        """Who signs."""
        return self.dossier.general.parties

    @property
    def definitif(self) -> bool:
        """Whether the author says that the contract, or the avenant that one is drafting, is ready to sign."""
        avenant = self.dossier.avenant
        return self.contrat.statut == "definitif" and (avenant is None or avenant.statut == "definitif")

    @property
    def lacune(self) -> Severite:
        """Severity of what is not there yet: told in a draft, refused in a contract ready to sign."""
        return Severite.ERREUR if self.definitif else Severite.ALERTE

    @property
    def categorie(self) -> CategorieContrat | None:
        """Legal category of the contract, None while it is unknown."""
        return self.referentiel.categories_contrat.get(self.contrat.categorie or "")

    @property
    def terme(self) -> date | None:
        """Last day of the contract, as an avenant may have put it off; None while its dates are unknown."""
        return None if self.terme_convenu is None else self.contrat.fin

    @cached_property
    def terme_convenu(self) -> date | None:
        """Last day that was first agreed, before any prorogation; None while the dates are unknown."""
        duree = self.contrat.duree_annees
        return self.contrat.fin_convenue if duree is not None and 1 <= duree <= DUREE_PLAUSIBLE else None

    @cached_property
    def exercices(self) -> tuple[int, ...]:
        """Calendar years of the contract, empty while its dates are unknown."""
        return () if self.terme is None else self.dossier.exercices

    def gravite(self, annees: Iterable[int], sinon: Severite | None = None) -> Severite | None:
        """Severity of values missing for these years: those of a prorogation alone are only told, never refused."""
        ajoutes = self.dossier.exercices_ajoutes if self.terme_convenu is not None else ()
        return Severite.ALERTE if ajoutes and all(annee in ajoutes for annee in annees) else sinon

    @cached_property
    def esms(self) -> Mapping[str, Etablissement]:
        """ESMS by id."""
        return self.dossier.etablissements

    @property
    def esms_du_contrat(self) -> Iterator[tuple[int, Etablissement]]:
        """Rank and ESMS of those that are in the contract for sure."""
        return ((i, e) for i, e in enumerate(self.dossier.perimetre.etablissements) if e.dans_le_contrat)

    def nom(self, ident: str) -> str:
        """Name of the ESMS that an id names, the id itself when there is none."""
        return self.esms[ident].nom if ident in self.esms else ident

    def categorie_esms(self, ident: str) -> CategorieEsms | None:
        """FINESS category of the ESMS that an id names."""
        esms = self.esms.get(ident)
        return self.referentiel.categories_esms.get(esms.categorie or "") if esms else None

    def dans_la_periode(self, jour: date) -> bool:
        """Whether a day falls inside the contract; true while its dates are unknown."""
        debut, fin = self.contrat.date_effet, self.terme
        return (debut is None or debut <= jour) and (fin is None or jour <= fin)

    def seuil(self, parametre: str) -> int | None:
        """A whole number of the law or of the trade on the day the contract takes effect, None when there is none."""
        jour = self.contrat.date_effet
        return None if jour is None else self.referentiel.entier(parametre, jour)

    @cached_property
    def valeurs(self) -> tuple[tuple[Chemin, object], ...]:
        """Every value of the dossier with its path; the unknown (None) and empty lists are values too."""
        d = self.dossier
        sections: tuple[tuple[Chemin, object], ...] = (
            ((), d.general),
            (("perimetre",), d.perimetre),
            (("diagnostic",), d.diagnostic),
            (("objectifs",), d.objectifs),
            (("fiches",), d.fiches),
            (("activite",), d.activite),
            (("finances",), d.finances),
            (("pgfp",), d.pgfp),
            (("ppi",), d.ppi),
            (("retour_equilibre",), d.retour_equilibre),
            (("aide_sociale",), d.aide_sociale),
            (("orientations",), d.orientations),
            (("partenariats",), d.partenariats),
            (("rapt",), d.rapt),
            (("accompagnement_social",), d.accompagnement_social),
            (("domicile",), d.domicile),
            (("hebergement",), d.hebergement),
            (("forfait_autonomie",), d.forfait_autonomie),
            (("avenant",), d.avenant),
        )
        return tuple(found for path, node in sections if node is not None for found in _walk(path, node))

    @property
    def vides(self) -> Iterator[Chemin]:
        """Path of every value that is unknown, and of every list where nothing is written."""
        return (path for path, value in self.valeurs if value is None or value in ((), {}))

    @property
    def textes(self) -> Iterator[tuple[Chemin, str]]:
        """Every text of the dossier with its path."""
        return ((path, value) for path, value in self.valeurs if isinstance(value, str))


def _walk(path: Chemin, node: object) -> Iterator[tuple[Chemin, object]]:
    if is_dataclass(node) and not isinstance(node, type):
        for one in fields(node):
            yield from _walk((*path, one.name), getattr(node, one.name))
    elif isinstance(node, Mapping) and node:
        for key, value in node.items():
            yield from _walk((*path, str(key)), value)
    elif isinstance(node, tuple) and node:
        for rank, value in enumerate(node):
            yield from _walk((*path, rank), value)
    else:
        yield path, node
