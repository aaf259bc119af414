"""The perimeter: ESMS that enter it, leave it, merge, move, or change hands or authority."""

from collections.abc import Iterator
from datetime import date

from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.mouvements import MOUVEMENT, name_esms
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, a_compter, compter, phrase, repere_at
from cpomdoc.francais import a_article, accord, liste
from cpomdoc.model.parties import GESTIONNAIRE
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.typographie import FINE, INSECABLE, format_date, format_entier

CODE = "perimetre"
COMPETENCES = {
    "ars": "de la compétence de l’agence régionale de santé",
    "departement": "de la compétence du département",
    "conjointe": "de la compétence conjointe de l’agence régionale de santé et du département",
    "etat": "de la compétence de l’État",
}


def tell_perimetre(affaire: Affaire) -> Iterator[Phrase]:
    """ESMS by ESMS: those that come or go, then what becomes of the others."""
    changements = affaire.of(CODE)
    esms = affaire.of(CODE, "perimetre", "etablissements")
    moves = [one for one in esms if len(one.chemin) == 3 or one.chemin[3] in MOUVEMENT]
    for ident in dict.fromkeys(repere_at(one, 2) for one in moves):
        about = [one for one in changements if ident in set(name_esms(one))]
        yield from _tell_mouvement(affaire, ident, moves, about)
    yield from _tell_transferts(affaire, [one for one in esms if one.chemin[3:] == ("gestionnaire",)])
    yield from _tell_competences(affaire, [one for one in esms if one.chemin[3:] == ("competence",)])
    yield from _tell_demenagements(affaire, [one for one in esms if one.chemin[3:4] in (("adresse",), ("commune",))])


def _tell_mouvement(affaire: Affaire, ident: str, moves: list[Changement], about: list[Changement]) -> Iterator[Phrase]:
    avant, apres = affaire.anciens.get(ident), affaire.nouveaux.get(ident)
    if apres is not None and (avant is None or _becomes(avant, apres) == "entre"):
        yield phrase(CODE, _tell_entree(affaire, apres), *about)
    elif apres is None or avant is None or _becomes(avant, apres) == "sort":
        known = apres or avant
        if known is not None:
            yield from _tell_sortie(affaire, known, about)
    else:
        jour = [one for one in moves if repere_at(one, 2) == ident]
        texte = f"les dates d’entrée au périmètre ou de sortie {affaire.esms(ident).de} sont modifiées"
        yield phrase(CODE, texte, *(about or jour))


def _becomes(avant: Etablissement, apres: Etablissement) -> str:
    """« entre », « sort », or nothing new."""
    if avant.date_sortie is None and apres.date_sortie is not None:
        return "sort"
    if avant.dans_le_contrat is not False and apres.dans_le_contrat is False:
        return "sort"
    if avant.dans_le_contrat is not True and apres.dans_le_contrat is True:
        return "entre"
    return ""


def _tell_entree(affaire: Affaire, one: Etablissement) -> str:
    nom, capacite = affaire.nommer(one), _write_capacite(affaire, one)
    gere = _write_gestionnaire(affaire, one)
    details = ", ".join(part for part in (gere, capacite) if part)
    quand = a_compter(one.date_entree or affaire.effet)
    return f"{nom.texte}{_finess(one)}{f', {details},' if details else ''} entre dans le périmètre du contrat{quand}"


def _write_gestionnaire(affaire: Affaire, one: Etablissement) -> str:
    """« que gère l’association Le Port », when it is not the head manager alone."""
    known = affaire.etats.apres.general.parties.gestionnaires
    gestionnaire = known.get(one.gestionnaire or "")
    return "" if len(known) < 2 or gestionnaire is None else f"que gère {affaire.organisme(gestionnaire).texte}"


def _write_capacite(affaire: Affaire, one: Etablissement) -> str:
    """« d’une capacité autorisée de 20 places », when all is known and counted alike."""
    rows = one.capacites_au(affaire.etats.calculs_apres.jalons.date_fin)
    unites = {affaire.etats.referentiel.unite(row.unite, row.modalite) for row in rows}
    nombres = [row.autorisee for row in rows if row.autorisee is not None]
    if len(unites) != 1 or len(nombres) != len(rows):
        return ""
    (unite,), total = unites, sum(nombres)
    mots = accord(total, unite.libelle, unite.pluriel)
    return f"d’une capacité autorisée de {format_entier(total)}{INSECABLE}{mots}"


def _finess(one: Etablissement) -> str:
    return f" (FINESS{INSECABLE}{one.finess})" if one.finess else ""


