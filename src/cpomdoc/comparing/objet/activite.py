"""Activity: an annex added to a running contract, targets set or revised, the modulation clause."""

from collections.abc import Iterator

from cpomdoc.comparing.changements import Changement, Nature, Repere
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, phrase, repere_at
from cpomdoc.francais import liste
from cpomdoc.model.activite import Activite
from cpomdoc.typographie import FINE

CODE = "activite"


def tell_activite(affaire: Affaire) -> Iterator[Phrase]:
    """The annex as a whole, else line by line, then the clause and what it is measured with."""
    changements = affaire.of(CODE, "activite")
    whole = [one for one in changements if len(one.chemin) == 1]
    for one in whole:
        yield phrase(CODE, _tell_annexe(affaire, one), one)
    for nature, texte in (
        (Nature.AJOUT, "des cibles d’activité sont fixées pour {lignes}"),
        (Nature.RETRAIT, "les cibles d’activité cessent de porter sur {lignes}"),
    ):
        lignes = [
            one for one in changements if one.nature is nature and len(one.chemin) == 3 and one.chemin[1] == "lignes"
        ]
        if lignes:
            yield phrase(CODE, texte.format(lignes=_name_lignes(affaire, lignes)), *lignes)
    yield from _tell_revisions(affaire, changements)
    yield from _tell_modulation(changements)


def _tell_annexe(affaire: Affaire, one: Changement) -> str:
    if one.nature is Nature.RETRAIT:
        return "l’annexe relative à l’activité est supprimée"
    annees = affaire.etats.calculs_apres.exercices
    if not isinstance(one.apres, Activite) or not one.apres.lignes or not annees:
        return f"une annexe relative à l’activité {_say_added(one.apres)}"
    noms = liste(dict.fromkeys(affaire.esms(ligne.etablissement).de for ligne in one.apres.lignes))
    cibles = sorted({an for ligne in one.apres.lignes for each in ligne.indicateurs for an in each.cibles})
    pour = f" pour {_years(cibles)}" if cibles else ""
    elle = "l’annexe" if one.apres.modulation else "elle"
    return f"une annexe relative à l’activité {_say_added(one.apres)}{FINE}: {elle} fixe les cibles {noms}{pour}"


def _say_added(apres: object) -> str:
    """« est ajoutée au contrat », with the clause that comes along: it is what costs money."""
    if isinstance(apres, Activite) and apres.modulation:
        return "et une clause de modulation des financements selon l’activité sont ajoutées au contrat"
    return "est ajoutée au contrat"


def _tell_revisions(affaire: Affaire, changements: tuple[Changement, ...]) -> Iterator[Phrase]:
    """The lines that stay, by what changes in them."""
    par_ligne: dict[Repere, list[Changement]] = {}
    for one in changements:
        if len(one.chemin) > 3 and one.chemin[1] == "lignes" and isinstance(one.chemin[2], Repere):
            par_ligne.setdefault(one.chemin[2], []).append(one)
    for inside in par_ligne.values():
        nom = _name_ligne(affaire, inside[0], de=True)
        cibles = [one for one in inside if one.chemin[3] == "indicateurs"]
        if cibles:
            annees = sorted(
                {pas.cle[0] for one in cibles for pas in one.chemin[5:] if isinstance(pas, Repere)}, key=str
            )
            pour = f" pour {_years([int(str(one)) for one in annees])}" if annees else ""
            yield phrase(CODE, f"les cibles d’activité {nom} sont révisées{pour}", *cibles)
        others = [one for one in inside if one.chemin[3] != "indicateurs"]
        if others:
            texte = f"les capacités et les jours d’ouverture retenus pour l’activité {nom} sont mis à jour"
            yield phrase(CODE, texte, *others)


def _tell_modulation(changements: tuple[Changement, ...]) -> Iterator[Phrase]:
    modulation = [one for one in changements if len(one.chemin) > 1 and one.chemin[1] == "modulation"]
    if not modulation:
        return
    texte = "la clause de modulation des financements selon l’activité est révisée"
    if len(modulation) == 1 and len(modulation[0].chemin) == 2:
        added = modulation[0].nature is Nature.AJOUT
        verbe = "est ajoutée au contrat" if added else "est supprimée"
        texte = f"une clause de modulation des financements selon l’activité {verbe}"
        texte = texte if added else f"la{texte.removeprefix('une')}"
    yield phrase(CODE, texte, *modulation)


def _name_lignes(affaire: Affaire, lignes: list[Changement]) -> str:
    """« l’IME Les Tilleuls (internat) et le SESSAD Les Tilleuls (prestation en milieu ordinaire) »."""
    return liste(_name_ligne(affaire, one) for one in lignes)


def _name_ligne(affaire: Affaire, one: Changement, *, de: bool = False) -> str:
    """« l’IME Les Tilleuls (internat) », « du SESSAD Les Tilleuls (prestation en milieu ordinaire) »."""
    nom, pas = affaire.esms(repere_at(one, 2)), one.chemin[2]
    code = str(pas.cle[1]) if isinstance(pas, Repere) else ""
    known = affaire.etats.referentiel.modalites.get(code)
    return f"{nom.de if de else nom.texte} ({known.libelle if known else code})"


def _years(annees: list[int]) -> str:
    """« 2029 », « 2029 et 2030 », « les années 2027 à 2031 »."""
    if len(annees) > 2 and annees[-1] - annees[0] == len(annees) - 1:
        return f"les années {annees[0]} à {annees[-1]}"
    return liste(map(str, annees))
