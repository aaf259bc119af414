"""Rules on what lancement.yaml names: ESMS, sheets, objectives, bodies, steps and parties of this contract."""

from collections.abc import Iterable, Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import TOUS, iterate_inconnus
from cpomdoc.model.lancement import Demarche, Lancement
from cpomdoc.model.parties import GESTIONNAIRE
from cpomdoc.source import Chemin
from cpomdoc.suggestions import format_suggestion

PROPRES = "propres"
Cite = tuple[Chemin, str | None]


def read_lancement(contexte: ContexteRegles) -> Lancement:
    """lancement.yaml, empty when the contract has none."""
    return contexte.dossier.lancement or Lancement()


def etablissements_du_lancement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite lancement.yaml est au périmètre.

    Pourquoi : un acteur, une source ou une action se rattache à un ESMS du contrat.
    Bon : « etablissements: [ime-tilleuls] », ou « etablissements: [tous] »
    Mauvais : « etablissements: [ime-tileuls] »
    """
    lancement = read_lancement(contexte)
    listes = {
        "acteurs": [un.etablissements for un in lancement.acteurs],
        "sources": [un.etablissements for un in lancement.sources],
        "plan_commun": [un.etablissements for un in lancement.plan_commun],
    }
    cites = [
        cite
        for cle, listees in listes.items()
        for rang, idents in enumerate(listees)
        for cite in _liste(("lancement", cle, rang, "etablissements"), idents)
    ]
    yield from iterate_inconnus("un ESMS du périmètre", cites, {*contexte.esms, TOUS})


def fiches_du_lancement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une fiche action que cite lancement.yaml existe.

    Pourquoi : un renvoi à une fiche absente ne peut être ni imprimé ni suivi.
    Bon : « fiche: FA-03 », et un fichier fiches/FA-03.yaml
    Mauvais : « fiche: FA-30 »
    """
    lancement = read_lancement(contexte)
    cites: list[Cite] = [(("lancement", "acteurs", i, "fiche"), un.fiche) for i, un in enumerate(lancement.acteurs)]
    for rang, chantier in enumerate(lancement.chantiers):
        cites += _liste(("lancement", "chantiers", rang, "fiches"), chantier.fiches)
    for rang, proposition in enumerate(lancement.choix_objectifs.propositions):
        cites.append((("lancement", "choix_objectifs", "propositions", rang, "fiche"), proposition.fiche))
    fiches = {fiche.fiche for fiche in contexte.dossier.fiches}
    yield from iterate_inconnus("une fiche action du contrat", cites, fiches)


def objectifs_du_lancement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un objectif ou un constat que cite lancement.yaml existe.

    Pourquoi : un chantier se rattache à un objectif du contrat, une analyse à un constat du diagnostic.
    Bon : « constat: attente-ime », et « id: attente-ime » dans diagnostic.yaml
    Mauvais : « constat: atente-ime »
    """
    lancement, dossier = read_lancement(contexte), contexte.dossier
    objectifs = [
        cite
        for rang, un in enumerate(lancement.chantiers)
        for cite in _liste(("lancement", "chantiers", rang, "objectifs"), un.objectifs)
    ]
    connus = {un.id for un in dossier.objectifs.objectifs} if dossier.objectifs else set()
    yield from iterate_inconnus("un objectif du contrat", objectifs, connus)
    constats: list[Cite] = [
        (("lancement", "choix_objectifs", "propositions", rang, "constat"), un.constat)
        for rang, un in enumerate(lancement.choix_objectifs.propositions)
    ]
    for rang, theme in enumerate(lancement.themes):
        constats += _liste(("lancement", "themes", rang, "constats"), theme.constats)
    connus = {un.id for un in dossier.diagnostic.constats} if dossier.diagnostic else set()
    yield from iterate_inconnus("un constat du diagnostic", constats, connus)


def instances_du_lancement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une réunion cite une instance et une étape qui existent.

    Pourquoi : le calendrier imprime le nom de l’instance, et le rétroplanning reconnaît la réunion qu’il attend.
    Bon : « instance: copil », et « id: copil » dans « instances »
    Mauvais : « instance: copile »
    """
    lancement = read_lancement(contexte)
    instances: list[Cite] = [
        (("lancement", "reunions", i, "instance"), un.instance) for i, un in enumerate(lancement.reunions)
    ]
    yield from iterate_inconnus("une instance", instances, {un.id for un in lancement.instances})
    etapes: list[Cite] = [(("lancement", "reunions", i, "etape"), un.etape) for i, un in enumerate(lancement.reunions)]
    demarche = lancement.demarche or Demarche()
    propres = {un.etape for un in demarche.etapes}
    connues = propres if demarche.durees == PROPRES else {*list_etapes(contexte), *propres}
    yield from iterate_inconnus("une étape du rétroplanning", etapes, connues)


def list_etapes(contexte: ContexteRegles) -> dict[str, str]:
    """Steps of the published set that is chosen, by their code; of every set while none is."""
    demarche = read_lancement(contexte).demarche or Demarche()
    jeux = contexte.referentiel.kit.durees
    choisi = jeux.get(demarche.durees or "")
    return {etape.etape: etape.libelle for jeu in ([choisi] if choisi else jeux.values()) for etape in jeu.etapes}


def parties_du_lancement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une partie que cite lancement.yaml contracte, ou porte un nom qui ne se confond avec aucune.

    Pourquoi : « ars », « etat » ou un code de département annoncent une partie au contrat. D’autres peuvent siéger ou
    être invités, sous un nom à eux.
    Bon : « partie: ars » quand l’agence signe, « partie: cvs »
    Mauvais : « partie: etat » sans préfet parmi les parties, « partie: gestionaire »
    """
    connues, reservees = _list_parties(contexte), {"ars", "etat", "departement", *contexte.referentiel.departements}
    admises = {*connues, *contexte.referentiel.listes["partie"], *(un.id for un in read_lancement(contexte).acteurs)}
    for path, code in _iterate_parties(read_lancement(contexte)):
        if code in reservees and code not in connues:
            aide = "Ajoutez-la sous « parties », dans contrat.yaml, ou retirez la mention."
            yield Ecart(path, f"« {code} » n’est pas partie au contrat.", aide)
        elif code not in admises and (proche := format_suggestion(code, admises)):
            yield Ecart(path, f"« {code} » n’est pas une partie connue.", proche[:1].upper() + proche[1:])


def _list_parties(contexte: ContexteRegles) -> set[str]:
    parties = contexte.parties
    departements = {one.code for one in parties.departements}
    ars, etat = {"ars"} if parties.ars else set(), {"etat"} if parties.prefets else set()
    seul = {"departement"} if len(departements) == 1 else set()
    return {GESTIONNAIRE, *parties.gestionnaires} | ars | etat | departements | seul


def _iterate_parties(lancement: Lancement) -> Iterator[tuple[Chemin, str]]:
    for rang, un in enumerate(lancement.equipe):
        yield ("lancement", "equipe", rang, "partie"), un.partie
    for rang, instance in enumerate(lancement.instances):
        for place, membre in enumerate(instance.composition):
            yield ("lancement", "instances", rang, "composition", place, "partie"), membre.partie
    reunion = lancement.reunion_lancement
    for rang, participant in enumerate(reunion.participants if reunion else ()):
        yield ("lancement", "reunion_lancement", "participants", rang, "partie"), participant.partie


def _liste(path: Chemin, idents: Iterable[str]) -> list[Cite]:
    return [((*path, rang), ident) for rang, ident in enumerate(idents)]
