"""Words for what a year leaves to settle, and for why an avenant may be worth examining."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cpomdoc.francais import accord, majuscule
from cpomdoc.model.calculs_suivi import BilanAnnuel, Signal
from cpomdoc.rendering.documents.activite import name_modalite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of
from cpomdoc.typographie import FINE, format_date, format_montant, format_nombre, group_digits

RAPT, HEBERGEMENT = "rapt", "hebergement"
ORIGINES = {RAPT: "Réponse accompagnée", HEBERGEMENT: "Hébergement"}
Dire = Callable[[Contexte, BilanAnnuel, Signal], str]


def say_point(contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> tuple[str, str]:
    """What it is about, and the point itself: « FA-03 », « l’échéance du 30 juin 2028 est passée »."""
    return name_sujet(contexte, one), POINTS[one.code](contexte, bilan, one)


def say_raison(contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    """A reason, whole: « MAS Les Tilleuls : la capacité constatée est de 49 places, le contrat en prévoit 45 »."""
    sujet, words = name_sujet(contexte, one), RAISONS[one.code](contexte, bilan, one)
    return f"{sujet}{FINE}: {words}" if sujet else majuscule(words)


def name_sujet(contexte: Contexte, one: Signal) -> str:
    """An ESMS by its name, a fiche by its number, what is of the whole contract by nothing."""
    if one.cle in ORIGINES:
        return ORIGINES[one.cle]
    if contexte.etablissement(one.cle) is not None:
        financeur = one.detail if one.code in ("dotation", "dotation_inconnue", "trajectoire_inconnue") else ""
        return contexte.nom_etablissement(one.cle) + (f", {name_partie(contexte, financeur)}" if financeur else "")
    return one.cle


def name_mesure(contexte: Contexte, code: str) -> str:
    """« taux d’occupation », in the words of the author where the contract has its own."""
    lignes = contexte.dossier.activite.lignes if contexte.dossier.activite else ()
    own = next((x.libelle for ligne in lignes for x in ligne.indicateurs if x.code == code and x.libelle), None)
    return own or contexte.libelle("indicateur_activite", code) or code


def say_signe(valeur: Decimal, unite: str = "") -> str:
    """« +12 jours », « −3,5 % »: a gap always shows its sign; a unit written in the plural is left out below two."""
    words = f"{'+' if valeur > 0 else ''}{format_nombre(valeur)}"
    plural = any(word.endswith("s") for word in unite.split())
    return f"{words}{FINE}{unite}" if unite and not (plural and abs(valeur) < 2) else words


def _montant(valeur: Decimal | None) -> str:
    """« +5 000,00 € »."""
    sign = "+" if valeur is not None and valeur > 0 else ""
    return f"{sign}{format_montant(valeur)}"


def _activite(contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    modalite, code = one.detail.split(" ", 1)
    ecart = group_digits(one.valeur or Decimal(0), 2)
    nom = name_modalite(contexte, modalite)
    return f"{nom}, {name_mesure(contexte, code)}{FINE}: activité inférieure de {ecart} points à l’objectif"


def _cible_activite(contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    modalite, code = one.detail.split(" ", 1)
    place = f"{name_modalite(contexte, modalite)}, {name_mesure(contexte, code)}"
    return f"{place}, objectif non atteint en {bilan.annee - 1} puis en {bilan.annee}"


def _indicateur(_contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    found = next(x for x in bilan.indicateurs if (x.origine, x.indicateur.id) == (one.cle, one.detail))
    unite = unite_of(found.indicateur) or ""
    ecart = f" (écart{FINE}: {say_signe(one.valeur, unite)})" if one.valeur is not None else ""
    return f"cible de {bilan.annee} non atteinte pour l’indicateur «{FINE}{found.indicateur.libelle}{FINE}»{ecart}"


def _cible_indicateur(_contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    found = next(x for x in bilan.indicateurs if (x.origine, x.indicateur.id) == (one.cle, one.detail))
    libelle = found.indicateur.libelle
    return f"cible non atteinte en {bilan.annee - 1} puis en {bilan.annee} pour l’indicateur «{FINE}{libelle}{FINE}»"


def _retard(_contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    jours = int(one.valeur or 0)
    return f"échéance du {format_date(one.date)} dépassée de {jours} {accord(jours, 'jour', 'jours')}"


def _retenue(_contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    return f"la clause de modulation conduirait à retenir {format_montant(one.valeur)}"


def _minoration(_contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    return f"l’occupation de l’hébergement permanent minorerait le forfait soins de {format_montant(one.valeur)}"


def _dotation(_contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    return f"la dotation notifiée s’écarte de la trajectoire du contrat de {_montant(one.valeur)}"


def _dotation_reconductible(_contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    ecart = _montant(one.valeur)
    return f"la dotation notifiée, crédits non reconductibles mis à part, s’écarte de la trajectoire de {ecart}"


def _autorisation(_contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    passee = one.date is not None and one.date < bilan.au
    return f"l’autorisation {'a expiré' if passee else 'expire'} le {format_date(one.date)}"


def _indicateurs_inconnus(_contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    count = int(one.valeur or 0)
    noun = accord(count, "indicateur n’a pas de valeur", "indicateurs n’ont pas de valeur")
    return f"{count} {noun} pour {bilan.annee}"


def _statuts_inconnus(_contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    count = int(one.valeur or 0)
    return f"l’état d’avancement {accord(count, 'd’une fiche action', f'de {count} fiches actions')} n’est pas dit"


def _changement(contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    quand = f", à compter du {format_date(one.date)}" if one.date else ""
    return f"{one.detail or contexte.libelle('motif_avenant', one.motif) or one.motif}{quand}"


def _capacite(contexte: Contexte, bilan: BilanAnnuel, one: Signal) -> str:
    found = next(x for x in bilan.lignes if (x.etablissement, x.modalite) == (one.cle, one.detail))
    places = f"{found.capacite} {accord(found.capacite, 'place', 'places')}"
    nom = name_modalite(contexte, one.detail)
    return f"la capacité constatée est de {places} ({nom}), le contrat en prévoit {found.prevue}"


def _terme(contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    limite = contexte.calculs.jalons.notification_prorogation
    demande = f"{FINE}; une prorogation se demande au plus tard le {format_date(limite)}" if limite else ""
    return f"le contrat prend fin le {format_date(one.date)}{demande}"


def _terme_passe(contexte: Contexte, _bilan: BilanAnnuel, one: Signal) -> str:
    limite = format_date(contexte.calculs.jalons.notification_prorogation)
    suite = f"le délai pour demander une prorogation a expiré le {limite}, il reste à négocier un nouveau contrat"
    return f"le contrat prend fin le {format_date(one.date)}{FINE}; {suite}"


def _say(words: str) -> Dire:
    return lambda _contexte, _bilan, _one: words


POINTS: Mapping[str, Dire] = {
    "activite": _activite,
    "retenue": _retenue,
    "minoration": _minoration,
    "indicateur": _indicateur,
    "retard": _retard,
    "reportee": _say("action reportée\u202f: confirmer la nouvelle échéance"),
    "abandonnee": _say("action abandonnée\u202f: dire ce qui la remplace"),
    "dotation": _dotation,
    "autorisation": _autorisation,
    "activite_inconnue": _say("l’activité réalisée n’est pas entièrement connue"),
    "dotation_inconnue": _say("la dotation notifiée n’est pas connue"),
    "trajectoire_inconnue": _say("le contrat ne fixe pas la dotation de l’année"),
    "indicateurs_inconnus": _indicateurs_inconnus,
    "statuts_inconnus": _statuts_inconnus,
}
RAISONS: Mapping[str, Dire] = {
    "terme": _terme,
    "terme_passe": _terme_passe,
    "changement": _changement,
    "capacite": _capacite,
    "cible_activite": _cible_activite,
    "cible_indicateur": _cible_indicateur,
    "dotation": _dotation_reconductible,
    "abandonnee": _say("action abandonnée"),
}
