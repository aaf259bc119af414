"""What the documents and the rules say of a contract, to compare two that differ in one field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from cpomdoc.checking.check_sens import check_calculs, check_sens
from cpomdoc.checking.load_schemas import Codes, build_codes, load_schema
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_gabarits import load_gabarit
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.mesure_image import PNG
from cpomdoc.model.build import build_dossier, build_value, field_kinds
from cpomdoc.model.catalogue import Catalogue
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.model.plan import build_plan
from cpomdoc.model.projet_avenant import ActeAnterieur, ProjetAvenant
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.avenant.registre import AVENANTS
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.registre import IMPRIMES, printed_of
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import Gabarit, Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.valeurs import build_contexte
from cpomdoc.source import Chemin

CATALOGUE = "catalogue.yaml"
ACTES = frozenset(document.cle for document in AVENANTS)
Ecarts = frozenset[tuple[str, Chemin]]


@dataclass(frozen=True)
class Presse:
    """What every contract is printed and judged with."""

    referentiel: Referentiel
    catalogue: Catalogue
    gabarits: Mapping[str, Gabarit]
    codes: Codes


def open_presse(racine: Path) -> Presse:
    """The gabarits of a folder, compiled once, by the key of their document."""
    gabarits = {one.cle: compile_gabarit(one.gabarit, load_gabarit(racine, one.gabarit), FILTRES) for one in IMPRIMES}
    # The rule that reads the table of what is printed has no say in that table.
    referentiel = replace(load_referentiel(), impressions={})
    catalogue = load_catalogue(load_gabarit(racine, CATALOGUE), CATALOGUE)
    return Presse(referentiel, catalogue, gabarits, build_codes(referentiel))


class Observation:
    """One contract: its views, its documents and its problems, each worked out when it is first asked for."""

    def __init__(self, presse: Presse, tree: dict[str, Any], near: "Observation | None" = None) -> None:
        """Of a whole typed contract: the keys of contrat.yaml beside the names of the other files.

        `near` is a contract that shares most of its tree: what is the same there is not built again.
        """
        self.presse, self.tree, self._near = presse, tree, near
        self._vues: dict[str, object] = {}
        self._docx: dict[str, bytes] = {}

    @cached_property
    def dossier(self) -> Dossier:
        """The contract once built."""
        if self._near is None:
            return build_dossier("sonde", split_sections(self.tree))
        before, sections = self._near.tree, split_sections(self.tree)
        changed = {key for key, value in self.tree.items() if value is not before.get(key)}
        kinds, general = field_kinds(Dossier), load_schema("contrat").keys()
        names = (changed - general) | ({"general"} if changed & general else set())
        return replace(self._near.dossier, **{name: build_value(kinds[name], sections[name]) for name in names})

    @cached_property
    def contexte(self) -> Contexte:
        """The contract with what follows from it."""
        dossier, referentiel = self.dossier, self.presse.referentiel
        plan = build_plan(dossier, self.presse.catalogue, referentiel.annexes)
        edition = Edition("0" * 12, dossier.general.contrat.statut)
        calculs, logos = compute_calculs(dossier, referentiel), _imagine_logos(dossier)
        return Contexte(dossier, calculs, referentiel, plan, edition, logos)

    @cached_property
    def contexte_acte(self) -> Contexte:
        """The same contract once an act changes it: the pages of the contract itself are those that were signed."""
        return replace(self.contexte, projet_avenant=_imagine_projet(self.dossier))

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the contract by key."""
        return {one.cle: one for one in printed_of(self.contexte_acte)}

    def vue(self, cle: str) -> object:
        """What a document of the contract would say."""
        if cle not in self._vues:
            contexte = self.contexte_acte if cle in ACTES else self.contexte
            self._vues[cle] = self.documents[cle].build_vues(contexte)
        return self._vues[cle]

    @cached_property
    def ecarts(self) -> Ecarts:
        """Which rules complain, and of what."""
        one = self.contexte
        found = check_sens(one.dossier, one.referentiel, self.presse.catalogue, ())
        found += check_calculs(one.dossier, one.calculs, one.referentiel)
        return frozenset((problem.code, problem.path) for problem in found)

    def render(self, cle: str) -> bytes:
        """The Word file of a document, with the properties of no contract in particular."""
        if cle not in self._docx:
            reglages = Reglages(renvois=partial(resolve_renvoi, self.contexte))
            rendu = render_docx(self.presse.gabarits[cle], build_contexte(self.vue(cle)), reglages)
            self._docx[cle] = rendu.docx
        return self._docx[cle]

    def looks_like(self, other: "Observation", cle: str) -> bool:
        """Whether a document of both contracts is the same before anything is printed: equal views print alike."""
        if cle not in self.documents or cle not in other.documents:
            return True
        return self.vue(cle) == other.vue(cle) and self.contexte.plan == other.contexte.plan

    def says_otherwise(self, other: "Observation", cle: str) -> bool:
        """Whether the Word file of a document of both contracts differs."""
        return not self.looks_like(other, cle) and self.render(cle) != other.render(cle)


def _imagine_logos(dossier: Dossier) -> dict[str, ImageLue]:
    """A picture of its own for each file that the contract names: the examples of the schemas have none."""
    logos = dossier.general.presentation.logos
    if logos is None:
        return {}
    named = {"gestionnaire": logos.gestionnaire, "ars": logos.ars}
    named |= {f"departements.{code}": name for code, name in logos.departements.items()}
    named |= {f"autres.{nom}": name for nom, name in logos.autres.items()}
    return {key: ImageLue(PNG + name.encode(), 2, 1) for key, name in named.items() if name}


def _imagine_projet(dossier: Dossier) -> ProjetAvenant | None:
    """The act with what avenant.yaml says, changing nothing: what changes is written in the other files."""
    if dossier.avenant is None:
        return None
    contrat = dossier.general.contrat
    signe = ActeAnterieur(0, "00-contrat", contrat.date_signature, contrat.date_effet)
    return ProjetAvenant(dossier.avenant, dossier, (signe,), ("…",), ())


def split_sections(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The files of a contract by the field of Dossier they fill."""
    general = {key: value for key, value in tree.items() if key in load_schema("contrat")}
    return {"general": general, **{key: value for key, value in tree.items() if key not in general}}
