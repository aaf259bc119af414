"""Rules on hebergement.yaml: compulsory axes and indicators of a CHRS, its programmes, its subsidised schemes."""

from collections.abc import Iterator, Sequence

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import iterate_inconnus
from cpomdoc.francais import liste
from cpomdoc.model.hebergement import SuiviHebergement
from cpomdoc.problems import Severite
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_nombre

TOUT = 100


def axes_obligatoires(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque axe stratégique obligatoire est porté par un axe du contrat.

    Pourquoi : le cahier des charges du contrat des CHRS en impose deux. C’est une alerte dans un projet, une erreur
    dans un contrat définitif ; un axe qui n’existe pas est toujours une erreur.
    Bon : « axes: {acces_logement: logement, adaptation_offre: offre} », et ces deux axes dans objectifs.yaml
    Mauvais : « axes: {acces_logement: logement} » seul
    """
    hebergement, categorie = contexte.dossier.hebergement, contexte.categorie
    if hebergement is None or categorie is None:
        return
    objectifs = contexte.dossier.objectifs
    connus = {axe.id for axe in objectifs.axes} if objectifs else set()
    for code, axe in hebergement.axes.items():
        yield from iterate_inconnus("un axe du contrat", [(("hebergement", "axes", code), axe)], connus)
    libelles = contexte.referentiel.listes["axe_hebergement"]
    for code in categorie.axes_obligatoires:
        if code not in hebergement.axes:
            yield Ecart(
                ("hebergement", "axes"),
                f"Aucun axe du contrat ne porte l’axe obligatoire « {libelles[code]} ».",
                f"Ajoutez « {code}: » suivi de l’identifiant d’un axe.",
                contexte.lacune,
                on_key=True,
            )


def indicateurs_obligatoires(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les quatre indicateurs obligatoires ont une situation de départ et une cible chaque année du contrat.

    Pourquoi : ils mesurent l’accès au logement, que le contrat a pour but. C’est une alerte dans un projet, une erreur
    dans un contrat définitif.
    Bon : « code: presence_longue » avec « initiale » et un taux visé de 2027 à 2031
    Mauvais : trois indicateurs sur quatre, ou rien pour 2031
    """
    hebergement, categorie = contexte.dossier.hebergement, contexte.categorie
    if hebergement is None or categorie is None:
        return
    connus = contexte.referentiel.indicateurs_hebergement
    suivis = {one.code for one in hebergement.indicateurs}
    for code in categorie.indicateurs_obligatoires:
        if code not in suivis:
            yield Ecart(
                ("hebergement", "indicateurs"),
                f"Indicateur obligatoire absent : {connus[code].libelle}.",
                f"Ajoutez « - code: {code} ».",
                contexte.lacune,
                on_key=True,
            )
    for path, one in _indicateurs(contexte):
        if manques := _manques(contexte, one, contexte.exercices):
            convenus = _manques(contexte, one, contexte.dossier.exercices_convenus)
            yield Ecart(
                (*path, "code"),
                f"Indicateur « {one.code} » incomplet : il manque {liste(manques)}.",
                "Écrivez la situation de départ et une cible par année du contrat.",
                contexte.lacune if convenus else Severite.ALERTE,
            )


def valeurs_des_indicateurs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un taux tient entre 0 et 100, une cible est d’une année du contrat, un nombre ne s’écrit que s’il se compte.

    Pourquoi : une part des ménages ne dépasse pas leur total ; un chiffre d’une autre année ne serait imprimé nulle
    part.
    Bon : contrat 2027-2031, « taux: {2027: 40} »
    Mauvais : « taux: {2027: 140} », ou « taux: {2034: 40} »
    """
    annees = contexte.exercices
    for path, one in _indicateurs(contexte):
        connu = contexte.referentiel.indicateurs_hebergement.get(one.code)
        for cle, serie in (("nombres", one.nombres), ("taux", one.taux)):
            for annee in serie:
                if annees and annee not in annees:
                    yield Ecart(
                        (*path, cle, str(annee)),
                        f"{annee} n’est pas une année du contrat ({annees[0]}-{annees[-1]}).",
                        "Corrigez l’année, ou retirez la ligne.",
                        on_key=True,
                    )
        for annee, taux in one.taux.items():
            if taux is not None and not 0 <= taux <= TOUT:
                yield Ecart(
                    (*path, "taux", str(annee)),
                    f"Un taux de {format_nombre(taux)} % n’est pas une part des ménages.",
                    "Écrivez un taux entre 0 et 100.",
                )
        if connu is not None and not connu.compte and one.nombres:
            yield Ecart(
                (*path, "nombres"),
                f"L’indicateur « {one.code} » est un taux : ses nombres ne seraient imprimés nulle part.",
                "Retirez « nombres ».",
                on_key=True,
            )


def hebergement_sans_doublon(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un indicateur ou un dispositif ne figure qu’une fois.

    Pourquoi : deux cibles pour un même indicateur se contrediraient.
    Bon : « code: presence_longue », une fois
    Mauvais : « code: presence_longue », deux fois
    """
    hebergement = contexte.dossier.hebergement
    if hebergement is None:
        return
    noms = [(("indicateurs", i, "code"), one.code) for i, one in enumerate(hebergement.indicateurs)]
    noms += [(("dispositifs", i, "id"), one.id) for i, one in enumerate(hebergement.dispositifs)]
    vus: set[tuple[str, str]] = set()
    for (sorte, rang, cle), nom in noms:
        if (sorte, nom) in vus:
            yield Ecart(
                ("hebergement", sorte, rang, cle),
                f"« {nom} » figure déjà plus haut.",
                "Retirez l’une des deux mentions, ou changez l’identifiant.",
            )
        vus.add((sorte, nom))


def programmes_du_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un dispositif ou une affectation croisée relève d’un programme budgétaire du contrat.

    Pourquoi : les crédits ne se déplacent pas d’un programme à l’autre ; celui qui n’est pas annoncé n’engage rien.
    Bon : « programmes: [177] » et un dispositif du programme 177
    Mauvais : « programmes: [177] » et un dispositif du programme 303
    """
    hebergement = contexte.dossier.hebergement
    if hebergement is None or not hebergement.programmes:
        return
    cites: list[tuple[Chemin, str | None]] = [
        (("hebergement", "dispositifs", i, "programme"), one.programme) for i, one in enumerate(hebergement.dispositifs)
    ]
    cites += [
        (("hebergement", "programmes_affectation", i), code)
        for i, code in enumerate(hebergement.programmes_affectation)
    ]
    yield from iterate_inconnus("un programme du contrat", cites, hebergement.programmes)


def prefet_des_dispositifs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le préfet de département signe quand le contrat comprend des dispositifs subventionnés dans son département.

    Pourquoi : le modèle de contrat le demande ; au chef-lieu de la région, le préfet de région est aussi celui du
    département. C’est une alerte dans un projet, une erreur dans un contrat définitif.
    Bon : un accueil de jour du 49, et « - {niveau: departement, code: 49} » parmi les préfets
    Mauvais : un accueil de jour du 49, et le seul préfet de la région Pays de la Loire
    """
    hebergement = contexte.dossier.hebergement
    prefets, regions = contexte.parties.prefets, contexte.referentiel.regions
    signent = {one.code for one in prefets if one.niveau == "departement"}
    signent |= {regions[one.code].chef_lieu for one in prefets if one.niveau == "region" and one.code in regions}
    for rang, one in enumerate(hebergement.dispositifs if hebergement else ()):
        if one.departement is not None and one.departement not in signent:
            yield Ecart(
                ("hebergement", "dispositifs", rang, "departement"),
                f"« {one.intitule} » est subventionné dans le {one.departement}, dont le préfet ne signe pas.",
                f"Ajoutez « - {{niveau: departement, code: {one.departement}}} » sous parties, prefets.",
                contexte.lacune,
            )


def _indicateurs(contexte: ContexteRegles) -> Iterator[tuple[Chemin, SuiviHebergement]]:
    hebergement = contexte.dossier.hebergement
    return (
        (("hebergement", "indicateurs", rang), one)
        for rang, one in enumerate(hebergement.indicateurs if hebergement else ())
    )


def _manques(contexte: ContexteRegles, one: SuiviHebergement, annees: Sequence[int]) -> list[str]:
    """What an indicator lacks for these years, in words."""
    connu = contexte.referentiel.indicateurs_hebergement.get(one.code)
    depart = one.initiale
    manques = ["l’année de départ"] if depart is None or depart.annee is None else []
    manques += ["le taux de départ"] if depart is None or depart.taux is None else []
    manques += _annees(annees, "le taux visé", one.taux)
    if connu is not None and connu.compte:
        manques += ["le nombre de départ"] if depart is None or depart.nombre is None else []
        manques += _annees(annees, "le nombre visé", one.nombres)
    return manques


def _annees(annees: Sequence[int], quoi: str, serie: object) -> list[str]:
    connues = serie if isinstance(serie, dict) else {}
    absentes = [str(annee) for annee in annees if connues.get(annee) is None]
    return [f"{quoi} en {liste(absentes)}"] if absentes else []
