"""The parties: those that join the contract or leave it, a manager that succeeds another, names and legal forms."""

from collections.abc import Iterator
from dataclasses import replace

from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.mouvements import is_siret_of_esms, name_partie
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, a_compter, phrase, repere_at
from cpomdoc.comparing.renommer import is_renommage_of_id
from cpomdoc.francais import accord, guillemets, le, liste
from cpomdoc.model.denominations import Nom
from cpomdoc.model.parties import AutrePartie, Cogestionnaire, Gestionnaire, PrefetPartie

PERIMETRE = "perimetre"
IDENTITE = "identite"
DU_DEPARTEMENT = ("departement", "conjointe")
PUBLICS = frozenset({"public_territorial", "public_hospitalier", "ccas"})


def tell_parties(affaire: Affaire) -> Iterator[Phrase]:
    """Who succeeds whom, who joins, who leaves."""
    gestionnaire = affaire.of(PERIMETRE, "general", "parties", "gestionnaire")
    if gestionnaire:
        sirets = [one for one in affaire.of(PERIMETRE, "perimetre") if is_siret_of_esms(one)]
        yield phrase(PERIMETRE, _tell_successeur(affaire), *gestionnaire, *sirets)
    for one in affaire.of(PERIMETRE, "general", "parties"):
        listed = len(one.chemin) == 4 and one.chemin[2] != "gestionnaire"
        if one.nature in (Nature.AJOUT, Nature.RETRAIT) and (listed or one.chemin[2:] == ("ars",)):
            comite = [
                each for each in affaire.of(PERIMETRE, "general", "suivi") if name_partie(one) == repere_at(each, 3)
            ]
            yield phrase(PERIMETRE, _tell_partie(affaire, one), one, *comite)


def _tell_successeur(affaire: Affaire) -> str:
    avant, apres = (one.general.parties.gestionnaire for one in (affaire.etats.avant, affaire.etats.apres))
    ancien, nouveau = affaire.organisme(avant), affaire.organisme(apres)
    texte = f"{nouveau.texte} vient aux droits {ancien.de} en qualité de gestionnaire{a_compter(affaire.effet)}"
    if avant.statut and apres.statut and (avant.statut in PUBLICS) != (apres.statut in PUBLICS):
        sens = "public à une personne morale de droit privé"
        sens = sens if avant.statut in PUBLICS else "privé à une personne morale de droit public"
        texte += f"\u202f; la gestion passe d’une personne morale de droit {sens}"
    return texte


def _tell_partie(affaire: Affaire, one: Changement) -> str:
    """« le département de l’Ain, dont relève le SAVS du Port, devient partie au contrat »."""
    entre = one.nature is Nature.AJOUT
    verbe = "devient partie au contrat" if entre else "cesse d’être partie au contrat"
    nom, pourquoi = _name_partie(affaire, one)
    return f"{nom}{f', {pourquoi},' if pourquoi else ''} {verbe}{a_compter(affaire.effet) if entre else ''}"


def _name_partie(affaire: Affaire, one: Changement) -> tuple[str, str]:
    value = one.apres if one.nature is Nature.AJOUT else one.avant
    if isinstance(value, Cogestionnaire):
        return affaire.organisme(value).texte, _tell_geres(affaire, one, value)
    if one.chemin[2] == "departements":
        code = repere_at(one, 3)
        return affaire.departement(code).texte, _tell_releve(affaire, one, code)
    if isinstance(value, PrefetPartie):
        titre = affaire.etats.referentiel.titre_prefet(value.niveau, value.code, "m")
        return le(titre, "m") if titre else "le préfet", ""
    if isinstance(value, AutrePartie):
        return value.denomination, ""
    region = affaire.etats.referentiel.regions.get(str(getattr(value, "region", "")))
    return region.l_ars if region else "l’agence régionale de santé", ""


def _tell_geres(affaire: Affaire, one: Changement, value: Cogestionnaire) -> str:
    esms = affaire.nouveaux if one.nature is Nature.AJOUT else affaire.anciens
    noms = [affaire.nommer(each).de for each in esms.values() if each.gestionnaire == value.id]
    return f"gestionnaire {liste(noms)}" if noms else ""