def _tell_sortie(affaire: Affaire, one: Etablissement, about: list[Changement]) -> Iterator[Phrase]:
    nom, jour = affaire.nommer(one), _jour_sortie(one)
    accueil = next((each for each in affaire.nouveaux.values() if _takes_over(affaire, each, one)), None)
    if accueil is None:
        yield phrase(CODE, f"{nom.texte}{_finess(one)} sort du périmètre du contrat{jour}", *about)
        return
    site = [
        each
        for each in affaire.of(CODE, "perimetre", "etablissements")
        if repere_at(each, 2) == accueil.id and each.chemin[3:4] == ("sites",)
    ]
    principal = affaire.nommer(accueil)
    elle = "elle" if nom.genre == "f" else "il"
    texte = (
        f"{nom.texte}{_finess(one)} est {nom.accord('réuni')} {principal.a}{_finess(accueil)}, dont {elle} devient un "
        f"site{FINE}; l’établissement ainsi réuni est exploité sur {compter(len(accueil.sites) + 1)} sites"
    )
    yield phrase(CODE, texte, *about, *site)


def _takes_over(affaire: Affaire, accueil: Etablissement, parti: Etablissement) -> bool:
    """Whether an ESMS has become a site of another one."""
    ancien = affaire.anciens.get(accueil.id)
    known = {site.finess for site in ancien.sites} if ancien else set()
    return parti.finess is not None and parti.finess in {site.finess for site in accueil.sites} - known


def _jour_sortie(one: Etablissement) -> str:
    jour: date | None = one.date_sortie
    return f" après le {format_date(jour)}" if jour else ""


def _tell_transferts(affaire: Affaire, transferts: list[Changement]) -> Iterator[Phrase]:
    """ESMS that pass from one manager of the contract to another."""
    for paire in dict.fromkeys((one.avant, one.apres) for one in transferts):
        ones = [one for one in transferts if (one.avant, one.apres) == paire]
        anciens = affaire.etats.avant.general.parties.gestionnaires
        nouveaux = affaire.etats.apres.general.parties.gestionnaires
        if any(
            str(ident or GESTIONNAIRE) not in known for ident, known in zip(paire, (anciens, nouveaux), strict=True)
        ):
            continue
        cedant = affaire.organisme(anciens.get(str(paire[0] or GESTIONNAIRE)))
        repreneur = affaire.organisme(nouveaux.get(str(paire[1] or GESTIONNAIRE)))
        if cedant == repreneur:
            noms = [affaire.esms(repere_at(one, 2)) for one in ones]
            verbe = "demeurent gérés" if len(noms) > 1 else f"demeure {noms[0].accord('géré')}"
            yield phrase(CODE, f"{liste(one.texte for one in noms)} {verbe} par {repreneur.texte}", *ones)
            continue
        quoi = liste(affaire.esms(repere_at(one, 2)).de for one in ones)
        sujet = accord(len(ones), f"l’autorisation {quoi} est transférée", f"les autorisations {quoi} sont transférées")
        texte = f"{sujet} {cedant.de} {repreneur.a}, qui vient à ses droits"
        yield phrase(CODE, f"{texte}{a_compter(affaire.effet)}", *ones)


def _tell_competences(affaire: Affaire, competences: list[Changement]) -> Iterator[Phrase]:
    """ESMS that pass from one authority to another."""
    for one in competences:
        nom = affaire.esms(repere_at(one, 2))
        avant, apres = COMPETENCES.get(str(one.avant)), COMPETENCES.get(str(one.apres))
        if apres is None:
            continue
        relevait = f", qui relevait {avant}," if avant else ""
        yield phrase(CODE, f"{nom.texte}{relevait} relève{a_compter(affaire.effet)} {apres}", one)


def _tell_demenagements(affaire: Affaire, ones: list[Changement]) -> Iterator[Phrase]:
    """ESMS that settle elsewhere."""
    for ident in dict.fromkeys(repere_at(one, 2) for one in ones):
        about = [one for one in ones if repere_at(one, 2) == ident]
        esms = affaire.nouveaux.get(ident)
        if esms is None or esms.commune is None or any(one.nature is Nature.RETRAIT for one in about):
            continue
        nom = affaire.esms(ident)
        voie = f", {esms.adresse.voie}" if esms.adresse and esms.adresse.voie else ""
        yield phrase(CODE, f"{nom.texte} est {nom.accord('installé')} {_a_commune(esms.commune)}{voie}", *about)


def _a_commune(commune: str) -> str:
    """« à Rezé », « au Havre »."""
    return a_article(commune[0].lower() + commune[1:]) if commune.startswith(("Le ", "Les ")) else f"à {commune}"
