"""Charts of a year: activity beside its targets, and how activity and indicators have gone since the start."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cpomdoc.model.calculs_suivi import BilanAnnuel, IndicateurSuivi, LigneSuivie, MesureSuivie
from cpomdoc.model.objectifs import Valeur
from cpomdoc.rendering.documents.activite import TAUX_OCCUPATION, name_modalite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.figures import VALEURS_MIN, wants_figures
from cpomdoc.rendering.documents.figures_activite import Trajet, build_trajet, draw_trajets, write_mesure
from cpomdoc.rendering.documents.suivi_annuel.mots import ORIGINES, name_mesure
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of
from cpomdoc.rendering.graphiques import PAYSAGE_CM, Barres, Figure, LigneBarres, Mesure
from cpomdoc.typographie import FINE, format_nombre, group_digits

SERIES = ("Objectif", "Réalisé")


def build_figures_annee(contexte: Contexte, bilan: BilanAnnuel) -> tuple[Figure, ...]:
    """Activity of the year, in percent, then over the years."""
    if not wants_figures(contexte):
        return ()
    return (*_barres(contexte, bilan), *draw_trajets(_iterate_activite(contexte, bilan), "Activité depuis l’origine"))


def build_figures_indicateurs(contexte: Contexte, bilan: BilanAnnuel) -> tuple[Figure, ...]:
    """How the indicators go, those that are numbers."""
    if not wants_figures(contexte):
        return ()
    trajets = (_trajet(one) for one in bilan.indicateurs if _is_number(one))
    return draw_trajets(trajets, "Trajectoire des indicateurs")


def _barres(contexte: Contexte, bilan: BilanAnnuel) -> Iterator[Figure]:
    known = [(ligne, one) for ligne in bilan.lignes for one in ligne.mesures if one.taux_realise is not None]
    if len(known) < VALEURS_MIN:
        return
    lignes = tuple(_ligne(contexte, ligne, one) for ligne, one in known)
    titre = f"Activité réalisée en {bilan.annee} et objectif, en pourcentage"
    words = f"{FINE}; ".join(_say(one) for one in lignes)
    yield Figure(titre, Barres(SERIES, lignes, f"{titre}. {words}.", PAYSAGE_CM))


def _ligne(contexte: Contexte, ligne: LigneSuivie, one: MesureSuivie) -> LigneBarres:
    nom = f"{contexte.nom_etablissement(ligne.etablissement)} – {name_modalite(contexte, ligne.modalite)}"
    unite = "" if one.indicateur == TAUX_OCCUPATION else " (objectif = 100)"
    libelle = f"{nom}, {name_mesure(contexte, one.indicateur)}{unite}"
    return LigneBarres(libelle, (_percent(one.taux_cible), _percent(one.taux_realise)))


def _percent(valeur: Decimal | None) -> Mesure:
    return Mesure(None) if valeur is None else Mesure(valeur, group_digits(valeur, 2))


def _say(one: LigneBarres) -> str:
    texts = [mesure.texte if mesure else "" for mesure in one.mesures]
    return f"{one.libelle}\u00a0: objectif {texts[0]}, réalisé {texts[1]}"


def _iterate_activite(contexte: Contexte, bilan: BilanAnnuel) -> Iterator[Trajet]:
    """The lines of the annex, with what each year of follow-up came to."""
    bilans = [one for one in contexte.calculs.bilans if one.annee < bilan.annee] + [bilan]
    realises = {
        (one.annee, ligne.etablissement, ligne.modalite, mesure.indicateur): mesure.realise
        for one in bilans
        for ligne in one.lignes
        for mesure in ligne.mesures
    }
    lignes = contexte.dossier.activite.lignes if contexte.dossier.activite else ()
    for ligne, calcul in zip(lignes, contexte.calculs.activite, strict=True):
        for one in ligne.indicateurs:
            trajet = build_trajet(contexte, ligne, calcul, one)
            taux = one.code == TAUX_OCCUPATION
            suivis = {
                x.annee: write_mesure(valeur, taux=taux)
                for x in bilans
                if (valeur := realises.get((x.annee, ligne.etablissement, ligne.modalite, one.code))) is not None
            }
            yield replace(trajet, realise=dict(sorted({**trajet.realise, **suivis}.items())))


def _is_number(one: IndicateurSuivi) -> bool:
    return any(isinstance(valeur, Decimal) for valeur in one.indicateur.cibles.values())


def _trajet(one: IndicateurSuivi) -> Trajet:
    known = one.indicateur
    depart = known.initiale
    realise = {annee: _mesure(valeur) for annee, valeur in one.historique.items()}
    if depart is not None and depart.annee is not None:
        realise[depart.annee] = _mesure(depart.valeur)
    origine = ORIGINES.get(one.origine, one.origine)
    return Trajet(
        titre=f"{origine} – {known.libelle}",
        unite=unite_of(known) or "",
        realise=dict(sorted(realise.items())),
        cibles={annee: _mesure(valeur) for annee, valeur in known.cibles.items()},
    )


def _mesure(valeur: Valeur | None) -> Mesure:
    return Mesure(valeur, format_nombre(valeur) or "") if isinstance(valeur, Decimal) else Mesure(None)
