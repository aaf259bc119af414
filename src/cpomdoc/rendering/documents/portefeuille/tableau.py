"""The portfolio as sheets: the contracts, the programme, the years, what to look at; the web page shows the same."""

from dataclasses import replace

from cpomdoc.rendering.documents.portefeuille.vue import (
    AnneeBilanVue,
    AnneeProgrammeVue,
    ContratVue,
    LigneVue,
    VuePortefeuille,
)
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Valeur
from cpomdoc.rendering.valeurs import A_COMPLETER, SANS_OBJET, SansObjet
from cpomdoc.typographie import format_date

CONTRATS = (
    Colonne("Contrat", 18),
    Colonne("Référence", 18),
    Colonne("Gestionnaire", 26),
    Colonne("Catégorie", 21),
    Colonne("Départements", 20),
    Colonne("Autorités", 24),
    Colonne("ESMS", 7, "nombre"),
    Colonne("ESMS à confirmer", 12),
    Colonne("Places autorisées", 11, "nombre"),
    Colonne("Capacité autorisée", 18),
    Colonne("Date d’effet", 12, "date"),
    Colonne("Terme", 12, "date"),
    Colonne("Phase", 15),
    Colonne("Précision", 22),
    Colonne("Prochaine échéance", 12, "date"),
    Colonne("Objet de l’échéance", 32),
    Colonne("Erreurs", 8, "nombre"),
    Colonne("Alertes", 8, "nombre"),
    Colonne("Mentions «\u202fà compléter\u202f»", 12, "nombre"),
)
PROGRAMME = (
    Colonne("Année", 8),
    Colonne("Département", 22),
    Colonne("Gestionnaire", 28),
    Colonne("FINESS EJ", 12),
    Colonne("Établissement ou service", 32),
    Colonne("FINESS ET", 12),
    Colonne("Catégorie FINESS", 20),
    Colonne("Contrat", 18),
    Colonne("Catégorie de contrat", 21),
    Colonne("À faire", 14),
    Colonne("Au plus tard le", 12, "date"),
    Colonne("En retard", 9),
    Colonne("Arrêté de programmation", 14),
)
BILAN = (
    Colonne("Année", 8),
    Colonne("Signés", 8, "nombre"),
    Colonne("Contrats signés", 32),
    Colonne("Prolongés", 10, "nombre"),
    Colonne("Contrats prolongés", 32),
    Colonne("En retard de signature", 10, "nombre"),
    Colonne("Contrats en retard", 32),
    Colonne("Arrivant à terme", 10, "nombre"),
    Colonne("Contrats arrivant à terme", 32),
)
POINTS = (Colonne("Contrats", 30), Colonne("À regarder", 110))


def build_classeur(vue: VuePortefeuille) -> Classeur:
    """One sheet a table; none comes back, so that readers sort and filter them as they like."""
    entete = (("Arrêté au", format_date(vue.au)), ("En bref", vue.resume))
    arrete = (("Années programmées", f"{vue.debut} à {vue.fin}"), ("À publier avant le", _publish(vue)))
    lignes = tuple(_programme(annee, one) for annee in vue.programme for one in annee.lignes)
    onglets = (
        Onglet("Contrats", "Contrats", entete, CONTRATS, tuple(map(_contrat, vue.contrats))),
        Onglet("Programmation", "Programmation", (*entete, *arrete), PROGRAMME, lignes),
        Onglet("Bilan par année", "Bilan par année", entete, BILAN, tuple(map(_bilan, vue.bilan))),
        Onglet("À regarder", "À regarder", entete, POINTS, tuple(Ligne((p.contrats, p.texte)) for p in vue.points)),
    )
    return Classeur(vue.titre, tuple(replace(one, protegee=False) for one in onglets))


def _publish(vue: VuePortefeuille) -> str:
    return (format_date(vue.avant) if vue.avant else None) or ""


def _show(value: Valeur | SansObjet) -> Valeur:
    """« à compléter » where something is unknown, « – » where nothing applies."""
    if value is None:
        return A_COMPLETER
    return str(value) if isinstance(value, SansObjet) else value


def _contrat(one: ContratVue) -> Ligne:
    return Ligne(
        (
            one.ref,
            one.reference,
            _show(one.gestionnaire),
            _show(one.categorie),
            _show(one.departements),
            _show(one.autorites),
            _show(one.esms),
            one.incertains,
            one.places,
            _show(one.capacites),
            _show(one.date_effet),
            _show(one.terme),
            one.phase,
            one.precision,
            one.echeance_annee or _show(one.echeance),
            one.objet,
            one.erreurs,
            one.alertes,
            _show(one.a_completer),
        )
    )


def _programme(annee: AnneeProgrammeVue, one: LigneVue) -> Ligne:
    return Ligne(
        (
            annee.annee,
            _show(one.departement),
            _show(one.gestionnaire),
            _show(one.finess_ej),
            _show(one.etablissement),
            _show(one.finess),
            _show(one.categorie),
            one.contrat,
            _show(one.categorie_contrat),
            one.nature,
            one.limite,
            "oui" if one.en_retard else str(SANS_OBJET),
            one.arrete,
        )
    )


def _bilan(one: AnneeBilanVue) -> Ligne:
    comptes = (one.signes, one.prolonges, one.en_retard, one.a_terme)
    return Ligne((one.annee, *(cell for compte in comptes for cell in (compte.nombre, compte.refs))))