def _tell_releve(affaire: Affaire, one: Changement, code: str) -> str:
    """« dont relèvent A et B », « dont aucun établissement ou service du contrat ne relève plus »."""
    noms = [
        affaire.nommer(each).texte
        for each in affaire.nouveaux.values()
        if each.departement == code and each.competence in DU_DEPARTEMENT and each.date_sortie is None
    ]
    if one.nature is Nature.RETRAIT:
        return "" if noms else "dont aucun établissement ou service du contrat ne relève plus"
    return f"dont {accord(len(noms), 'relève', 'relèvent')} {liste(noms)}" if noms else ""


def tell_identite(affaire: Affaire) -> Iterator[Phrase]:
    """New names, legal forms and seats, of managers then of ESMS."""
    parties = affaire.of(IDENTITE, "general", "parties", "gestionnaire")
    avant, apres = (one.general.parties.gestionnaire for one in (affaire.etats.avant, affaire.etats.apres))
    yield from _tell_personne(affaire, avant, apres, [one for one in parties if len(one.chemin) > 3])
    for ident, nouveau in affaire.etats.apres.general.parties.gestionnaires.items():
        ancien = affaire.etats.avant.general.parties.gestionnaires.get(ident)
        ones = [
            one
            for one in affaire.of(IDENTITE, "general", "parties", "cogestionnaires")
            if repere_at(one, 3) == ident and len(one.chemin) > 4
        ]
        if ancien is not None and ones:
            yield from _tell_personne(affaire, ancien, nouveau, ones)
    yield from _tell_esms(affaire)


def _tell_personne(
    affaire: Affaire, avant: Gestionnaire, apres: Gestionnaire, ones: list[Changement]
) -> Iterator[Phrase]:
    ancien = affaire.organisme(avant)
    noms = [one for one in ones if one.chemin[-1] in ("raison_sociale", "sigle")]
    noms = noms if avant.raison_sociale and apres.raison_sociale not in (None, avant.raison_sociale) else []
    formes = [one for one in ones if one.chemin[-1] in ("forme", "statut")]
    if noms:
        texte = f"{ancien.texte} prend la dénomination de {guillemets(str(apres.raison_sociale))}"
        yield phrase(IDENTITE, f"{texte}{a_compter(affaire.effet)}", *noms)
    known = affaire.etats.referentiel.formes_juridiques.get(apres.forme or "")
    if formes and known is not None and avant.forme != apres.forme:
        sujet = affaire.organisme(replace(avant, raison_sociale=apres.raison_sociale) if noms else avant)
        article = "une" if known.genre == "f" else "un"
        yield phrase(IDENTITE, f"{sujet.texte} prend la forme d’{article} {known.libelle}", *formes)
    sieges = [one for one in ones if "adresse" in one.chemin]
    if sieges and apres.adresse and apres.adresse.voie and apres.adresse.commune:
        lieu = f"{apres.adresse.voie}, {apres.adresse.code_postal or ''} {apres.adresse.commune}"
        debut = f"le siège {affaire.organisme(apres).de} est transféré à l’adresse suivante\u202f:"
        yield phrase(IDENTITE, f"{debut} {' '.join(lieu.split())}", *sieges)


def _tell_esms(affaire: Affaire) -> Iterator[Phrase]:
    """« l’IME Les Tilleuls prend le nom de « IME du Port » »."""
    for one in affaire.of(IDENTITE, "perimetre", "etablissements"):
        if one.chemin[3:] != ("nom",) or is_renommage_of_id(one):
            continue
        ancien = affaire.anciens.get(repere_at(one, 2))
        nom = affaire.nommer(ancien) if ancien else Nom(str(one.avant))
        yield phrase(
            IDENTITE, f"{nom.texte} prend le nom de {guillemets(str(one.apres))}{a_compter(affaire.effet)}", one
        )
