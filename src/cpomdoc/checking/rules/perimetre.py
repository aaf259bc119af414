"""Rules on perimetre.yaml: the ESMS, their identifiers, categories, capacities and opening days."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.territoire import Region
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin
from cpomdoc.suggestions import format_suggestion
from cpomdoc.typographie import format_date

ANNEE_PLEINE = 365

SSIAD = "354"
"""FINESS category of a service de soins infirmiers à domicile."""


def esms_path(rang: int, *suite: str | int) -> Chemin:
    """Path of a value of an ESMS."""
    return ("perimetre", "etablissements", rang, *suite)


def _esms(contexte: ContexteRegles) -> Iterator[tuple[int, Etablissement]]:
    return enumerate(contexte.dossier.perimetre.etablissements)


def finess_en_double(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un numéro FINESS d’établissement ne figure qu’une fois au périmètre, sites secondaires compris.

    Pourquoi : chaque établissement ou site a le sien ; deux fois le même, c’est une ligne recopiée.
    Bon : « finess: 999000029 » puis « finess: 999000037 »
    Mauvais : « finess: 999000029 », deux fois
    """
    vus: dict[str, str] = {}
    for path, finess, nom in _finess(contexte):
        if finess in vus:
            yield Ecart(
                path,
                f"« {nom} » porte le même FINESS que « {vus[finess]} » ({finess}).",
                "Corrigez l’un des deux numéros : chaque établissement a le sien.",
            )
        vus.setdefault(finess, nom)


