"""Rules on names given twice: an id stands for one thing only."""

from collections.abc import Hashable, Iterable, Iterator

from cpomdoc.checking.rules.activite import lignes_activite, nom_ligne
from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.finances import finances_de
from cpomdoc.source import Chemin

Nomme = tuple[Chemin, Hashable, str]


def doublons_perimetre(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Deux ESMS, ou deux projets, n’ont pas le même identifiant.

    Pourquoi : tout le reste du contrat les désigne par là.
    Bon : « id: ime-tilleuls » puis « id: sessad-tilleuls »
    Mauvais : « id: ime-tilleuls », deux fois
    """
    perimetre = contexte.dossier.perimetre
    esms: Iterable[Nomme] = (
        (("perimetre", "etablissements", i, "id"), e.id, f"un autre ESMS porte déjà l’identifiant « {e.id} »")
        for i, e in enumerate(perimetre.etablissements)
    )
    projets: Iterable[Nomme] = (
        (("perimetre", "projets", i, "id"), p.id, f"un autre projet porte déjà l’identifiant « {p.id} »")
        for i, p in enumerate(perimetre.projets)
    )
    yield from iterate_doublons(esms)
    yield from iterate_doublons(projets)


def doublons_diagnostic(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Deux constats du diagnostic n’ont pas le même identifiant.

    Pourquoi : les objectifs et les fiches les citent par là.
    Bon : « id: attente-ime » puis « id: absenteisme »
    Mauvais : « id: attente-ime », deux fois
    """
    diagnostic = contexte.dossier.diagnostic
    yield from iterate_doublons(
        (("diagnostic", "constats", i, "id"), c.id, f"un autre constat porte déjà l’identifiant « {c.id} »")
        for i, c in enumerate(diagnostic.constats if diagnostic else ())
    )


def doublons_objectifs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Deux axes, ou deux objectifs, n’ont pas le même identifiant.

    Pourquoi : les objectifs citent leur axe, les fiches leur objectif, par là.
    Bon : « id: parcours » puis « id: qualite »
    Mauvais : « id: parcours », deux fois dans « axes »
    """
    objectifs = contexte.dossier.objectifs
    if objectifs is None:
        return
    axes = [axe.id for axe in objectifs.axes]
    for cle, idents in (("axes", axes), ("objectifs", [objectif.id for objectif in objectifs.objectifs])):
        yield from iterate_doublons(
            (("objectifs", cle, i, "id"), ident, f"« {ident} » figure déjà dans « {cle} »")
            for i, ident in enumerate(idents)
        )


def doublons_fiches(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Deux fiches n’ont pas le même numéro, ni deux indicateurs d’une fiche le même identifiant.

    Pourquoi : le tableau des objectifs et le suivi les désignent par là.
    Bon : « fiche: FA-01 » puis « fiche: FA-02 »
    Mauvais : « fiche: FA-01 » dans deux fichiers
    """
    fiches = contexte.dossier.fiches
    yield from iterate_doublons(
        (("fiches", i, "fiche"), f.fiche, f"une autre fiche porte déjà le numéro {f.fiche}")
        for i, f in enumerate(fiches)
    )
    for rang, fiche in enumerate(fiches):
        yield from iterate_doublons(
            (
                ("fiches", rang, "indicateurs", i, "id"),
                un.id,
                f"fiche {fiche.fiche} : « {un.id} » nomme déjà un indicateur",
            )
            for i, un in enumerate(fiche.indicateurs)
        )


def doublons_activite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS et une modalité n’ont qu’une ligne d’activité, un indicateur n’y figure qu’une fois.

    Pourquoi : deux lignes compteraient deux fois les mêmes places.
    Bon : une ligne « internat » et une ligne « externat » pour le même ESMS
    Mauvais : deux lignes « internat » pour le même ESMS
    """
    lignes = list(lignes_activite(contexte))
    yield from iterate_doublons(
        (
            (*path, "modalite"),
            (un.etablissement, un.modalite),
            f"{nom_ligne(contexte, un)} : une autre ligne existe déjà",
        )
        for path, un in lignes
    )
    for path, ligne in lignes:
        yield from iterate_doublons(
            ((*path, "indicateurs", i, "code"), un.code, f"{nom_ligne(contexte, ligne)} : « {un.code} » y figure déjà")
            for i, un in enumerate(ligne.indicateurs)
        )


def doublons_finances(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une base, une mesure nouvelle ou un ESMS d’une dotation commune ne figure qu’une fois.

    Pourquoi : deux bases pour le même ESMS, le même financeur et la même section s’additionneraient.
    Bon : une base « soins » et une base « hebergement » pour le même EHPAD
    Mauvais : deux bases sans section pour le même IME et le même financeur
    """
    finances = finances_de(contexte)
    yield from iterate_doublons(
        (
            ("finances", "bases", i, "etablissement"),
            (b.etablissement, b.financeur, b.section),
            f"« {contexte.nom(b.etablissement)} » a déjà une base pour ce financeur et cette section",
        )
        for i, b in enumerate(finances.bases)
    )
    yield from iterate_doublons(
        (("finances", "mesures_nouvelles", i, "id"), m.id, f"une autre mesure porte déjà l’identifiant « {m.id} »")
        for i, m in enumerate(finances.mesures_nouvelles)
    )
    for cle in ("methodes", "evolutions"):
        yield from iterate_doublons(
            (("finances", cle, i, "financeur"), (un.financeur, un.section), "ce financeur et cette section y sont déjà")
            for i, un in enumerate(getattr(finances, cle))
        )
    # One ESMS may be in two common allocations, one per funder and section, never twice in the same funding.
    yield from iterate_doublons(
        (
            ("finances", "dgc", i, "etablissements", j),
            (ident, dgc.financeur, dgc.section),
            f"« {contexte.nom(ident)} » figure déjà dans une dotation de ce financeur",
        )
        for i, dgc in enumerate(finances.dgc)
        for j, ident in enumerate(dgc.etablissements)
    )


def iterate_doublons(nommes: Iterable[Nomme]) -> Iterator[Ecart]:
    """A gap for each thing whose name another bears already."""
    vus: dict[Hashable, Chemin] = {}
    for path, nom, message in nommes:
        if nom in vus:
            sentence = f"{message[:1].upper()}{message[1:]}."
            yield Ecart(path, sentence, "Corrigez ou retirez l’un des deux.", autre=vus[nom])
        else:
            vus[nom] = path
