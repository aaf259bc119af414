"""Rules on ids by which one part of a contract names another: they exist."""

from collections.abc import Collection, Iterable, Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.source import Chemin
from cpomdoc.suggestions import format_suggestion

SIEGE = "siege"
TOUS = "tous"
MONTRES = 6
Cites = Iterable[tuple[Chemin, str | None]]


def references_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite contrat.yaml est au périmètre.

    Pourquoi : une convention antérieure remplacée est celle d’un ESMS du contrat.
    Bon : « etablissements: [ime-tilleuls] », et « id: ime-tilleuls » au périmètre
    Mauvais : « etablissements: [ime-tileuls] »
    """
    for rang, convention in enumerate(contexte.dossier.general.conventions_anterieures):
        cites = _liste(("conventions_anterieures", rang, "etablissements"), convention.etablissements)
        yield from iterate_inconnus("un ESMS du périmètre", cites, contexte.esms)


def references_perimetre(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un projet cite un ESMS du périmètre et une fiche qui existe ; le bénéficiaire de la dotation commune existe.

    Pourquoi : un renvoi à ce qui n’existe pas ne peut être ni imprimé ni suivi.
    Bon : « fiche: FA-03 », et un fichier fiches/FA-03.yaml
    Mauvais : « fiche: FA-30 »
    """
    perimetre, esms = contexte.dossier.perimetre, contexte.esms
    beneficiaire: Cites = [(("perimetre", "beneficiaire_dgc"), perimetre.beneficiaire_dgc)]
    yield from iterate_inconnus("un ESMS du périmètre, ni « siege »", beneficiaire, {*esms, SIEGE})
    for rang, projet in enumerate(perimetre.projets):
        path: Chemin = ("perimetre", "projets", rang)
        yield from iterate_inconnus("un ESMS du périmètre", [((*path, "etablissement"), projet.etablissement)], esms)
        fiches = {fiche.fiche for fiche in contexte.dossier.fiches}
        yield from iterate_inconnus("une fiche action du contrat", [((*path, "fiche"), projet.fiche)], fiches)


