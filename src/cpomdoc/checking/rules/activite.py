"""Rules on activite.yaml: targets, periods, opening days."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from cpomdoc.checking.rules.annees_activite import annees_objectifs, premier_jour
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.activite import CibleActivite, LigneActivite, PeriodeActivite
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.periodes import days_in_year
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date, format_entier, format_taux

CENT = Decimal(100)
RECUL = Decimal(20)
ANNEES_PASSEES = 3
Cible = tuple[Chemin, LigneActivite, CibleActivite]
Periode = tuple[Chemin, LigneActivite, PeriodeActivite]


def lignes_activite(contexte: ContexteRegles) -> Iterator[tuple[Chemin, LigneActivite]]:
    """Lines of activity with their paths."""
    activite = contexte.dossier.activite
    return ((("activite", "lignes", rang), ligne) for rang, ligne in enumerate(activite.lignes if activite else ()))


def nom_ligne(contexte: ContexteRegles, ligne: LigneActivite) -> str:
    """« « IME Les Tilleuls », semi-internat »."""
    modalite = contexte.referentiel.modalites.get(ligne.modalite)
    return f"« {contexte.nom(ligne.etablissement)} », {modalite.libelle if modalite else ligne.modalite}"


def nom_indicateur(contexte: ContexteRegles, cible: CibleActivite) -> str:
    """Label of an indicator: the author's own, or that of the nomenclature."""
    return cible.libelle or contexte.referentiel.listes.get("indicateur_activite", {}).get(cible.code, cible.code)


def _cibles(contexte: ContexteRegles) -> Iterator[Cible]:
    for path, ligne in lignes_activite(contexte):
        for rang, cible in enumerate(ligne.indicateurs):
            yield (*path, "indicateurs", rang), ligne, cible


def _periodes(contexte: ContexteRegles) -> Iterator[Periode]:
    for path, ligne in lignes_activite(contexte):
        for rang, periode in enumerate(ligne.periodes):
            yield (*path, "periodes", rang), ligne, periode


def cibles_manquantes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un objectif d’activité a une cible chaque année du contrat, ou dès la première année des objectifs.

    Pourquoi : une année sans cible ne peut être ni suivie ni modulée. Une cible encore inconnue s’écrit
    « a_completer ». C’est une alerte dans un projet, une erreur dans un contrat définitif. Quand un avenant ajoute
    l’annexe en cours de contrat, « premiere_annee » dit à partir de quand.
    Bon : contrat 2027-2031, une cible de 2027 à 2031
    Mauvais : contrat 2027-2031, rien pour 2031
    """
    for path, ligne, cible in _cibles(contexte):
        manquantes = [annee for annee in annees_objectifs(contexte) if annee not in cible.cibles]
        if cible.cibles and manquantes:
            yield Ecart(
                (*path, "cibles"),
                f"{nom_ligne(contexte, ligne)}, {nom_indicateur(contexte, cible)} : cible manquante pour "
                f"{liste(map(str, manquantes))}.",
                "Ajoutez une ligne par année du contrat, « a_completer » si la cible n’est pas encore connue ; si les "
                "objectifs commencent plus tard, dites-le (« premiere_annee »).",
                contexte.gravite(manquantes, contexte.lacune),
                on_key=True,
            )


def cibles_en_trop(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un objectif d’activité n’a pas de cible hors du contrat.

    Pourquoi : une cible hors du contrat n’engage personne ; c’est souvent une année mal recopiée.
    Bon : contrat 2027-2031, cibles de 2027 à 2031
    Mauvais : contrat 2027-2031, une cible en 2032
    """
    annees = annees_objectifs(contexte)
    quoi = "du contrat" if annees == contexte.exercices else "des objectifs"
    for path, ligne, cible in _cibles(contexte):
        for annee in cible.cibles:
            if annees and annee not in annees:
                yield Ecart(
                    (*path, "cibles", str(annee)),
                    f"{nom_ligne(contexte, ligne)} : {annee} n’est pas une année {quoi} ({annees[0]}-{annees[-1]}).",
                    "Corrigez l’année, ou retirez la cible.",
                    on_key=True,
                )


