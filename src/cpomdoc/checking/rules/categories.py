"""Rules that hang on the legal category of the contract: its parties, its own file, its budget frame, its renewal."""

import re
from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.contrat import categorie_convient
from cpomdoc.checking.rules.parties import DU_DEPARTEMENT
from cpomdoc.francais import liste, un
from cpomdoc.source import Chemin

EPRD = "eprd"
MOTS_EPRD = re.compile(r"\b(?:EPRD|ERRD)\b|état (?:prévisionnel|réalisé) des recettes et des dépenses", re.IGNORECASE)


def cosignataires_obligatoires(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les parties que la catégorie du contrat exige sont là.

    Pourquoi : un contrat de CHRS se conclut avec l’État, celui d’une résidence autonomie avec le département. C’est
    une alerte dans un projet, une erreur dans un contrat définitif.
    Bon : « categorie: chrs_l313_11_2 » et un préfet de région parmi les « prefets »
    Mauvais : « categorie: chrs_l313_11_2 » et la seule agence régionale de santé
    """
    categorie = contexte.categorie
    if categorie is None or _est_une_autre(contexte):
        return
    presentes = {sorte for sorte, _ in _parties(contexte)}
    # Another rule already names the départements that an ESMS calls for.
    dit_ailleurs = {"departement"} if _departement_attendu(contexte) else set()
    noms = contexte.referentiel.listes["partie"]
    for sorte in categorie.cosignataires:
        if sorte not in presentes | dit_ailleurs:
            yield Ecart(
                ("contrat", "categorie"),
                f"Il manque {un(noms[sorte], 'f' if sorte == 'ars' else 'm')} parmi les parties : un contrat de "
                f"l’{categorie.base_legale} se conclut avec {'elle' if sorte == 'ars' else 'lui'}.",
                "Ajoutez cette partie, ou changez la catégorie du contrat.",
                contexte.lacune,
            )


def parties_de_la_categorie(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque autorité qui signe est de celles que la catégorie du contrat connaît.

    Pourquoi : une autorité sans compétence sur ce contrat s’y engagerait sans effet.
    Bon : un préfet de région dans un contrat de CHRS
    Mauvais : un préfet de région dans un contrat d’EHPAD
    """
    categorie = contexte.categorie
    if categorie is None or _est_une_autre(contexte):
        return
    connues = {*categorie.cosignataires, *categorie.cosignataires_eventuels}
    noms = contexte.referentiel.listes["partie"]
    for sorte, path in _parties(contexte):
        if sorte not in connues:
            yield Ecart(
                path,
                f"La catégorie du contrat ne connaît pas cette partie : {noms[sorte]}.",
                "Retirez-la, changez la catégorie, ou dites dans le préambule à quel titre elle signe.",
                on_key=True,
            )


def volet_de_la_categorie(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat a le fichier propre à sa catégorie, et celui d’une autre seulement si un ESMS le justifie.

    Pourquoi : le forfait autonomie, les indicateurs des CHRS et les heures d’un service à domicile sont la raison
    d’être de ces contrats. Le fichier manquant est une alerte dans un projet, une erreur dans un contrat définitif.
    Bon : « categorie: residence_autonomie » et un fichier forfait_autonomie.yaml
    Mauvais : « categorie: residence_autonomie » sans ce fichier, ou hebergement.yaml sans aucun CHRS
    """
    for code, categorie in contexte.referentiel.categories_contrat.items():
        ecrit = bool(categorie.volet) and getattr(contexte.dossier, categorie.volet) is not None
        if categorie.volet and not ecrit and contexte.contrat.categorie == code and not _est_une_autre(contexte):
            yield Ecart(
                ("contrat", "categorie"),
                f"Il manque ce qui est propre à cette catégorie de contrat ({categorie.sigle}).",
                f"Écrivez {categorie.volet}.yaml.",
                contexte.lacune,
            )
        if ecrit and contexte.contrat.categorie != code and not _concerne(contexte, code):
            yield Ecart(
                (categorie.volet,),
                f"Ce fichier est celui des contrats « {code} » ; aucun ESMS du périmètre n’en relève.",
                f"Retirez {categorie.volet}.yaml, ou vérifiez les catégories du périmètre.",
            )


def cadre_admis(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le cadre budgétaire choisi est de ceux que la catégorie du contrat laisse au choix.

    Pourquoi : l’état prévisionnel des recettes et des dépenses s’impose à certains contrats, s’ouvre à la demande du
    gestionnaire pour d’autres, et n’existe pas pour le reste.
    Bon : « categorie: volontaire_l313_11 », « cadre_budgetaire: eprd »
    Mauvais : « categorie: chrs_l313_11_2 », « cadre_budgetaire: eprd »
    """
    categorie, demande = contexte.categorie, contexte.contrat.cadre_budgetaire
    if categorie is not None and demande is not None:
        possibles = categorie.cadres_possibles or (categorie.cadre_budgetaire,)
        if demande not in possibles:
            yield Ecart(
                ("contrat", "cadre_budgetaire"),
                f"Cette catégorie de contrat n’admet pas le cadre « {demande} ».",
                f"Écrivez {liste(f'« {code} »' for code in possibles)}, ou retirez la ligne.",
            )


def mots_du_cadre(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un contrat suivi par budget et compte administratif ne parle pas d’état des recettes et des dépenses.

    Pourquoi : le gestionnaire s’engagerait à transmettre un document que son cadre budgétaire ne connaît pas.
    Bon : « nom: compte administratif » parmi les documents du suivi d’un contrat de CHRS
    Mauvais : « nom: EPRD » parmi eux, ou un fichier pgfp.yaml
    """
    categorie = contexte.categorie
    if categorie is None or categorie.cadre_of(contexte.contrat.cadre_budgetaire) == EPRD:
        return
    if contexte.dossier.pgfp is not None:
        yield Ecart(
            ("pgfp",),
            "Le plan global de financement se joint à un état prévisionnel des recettes et des dépenses, que ce "
            "contrat ne prévoit pas.",
            "Retirez pgfp.yaml, ou vérifiez le cadre budgétaire du contrat.",
        )
    for path, texte in contexte.textes:
        if path[:1] in (("suivi",), ("finances",)) and (trouve := MOTS_EPRD.search(texte)):
            yield Ecart(
                path,
                f"« {trouve[0]} » n’est pas du cadre budgétaire de ce contrat.",
                "Écrivez « budget prévisionnel » ou « compte administratif ».",
            )


def reconduction_bornee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La reconduction tacite s’arrête à la durée maximale de la catégorie, et prolonge vraiment le contrat.

    Pourquoi : la loi limite la durée du contrat ; une reconduction sans fin l’ignorerait.
    Bon : « duree_annees: 2 », « reconduction: {duree_totale_annees: 5} »
    Mauvais : « duree_annees: 2 », « reconduction: {duree_totale_annees: 8} », ou 2
    """
    reconduction, categorie, duree = contexte.contrat.reconduction, contexte.categorie, contexte.contrat.duree_annees
    totale = reconduction.duree_totale_annees if reconduction else None
    if totale is None:
        return
    path: Chemin = ("contrat", "reconduction", "duree_totale_annees")
    if categorie is not None and totale > categorie.duree_max:
        yield Ecart(
            path,
            f"Avec ses reconductions, le contrat durerait {totale} ans ; le maximum est de {categorie.duree_max} ans.",
            f"Écrivez {categorie.duree_max} au plus : au-delà, il faut une prorogation par avenant.",
        )
    elif duree is not None and totale <= duree:
        yield Ecart(
            path,
            f"Une durée totale de {totale} ans ne laisse rien à reconduire après {duree} ans.",
            "Augmentez la durée totale, ou retirez « reconduction ».",
        )


def _parties(contexte: ContexteRegles) -> Iterator[tuple[str, Chemin]]:
    """Kind and place of each authority that signs."""
    parties = contexte.parties
    yield "gestionnaire", ("parties", "gestionnaire")
    if parties.ars is not None:
        yield "ars", ("parties", "ars")
    if parties.departements:
        yield "departement", ("parties", "departements")
    for rang, prefet in enumerate(parties.prefets):
        if prefet.niveau in contexte.referentiel.listes["niveau_prefet"]:
            yield f"prefet_{prefet.niveau}", ("parties", "prefets", rang, "niveau")


def _est_une_autre(contexte: ContexteRegles) -> bool:
    """Whether the perimeter says that the category is wrong, which another rule tells: the rest follows from it."""
    return any(True for _ in categorie_convient(contexte))


def _departement_attendu(contexte: ContexteRegles) -> bool:
    return any(esms.competence in DU_DEPARTEMENT and esms.departement for _, esms in contexte.esms_du_contrat)


def _concerne(contexte: ContexteRegles, code: str) -> bool:
    """Whether an ESMS of the perimeter, or one whose category is unknown, belongs to such contracts."""
    categories = [contexte.categorie_esms(esms.id) for esms in contexte.dossier.perimetre.etablissements]
    return any(one is None or code in one.contrats for one in categories)
