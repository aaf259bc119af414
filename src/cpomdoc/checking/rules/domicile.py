"""Rules on domicile.yaml: years, prices, the allocation that pays for objectives, what the law wants said."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import iterate_inconnus
from cpomdoc.francais import liste
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.domicile import Domicile, PriseEnCharge, ServiceDomicile
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_montant

CATEGORIE = "sad_l313_11_1"


def services_de(contexte: ContexteRegles) -> Iterator[tuple[Chemin, ServiceDomicile]]:
    """The services of domicile.yaml with their places."""
    domicile = contexte.dossier.domicile or Domicile(())
    return ((("domicile", "services", rang), one) for rang, one in enumerate(domicile.services))


def prises_en_charge_de(contexte: ContexteRegles) -> Iterator[tuple[Chemin, PriseEnCharge]]:
    """The schemes of every service with their places."""
    for path, service in services_de(contexte):
        for rang, one in enumerate(service.prises_en_charge):
            yield (*path, "prises_en_charge", rang), one


def _dotations(contexte: ContexteRegles) -> Iterator[tuple[Chemin, Mapping[int, Decimal | None]]]:
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    for rang, one in enumerate(objectifs):
        if one.dotation is not None:
            yield ("objectifs", "objectifs", rang, "dotation", "montants"), one.dotation.montants


def service_du_perimetre(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un service décrit dans domicile.yaml figure au périmètre, une seule fois.

    Pourquoi : ses heures et son territoire s’ajoutent à la fiche du service ; deux descriptions se contrediraient.
    Bon : « etablissement: sad-rives », service du périmètre
    Mauvais : « etablissement: sad-rive », que le périmètre ne contient pas
    """
    vus: set[str] = set()
    for path, one in services_de(contexte):
        place = (*path, "etablissement")
        yield from iterate_inconnus("un service du périmètre", [(place, one.etablissement)], contexte.esms)
        if one.etablissement in vus:
            yield Ecart(
                place,
                f"« {contexte.nom(one.etablissement)} » est décrit deux fois.",
                "Réunissez les deux descriptions.",
            )
        vus.add(one.etablissement)


def annees_du_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les personnes, les heures, les tarifs et les dotations ne portent que sur les années du contrat.

    Pourquoi : une valeur d’une autre année ne serait imprimée nulle part, et trahit souvent une année mal recopiée.
    Bon : contrat 2027-2029, « heures: {2027: 52 000, 2028: 52 500, 2029: 53 000} »
    Mauvais : contrat 2027-2029, « heures: {2026: 51 000, 2027: 52 000, 2028: 52 500} »
    """
    for path, _, montants in _valeurs(contexte):
        for annee in montants:
            if contexte.exercices and annee not in contexte.exercices:
                yield Ecart(
                    (*path, str(annee)),
                    f"{annee} n’est pas une année du contrat ({contexte.exercices[0]}-{contexte.exercices[-1]}).",
                    "Corrigez l’année, ou retirez la ligne.",
                    on_key=True,
                )


def annees_manquantes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les personnes, les heures, les tarifs et les dotations couvrent chaque année du contrat.

    Pourquoi : le contrat fixe l’activité et son financement pour toute sa durée. C’est une alerte dans un projet, une
    erreur dans un contrat définitif.
    Bon : contrat 2027-2029, trois lignes d’heures
    Mauvais : contrat 2027-2029, rien pour 2029
    """
    for path, quoi, montants in _valeurs(contexte):
        manquants = [annee for annee in contexte.exercices if annee not in montants]
        if montants and manquants:
            yield Ecart(
                path,
                f"{quoi} : rien pour {liste(map(str, manquants))}.",
                "Ajoutez une ligne par année du contrat, « a_completer » si la valeur n’est pas encore connue.",
                contexte.gravite(manquants, contexte.lacune),
                on_key=True,
            )


def _valeurs(contexte: ContexteRegles) -> Iterator[tuple[Chemin, str, Mapping[int, Decimal | int | None]]]:
    """Every yearly value with its place and what it is."""
    for path, one in prises_en_charge_de(contexte):
        yield (*path, "beneficiaires"), "Bénéficiaires", one.beneficiaires
        yield (*path, "heures"), "Heures", one.heures
        yield (*path, "tarifs"), "Tarif horaire", one.tarifs
    for place, montants in _dotations(contexte):
        yield place, "Dotation de l’objectif", montants


