"""Rules on lancement.yaml: codes of the kit, names given twice, and the matrix of roles."""

from collections.abc import Collection, Iterable, Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.doublons import Nomme, iterate_doublons
from cpomdoc.checking.rules.lancement_references import PROPRES, list_etapes, read_lancement
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.lancement import Lancement
from cpomdoc.source import Chemin
from cpomdoc.suggestions import format_suggestion

Item = tuple[Chemin, str, str | None]
"""Where a code is written, the code, and the words that make it one's own."""
INTITULE = "Si l’élément est à vous, dites-le en toutes lettres avec « intitule »."
LISTES = (
    ("equipe", "id", "un autre membre"),
    ("instances", "id", "une autre instance"),
    ("reunions", "id", "une autre réunion"),
    ("acteurs", "id", "un autre acteur"),
    ("sources", "outil", "une autre source"),
    ("raci", "ligne", "une autre ligne"),
    ("check_list", "critere", "un autre critère"),
    ("echanges", "point", "un autre point"),
    ("chantiers", "chantier", "un autre chantier"),
    ("association", "id", "une autre action d’association"),
    ("themes", "theme", "un autre thème"),
    ("plan_commun", "action", "une autre action"),
)


def raci_un_responsable(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Une ligne de la matrice a un seul responsable (R) et au moins un acteur (A).

    Pourquoi : une tâche dont deux personnes répondent n’a pas de responsable, et une tâche sans acteur ne se fait pas.
    Bon : « {colonne: departement, lettre: R} » et « {colonne: siege, lettre: A} »
    Mauvais : deux lettres R sur la même ligne, ou aucune
    """
    lettres = {un.ligne: list(un.lettres.values()) for un in calculs.raci.lignes} if calculs.raci else {}
    for rang, un in enumerate(read_lancement(contexte).raci):
        trouvees, path = lettres.get(un.ligne, []), ("lancement", "raci", rang, "ligne")
        if (responsables := trouvees.count("R")) != 1:
            combien = "aucun responsable (R)" if not responsables else f"{responsables} responsables (R)"
            aide = "Gardez une seule lettre R sur la ligne : les autres qui font le travail sont acteurs (A)."
            yield Ecart(path, f"« {un.ligne} » a {combien} : il en faut un seul.", aide)
        elif "A" not in trouvees:
            yield Ecart(path, f"« {un.ligne} » n’a aucun acteur (A).", "Donnez la lettre A à qui fait le travail.")


def raci_colonne_presente(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Un rôle de la matrice revient à qui est là : une colonne du kit dont la partie ne contracte pas n’existe pas.

    Pourquoi : la tâche resterait sans personne pour la porter.
    Bon : « colonne: departement » quand un département signe
    Mauvais : « colonne: ars_dd » dans un contrat sans agence
    """
    presentes = calculs.raci.colonnes if calculs.raci else {}
    for path, colonne, _ in _iterate_roles(read_lancement(contexte)):
        connue = contexte.referentiel.kit.colonnes_raci.get(colonne)
        if connue is not None and colonne not in presentes:
            aide = f"Choisissez parmi : {', '.join(presentes)}."
            yield Ecart(path, f"« {connue.libelle} » n’a pas de colonne dans la matrice de ce contrat.", aide)


def codes_du_kit(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un code de lancement.yaml est celui d’un élément du kit, ou a un intitulé en toutes lettres.

    Pourquoi : sans intitulé, l’outil n’imprimerait qu’un code, et une faute de frappe ajouterait une ligne.
    Bon : « critere: diagnostic-arrete », ou « critere: maquette » avec « intitule: maquette budgétaire relue »
    Mauvais : « critere: diagnostic-arete »
    """
    lancement, kit = read_lancement(contexte), contexte.referentiel.kit
    reunion, demarche = lancement.reunion_lancement, lancement.demarche
    points = reunion.points if reunion else ()
    fiches = {fiche.fiche for fiche in contexte.dossier.fiches}
    yield from _inconnus("un critère du kit", _items("check_list", "critere", lancement.check_list), kit.criteres)
    yield from _inconnus("un point du kit", _items("reunion_lancement.points", "point", points), kit.points)
    yield from _inconnus("une source du kit", _items("sources", "outil", lancement.sources), kit.sources)
    yield from _inconnus("une ligne de la matrice du kit", _items("raci", "ligne", lancement.raci), kit.lignes_raci)
    yield from _inconnus("une colonne de la matrice du kit", _iterate_roles(lancement), kit.colonnes_raci)
    yield from _inconnus("un chantier du kit", _items("chantiers", "chantier", lancement.chantiers), kit.chantiers)
    yield from _inconnus("une fiche action du contrat", _items("plan_commun", "action", lancement.plan_commun), fiches)
    etapes = _items("demarche.etapes", "etape", demarche.etapes if demarche else ())
    # A published set has no place for a step of one's own, whatever its words.
    propres = demarche is not None and demarche.durees == PROPRES
    yield from _inconnus(
        "une étape des durées choisies",
        etapes if propres else ((path, code, None) for path, code, _ in etapes),
        list_etapes(contexte),
        INTITULE if propres else "Une étape à vous demande « durees: propres ».",
    )


def doublons_du_lancement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un identifiant ou un code ne figure qu’une fois dans sa liste de lancement.yaml.

    Pourquoi : l’outil ne montrerait que l’un des deux, et les classeurs repris ne sauraient lequel changer.
    Bon : « id: copil » puis « id: equipe-projet » dans « instances »
    Mauvais : « id: copil », deux fois dans « instances »
    """
    lancement = read_lancement(contexte)
    for cle, nom, autre in LISTES:
        yield from iterate_doublons(_nommes((cle,), nom, autre, getattr(lancement, cle)))
    reunion, demarche = lancement.reunion_lancement, lancement.demarche
    propositions = lancement.choix_objectifs.propositions
    suite = (
        (("reunion_lancement", "points"), "point", "un autre point", reunion.points if reunion else ()),
        (("choix_objectifs", "propositions"), "id", "une autre proposition", propositions),
        (("demarche", "etapes"), "etape", "une autre étape", demarche.etapes if demarche else ()),
    )
    for chemin, nom, autre, items in suite:
        yield from iterate_doublons(_nommes(chemin, nom, autre, items))
    for rang, ligne in enumerate(lancement.raci):
        yield from iterate_doublons(_nommes(("raci", rang, "roles"), "colonne", "un autre rôle", ligne.roles))


def _nommes(chemin: Chemin, nom: str, autre: str, items: Iterable[object]) -> Iterator[Nomme]:
    for rang, un in enumerate(items):
        code = getattr(un, nom)
        yield ("lancement", *chemin, rang, nom), code, f"{autre} porte déjà le nom « {code} »"


def _items(chemin: str, nom: str, items: Iterable[object]) -> Iterator[Item]:
    for rang, un in enumerate(items):
        yield ("lancement", *chemin.split("."), rang, nom), getattr(un, nom), getattr(un, "intitule", None)


def _iterate_roles(lancement: Lancement) -> Iterator[Item]:
    """The columns that the author names; the words given once are those of every mention."""
    intitules = {role.colonne: role.intitule for ligne in lancement.raci for role in ligne.roles if role.intitule}
    for rang, ligne in enumerate(lancement.raci):
        for place, role in enumerate(ligne.roles):
            path: Chemin = ("lancement", "raci", rang, "roles", place, "colonne")
            yield path, role.colonne, intitules.get(role.colonne)


def _inconnus(quoi: str, items: Iterable[Item], connus: Collection[str], aide: str = INTITULE) -> Iterator[Ecart]:
    """A gap for each code that is neither known nor said in words."""
    for path, code, intitule in items:
        if code not in connus and not intitule:
            proche = format_suggestion(code, connus)
            message = f"« {code} » n’est pas {quoi}."
            yield Ecart(path, message, f"{proche[:1].upper()}{proche[1:]} {aide}" if proche else aide)
