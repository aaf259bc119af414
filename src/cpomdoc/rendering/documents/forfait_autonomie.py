"""What the contract prints of the forfait autonomie: its amounts, the prevention it pays for, the account due."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import a_article, liste
from cpomdoc.model.forfait_autonomie import ActionPrevention, Forfait, ForfaitAutonomie
from cpomdoc.periodes import MOIS
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.organismes import appellation_departement
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

TOUTES = "Toutes"


@dataclass(frozen=True)
class MontantForfait:
    """The forfait of one year."""

    annee: int
    montant: Decimal | SansObjet | None


@dataclass(frozen=True)
class ForfaitResidence:
    """The forfait of one résidence; by place when `par_place` is known."""

    residence: str
    places: int | SansObjet
    par_place: Decimal | None
    fixe_par_place: bool
    annees: tuple[MontantForfait, ...]


@dataclass(frozen=True)
class ActionVue:
    """An action and who carries it out."""

    intitule: str
    residences: str
    intervenants: str | None
    ouverte: bool
    fiche: str | SansObjet


@dataclass(frozen=True)
class ThemeVue:
    """The actions of one theme."""

    libelle: str
    actions: tuple[ActionVue, ...]


@dataclass(frozen=True)
class ForfaitVue:
    """Everything the article prints; `soins` names the résidences that a forfait soins is also paid to."""

    departement: str
    au_departement: str
    forfaits: tuple[ForfaitResidence, ...]
    par_place: tuple[ForfaitResidence, ...]
    themes: tuple[ThemeVue, ...]
    ouvertes: bool
    soins: str
    echeance: str | None


def build_forfait(contexte: Contexte) -> ForfaitVue:
    """Everything of forfait_autonomie.yaml."""
    volet = contexte.dossier.forfait_autonomie or ForfaitAutonomie()
    forfaits = tuple(_forfait(contexte, one) for one in volet.forfaits)
    themes = tuple(_iterate_themes(contexte, volet))
    codes = [one.code for one in contexte.dossier.general.parties.departements]
    payeur = appellation_departement(contexte, codes[0]) if len(codes) == 1 else "chaque département"
    return ForfaitVue(
        departement=payeur[:1].upper() + payeur[1:],
        au_departement=a_article(payeur),
        forfaits=forfaits,
        par_place=tuple(one for one in forfaits if one.fixe_par_place),
        themes=themes,
        ouvertes=any(one.ouverte for theme in themes for one in theme.actions),
        soins=liste(
            f"«\u202f{contexte.nom_etablissement(one.etablissement)}\u202f»"
            for one in volet.forfaits
            if one.forfait_soins
        ),
        echeance=_echeance(contexte),
    )


def _forfait(contexte: Contexte, one: Forfait) -> ForfaitResidence:
    montants = ((annee, one.montant_of(annee)) for annee in contexte.calculs.exercices)
    annees = tuple(MontantForfait(annee, contexte.de_l_annee(annee, montant)) for annee, montant in montants)
    return ForfaitResidence(
        residence=contexte.nom_etablissement(one.etablissement),
        places=one.places if one.places is not None else SANS_OBJET,
        par_place=one.montant_par_place,
        fixe_par_place=one.montant_par_place is not None and not one.montants,
        annees=annees,
    )


def _iterate_themes(contexte: Contexte, volet: ForfaitAutonomie) -> Iterator[ThemeVue]:
    """Themes in the order of the code, each with its actions in the order of the author."""
    for code, libelle in contexte.referentiel.listes["theme_prevention"].items():
        actions = tuple(_action(contexte, volet, one) for one in volet.actions if one.theme == code)
        if actions:
            yield ThemeVue(libelle, actions)


def _action(contexte: Contexte, volet: ForfaitAutonomie, one: ActionPrevention) -> ActionVue:
    """An action; where there is one résidence alone, it is that one."""
    seule = [forfait.etablissement for forfait in volet.forfaits] if len(volet.forfaits) == 1 else []
    return ActionVue(
        intitule=one.intitule,
        residences=liste(contexte.nom_etablissement(ident) for ident in one.etablissements or seule) or TOUTES,
        intervenants=one.intervenants,
        ouverte=one.ouverte is True,
        fiche=one.fiche or SANS_OBJET,
    )


def _echeance(contexte: Contexte) -> str | None:
    """« 30 avril », the last day of the account of how the forfait was used."""
    jour = contexte.dossier.general.contrat.date_effet
    texte = contexte.referentiel.texte("echeance_compte_emploi", jour) if jour else None
    if texte is None:
        return None
    rang, mois = texte.split("/")
    return f"{int(rang)}\u00a0{MOIS[int(mois) - 1]}"
