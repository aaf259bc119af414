"""Rules on the parties of contrat.yaml: who has to sign, who should not."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.gestionnaires import iterate_gestionnaires
from cpomdoc.francais import liste
from cpomdoc.model.parties import PrefetPartie
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.problems import Severite

DU_DEPARTEMENT = ("departement", "conjointe")
DE_L_ARS = ("ars", "conjointe")


def departement_manquant(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le département d’implantation signe dès qu’un ESMS relève de lui, seul ou avec l’agence.

    Pourquoi : l’autorité qui autorise et tarifie un ESMS est partie à son contrat ; il y en a une par département.
    Bon : un foyer de vie du 38, et le département 38 parmi les parties
    Mauvais : un foyer de vie du 38, et le seul département 69 parmi les parties
    """
    manquants: dict[str, list[str]] = {}
    for _, esms in contexte.esms_du_contrat:
        if esms.competence in DU_DEPARTEMENT and esms.departement and not _signe(contexte, esms.departement):
            manquants.setdefault(esms.departement, []).append(esms.nom)
    for code, noms in sorted(manquants.items()):
        denomination = _denomination(contexte, code)
        yield Ecart(
            ("parties", "departements"),
            f"Signataire manquant : {denomination} ({code}), dont {_relevent(noms)}.",
            f"Ajoutez « - code: {code} » sous parties, departements.",
            on_key=True,
        )


def departement_sans_objet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un département qui signe a au moins un ESMS de sa compétence dans le périmètre.

    Pourquoi : une autorité qui ne tarifie ni n’autorise aucun ESMS du contrat n’a rien à y engager.
    Bon : le département 44 signe, et un foyer de vie du 44 est au périmètre
    Mauvais : le département 44 signe, et tous les ESMS relèvent de l’agence
    """
    tous = contexte.dossier.perimetre.etablissements
    if not tous or any(not _est_connu(esms) for esms in tous):
        return
    utiles = {e.departement for e in tous if e.competence in DU_DEPARTEMENT and e.dans_le_contrat}
    for rang, partie in enumerate(contexte.parties.departements):
        if not any(departement and _meme_autorite(contexte, partie.code, departement) for departement in utiles):
            denomination = _denomination(contexte, partie.code)
            yield Ecart(
                ("parties", "departements", rang, "code"),
                f"Aucun ESMS du contrat ne relève de ce signataire : {denomination} ({partie.code}).",
                "Confirmez sa présence, ou retirez-le des parties.",
            )


def ars_de_la_region(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’agence qui signe est celle de la région des ESMS qui relèvent d’elle.

    Pourquoi : une agence n’a compétence que dans sa région. C’est une alerte quand la catégorie de contrat admet
    plusieurs régions et que d’autres ESMS sont bien dans celle de l’agence ; c’est une erreur sinon.
    Bon : « ars: {region: 52} » et un IME de Loire-Atlantique
    Mauvais : « ars: {region: 53} » (Bretagne) et un IME de Loire-Atlantique
    """
    ars = contexte.parties.ars
    signataire = contexte.referentiel.regions.get(ars.region) if ars else None
    if signataire is None:
        return
    regions = {
        i: region
        for i, esms in contexte.esms_du_contrat
        if esms.competence in DE_L_ARS and (region := contexte.referentiel.region_of(esms.departement or ""))
    }
    admise = contexte.categorie is not None and contexte.categorie.region_unique != "erreur"
    severite = Severite.ALERTE if admise and signataire in regions.values() else Severite.ERREUR
    for rang, region in regions.items():
        if region.code != signataire.code:
            esms = contexte.dossier.perimetre.etablissements[rang]
            yield Ecart(
                ("perimetre", "etablissements", rang, "departement"),
                f"« {esms.nom} » ({esms.departement}) relève {region.de_l_ars} ; c’est {signataire.l_ars} qui signe.",
                "Corrigez le département de l’ESMS ou la région de l’agence, ou retirez l’ESMS du contrat.",
                severite,
            )


