"""Rules on contracts with several legal persons on the manager's side: who holds what, and who signs for whom."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.parties import GESTIONNAIRE, Gestionnaire
from cpomdoc.source import Chemin


def iterate_gestionnaires(contexte: ContexteRegles) -> Iterator[tuple[Chemin, str, Gestionnaire]]:
    """Path, id and each legal person of the manager's side, the head one first."""
    parties = contexte.parties
    yield ("parties", GESTIONNAIRE), GESTIONNAIRE, parties.gestionnaire
    for rang, one in enumerate(parties.cogestionnaires):
        yield ("parties", "cogestionnaires", rang), one.id, one


def gestionnaires_distincts(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Deux gestionnaires n’ont ni le même identifiant, ni le même numéro FINESS ou SIREN.

    Pourquoi : chaque personne morale a les siens ; le même numéro deux fois est une erreur de copie.
    Bon : deux gestionnaires, « finess_ej: 999001019 » et « finess_ej: 999001027 »
    Mauvais : deux gestionnaires, « finess_ej: 999001019 » pour l’un et pour l’autre
    """
    vus: dict[tuple[str, str], Chemin] = {}
    for path, ident, one in iterate_gestionnaires(contexte):
        for cle, valeur in (("id", ident), ("finess_ej", one.finess_ej), ("siren", one.siren)):
            if not valeur:
                continue
            if (cle, valeur) in vus:
                yield Ecart(
                    (*path, cle),
                    f"« {valeur} » est déjà celui d’un autre gestionnaire.",
                    "Donnez à chaque gestionnaire ses propres numéros, et son propre identifiant.",
                    autre=vus[cle, valeur],
                )
            vus.setdefault((cle, valeur), (*path, cle) if ident != GESTIONNAIRE or cle != "id" else path)


def gestionnaire_connu(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le gestionnaire que cite un ESMS est l’un de ceux du contrat.

    Pourquoi : la fiche de l’ESMS imprime le nom de la personne morale qui le gère.
    Bon : « gestionnaire: aide-domicile », et « id: aide-domicile » parmi les cogestionnaires
    Mauvais : « gestionnaire: aide-domicil »
    """
    connus = contexte.parties.gestionnaires
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        if esms.gestionnaire is not None and esms.gestionnaire not in connus:
            yield Ecart(
                ("perimetre", "etablissements", rang, "gestionnaire"),
                f"« {esms.gestionnaire} » n’est pas un gestionnaire du contrat.",
                f"Écrivez {_choix(contexte)}.",
            )


def gestionnaire_de_l_esms(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Quand les gestionnaires sont plusieurs, chaque ESMS dit lequel le gère.

    Pourquoi : l’autorisation et la dotation d’un ESMS sont celles d’une seule personne morale. C’est une alerte dans
    un projet, une erreur dans un contrat définitif.
    Bon : « gestionnaire: aide-domicile » sous chaque ESMS
    Mauvais : deux gestionnaires, et un ESMS sans « gestionnaire »
    """
    if not contexte.parties.cogestionnaires:
        return
    for rang, esms in enumerate(contexte.dossier.perimetre.etablissements):
        if esms.gestionnaire is None:
            yield Ecart(
                ("perimetre", "etablissements", rang, "id"),
                f"Rien ne dit quel gestionnaire gère « {esms.nom} ».",
                f"Ajoutez « gestionnaire » avec {_choix(contexte)}.",
                contexte.lacune,
            )


def gestionnaire_signe(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque gestionnaire signe, ou le premier signe pour lui en vertu d’un mandat.

    Pourquoi : le contrat n’oblige que les personnes morales qui l’ont signé ou fait signer.
    Bon : deux gestionnaires qui signent, ou un « mandat » donné au premier
    Mauvais : « signe: non » pour un gestionnaire, sans mandat
    """
    mandat = contexte.parties.mandat is not None
    for path, ident, one in iterate_gestionnaires(contexte):
        represente = mandat and ident != GESTIONNAIRE
        if one.signataire is not None and not one.signataire.signe and not represente:
            yield Ecart(
                (*path, "signataire", "signe"),
                f"{one.raison_sociale or ident} gère des ESMS du contrat et ne le signe pas.",
                "Retirez « signe: non », ou écrivez le « mandat » en vertu duquel le premier gestionnaire signe.",
            )
        elif one.signataire is None and not represente and ident != GESTIONNAIRE and contexte.definitif:
            yield Ecart(
                (*path, "id"),
                f"Rien ne dit qui signe pour {one.raison_sociale or ident}.",
                "Ajoutez « signataire », ou le « mandat » en vertu duquel le premier gestionnaire signe.",
            )


def mandat_sans_objet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un mandat suppose d’autres gestionnaires que celui qui signe.

    Pourquoi : il ne s’imprime qu’avec ceux pour qui le premier gestionnaire signe.
    Bon : un « mandat » et des « cogestionnaires »
    Mauvais : un « mandat » et un seul gestionnaire
    """
    if contexte.parties.mandat is not None and not contexte.parties.cogestionnaires:
        yield Ecart(
            ("parties", "mandat"),
            "Un mandat est écrit, mais le gestionnaire est seul.",
            "Ajoutez les « cogestionnaires », ou retirez « mandat ».",
            on_key=True,
        )


def dgc_une_personne(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une dotation globalisée commune réunit des ESMS d’une même personne morale.

    Pourquoi : elle suppose la même personne morale, la même autorité de tarification et le même financement.
    Bon : une dotation pour les ESMS de chaque gestionnaire
    Mauvais : une dotation pour le SSIAD de l’un et le service d’aide de l’autre
    """
    finances = contexte.dossier.finances
    for rang, dgc in enumerate(finances.dgc if finances else ()):
        cites = [(rank, contexte.esms[one]) for rank, one in enumerate(dgc.etablissements) if one in contexte.esms]
        premier = next((esms.gestionnaire for _, esms in cites if esms.gestionnaire), None)
        for place, esms in cites:
            if esms.gestionnaire and esms.gestionnaire != premier:
                yield Ecart(
                    ("finances", "dgc", rang, "etablissements", place),
                    f"« {esms.nom} » relève d’un autre gestionnaire ({esms.gestionnaire}) que les ESMS qui précèdent.",
                    "Écrivez une dotation par gestionnaire, ou corrigez « gestionnaire » dans perimetre.yaml.",
                )


def _choix(contexte: ContexteRegles) -> str:
    return " ou ".join(f"« {ident} »" for ident in contexte.parties.gestionnaires)
