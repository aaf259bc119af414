"""Rules on the prorogation of a contract: decided by an avenant, asked for in time, within the limits of the law."""

from collections.abc import Iterator
from datetime import date

from cpomdoc import periodes
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date

PROROGATION = "prorogation"
DATE: Chemin = ("contrat", "date_fin_prorogee")
DEMANDE: Chemin = ("avenant", "demande_prorogation")


def prorogation_bornee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une prorogation repousse le terme convenu, sans dépasser la durée totale que la catégorie permet.

    Pourquoi : la loi admet une sixième année, et la pratique une septième pour les EHPAD ; au-delà, les parties
    concluent un nouveau contrat.
    Bon : contrat de cinq ans jusqu’au 31 décembre 2031, « date_fin_prorogee: 2032-12-31 »
    Mauvais : « date_fin_prorogee: 2034-12-31 », ou une date avant le 31 décembre 2031
    """
    contrat, convenu = contexte.contrat, contexte.terme_convenu
    fin, categorie = contrat.date_fin_prorogee, contexte.categorie
    if fin is None or contrat.date_effet is None or convenu is None:
        return
    if fin <= convenu:
        yield Ecart(
            DATE,
            f"La date de fin prorogée ({format_date(fin)}) n’est pas après le terme convenu ({format_date(convenu)}).",
            "Écrivez le nouveau dernier jour du contrat, ou retirez cette ligne.",
        )
    elif categorie is not None and fin > periodes.date_fin(contrat.date_effet, categorie.duree_max_prorogee):
        avenant = contexte.dossier.avenant
        acte = f"L’avenant {avenant.numero}" if avenant else "La prorogation"
        yield Ecart(
            DATE,
            f"{acte} porte la durée totale à {_duree(contrat.date_effet, fin)} (maximum : {_maximum(contexte)}).",
            "Écrivez une date plus proche ; au-delà, les parties concluent un nouveau contrat.",
        )


def prorogation_par_avenant(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat n’est prorogé que par un avenant.

    Pourquoi : le terme fait partie de ce que les parties ont signé ; il ne change qu’avec leur accord à toutes.
    Bon : « date_fin_prorogee: 2032-12-31 » et un fichier avenant.yaml, « motifs: [prorogation] »
    Mauvais : « date_fin_prorogee: 2032-12-31 » sans avenant.yaml
    """
    if contexte.contrat.date_fin_prorogee is not None and contexte.dossier.avenant is None:
        yield Ecart(
            DATE,
            "Le contrat est dit prorogé, mais aucun avenant ne le proroge.",
            "Écrivez avenant.yaml (« numero », « motifs: [prorogation] »), ou retirez cette ligne.",
        )


def prorogation_datee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un avenant de prorogation dit jusqu’à quand le contrat court.

    Pourquoi : sans nouveau dernier jour, l’avenant ne proroge rien. C’est une alerte dans un avenant en projet, une
    erreur dans un avenant définitif.
    Bon : « motifs: [prorogation] » et « date_fin_prorogee: 2032-12-31 » dans contrat.yaml
    Mauvais : « motifs: [prorogation] » sans « date_fin_prorogee »
    """
    avenant = contexte.dossier.avenant
    if avenant is None or PROROGATION not in avenant.motifs or contexte.contrat.date_fin_prorogee is not None:
        return
    yield Ecart(
        ("avenant", "motifs", avenant.motifs.index(PROROGATION)),
        f"Avenant {avenant.numero} : il proroge le contrat, mais rien ne dit jusqu’à quand.",
        "Écrivez « date_fin_prorogee » sous « contrat » dans contrat.yaml ; « duree_annees » ne change pas.",
        contexte.lacune,
    )


def prorogation_demandee_a_temps(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La prorogation est demandée six mois au moins avant le terme.

    Pourquoi : à ce moment, les parties choisissent entre proroger le contrat et en négocier un autre.
    Bon : terme au 31 décembre 2031, « demande_prorogation: 2031-05-12 »
    Mauvais : « demande_prorogation: 2031-10-01 »
    """
    avenant, convenu = contexte.dossier.avenant, contexte.terme_convenu
    # The end before a later avenant may itself be prorogued: only sealed versions know it.
    if avenant is None or avenant.numero != 1 or avenant.demande_prorogation is None or convenu is None:
        return
    yield from demande_tardive(avenant.demande_prorogation, convenu, contexte.seuil("preavis_prorogation"))


def demande_sans_prorogation(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une demande de prorogation va avec un avenant de prorogation.

    Pourquoi : l’acte ne la cite que s’il proroge le contrat.
    Bon : « demande_prorogation: 2031-05-12 » et « motifs: [prorogation] »
    Mauvais : « demande_prorogation: 2031-05-12 » et « motifs: [activite] »
    """
    avenant = contexte.dossier.avenant
    if avenant is not None and avenant.demande_prorogation and PROROGATION not in avenant.motifs:
        yield Ecart(
            DEMANDE,
            "Une prorogation est demandée, mais « prorogation » n’est pas un motif de cet avenant.",
            "Ajoutez « prorogation » aux « motifs », ou retirez cette date.",
        )


def demande_tardive(demande: date, terme: date, preavis: int | None) -> Iterator[Ecart]:
    """What is said of a request that comes too late before the end that it wants put off."""
    if preavis is None:
        return
    limite = periodes.add_months(terme, -preavis)
    if demande > limite:
        yield Ecart(
            DEMANDE,
            f"La prorogation est demandée le {format_date(demande)} ; le terme étant le {format_date(terme)}, elle "
            f"devait l’être le {format_date(limite)} au plus tard ({preavis} mois avant).",
            "Vérifiez la date, ou assurez-vous que toutes les parties renoncent à ce délai.",
        )


def _duree(debut: date, fin: date) -> str:
    """« 8 ans », « plus de 7 ans »: whole years, and whether some days come over."""
    annees = fin.year - debut.year + 1
    while periodes.date_fin(debut, annees) > fin:
        annees -= 1
    return f"{annees} ans" if periodes.date_fin(debut, annees) == fin else f"plus de {annees} ans"


def _maximum(contexte: ContexteRegles) -> str:
    """« 6 ans, 7 ans pour les EHPAD », « 7 ans »: that of the category, and the longer ones of others."""
    categories, mine = contexte.referentiel.categories_contrat, contexte.categorie
    if mine is None:
        return ""
    others = [one for one in categories.values() if one.duree_max_prorogee > mine.duree_max_prorogee]
    longer = "".join(f", {one.duree_max_prorogee} ans pour les {one.sigle.removeprefix('CPOM ')}" for one in others)
    return f"{mine.duree_max_prorogee} ans{longer}"
