"""Rules on what suivi/*.yaml names: years, ESMS, lines, fiches and indicators of this contract, each once."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.doublons import Nomme, iterate_doublons
from cpomdoc.checking.rules.indicateurs import KINDS
from cpomdoc.checking.rules.references import Cites, iterate_inconnus
from cpomdoc.francais import liste
from cpomdoc.model.activite import LigneActivite
from cpomdoc.model.objectifs import IndicateurFiche
from cpomdoc.model.suivi_annuel import ActiviteAnnee, SuiviAnnuel
from cpomdoc.source import Chemin

USUELS = ("taux_occupation", "file_active", "prestations")


def iterate_suivis(contexte: ContexteRegles) -> Iterator[tuple[Chemin, SuiviAnnuel]]:
    """Each year of follow-up, with its place."""
    return ((("suivis", rang), un) for rang, un in enumerate(contexte.dossier.suivis))


def iterate_activites(contexte: ContexteRegles) -> Iterator[tuple[Chemin, SuiviAnnuel, ActiviteAnnee]]:
    """Each line of activity of each year, with its place."""
    for path, suivi in iterate_suivis(contexte):
        for rang, un in enumerate(suivi.activite):
            yield (*path, "activite", rang), suivi, un


def annee_du_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un suivi porte sur une année du contrat.

    Pourquoi : hors du contrat, il n’y a ni cible ni dotation à quoi comparer l’année.
    Bon : contrat 2027-2031, « annee: 2028 »
    Mauvais : contrat 2027-2031, « annee: 2032 »
    """
    for path, suivi in iterate_suivis(contexte):
        if contexte.exercices and suivi.annee not in contexte.exercices:
            bornes = f"{contexte.exercices[0]}-{contexte.exercices[-1]}"
            message = f"{suivi.annee} n’est pas une année du contrat ({bornes})."
            yield Ecart((*path, "annee"), message, "Corrigez l’année et le nom du fichier, ou retirez ce suivi.")


def etablissements_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite un suivi est au périmètre.

    Pourquoi : l’activité et la dotation d’une année se rattachent à un ESMS du contrat.
    Bon : « etablissement: ime-tilleuls », et « id: ime-tilleuls » au périmètre
    Mauvais : « etablissement: ime-tileuls »
    """
    for path, suivi in iterate_suivis(contexte):
        cites: list[tuple[Chemin, str | None]] = [
            ((*path, nom, rang, "etablissement"), ident)
            for nom, idents in (
                ("activite", [un.etablissement for un in suivi.activite]),
                ("domicile", [un.etablissement for un in suivi.domicile]),
                ("finances", [un.etablissement for un in suivi.finances]),
                ("changements", [un.etablissement for un in suivi.changements]),
            )
            for rang, ident in enumerate(idents)
        ]
        yield from iterate_inconnus("un ESMS du périmètre", cites, contexte.esms)


def fiches_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une fiche que cite un suivi existe.

    Pourquoi : l’état d’une fiche absente ne serait rattaché à rien.
    Bon : « fiche: FA-03 », et un fichier fiches/FA-03.yaml
    Mauvais : « fiche: FA-30 »
    """
    connues = {fiche.fiche for fiche in contexte.dossier.fiches}
    for path, suivi in iterate_suivis(contexte):
        cites: Cites = [
            *(((*path, "fiches", i, "fiche"), un.fiche) for i, un in enumerate(suivi.fiches)),
            *(((*path, "indicateurs", i, "fiche"), un.fiche) for i, un in enumerate(suivi.indicateurs)),
        ]
        yield from iterate_inconnus("une fiche action du contrat", cites, connues)


def indicateurs_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un indicateur que cite un suivi est celui d’une fiche, de rapt.yaml ou de hebergement.yaml.

    Pourquoi : sans cible à quoi la comparer, la valeur ne serait imprimée nulle part.
    Bon : « fiche: FA-01, indicateur: delai-admission », un indicateur de cette fiche
    Mauvais : « fiche: FA-01, indicateur: delai-sortie »
    """
    connus = _connus(contexte)
    for path, suivi in iterate_suivis(contexte):
        for rang, un in enumerate(suivi.indicateurs):
            # A fiche that is not there is told by another rule.
            noms = connus.get(un.fiche or "")
            if noms is not None:
                lieu = f"un indicateur de la fiche {un.fiche}" if un.fiche else "un indicateur hors fiche du contrat"
                place: Chemin = (*path, "indicateurs", rang, "indicateur")
                yield from iterate_inconnus(lieu, [(place, un.indicateur)], noms)


def _connus(contexte: ContexteRegles) -> dict[str, dict[str, IndicateurFiche | None]]:
    """Indicators by number of fiche; those of no fiche under an empty number."""
    dossier = contexte.dossier
    hors: dict[str, IndicateurFiche | None] = {un.id: un for un in (dossier.rapt.indicateurs if dossier.rapt else ())}
    if dossier.hebergement:
        hors |= {un.code: None for un in dossier.hebergement.indicateurs if un.code not in hors}
    return {"": hors, **{fiche.fiche: {un.id: un for un in fiche.indicateurs} for fiche in dossier.fiches}}


def lignes_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une ligne d’activité suivie est celle d’activite.yaml, et ses indicateurs propres aussi.

    Pourquoi : sans objectif à quoi la comparer, la valeur n’est suivie par personne. L’hébergement permanent d’un EHPAD
    peut être suivi sans objectif : son occupation a des effets que le contrat ne règle pas.
    Bon : « modalite: semi_internat », une ligne de cet ESMS dans activite.yaml
    Mauvais : « modalite: internat », que le contrat ne suit pas
    """
    activite = contexte.dossier.activite
    connues = {(un.etablissement, un.modalite): un for un in (activite.lignes if activite else ())}
    for path, _, un in iterate_activites(contexte):
        ligne = connues.get((un.etablissement, un.modalite))
        categorie = contexte.categorie_esms(un.etablissement)
        ehpad = categorie is not None and "ehpad_iv_ter" in categorie.contrats
        if ligne is None and un.etablissement in contexte.esms and not ehpad:
            message = f"« {contexte.nom(un.etablissement)} » : activite.yaml n’a pas de ligne « {un.modalite} »."
            yield Ecart((*path, "modalite"), message, "Corrigez la modalité, ou retirez la ligne.")
        elif ligne is not None:
            yield from _indicateurs_propres(path, un, ligne)


