"""The RACI matrix: rows and columns of the kit that fit the parties, then what the author changed.

A role of the kit held by who is not there passes to who answers in their place, so that every row of the kit keeps
exactly one R and at least one A whoever the parties are. What the author writes is laid over it, cell by cell; who is
relieved of the R by it becomes A. The rules judge the outcome.
"""

from collections.abc import Iterator, Mapping

from cpomdoc.model.calculs_lancement import LigneMatrice, MatriceRaci
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.kit import ColonneRaci, Kit, LigneKit
from cpomdoc.model.lancement import Lancement, LigneRaci
from cpomdoc.model.parties import Parties, Signataire
from cpomdoc.model.referentiel import Referentiel

RESPONSABLE, ACTEUR, CONSULTE, INFORME, AUCUN = "R", "A", "C", "I", "aucun"


def compute_raci(dossier: Dossier, referentiel: Referentiel) -> MatriceRaci | None:
    """The matrix of a contract being prepared, None when it has no lancement.yaml."""
    if dossier.lancement is None:
        return None
    kit, ecrites = referentiel.kit, {one.ligne: one for one in dossier.lancement.raci}
    presentes = {one.code: one for one in _iterate_presentes(dossier, kit)}
    nombre = len(dossier.general.parties.departements)
    colonnes = {one.code: one.pluriel if one.pluriel and nombre > 1 else one.libelle for one in presentes.values()}
    propres = {code: nom for code, nom in _iterate_propres(dossier.lancement) if code not in kit.colonnes_raci}
    return MatriceRaci({**colonnes, **propres}, tuple(_iterate_lignes(kit, ecrites, {*colonnes, *propres})))


def _iterate_presentes(dossier: Dossier, kit: Kit) -> Iterator[ColonneRaci]:
    """The columns of the kit that stand in this contract."""
    parties = dossier.general.parties
    esms = [one for one in dossier.perimetre.etablissements if one.dans_le_contrat is not False]
    presence = {
        "ars": parties.ars is not None and _signs(parties.ars.signataire),
        "etat": any(_signs(one.signataire) for one in parties.prefets),
        "departement": any(_signs(one.signataire) for one in parties.departements),
        "siege": len(esms) > 1 or _has_siege(parties),
    }
    return (one for one in kit.colonnes_raci.values() if presence.get(one.partie, True))


def _signs(signataire: Signataire | None) -> bool:
    return signataire is None or signataire.signe


def _has_siege(parties: Parties) -> bool:
    """The unknown counts as a siège: its column may be taken away, work without anyone in charge may not."""
    return parties.gestionnaire.siege_autorise is not False


def _iterate_propres(lancement: Lancement) -> Iterator[tuple[str, str]]:
    """Columns of the author's own with their words; the code itself while nobody gave any."""
    noms: dict[str, str] = {}
    for role in (role for ligne in lancement.raci for role in ligne.roles):
        if role.intitule or role.colonne not in noms:
            noms[role.colonne] = role.intitule or role.colonne
    return iter(noms.items())


def _iterate_lignes(kit: Kit, ecrites: Mapping[str, LigneRaci], colonnes: set[str]) -> Iterator[LigneMatrice]:
    for connue in kit.lignes_raci.values():
        ecrite = ecrites.get(connue.code, LigneRaci(connue.code))
        lettres = _lay_over(share_roles(connue, kit.colonnes_raci, colonnes), _read_roles(ecrite, colonnes))
        yield LigneMatrice(connue.code, ecrite.intitule or connue.libelle, lettres, bool(ecrite.roles))
    for ecrite in ecrites.values():
        if ecrite.ligne not in kit.lignes_raci:
            lettres = _lay_over({}, _read_roles(ecrite, colonnes))
            yield LigneMatrice(ecrite.ligne, ecrite.intitule, lettres, ecrite=True)


def _read_roles(ecrite: LigneRaci, colonnes: set[str]) -> Mapping[str, str]:
    return {role.colonne: role.lettre for role in ecrite.roles if role.colonne in colonnes}


def _lay_over(usuelles: Mapping[str, str], ecrites: Mapping[str, str]) -> Mapping[str, str]:
    """The usual letters with those that are written in their place."""
    passe = RESPONSABLE in ecrites.values()
    laissees = {code: ACTEUR if passe and one == RESPONSABLE else one for code, one in usuelles.items()}
    return {code: one for code, one in {**laissees, **ecrites}.items() if one != AUCUN}


def share_roles(ligne: LigneKit, connues: Mapping[str, ColonneRaci], colonnes: set[str]) -> Mapping[str, str]:
    """The letters of a row of the kit among the columns that stand: exactly one R, at least one A."""
    usuels = ((INFORME, ligne.informes), (CONSULTE, ligne.consultes), (ACTEUR, ligne.acteurs))
    lettres = {code: lettre for lettre, codes in usuels for code in codes if code in colonnes}
    candidats = (ligne.responsable, *connues[ligne.responsable].releve)
    responsable = next(code for code in candidats if code in colonnes)
    lettres[responsable] = RESPONSABLE
    if ACTEUR not in lettres.values():
        proches = (*ligne.consultes, *ligne.informes)
        lettres[next(code for code in proches if lettres.get(code) in (CONSULTE, INFORME))] = ACTEUR
    return lettres
