"""Charts: what was realised before the contract, and the targets, for each indicator of activity."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.model.activite import CibleActivite, LigneActivite
from cpomdoc.model.calculs import AnneeRealisee, CalculLigne
from cpomdoc.rendering.documents.activite import (
    FILE_ACTIVE,
    PRESTATIONS,
    TAUX_OCCUPATION,
    UNITES,
    name_indicateur,
    name_modalite,
)
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.figures import count_known, say_annees, wants_figures
from cpomdoc.rendering.graphiques import PAYSAGE_CM, Courbes, Figure, Mesure, Panneau
from cpomdoc.typographie import format_montant_sans_unite, format_nombre

PANNEAUX_MAX = 9
"""Small charts to a picture: three lines of them, half a page, and words short enough to be listened to."""

SERIES = ("Réalisé", "Cible")


@dataclass(frozen=True)
class Trajet:
    """An indicator over the years: what was realised and what is aimed at."""

    titre: str
    unite: str
    realise: dict[int, Mesure]
    cibles: dict[int, Mesure]


def build_figures_activite(contexte: Contexte) -> tuple[Figure, ...]:
    """Nine indicators to a picture; those of which both the past and the targets are known."""
    if not wants_figures(contexte):
        return ()
    return draw_trajets(_iterate_suivis(contexte), "Activité réalisée et cibles")


def draw_trajets(trajets: Iterable[Trajet], titre: str) -> tuple[Figure, ...]:
    """Those of which something is known on both sides, nine to a picture."""
    suivis = [one for one in trajets if count_known(one.realise.values()) > 0]
    suivis = [one for one in suivis if count_known(one.cibles.values()) > 0]
    groups = [suivis[rank : rank + PANNEAUX_MAX] for rank in range(0, len(suivis), PANNEAUX_MAX)]
    return tuple(
        _build(group, titre + (f" ({rank}/{len(groups)})" if len(groups) > 1 else ""))
        for rank, group in enumerate(groups, 1)
    )


def _build(suivis: Sequence[Trajet], title: str) -> Figure:
    known = [annee for one in suivis for annee in (*one.realise, *one.cibles)]
    annees = tuple(range(min(known), max(known) + 1))
    panels = tuple(
        Panneau(one.titre, one.unite, tuple(tuple(map(serie.get, annees)) for serie in (one.realise, one.cibles)))
        for one in suivis
    )
    words = f"{title}. {' '.join(map(_say, suivis))}"
    return Figure(title, Courbes(SERIES, annees, panels, words, PAYSAGE_CM))


def _say(one: Trajet) -> str:
    """« IME Les Tilleuls – Semi-internat, taux d’occupation (%) : réalisé 90,50 en 2024 ; cible 93,00 en 2027. »."""
    unite = f" ({one.unite})" if one.unite else ""
    parts = [
        f"{name} {say_annees(list(serie), list(serie.values()), inconnu)}"
        for name, serie, inconnu in (("réalisé", one.realise, "inconnu"), ("cible", one.cibles, "non fixée"))
    ]
    return f"{one.titre}{unite}\u00a0: " + "\u202f; ".join(parts) + "."


def _iterate_suivis(contexte: Contexte) -> Iterator[Trajet]:
    lignes = contexte.dossier.activite.lignes if contexte.dossier.activite else ()
    for ligne, calcul in zip(lignes, contexte.calculs.activite, strict=True):
        for one in ligne.indicateurs:
            yield build_trajet(contexte, ligne, calcul, one)


def build_trajet(contexte: Contexte, ligne: LigneActivite, calcul: CalculLigne, one: CibleActivite) -> Trajet:
    """An indicator of one line of activite.yaml."""
    name = name_indicateur(contexte, one) or one.code
    place = f"{contexte.nom_etablissement(ligne.etablissement)} – {name_modalite(contexte, ligne.modalite)}"
    taux = one.code == TAUX_OCCUPATION
    targets = {
        annee.annee: write_mesure(annee.cibles.get(one.code), taux=taux)
        for annee in calcul.annees
        if not (taux and annee.sans_objet)
    }
    past = {
        annee.annee: write_mesure(_realise(annee, one.code), taux=taux)
        for annee in sorted(calcul.realise, key=lambda annee: annee.annee)
        if not (taux and annee.sans_objet)
    }
    unite = one.unite or UNITES.get(one.code) or ""
    # « Personnes accompagnées dans l’année » need not be counted in persons besides.
    unite = "" if unite.lower() in name.lower() else unite
    return Trajet(f"{place}, {name[:1].lower()}{name[1:]}", unite, past, targets)


def _realise(annee: AnneeRealisee, code: str) -> Decimal | int | None:
    """What was realised is written for the usual indicators only."""
    return {
        TAUX_OCCUPATION: annee.taux_occupation,
        FILE_ACTIVE: annee.file_active,
        PRESTATIONS: annee.prestations,
    }.get(code)


def write_mesure(valeur: Decimal | int | None, *, taux: bool) -> Mesure:
    """A figure to draw and as it is written: a rate keeps its two decimals."""
    if valeur is None:
        return Mesure(None)
    number = Decimal(valeur)
    return Mesure(number, format_montant_sans_unite(number) if taux else format_nombre(number))
