"""Rules on how a modulation clause turns a gap into a rate: scale, threshold, weights."""

from collections.abc import Iterator

from cpomdoc.checking.rules.activite import lignes_activite
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.activite import CibleActivite, Modulation
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_nombre, format_taux

MODULATION: Chemin = ("activite", "modulation")


def modulation_de(contexte: ContexteRegles) -> Modulation | None:
    """The modulation clause, when there is one."""
    return contexte.dossier.activite.modulation if contexte.dossier.activite else None


def paliers_plafonnes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un palier de modulation ne retient pas plus de la moitié de l’écart à partir duquel il s’applique.

    Pourquoi : la part retenue est plafonnée à la moitié de l’écart ; c’est au début du palier que l’écart est le plus
    petit.
    Bon : « ecart: 5 », « taux: 1,00 »
    Mauvais : « ecart: 5 », « taux: 3,00 », alors que la moitié de 5 points est 2,50 %
    """
    modulation, jour = modulation_de(contexte), contexte.contrat.date_effet
    part = contexte.referentiel.nombre("plafond_modulation", jour) if jour else None
    for rang, palier in enumerate(modulation.paliers if modulation else ()):
        if part is not None and palier.taux is not None and palier.taux > palier.ecart * part:
            yield Ecart(
                (*MODULATION, "paliers", rang, "taux"),
                f"Palier de {format_nombre(palier.ecart)} points : un taux de {format_taux(palier.taux)} dépasse la "
                f"moitié de l’écart ({format_taux(palier.ecart * part)}).",
                f"Écrivez {format_taux(palier.ecart * part)} au plus.",
            )


def echelle_coherente(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une modulation a un coefficient ou des paliers, et ses paliers montent.

    Pourquoi : un coefficient et des paliers donneraient deux taux pour un même écart ; de même une franchise, que
    l’écart perd, et un seuil au-delà duquel il compte en entier.
    Bon : « paliers: [{ecart: 5, taux: 1,00}, {ecart: 10, taux: 2,50}] »
    Mauvais : « coefficient: 0,30 » et des paliers
    """
    modulation = modulation_de(contexte)
    if modulation is None:
        return
    if modulation.paliers:
        for cle in ("coefficient", "franchise_points", "seuil_points"):
            if getattr(modulation, cle) is not None:
                yield Ecart(
                    (*MODULATION, cle),
                    f"« {cle} » et « paliers » sont écrits ensemble.",
                    "Gardez les paliers, ou le coefficient.",
                )
    elif modulation.franchise_points and modulation.seuil_points is not None:
        yield Ecart(
            (*MODULATION, "seuil_points"),
            "Une franchise et un seuil sont écrits ensemble : l’écart ne peut à la fois perdre des points et compter "
            "en entier.",
            "Gardez l’un des deux.",
        )
    for rang in range(1, len(modulation.paliers)):
        avant, apres = modulation.paliers[rang - 1], modulation.paliers[rang]
        baisse = avant.taux is not None and apres.taux is not None and apres.taux < avant.taux
        if apres.ecart <= avant.ecart or baisse:
            yield Ecart(
                (*MODULATION, "paliers", rang, "taux" if apres.ecart > avant.ecart else "ecart"),
                "Les paliers ne montent pas : chacun part d’un écart plus grand, pour un taux au moins égal.",
                "Remettez les paliers dans l’ordre.",
            )


def poids_des_indicateurs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une moyenne pondérée a un poids par indicateur ; « un seul indicateur » n’en a qu’un par ESMS.

    Pourquoi : sans poids, ou si rien ne dit quel indicateur compte, personne ne peut calculer la retenue. C’est une
    alerte dans un projet, une erreur dans un contrat définitif.
    Bon : « agregation: moyenne_ponderee », « poids: 60 » et « poids: 40 »
    Mauvais : « agregation: moyenne_ponderee » sans poids
    """
    modulation = modulation_de(contexte)
    if modulation is None or modulation.agregation not in ("moyenne_ponderee", "cumul_interdit"):
        return
    suivis: dict[str, list[tuple[Chemin, CibleActivite]]] = {}
    for path, ligne in lignes_activite(contexte):
        if ligne.modulation is not False:
            suivis.setdefault(ligne.etablissement, []).extend(
                ((*path, "indicateurs", rang), cible) for rang, cible in enumerate(ligne.indicateurs)
            )
    for ident, cibles in suivis.items():
        if len(cibles) > 1 and (modulation.agregation == "cumul_interdit" or any(c.poids is None for _, c in cibles)):
            yield _sans_poids(contexte, ident, cibles, modulation.agregation)


def _sans_poids(
    contexte: ContexteRegles, ident: str, cibles: list[tuple[Chemin, CibleActivite]], agregation: str
) -> Ecart:
    if agregation == "cumul_interdit":
        return Ecart(
            (*cibles[1][0], "code"),
            f"« {contexte.nom(ident)} » : le contrat retient un seul indicateur sans dire lequel, et en suit "
            f"{len(cibles)} ({liste(cible.code for _, cible in cibles)}).",
            "Écrivez « agregation: plus_favorable », ou ne gardez qu’un indicateur.",
            contexte.lacune,
        )
    path, cible = next((path, cible) for path, cible in cibles if cible.poids is None)
    return Ecart(
        (*path, "code"),
        f"« {contexte.nom(ident)} » : la moyenne est pondérée, mais l’indicateur « {cible.code} » n’a pas de poids.",
        "Ajoutez « poids » à chaque indicateur de l’ESMS.",
        contexte.lacune,
    )
