"""Rules on the parties of contrat.yaml: who has to sign, who should not."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
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
        denomination = contexte.referentiel.signataire(code).denomination
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
            denomination = contexte.referentiel.signataire(partie.code).denomination
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
    gestionnaire = contexte.parties.gestionnaire
    siren, siret = gestionnaire.siren, gestionnaire.siret_siege
    if siren and siret and not siret.startswith(siren):
        yield Ecart(
            ("parties", "gestionnaire", "siret_siege"),
            f"Le SIRET {siret} ne commence pas par le SIREN {siren}.",
            "Vérifiez les deux numéros : un SIRET est le SIREN suivi de cinq chiffres.",
        )


def departement_en_double(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un département ne figure qu’une fois parmi les parties.

    Pourquoi : une partie ne signe qu’une fois.
    Bon : « - code: 44 »
    Mauvais : « - code: 44 », deux fois
    """
    vus: set[str] = set()
    for rang, partie in enumerate(contexte.parties.departements):
        if partie.code in vus:
            yield Ecart(
                ("parties", "departements", rang, "code"),
                f"Le département {partie.code} figure déjà parmi les parties.",
                "Retirez l’une des deux mentions.",
            )
        vus.add(partie.code)


def _est_connu(esms: Etablissement) -> bool:
    return esms.dans_le_contrat is not None and bool(esms.competence) and bool(esms.departement)


def _signe(contexte: ContexteRegles, departement: str) -> bool:
    return any(_meme_autorite(contexte, partie.code, departement) for partie in contexte.parties.departements)


def _meme_autorite(contexte: ContexteRegles, partie: str, departement: str) -> bool:
    """One collectivité may stand for two départements (Alsace, Corse), or for a part of one (69M of 69)."""
    if partie == departement or (partie[:-1] == departement and not partie.isdigit()):
        return True
    signataires = contexte.referentiel.signataires_departementaux
    if partie not in signataires or departement not in signataires:
        return False
    return signataires[partie].denomination == signataires[departement].denomination


def _relevent(noms: list[str]) -> str:
    cites = liste(f"« {nom} »" for nom in noms)
    return f"relève {cites}" if len(noms) == 1 else f"relèvent {cites}"