def tarif_plausible(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le tarif d’une heure est positif, et n’est pas inférieur au tarif minimal de la réglementation.

    Pourquoi : un tarif nul ou négatif est une erreur de saisie. L’APA et la PCH valorisent une heure au moins au tarif
    minimal, revalorisé chaque 1er janvier : un tarif inférieur au dernier montant que cpomdoc connaît ne peut être
    retenu (alerte, le montant de l’année étant à vérifier).
    Bon : « 2027: 25,00 »
    Mauvais : « 2027: 0 », « 2027: 21,50 »
    """
    jour = contexte.contrat.date_effet
    minimum = contexte.referentiel.nombre("tarif_minimal_aide_domicile", jour) if jour else None
    for path, one in prises_en_charge_de(contexte):
        for annee, tarif in one.tarifs.items():
            if tarif is None:
                continue
            place = (*path, "tarifs", str(annee))
            if tarif <= 0:
                yield Ecart(
                    place,
                    f"Un tarif horaire est positif, {format_montant(tarif)} ne l’est pas.",
                    "Écrivez le tarif, ou retirez « tarifs » si le département ne paie pas ces heures.",
                )
            elif minimum is not None and tarif < minimum and one.type in ("apa", "pch"):
                yield Ecart(
                    place,
                    f"{format_montant(tarif)} de l’heure : le tarif minimal est d’au moins {format_montant(minimum)}.",
                    "Vérifiez le tarif, et le montant minimal de l’année.",
                    Severite.ALERTE,
                )


def dotation_annoncee(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """La dotation complémentaire annoncée est la somme de celles des objectifs.

    Pourquoi : chaque objectif financé a sa dotation ; un total différent laisserait une somme sans objet.
    Bon : 40 000 € et 30 000 € pour deux objectifs en 2027, « annonce: {2027: 70 000,00} »
    Mauvais : les mêmes objectifs, « annonce: {2027: 75 000,00} »
    """
    domicile, calcul = contexte.dossier.domicile, calculs.previsions.domicile
    regles = domicile.dotation_complementaire if domicile else None
    sommes = {one.annee: one.dotation for one in calcul.annees} if calcul else {}
    for annee, annonce in regles.annonce.items() if regles else ():
        somme = sommes.get(annee)
        if annonce is not None and somme is not None and annonce != somme:
            yield Ecart(
                ("domicile", "dotation_complementaire", "annonce", str(annee)),
                f"{annee} : {format_montant(annonce)} annoncés, {format_montant(somme)} pour l’ensemble des objectifs.",
                "Mettez l’annonce et les dotations des objectifs d’accord.",
            )


def dotation_sans_objectif(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une dotation complémentaire finance au moins un objectif.

    Pourquoi : elle n’est accordée que pour des actions que le contrat désigne (article L. 314-2-2). C’est une alerte
    dans un projet, une erreur dans un contrat définitif.
    Bon : « dotation_complementaire » dans domicile.yaml, « dotation » sous un objectif
    Mauvais : « dotation_complementaire » dans domicile.yaml, aucun objectif financé
    """
    domicile = contexte.dossier.domicile
    if domicile is not None and domicile.dotation_complementaire is not None and not any(_dotations(contexte)):
        yield Ecart(
            ("domicile", "dotation_complementaire"),
            "Aucun objectif n’est financé par la dotation complémentaire.",
            "Écrivez « dotation » sous chaque objectif financé, dans objectifs.yaml.",
            contexte.lacune,
            on_key=True,
        )


def documents_a_transmettre(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat de service à domicile dit quels documents le gestionnaire transmet.

    Pourquoi : l’article L. 313-11-1 fait de ces documents une mention du contrat. C’est une alerte dans un projet, une
    erreur dans un contrat définitif.
    Bon : « documents » sous « suivi », un élément par document
    Mauvais : « suivi » sans « documents »
    """
    suivi = contexte.dossier.general.suivi
    if contexte.contrat.categorie == CATEGORIE and (suivi is None or not suivi.documents):
        yield Ecart(
            ("suivi",) if suivi is not None else ("contrat", "categorie"),
            "Les documents que le gestionnaire transmet ne sont pas écrits.",
            "Écrivez « documents » sous « suivi », dans contrat.yaml.",
            contexte.lacune,
            on_key=True,
        )