def cible_plausible(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un taux d’occupation cible n’est ni au-dessus de 100 %, ni loin sous ce qui a été réalisé.

    Pourquoi : dépasser 100 % suppose une sur-occupation ; descendre de plus de vingt points sous le meilleur des
    trois
    derniers exercices défait ce qui marche.
    Bon : 88 %, pour 85 % réalisés
    Mauvais : 104 %
    """
    for path, ligne, cible in _cibles(contexte):
        if cible.code != "taux_occupation":
            continue
        meilleur = _meilleur_taux(ligne)
        for annee, taux in cible.cibles.items():
            if taux is not None and taux > CENT:
                message = f"cible de {format_taux(taux)} en {annee} ; dépasser 100 % suppose une sur-occupation."
            elif taux is not None and meilleur is not None and taux < meilleur - RECUL:
                message = f"cible de {format_taux(taux)} en {annee}, pour {format_taux(meilleur)} déjà réalisés."
            else:
                continue
            yield Ecart(
                (*path, "cibles", str(annee)), f"{nom_ligne(contexte, ligne)} : {message}", "Confirmez la cible."
            )


def capacite_nulle(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une année sans aucune place n’a pas de taux d’occupation cible.

    Pourquoi : diviser par zéro place n’a pas de sens ; le taux est alors sans objet.
    Bon : capacité 0 en 2027, première cible en 2028
    Mauvais : capacité 0 en 2027, cible de 90 % en 2027
    """
    for path, ligne, cible in _cibles(contexte):
        for annee, taux in cible.cibles.items():
            places = [p.capacite for p in ligne.periodes if p.du.year <= annee <= p.au.year]
            if cible.code == "taux_occupation" and taux is not None and places and all(p == 0 for p in places):
                yield Ecart(
                    (*path, "cibles", str(annee)),
                    f"{nom_ligne(contexte, ligne)} : capacité nulle en {annee}, le taux d’occupation est sans objet.",
                    "Écrivez « a_completer » à la place du taux, ou corrigez la capacité.",
                )


def jours_possibles(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les jours d’ouverture d’une période tiennent dans ses années civiles.

    Pourquoi : l’activité théorique est la capacité multipliée par les jours d’ouverture ; 365 ou plus se lit « ouvert
    tous les jours ».
    Bon : « jours_ouverture: 210 », ou 366 en 2028
    Mauvais : « jours_ouverture: 400 », 366 en 2027, ou 200 entre le 1er juillet et le 31 décembre
    """
    for path, ligne, periode in _periodes(contexte):
        jours = periode.jours_ouverture
        if jours is None or periode.au < periode.du:
            continue
        maximum = max(days_in_year(annee) for annee in range(periode.du.year, periode.au.year + 1))
        duree = (periode.au - periode.du).days + 1
        if not 1 <= jours <= maximum or duree < jours < min(days_in_year(periode.du.year), 365):
            yield Ecart(
                (*path, "jours_ouverture"),
                f"{nom_ligne(contexte, ligne)} : {jours} jours d’ouverture entre le {format_date(periode.du)} et le "
                f"{format_date(periode.au)}, qui comptent {format_entier(duree)} jours ; une année en a {maximum}.",
                "Écrivez les jours d’ouverture de la période.",
            )
    for path, ligne in lignes_activite(contexte):
        for rang, annee in enumerate(ligne.realise):
            if annee.jours_ouverture is not None and annee.jours_ouverture > days_in_year(annee.annee):
                yield Ecart(
                    (*path, "realise", rang, "jours_ouverture"),
                    f"{nom_ligne(contexte, ligne)} : {annee.jours_ouverture} jours d’ouverture en "
                    f"{annee.annee}, qui en compte {days_in_year(annee.annee)}.",
                    "Écrivez les jours d’ouverture de l’année.",
                )


def periode_ordonnee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une période ne finit pas avant de commencer.

    Pourquoi : elle ne compterait aucun jour.
    Bon : « du: 2027-01-01, au: 2027-12-31 »
    Mauvais : « du: 2027-12-31, au: 2027-01-01 »
    """
    for path, ligne, periode in _periodes(contexte):
        if periode.au < periode.du:
            yield Ecart(
                (*path, "au"),
                f"{nom_ligne(contexte, ligne)} : la période finit le {format_date(periode.au)}, avant de commencer "
                f"({format_date(periode.du)}).",
                "Échangez ou corrigez les deux dates.",
            )


def periodes_contigues(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les périodes d’une ligne se suivent sans trou ni recouvrement, du premier au dernier jour du contrat.

    Pourquoi : un trou rend l’activité théorique de l’année inconnue, un recouvrement compte des places deux fois.
    Quand les objectifs commencent après le contrat (« premiere_annee »), elles commencent avec eux.
    Bon : « au: 2027-12-31 » puis « du: 2028-01-01 »
    Mauvais : « au: 2028-06-30 » puis « du: 2028-08-01 »
    """
    effet, terme = premier_jour(contexte), contexte.terme
    for path, ligne in lignes_activite(contexte):
        rangs = sorted((p.du, p.au, rang) for rang, p in enumerate(ligne.periodes) if p.du <= p.au)
        if not rangs or effet is None or terme is None:
            continue
        attendu, place = effet, 0
        for du, au, rang in rangs:
            if du != attendu and (du != effet.replace(month=1, day=1) or attendu != effet):
                yield _rupture(nom_ligne(contexte, ligne), (*path, "periodes", rang, "du"), attendu, du)
            attendu, place = max(attendu, au + timedelta(days=1)), rang
        if attendu <= terme:
            yield Ecart(
                (*path, "periodes", place, "au"),
                f"{nom_ligne(contexte, ligne)} : rien n’est dit du {format_date(attendu)} au {format_date(terme)}.",
                "Ajoutez une période jusqu’au terme du contrat.",
                Severite.ALERTE if contexte.terme_convenu and attendu > contexte.terme_convenu else None,
            )


def _rupture(nom: str, path: Chemin, attendu: date, du: date) -> Ecart:
    if du > attendu:
        veille = format_date(du - timedelta(days=1))
        return Ecart(
            path,
            f"{nom} : trou du {format_date(attendu)} au {veille} dans les périodes.",
            f"Ajoutez une période, ou commencez celle-ci le {format_date(attendu)}.",
        )
    return Ecart(
        path,
        f"{nom} : la période qui commence le {format_date(du)} recouvre la précédente, ou commence avant le contrat.",
        f"Commencez-la le {format_date(attendu)}.",
    )


def _meilleur_taux(ligne: LigneActivite) -> Decimal | None:
    """Best rate of the last closed years, from days and capacity; no rounding is needed to compare."""
    taux = [
        CENT * un.journees / (un.capacite * un.jours_ouverture)
        for un in sorted(ligne.realise, key=lambda un: un.annee)[-ANNEES_PASSEES:]
        if un.journees is not None and un.capacite and un.jours_ouverture
    ]
    return max(taux, default=None)


def capacite_financee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La capacité d’une ligne d’activité est celle que le périmètre dit financée le même jour.

    Pourquoi : l’activité théorique se calcule sur les places autorisées et financées de la fiche signalétique, au jour
    d’effet et, quand elles sont datées, au premier jour de chaque période.
    Bon : 40 places financées en semi-internat au périmètre, « capacite: 40 »
    Mauvais : 40 places financées en semi-internat au périmètre, « capacite: 38 »
    """
    effet = contexte.contrat.date_effet
    for path, ligne, periode in _periodes(contexte):
        esms = contexte.esms.get(ligne.etablissement)
        jour = _jour_compare(ligne, periode, esms, effet)
        lignes = [un for c in (esms.capacites_au(jour) if esms else ()) for un in c.modalites]
        places = [un.financee for un in lignes if un.modalite == ligne.modalite]
        connues = [un for un in places if un is not None]
        if jour is None or not places or len(connues) < len(places):
            continue
        if periode.capacite is not None and periode.capacite != sum(connues):
            yield Ecart(
                (*path, "capacite"),
                f"{nom_ligne(contexte, ligne)} : {sum(connues)} places financées au périmètre, {periode.capacite} ici.",
                "Mettez les deux nombres d’accord.",
            )


def _jour_compare(
    ligne: LigneActivite, periode: PeriodeActivite, esms: Etablissement | None, effet: date | None
) -> date | None:
    """The day a period is held against the perimeter: that of effect, else its first day where rows are dated."""
    if effet is None or periode.du <= effet <= periode.au:
        return effet
    capacites = esms.capacites if esms else ()
    datees = any(c.date_effet or c.date_fin for c in capacites if c.modalite == ligne.modalite)
    return periode.du if datees and periode.du > effet else None