def _indicateurs_propres(path: Chemin, un: ActiviteAnnee, ligne: LigneActivite) -> Iterator[Ecart]:
    codes = {indicateur.code for indicateur in ligne.indicateurs}
    for code in un.indicateurs:
        if code in USUELS or code not in codes:
            aide = "Écrivez les journées, la file active et les prestations dans leurs propres champs."
            aide = aide if code in USUELS else "Corrigez le code, ou retirez la valeur."
            message = f"« {code} » n’est pas un indicateur propre de cette ligne d’activité."
            yield Ecart((*path, "indicateurs", code), message, aide, on_key=True)


def nature_des_valeurs_suivies(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La valeur d’un indicateur est de la nature que la fiche annonce.

    Pourquoi : un mot ne se compare pas à une cible qui est un nombre.
    Bon : « valeur: 352 » pour un indicateur en jours
    Mauvais : « valeur: 35O » (une lettre à la place d’un zéro)
    """
    connus = _connus(contexte)
    for path, suivi in iterate_suivis(contexte):
        for rang, un in enumerate(suivi.indicateurs):
            indicateur = connus.get(un.fiche or "", {}).get(un.indicateur)
            nature = indicateur.nature if indicateur else "taux"
            connu = un.indicateur in connus.get(un.fiche or "", {})
            if connu and un.valeur is not None and not isinstance(un.valeur, KINDS.get(nature, Decimal)):
                message = f"« {un.indicateur} » : la valeur n’est pas de la nature annoncée ({nature})."
                yield Ecart((*path, "indicateurs", rang, "valeur"), message, "Corrigez la valeur.")


def doublons_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une ligne d’activité, une fiche, un indicateur, une dotation ne sont suivis qu’une fois par an.

    Pourquoi : de deux valeurs pour la même chose, une seule serait imprimée.
    Bon : une ligne pour FA-01
    Mauvais : deux lignes pour FA-01
    """
    for path, suivi in iterate_suivis(contexte):
        nommes: list[Nomme] = []
        for rang, un in enumerate(suivi.activite):
            cle = ("activite", un.etablissement, un.modalite)
            nommes.append(((*path, "activite", rang, "modalite"), cle, "cette ligne d’activité est déjà suivie"))
        for rang, etat in enumerate(suivi.fiches):
            place: Chemin = (*path, "fiches", rang, "fiche")
            nommes.append((place, ("fiche", etat.fiche), f"la fiche {etat.fiche} est déjà suivie"))
        for rang, valeur in enumerate(suivi.indicateurs):
            place = (*path, "indicateurs", rang, "indicateur")
            nom = f"l’indicateur « {valeur.indicateur} » est déjà suivi"
            nommes.append((place, ("indicateur", valeur.fiche, valeur.indicateur), nom))
        for rang, finance in enumerate(suivi.finances):
            place = (*path, "finances", rang, "etablissement")
            cle_finance = ("finance", finance.etablissement, finance.financeur, finance.section)
            nommes.append((place, cle_finance, "cette dotation est déjà suivie"))
        yield from iterate_doublons(nommes)


def financeurs_du_suivi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une dotation suivie est celle d’un financeur du contrat.

    Pourquoi : sans trajectoire à quoi la comparer, aucun écart ne peut être calculé.
    Bon : « financeur: ars », un financeur de cet ESMS dans finances.yaml
    Mauvais : « financeur: 44 », qui ne finance pas cet ESMS
    """
    bases = contexte.dossier.finances.bases if contexte.dossier.finances else ()
    payeurs: dict[str, dict[str, None]] = {}
    for base in bases:
        payeurs.setdefault(base.etablissement, {})[base.financeur] = None
    for path, suivi in iterate_suivis(contexte):
        for rang, un in enumerate(suivi.finances):
            connus = payeurs.get(un.etablissement, {})
            if un.financeur is not None and connus and un.financeur not in connus:
                message = f"« {contexte.nom(un.etablissement)} » n’est pas financé par « {un.financeur} » au contrat."
                aide = f"Attendu : {liste(connus, 'ou')}, ou rien pour tous les financeurs."
                yield Ecart((*path, "finances", rang, "financeur"), message, aide)