def references_diagnostic(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite le diagnostic est au périmètre.

    Pourquoi : un constat ou un indicateur porte sur un ESMS du contrat.
    Bon : « etablissement: ime-tilleuls », et « id: ime-tilleuls » au périmètre
    Mauvais : « etablissement: ime-tileuls »
    """
    diagnostic = contexte.dossier.diagnostic
    if diagnostic is None:
        return
    indicateurs: Cites = [
        (("diagnostic", "indicateurs", i, "etablissement"), un.etablissement)
        for i, un in enumerate(diagnostic.indicateurs)
    ]
    situations: Cites = [
        (("diagnostic", "situation_financiere", i, "etablissement"), un.etablissement)
        for i, un in enumerate(diagnostic.situation_financiere)
    ]
    constats = [
        cite
        for i, un in enumerate(diagnostic.constats)
        for cite in _liste(("diagnostic", "constats", i, "etablissements"), un.etablissements)
    ]
    yield from iterate_inconnus("un ESMS du périmètre", [*indicateurs, *constats, *situations], {*contexte.esms, TOUS})


def references_objectifs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un objectif cite un axe et des constats qui existent.

    Pourquoi : l’axe range l’objectif, le constat le justifie.
    Bon : « axe: parcours », et « id: parcours » dans « axes »
    Mauvais : « axe: parcour »
    """
    objectifs, constats = contexte.dossier.objectifs, _constats(contexte)
    for rang, un in enumerate(objectifs.objectifs if objectifs else ()):
        path: Chemin = ("objectifs", "objectifs", rang)
        axes = {axe.id for axe in objectifs.axes} if objectifs else set()
        yield from iterate_inconnus("un axe", [((*path, "axe"), un.axe)], axes)
        yield from iterate_inconnus("un constat du diagnostic", _liste((*path, "constats"), un.constats), constats)


def objectif_de_la_fiche(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’objectif d’une fiche existe.

    Pourquoi : une fiche sans objectif n’a pas de place dans le tableau des objectifs.
    Bon : « objectif: fluidifier-parcours », et « id: fluidifier-parcours » dans objectifs.yaml
    Mauvais : « objectif: fluidifier-parcour »
    """
    objectifs = contexte.dossier.objectifs
    connus = {un.id for un in objectifs.objectifs} if objectifs else set()
    cites = [(("fiches", i, "objectif"), fiche.objectif) for i, fiche in enumerate(contexte.dossier.fiches)]
    yield from iterate_inconnus("un objectif du contrat", cites, connus)


def references_fiches(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une fiche cite des constats, des ESMS et des mesures nouvelles qui existent.

    Pourquoi : un renvoi à ce qui n’existe pas ne peut être ni imprimé ni suivi.
    Bon : « mesure_nouvelle: extension-sessad », et « id: extension-sessad » dans finances.yaml
    Mauvais : « mesure_nouvelle: extension-sesad »
    """
    mesures = {mesure.id for mesure in finances_de(contexte).mesures_nouvelles}
    for rang, fiche in enumerate(contexte.dossier.fiches):
        path: Chemin = ("fiches", rang)
        esms = _liste((*path, "etablissements"), fiche.etablissements)
        yield from iterate_inconnus(
            "un constat du diagnostic", _liste((*path, "constats"), fiche.constats), _constats(contexte)
        )
        yield from iterate_inconnus("un ESMS du périmètre", esms, {*contexte.esms, TOUS})
        financiers: Cites = [
            ((*path, "moyens", "financiers", i, "mesure_nouvelle"), moyen.mesure_nouvelle)
            for i, moyen in enumerate(fiche.moyens.financiers if fiche.moyens else ())
        ]
        yield from iterate_inconnus("une mesure nouvelle de finances.yaml", financiers, mesures)


def references_activite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’ESMS d’une ligne d’activité est au périmètre.

    Pourquoi : l’activité se mesure sur les places d’un ESMS du contrat.
    Bon : « etablissement: ime-tilleuls », et « id: ime-tilleuls » au périmètre
    Mauvais : « etablissement: ime-tileuls »
    """
    activite = contexte.dossier.activite
    lignes = activite.lignes if activite else ()
    cites = [(("activite", "lignes", i, "etablissement"), ligne.etablissement) for i, ligne in enumerate(lignes)]
    yield from iterate_inconnus("un ESMS du périmètre", cites, contexte.esms)


def references_finances(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite finances.yaml est au périmètre.

    Pourquoi : le contrat ne dote que ses ESMS.
    Bon : « etablissement: ime-tilleuls », et « id: ime-tilleuls » au périmètre
    Mauvais : « etablissement: ime-tileuls »
    """
    finances = finances_de(contexte)
    cites: list[tuple[Chemin, str | None]] = []
    for cle in ("bases", "mesures_nouvelles", "credits_non_reconductibles", "financements_complementaires"):
        cites += [
            (("finances", cle, i, "etablissement"), un.etablissement) for i, un in enumerate(getattr(finances, cle))
        ]
    for rang, dgc in enumerate(finances.dgc):
        cites += _liste(("finances", "dgc", rang, "etablissements"), dgc.etablissements)
        cites += [(("finances", "dgc", rang, "repartition", ident), ident) for ident in dgc.repartition]
    charges = finances.frais_siege.charges_brutes if finances.frais_siege else {}
    cites += [(("finances", "frais_siege", "charges_brutes", ident), ident) for ident in charges]
    yield from iterate_inconnus("un ESMS du périmètre", cites, contexte.esms)


def financeur_partie(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le financeur d’une dotation est partie au contrat.

    Pourquoi : le contrat n’engage que ceux qui le signent.
    Bon : « financeur: 01 », et le département 01 parmi les parties
    Mauvais : « financeur: 38 », alors que seul le département 01 signe
    """
    finances, parties = finances_de(contexte), contexte.parties
    connus = {partie.code for partie in parties.departements} | ({"ars"} if parties.ars else set())
    connus |= {"etat"} if parties.prefets else set()
    sommes = ("bases", "mesures_nouvelles", "credits_non_reconductibles", "financements_complementaires", "dgc")
    for cle in ("methodes", "evolutions", *sommes):
        for rang, un in enumerate(getattr(finances, cle)):
            if un.financeur is not None and un.financeur not in connus:
                blocs = {"ars": "le bloc « ars »", "etat": "un préfet sous « prefets »,"}
                ajout = blocs.get(un.financeur, f"« - code: {un.financeur} » sous « departements »,")
                yield Ecart(
                    ("finances", cle, rang, "financeur"),
                    f"« {un.financeur} » n’est pas partie au contrat.",
                    f"Ajoutez {ajout} sous « parties », dans contrat.yaml, ou corrigez le financeur.",
                )


def references_partenariats(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite partenariats.yaml est au périmètre.

    Pourquoi : l’annexe ne présente que les partenariats des ESMS du contrat.
    Bon : « etablissements: [mas-tilleuls] », ou « etablissements: [tous] »
    Mauvais : « etablissements: [mas-tileuls] »
    """
    partenariats = contexte.dossier.partenariats
    for rang, un in enumerate(partenariats.partenariats if partenariats else ()):
        cites = _liste(("partenariats", "partenariats", rang, "etablissements"), un.etablissements)
        yield from iterate_inconnus("un ESMS du périmètre", cites, {*contexte.esms, TOUS})


def references_orientations(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un objectif que cite orientations.yaml est un objectif du contrat.

    Pourquoi : l’annexe montre quels objectifs répondent à chaque orientation.
    Bon : « objectifs: [milieu-ordinaire] », et « id: milieu-ordinaire » dans objectifs.yaml
    Mauvais : « objectifs: [milieu-ordinère] »
    """
    orientations, objectifs = contexte.dossier.orientations, contexte.dossier.objectifs
    connus = {objectif.id for objectif in objectifs.objectifs} if objectifs else set()
    for rang, schema in enumerate(orientations.schemas if orientations else ()):
        for place, un in enumerate(schema.orientations):
            cites = _liste(("orientations", "schemas", rang, "orientations", place, "objectifs"), un.objectifs)
            yield from iterate_inconnus("un objectif du contrat", cites, connus)


def references_rapt(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS ou une fiche que cite rapt.yaml existe dans le contrat.

    Pourquoi : l’engagement s’imprime avec les ESMS qu’il lie et les fiches qui le mettent en œuvre.
    Bon : « fiches: [FA-01] », et un fichier fiches/FA-01.yaml
    Mauvais : « fiches: [FA-99] »
    """
    fiches = {fiche.fiche for fiche in contexte.dossier.fiches}
    for rang, un in enumerate(contexte.dossier.rapt.engagements if contexte.dossier.rapt else ()):
        path: Chemin = ("rapt", "engagements", rang)
        cites = _liste((*path, "etablissements"), un.etablissements)
        yield from iterate_inconnus("un ESMS du périmètre", cites, {*contexte.esms, TOUS})
        yield from iterate_inconnus("une fiche action du contrat", _liste((*path, "fiches"), un.fiches), fiches)


def references_accompagnement(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le projet que cite accompagnement_social.yaml est un projet du périmètre.

    Pourquoi : l’accompagnement se justifie par ce qui change dans l’offre.
    Bon : « projet: reconstruction », et « id: reconstruction » dans perimetre.yaml
    Mauvais : « projet: reconstrution »
    """
    accompagnement = contexte.dossier.accompagnement_social
    if accompagnement is not None:
        projets = {projet.id for projet in contexte.dossier.perimetre.projets}
        cites: Cites = [(("accompagnement_social", "projet"), accompagnement.projet)]
        yield from iterate_inconnus("un projet du périmètre", cites, projets)


def _constats(contexte: ContexteRegles) -> set[str]:
    return {constat.id for constat in contexte.dossier.diagnostic.constats} if contexte.dossier.diagnostic else set()


def _liste(path: Chemin, idents: Iterable[str]) -> list[tuple[Chemin, str | None]]:
    return [((*path, rang), ident) for rang, ident in enumerate(idents)]


def iterate_inconnus(quoi: str, cites: Cites, connus: Collection[str]) -> Iterator[Ecart]:
    """A gap for each name that is not among those that are known."""
    for path, ident in cites:
        if ident is not None and ident not in connus:
            proche = format_suggestion(ident, connus)
            aide = proche[:1].upper() + proche[1:] or _montrer(connus)
            yield Ecart(path, f"« {ident} » n’est pas {quoi}.", aide, on_key=path[-1] == ident)


def _montrer(connus: Collection[str]) -> str:
    if not connus:
        return "Aucun n’est encore écrit."
    debut = ", ".join(sorted(connus)[:MONTRES])
    return f"Choisissez parmi : {debut}{'…' if len(connus) > MONTRES else '.'}"
