"""Methods and rates as the contract and its financial annex print them: one for all, or one per funder."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import de_article, liste
from cpomdoc.model.calculs_finances import CalculEvolution
from cpomdoc.model.finances import Evolution, Finances, TauxGroupe
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.financeurs import name_autorite, name_financement, name_section
from cpomdoc.rendering.documents.grammaire import sentence
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

METHODES = ("taux_directeur", "formule_fixe", "avenants_annuels", "equation_tarifaire")
"""The four methods, in the order of article R. 314-40, which numbers them 1° to 4°."""

Compte = tuple[str, str | None]
"""A funder and a section."""
Titres = tuple[str, str]
"""How some allocations are called in a sentence, then in a caption."""


@dataclass(frozen=True)
class TauxAnnee:
    """Rate of one year, in percent."""

    annee: int
    taux: Decimal | SansObjet | None


@dataclass(frozen=True)
class MethodeVue:
    """One method; `pour` says for which allocations (« les dotations du département de l’Ain »), if not for all."""

    pour: str
    methode: str | None
    libelle: str | None
    rang: int | None


@dataclass(frozen=True)
class GroupeVue:
    """A group of charges in a weighted rate."""

    libelle: str
    part: Decimal | None
    indice: str | SansObjet
    taux: tuple[TauxAnnee, ...]


@dataclass(frozen=True)
class EvolutionVue:
    """One clause on rates; `taux` is empty while none is known of a clause that fixes none.

    `pour` is as in a method, `titre` its short form for a caption; `decideur` decides of the rate each year.
    """

    pour: str
    titre: str
    clause_taux: str | None
    hypothese: bool
    decideur: str | None
    taux: tuple[TauxAnnee, ...]
    ponderation: tuple[GroupeVue, ...]
    plancher: Decimal | None
    plafond: Decimal | None


def build_methodes(contexte: Contexte) -> tuple[MethodeVue, ...]:
    """The methods of the contract, the one of all other allocations last; a single unknown one when none is written."""
    finances = contexte.dossier.finances or Finances()
    named = [_methode(contexte, _pour(contexte, m.financeur, m.section), m.methode) for m in finances.methodes]
    comptes = [(m.financeur, m.section) for m in finances.methodes]
    if not named or _has_autres(contexte, comptes, finances.methode):
        named.append(_methode(contexte, _pour_autres(contexte, comptes)[0], finances.methode))
    return tuple(named)


def build_evolutions(contexte: Contexte) -> tuple[EvolutionVue, ...]:
    """The clauses on rates, that of all other allocations last."""
    finances, calculs = contexte.dossier.finances or Finances(), contexte.calculs.finances
    general, *named = calculs.evolutions if calculs else (CalculEvolution("", None, None, hypothese=False, taux={}),)
    vues = [
        _evolution(contexte, _titles(contexte, one.financeur, one.section), finances.evolutions[rang], one)
        for rang, one in enumerate(named)
    ]
    said = finances.clause_taux or finances.taux or finances.ponderation
    comptes = [(one.financeur, one.section) for one in named]
    if not vues or _has_autres(contexte, comptes, said):
        vues.append(_evolution(contexte, _pour_autres(contexte, comptes), finances.evolution_generale, general))
    return tuple(vues)


def _list_autres(contexte: Contexte, named: list[Compte]) -> list[Compte]:
    """The allocations that no clause names."""
    calculs = contexte.calculs.finances
    accounts = [(t.financeur, t.section) for t in (calculs.trajectoires if calculs else ())]
    return [one for one in accounts if one not in named and (one[0], None) not in named]


def _has_autres(contexte: Contexte, named: list[Compte], said: object) -> bool:
    """Whether there are such allocations, or may be while no amount is written."""
    calculs = contexte.calculs.finances
    return bool(_list_autres(contexte, named)) or (bool(said) and not (calculs and calculs.trajectoires))


def _pour_autres(contexte: Contexte, named: list[Compte]) -> Titres:
    """How to call them, in a sentence and in a caption: by their funder when they have but one, of its own."""
    if not named:
        return "", ""
    financeurs = {financeur for financeur, _ in _list_autres(contexte, named)}
    if len(financeurs) == 1 and not financeurs & {financeur for financeur, _ in named}:
        return _titles(contexte, financeurs.pop(), None)
    return "les autres dotations", "autres dotations"


def _titles(contexte: Contexte, financeur: str, section: str | None) -> Titres:
    return _pour(contexte, financeur, section), name_financement(contexte, financeur, section)


def _methode(contexte: Contexte, pour: str, code: str | None) -> MethodeVue:
    rang = METHODES.index(code) + 1 if code in METHODES else None
    return MethodeVue(pour, code, contexte.libelle("methode_tarifaire", code), rang)


def _evolution(contexte: Contexte, titres: Titres, written: Evolution, calcul: CalculEvolution) -> EvolutionVue:
    taux = tuple(TauxAnnee(annee, contexte.de_l_annee(annee, one)) for annee, one in calcul.taux.items())
    known = any(one is not None for one in calcul.taux.values())
    return EvolutionVue(
        pour=titres[0],
        titre=titres[1],
        clause_taux=calcul.clause_taux,
        hypothese=calcul.hypothese,
        decideur=_decideur(contexte, calcul),
        taux=taux if known or calcul.clause_taux == "fixe" else (),
        ponderation=tuple(_groupe(contexte, one) for one in written.ponderation),
        plancher=written.plancher,
        plafond=written.plafond,
    )


def _decideur(contexte: Contexte, calcul: CalculEvolution) -> str | None:
    """« l’agence régionale de santé et le département »: the funder of the clause, else those of its allocations."""
    if calcul.financeur:
        return name_autorite(contexte, calcul.financeur)
    finances = contexte.dossier.finances or Finances()
    own = {(one.financeur, one.section) for one in finances.evolutions}
    trajectoires = contexte.calculs.finances.trajectoires if contexte.calculs.finances else ()
    codes = (t.financeur for t in trajectoires if not own & {(t.financeur, t.section), (t.financeur, None)})
    return liste(name_autorite(contexte, code) or code for code in dict.fromkeys(codes)) or None


def _groupe(contexte: Contexte, one: TauxGroupe) -> GroupeVue:
    return GroupeVue(
        libelle=sentence(contexte.libelle("groupe_charges", one.groupe)) or one.groupe,
        part=one.part,
        indice=sentence(one.indice) or SANS_OBJET,
        taux=tuple(_iterate_taux(contexte, one)),
    )


def _iterate_taux(contexte: Contexte, one: TauxGroupe) -> Iterator[TauxAnnee]:
    return (TauxAnnee(annee, contexte.de_la_serie(one.taux, annee)) for annee in contexte.calculs.exercices)


def _pour(contexte: Contexte, financeur: str, section: str | None) -> str:
    """« les dotations de l’agence régionale de santé (section soins) »."""
    autorite = name_autorite(contexte, financeur) or financeur
    words = name_section(contexte, section)
    return f"les dotations {de_article(autorite)}" + (f" ({words})" if words else "")
