"""Annex: the multi-year financing plan, from products and charges to cash."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cpomdoc.francais import liste
from cpomdoc.model.pgfp import AnnoncePgfp, Pgfp, Serie
from cpomdoc.model.previsions import AnneePgfp
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

SEUIL = "seuil_taux_caf"
Valeur = Decimal | SansObjet | None
Calcul = Callable[[AnneePgfp], Decimal | None]


@dataclass(frozen=True)
class ColonneVue:
    """A year and what its figures are: « réel », « en cours » or « prévision »."""

    annee: int
    nature: str


@dataclass(frozen=True)
class ValeurVue:
    """One cell."""

    valeur: Decimal | SansObjet | None


@dataclass(frozen=True)
class LigneVue:
    """One row; `total` when it is computed from those above, `taux` when its cells are percentages."""

    libelle: str
    valeurs: tuple[ValeurVue, ...]
    total: bool
    taux: bool


@dataclass(frozen=True)
class BlocVue:
    """A table of the plan."""

    titre: str
    alternative: str
    lignes: tuple[LigneVue, ...]


@dataclass(frozen=True)
class VuePgfp:
    """Everything annexe_pgfp.docx may print; `sous_le_seuil` lists the years whose rate signals an imbalance."""

    entete: Entete
    annexe: TitreAnnexe
    annee_reelle: int | None
    hypotheses: TexteRiche
    colonnes: tuple[ColonneVue, ...]
    blocs: tuple[BlocVue, ...]
    seuil: Decimal | None
    sous_le_seuil: str
    negatives: str
    ecarts: bool
    commentaire: TexteRiche


cle: str = "pgfp"
gabarit: str = "annexe_pgfp.docx"
VUE: type = VuePgfp


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VuePgfp:
    """Everything that annexe_pgfp.docx may print of this contract."""
    pgfp, columns = contexte.dossier.pgfp or Pgfp(), contexte.calculs.previsions.pgfp
    effet = contexte.dossier.general.contrat.date_effet
    seuil = None if effet is None else contexte.referentiel.nombre(SEUIL, effet)
    faibles = [c.annee for c in columns if seuil is not None and c.taux_caf is not None and c.taux_caf < seuil]
    negatives = [c.annee for c in columns if c.tresorerie is not None and c.tresorerie < 0]
    annonces = _Annonces(pgfp.annonce or AnnoncePgfp(), columns)
    return VuePgfp(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        annee_reelle=pgfp.annee_reelle,
        hypotheses=TexteRiche(pgfp.hypotheses or ""),
        colonnes=tuple(ColonneVue(c.annee, _nature(contexte, pgfp, c.annee)) for c in columns),
        blocs=tuple(_bloc(contexte, one) for one in _iterate_blocs(pgfp, columns, annonces)) if columns else (),
        seuil=seuil,
        sous_le_seuil=liste(map(str, faibles)),
        negatives=liste(map(str, negatives)),
        ecarts=annonces.ecarts,
        commentaire=TexteRiche(pgfp.commentaire or ""),
    )


def _nature(contexte: Contexte, pgfp: Pgfp, annee: int) -> str:
    if pgfp.annee_reelle is not None and annee <= pgfp.annee_reelle:
        return "réel"
    return "en cours" if annee < contexte.calculs.exercices[0] else "prévision"


class _Annonces:
    """Figures that a paper gives, kept in a row of their own when one of them is not the computed one."""

    def __init__(self, annonce: AnnoncePgfp, columns: tuple[AnneePgfp, ...]) -> None:
        self.columns = columns
        self.lignes = {
            "resultat": self._rows("résultat annoncé", annonce.resultat, lambda c: c.resultat),
            "caf": self._rows("capacité d’autofinancement annoncée", annonce.caf, lambda c: c.caf),
            "frng": self._rows("fonds de roulement annoncé", annonce.frng, lambda c: c.frng),
            "tresorerie": self._rows("trésorerie annoncée", annonce.tresorerie, lambda c: c.tresorerie),
        }

    @property
    def ecarts(self) -> bool:
        """Whether a row is printed for the record."""
        return any(self.lignes.values())

    def _rows(self, libelle: str, annonce: Serie, calcul: Calcul) -> tuple[LigneVue, ...]:
        if all(annonce.get(c.annee) in (None, calcul(c)) for c in self.columns):
            return ()
        cells = (ValeurVue(_or_dash(annonce.get(c.annee))) for c in self.columns)
        return (LigneVue(f"Pour mémoire, {libelle}", tuple(cells), total=False, taux=False),)


def _bloc(contexte: Contexte, bloc: BlocVue) -> BlocVue:
    """The table, with dashes where nothing was planned for a year that a prorogation brings."""
    annees = [column.annee for column in contexte.calculs.previsions.pgfp]
    return replace(bloc, lignes=tuple(replace(one, valeurs=_cells(contexte, annees, one)) for one in bloc.lignes))


def _cells(contexte: Contexte, annees: Sequence[int], ligne: LigneVue) -> tuple[ValeurVue, ...]:
    pairs = zip(annees, ligne.valeurs, strict=True)
    return tuple(ValeurVue(contexte.de_l_annee(annee, one.valeur)) for annee, one in pairs)


def _iterate_blocs(pgfp: Pgfp, columns: tuple[AnneePgfp, ...], annonces: _Annonces) -> Iterator[BlocVue]:
    yield BlocVue("Exploitation", "Produits, charges et résultat", tuple(_exploitation(pgfp, columns, annonces)))
    yield BlocVue(
        "Capacité d’autofinancement",
        "Du résultat à l’autofinancement",
        tuple(_autofinancement(pgfp, columns, annonces)),
    )
    yield BlocVue("Tableau de financement", "Emplois et ressources", tuple(_financement(pgfp, columns)))
    yield BlocVue(
        "Équilibre du bilan à la clôture",
        "Fonds de roulement, besoin en fonds de roulement et trésorerie",
        tuple(_bilan(pgfp, columns, annonces)),
    )


def _exploitation(pgfp: Pgfp, columns: tuple[AnneePgfp, ...], annonces: _Annonces) -> Iterator[LigneVue]:
    un = pgfp.exploitation
    yield _written("Produits de la tarification", un.produits_tarification, columns)
    yield _written("Autres produits", un.autres_produits, columns)
    yield _computed("Total des produits", columns, lambda c: c.produits)
    yield _written("Charges du groupe 1 – exploitation courante", un.charges_g1, columns)
    yield _written("Charges du groupe 2 – personnel", un.charges_g2, columns)
    yield _written("Charges du groupe 3 – structure", un.charges_g3, columns)
    yield _computed("Total des charges", columns, lambda c: c.charges)
    yield _computed("Résultat", columns, lambda c: c.resultat)
    yield from annonces.lignes["resultat"]


def _autofinancement(pgfp: Pgfp, columns: tuple[AnneePgfp, ...], annonces: _Annonces) -> Iterator[LigneVue]:
    passage = pgfp.passage_caf
    yield _computed("Résultat", columns, lambda c: c.resultat, total=False)
    yield _written("+ Dotations (68)", passage.dotations, columns)
    yield from _optional(
        (
            ("+ Valeur comptable des éléments cédés (675)", passage.valeurs_cedees),
            ("– Reprises (78)", passage.reprises),
            ("– Produits des cessions (775)", passage.produits_cessions),
            ("– Quote-part des subventions virée au résultat (777)", passage.subventions_virees),
            ("– Autres produits à déduire (778)", passage.autres_produits_calcules),
        ),
        columns,
    )
    yield _computed("Capacité (ou insuffisance) d’autofinancement", columns, lambda c: c.caf)
    yield from annonces.lignes["caf"]
    taux = tuple(ValeurVue(_or_dash(c.taux_caf)) for c in columns)
    yield LigneVue("Taux d’autofinancement (%)", taux, total=False, taux=True)


def _financement(pgfp: Pgfp, columns: tuple[AnneePgfp, ...]) -> Iterator[LigneVue]:
    emplois, ressources = pgfp.emplois, pgfp.ressources
    if any(c.caf is not None and c.caf < 0 for c in columns):
        yield _computed("Insuffisance d’autofinancement", columns, lambda c: _positive(c.caf, -1), total=False)
    yield _written("Remboursement des emprunts", emplois.remboursements_emprunts, columns)
    yield _written("Investissements", emplois.investissements, columns)
    yield from _optional((("Reprises et autres emplois", emplois.autres_emplois),), columns)
    yield _computed("Total des emplois", columns, lambda c: c.emplois)
    yield _computed("Capacité d’autofinancement", columns, lambda c: _positive(c.caf, 1), total=False)
    yield from _optional(
        (
            ("Emprunts nouveaux", ressources.emprunts),
            ("Subventions d’investissement", ressources.subventions),
            ("Cessions", pgfp.passage_caf.produits_cessions),
            ("Apports et autres ressources", ressources.apports),
        ),
        columns,
    )
    yield _computed("Total des ressources", columns, lambda c: c.ressources)
    yield _computed("Variation du fonds de roulement", columns, lambda c: c.variation_frng)


def _bilan(pgfp: Pgfp, columns: tuple[AnneePgfp, ...], annonces: _Annonces) -> Iterator[LigneVue]:
    frng = tuple(ValeurVue(_frng(pgfp, c)) for c in columns)
    yield LigneVue("Fonds de roulement net global", frng, total=False, taux=False)
    yield from annonces.lignes["frng"]
    yield _written("Besoin en fonds de roulement", pgfp.bfr, columns)
    yield _computed("Trésorerie", columns, lambda c: c.tresorerie)
    yield from annonces.lignes["tresorerie"]


def _frng(pgfp: Pgfp, column: AnneePgfp) -> Valeur:
    """What the author owes in the closed year, a computed figure afterwards."""
    return column.frng if column.annee == pgfp.annee_reelle else _or_dash(column.frng)


def _written(libelle: str, serie: Serie, columns: tuple[AnneePgfp, ...]) -> LigneVue:
    """A row that the author owes: what is missing is to be completed."""
    return LigneVue(libelle, tuple(ValeurVue(serie.get(c.annee)) for c in columns), total=False, taux=False)


def _optional(rows: Iterable[tuple[str, Serie]], columns: tuple[AnneePgfp, ...]) -> Iterator[LigneVue]:
    """Rows that nobody wrote have no movement, and no place."""
    return (_written(libelle, serie, columns) for libelle, serie in rows if serie)


def _computed(libelle: str, columns: tuple[AnneePgfp, ...], calcul: Calcul, *, total: bool = True) -> LigneVue:
    """A computed row: a dash where something above it is missing."""
    return LigneVue(libelle, tuple(ValeurVue(_or_dash(calcul(c))) for c in columns), total=total, taux=False)


def _positive(valeur: Decimal | None, signe: int) -> Decimal | None:
    return None if valeur is None else max(valeur * signe, Decimal(0))


def _or_dash(valeur: Decimal | None) -> Decimal | SansObjet:
    return SANS_OBJET if valeur is None else valeur