def finess_du_gestionnaire(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le FINESS d’un établissement n’est pas celui de l’entité juridique.

    Pourquoi : le répertoire distingue l’entité juridique (EJ) de ses établissements (ET), et rien dans le numéro ne
    le dit.
    Bon : « finess_ej: 999000011 », et « finess: 999000029 » pour l’ESMS
    Mauvais : « finess: 999000011 » pour l’ESMS aussi
    """
    juridiques = {one.finess_ej for one in contexte.parties.gestionnaires.values()}
    for path, finess, nom in _finess(contexte):
        if finess in juridiques:
            yield Ecart(
                path,
                f"Le FINESS de « {nom} » ({finess}) est celui du gestionnaire (entité juridique).",
                "Écrivez le numéro de l’établissement (ET), ou corrigez « finess_ej » dans contrat.yaml.",
            )


def finess_du_departement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le FINESS commence par le département où se trouve l’établissement.

    Pourquoi : le préfixe est celui du département de création ; un autre département se confirme (transfert, fusion).
    Bon : « finess: 44… » et « departement: 44 »
    Mauvais : « finess: 33… » et « departement: 75 »
    """
    for rang, esms in _esms(contexte):
        prefixe = _departement_du_finess(esms.finess or "")
        if prefixe in contexte.referentiel.departements and esms.departement and prefixe != esms.departement:
            yield Ecart(
                esms_path(rang, "finess"),
                f"Le FINESS de « {esms.nom} » commence par {prefixe}, mais il est situé dans le {esms.departement}.",
                "Confirmez le numéro et le département (transfert géographique ?).",
            )


def categorie_connue(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La catégorie d’un ESMS existe dans la nomenclature FINESS et est ouverte au jour d’effet.

    Pourquoi : la catégorie décide de l’autorité compétente, des règles d’activité et du libellé imprimé.
    Bon : « categorie: 183 » (IME)
    Mauvais : « categorie: 138 », inconnue
    """
    jour, categories = contexte.contrat.date_effet, contexte.referentiel.categories_esms
    for rang, esms in _esms(contexte):
        if not esms.categorie:
            continue
        connue = categories.get(esms.categorie)
        if connue is None:
            proche = format_suggestion(esms.categorie, categories) or "choisissez un code de la nomenclature FINESS."
            yield Ecart(
                esms_path(rang, "categorie"),
                f"La catégorie {esms.categorie} de « {esms.nom} » est inconnue de la nomenclature FINESS.",
                proche[:1].upper() + proche[1:],
            )
        elif jour is not None and not connue.is_open(jour):
            yield Ecart(
                esms_path(rang, "categorie"),
                f"La catégorie {connue.code} ({connue.libelle}) de « {esms.nom} » n’est pas ouverte au "
                f"{format_date(jour)}.",
                _remplacee(connue.remplacee_par),
            )


def categorie_ancienne(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La catégorie d’un ESMS n’est pas de celles qu’une réforme a remplacées.

    Pourquoi : un SSIAD devait devenir service autonomie avant 2026, un FAM relève des EAM. Un SSIAD peut attendre par
    une convention ou un groupement de coopération : « situation_sad » le dit, et l’alerte tombe.
    Bon : « categorie: 209 » (service autonomie aide et soins)
    Mauvais : « categorie: 354 » (SSIAD) dans un contrat de 2027
    """
    jour = contexte.contrat.date_effet
    for rang, esms in _esms(contexte):
        connue = contexte.referentiel.categories_esms.get(esms.categorie or "")
        if connue is not None and jour is not None and connue.is_legacy(jour) and not _attend(esms):
            yield Ecart(
                esms_path(rang, "categorie"),
                f"« {esms.nom} » porte la catégorie {connue.code} ({connue.nom_court}), qu’une réforme a remplacée.",
                _que_faire(esms, connue.remplacee_par),
            )


def region_unique(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les ESMS du contrat sont tous dans la même région.

    Pourquoi : un CPOM d’EHPAD ou de CHRS ne dépasse jamais la région (erreur) ; les autres le peuvent, avec l’accord
    de
    chaque autorité (alerte, comme pour un ESMS dont on ignore s’il est dans le contrat).
    Bon : deux EHPAD, dans le 44 et le 49 (Pays de la Loire)
    Mauvais : deux EHPAD, dans le 75 (Île-de-France) et le 13 (Provence-Alpes-Côte d’Azur)
    """
    categorie = contexte.categorie
    if categorie is not None and categorie.region_unique == "libre":
        return
    regions: dict[Region, list[tuple[int, Etablissement]]] = {}
    for rang, esms in _esms(contexte):
        region = contexte.referentiel.region_of(esms.departement or "")
        if region is not None and esms.dans_le_contrat is not False:
            regions.setdefault(region, []).append((rang, esms))
    premiere, *autres = regions or (None,)
    for region in autres:
        rang, _ = regions[region][0]
        certain = any(esms.dans_le_contrat for _, esms in regions[region])
        yield Ecart(
            esms_path(rang, "departement"),
            f"Le périmètre couvre les régions {premiere.nom if premiere else ''} et {region.nom} "
            f"({liste(f'« {esms.nom} »' for _, esms in regions[region])}).",
            "Vérifiez le département, ou sortez ces ESMS : un CPOM suit en principe les limites de la région.",
            Severite.ERREUR if categorie and categorie.region_unique == "erreur" and certain else Severite.ALERTE,
        )


def capacites_coherentes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les places installées, financées ou habilitées ne dépassent pas les places autorisées.

    Pourquoi : l’autorisation fixe le maximum ; rien ne peut s’installer ni se financer au-delà.
    Bon : « autorisee: 40 », « financee: 40 »
    Mauvais : « autorisee: 40 », « financee: 44 »
    """
    for rang, esms in _esms(contexte):
        for ligne, capacite in enumerate(esms.capacites):
            for cle, mot in (
                ("installee", "installée"),
                ("financee", "financée"),
                ("habilitee_aide_sociale", "habilitée"),
            ):
                places = getattr(capacite, cle)
                if places is not None and capacite.autorisee is not None and places > capacite.autorisee:
                    yield Ecart(
                        esms_path(rang, "capacites", ligne, cle),
                        f"« {esms.nom} », {name_modalite(contexte, capacite.modalite)} : capacité {mot} ({places}) "
                        f"supérieure à la capacité autorisée ({capacite.autorisee}).",
                        "Corrigez l’un des deux nombres, ou citez l’arrêté qui porte l’extension.",
                    )


def jours_ouverture(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le nombre de jours d’ouverture tient dans une année civile.

    Pourquoi : l’activité théorique est la capacité multipliée par les jours d’ouverture.
    Bon : « jours: 210 »
    Mauvais : « jours: 400 »
    """
    for rang, esms in _esms(contexte):
        jours = esms.ouverture.jours if esms.ouverture else None
        if jours is not None and not 1 <= jours <= ANNEE_PLEINE + 1:
            yield Ecart(
                esms_path(rang, "ouverture", "jours"),
                f"« {esms.nom} » : {jours} jours d’ouverture ; une année civile compte 365 jours, ou 366.",
                "Écrivez un nombre de jours entre 1 et 366.",
            )


def jours_de_la_modalite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un accueil continu est ouvert toute l’année.

    Pourquoi : hébergement permanent, internat continu ou soins à domicile ne ferment pas.
    Bon : hébergement permanent, « jours: 365 »
    Mauvais : hébergement permanent, « jours: 210 »
    """
    for rang, esms in _esms(contexte):
        jours = esms.ouverture.jours if esms.ouverture else None
        modalites = [contexte.referentiel.modalites.get(capacite.modalite) for capacite in esms.capacites]
        continues = [modalite.libelle for modalite in modalites if modalite is not None and modalite.continu]
        if jours is not None and 1 <= jours < ANNEE_PLEINE and continues:
            yield Ecart(
                esms_path(rang, "ouverture", "jours"),
                f"« {esms.nom} » : {jours} jours d’ouverture, pour un accueil continu "
                f"({liste(sorted(set(continues)))}).",
                "Confirmez, ou écrivez 365 jours.",
            )


def _finess(contexte: ContexteRegles) -> Iterator[tuple[Chemin, str, str]]:
    for rang, esms in _esms(contexte):
        if esms.finess:
            yield esms_path(rang, "finess"), esms.finess, esms.nom
        for ligne, site in enumerate(esms.sites):
            if site.finess:
                yield esms_path(rang, "sites", ligne, "finess"), site.finess, site.nom


def _departement_du_finess(finess: str) -> str:
    """Two characters in metropolitan France (2A, 2B included), 970x overseas for département 97x."""
    return f"97{finess[3:4]}" if finess.startswith("970") else finess[:2].upper()


def name_modalite(contexte: ContexteRegles, code: str) -> str:
    """Its label, or its code when the nomenclature does not know it."""
    connue = contexte.referentiel.modalites.get(code)
    return connue.libelle if connue else code


def _attend(esms: Etablissement) -> bool:
    """Whether it is said how a SSIAD waits to become a service autonomie."""
    return esms.categorie == SSIAD and esms.situation_sad is not None


def _que_faire(esms: Etablissement, remplacee_par: tuple[str, ...]) -> str:
    conseil = _remplacee(remplacee_par) or "Confirmez la catégorie auprès de l’autorité."
    attente = " Une convention ou un groupement le permet-il encore ? Dites-le sous « situation_sad »."
    return conseil + (attente if esms.categorie == SSIAD else "")


def _remplacee(codes: tuple[str, ...]) -> str:
    return (
        f"La catégorie actuelle est {liste(codes, 'ou')} : vérifiez celle de l’ESMS auprès de l’autorité."
        if codes
        else ""
    )


def esms_au_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat porte sur un établissement ou un service au moins.

    Pourquoi : un périmètre vide n’a ni objectif ni dotation ; tous les ESMS gérés ont été écrits « hors du contrat ».
    Bon : « dans_le_contrat: oui » pour un ESMS au moins
    Mauvais : « dans_le_contrat: non » pour tous
    """
    esms = contexte.dossier.perimetre.etablissements
    if esms and all(one.dans_le_contrat is False for one in esms):
        yield Ecart(
            esms_path(0, "dans_le_contrat"),
            "Aucun établissement ni service n’est dans le contrat.",
            "Retirez « dans_le_contrat: non » de ceux sur lesquels il porte.",
        )