def siret_du_siren(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le SIRET du siège commence par le SIREN du gestionnaire.

    Pourquoi : un SIRET est le SIREN suivi de cinq chiffres ; sinon l’un des deux est celui d’un autre organisme.
    Bon : « siren: 999000011 », « siret_siege: 99900001100018 »
    Mauvais : « siren: 999000011 », « siret_siege: 99900002900018 »
    """
    for path, _, one in iterate_gestionnaires(contexte):
        if one.siren and one.siret_siege and not one.siret_siege.startswith(one.siren):
            yield Ecart(
                (*path, "siret_siege"),
                f"Le SIRET {one.siret_siege} ne commence pas par le SIREN {one.siren}.",
                "Vérifiez les deux numéros : un SIRET est le SIREN suivi de cinq chiffres.",
            )


def departement_en_double(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une collectivité ne figure qu’une fois parmi les parties.

    Pourquoi : une partie ne signe qu’une fois ; la Collectivité européenne d’Alsace et la collectivité de Corse
    tiennent chacune lieu de deux départements.
    Bon : « - code: 67 » seul, pour des ESMS du Bas-Rhin et du Haut-Rhin
    Mauvais : « - code: 44 », deux fois
    """
    vus: set[str] = set()
    for rang, partie in enumerate(contexte.parties.departements):
        denomination = _denomination(contexte, partie.code)
        if denomination in vus:
            yield Ecart(
                ("parties", "departements", rang, "code"),
                f"Cette collectivité figure déjà parmi les parties : {denomination} ({partie.code}).",
                "Retirez l’une des deux mentions.",
            )
        vus.add(denomination)


def prefet_du_territoire(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le préfet qui signe est celui d’un territoire connu, celui des ESMS que l’État tarifie, et ne signe qu’une fois.

    Pourquoi : son titre se déduit de son territoire, et il n’a compétence que là. C’est une alerte pour un préfet de
    département, qui signe aussi pour des dispositifs subventionnés.
    Bon : « - {niveau: region, code: 52} » et un CHRS de Loire-Atlantique
    Mauvais : « - {niveau: region, code: 44} » (Grand Est) et un CHRS de Loire-Atlantique
    """
    vus: set[tuple[str, str]] = set()
    for rang, prefet in enumerate(contexte.parties.prefets):
        path, cle = ("parties", "prefets", rang, "code"), (prefet.niveau, prefet.code)
        titre = contexte.referentiel.titre_prefet(*cle, "m")
        if titre is None:
            nom = "d’une région" if prefet.niveau == "region" else "d’un département"
            yield Ecart(path, f"« {prefet.code} » n’est pas le code {nom}.", "Corrigez « code » ou « niveau ».")
        elif cle in vus:
            yield Ecart(path, f"Ce {titre} figure déjà parmi les parties.", "Retirez l’une des deux mentions.")
        elif not _a_un_esms(contexte, prefet):
            yield Ecart(
                path,
                f"Aucun ESMS que l’État tarifie n’est dans le territoire du {titre}.",
                "Corrigez « code », ou la compétence et le département des ESMS dans perimetre.yaml.",
                Severite.ERREUR if prefet.niveau == "region" else Severite.ALERTE,
            )
        vus.add(cle)


def _a_un_esms(contexte: ContexteRegles, prefet: PrefetPartie) -> bool:
    """Whether an ESMS of the State stands there; true while the contract has none, or not all are known."""
    etat = [esms for _, esms in contexte.esms_du_contrat if esms.competence == "etat"]
    codes = [esms.departement for esms in etat if esms.departement]
    if prefet.niveau == "region":
        regions = [contexte.referentiel.region_of(code) for code in codes]
        codes = [region.code for region in regions if region]
    return not codes or len(codes) < len(etat) or prefet.code in codes


def _denomination(contexte: ContexteRegles, code: str) -> str:
    return contexte.referentiel.signataire(code, contexte.contrat.conclu_le).denomination


def _est_connu(esms: Etablissement) -> bool:
    return esms.dans_le_contrat is not None and bool(esms.competence) and bool(esms.departement)


def _signe(contexte: ContexteRegles, departement: str) -> bool:
    signent = (one for one in contexte.parties.departements if one.signataire is None or one.signataire.signe)
    return any(_meme_autorite(contexte, partie.code, departement) for partie in signent)


def _meme_autorite(contexte: ContexteRegles, partie: str, departement: str) -> bool:
    """One collectivité may stand for two départements (Alsace, Corse), or for a part of one (69M of 69)."""
    if partie == departement or (partie[:-1] == departement and not partie.isdigit()):
        return True
    return _denomination(contexte, partie) == _denomination(contexte, departement)


def _relevent(noms: list[str]) -> str:
    cites = liste(f"« {nom} »" for nom in noms)
    return f"relève {cites}" if len(noms) == 1 else f"relèvent {cites}"
