"""Rules on avenant.yaml that the contract alone can judge: its motives, its dates, who signs it, what it cites."""

import re
from collections.abc import Iterator, Mapping

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.parties import GESTIONNAIRE, Signataire
from cpomdoc.model.visas import plain_visa
from cpomdoc.typographie import format_date

CITES_D_EUX_MEMES = re.compile(r"(?:le |l’)?(?:contrat pluriannuel|cpom\b|avenant n)")
"""How a visa begins when it cites the contract or an earlier avenant, in plain words."""


def motifs_dits(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un avenant dit pourquoi il est conclu.

    Pourquoi : le premier motif donne son nom à la version scellée, et chacun appelle un paragraphe de l’exposé des
    motifs. C’est une alerte dans un avenant en projet, une erreur dans un avenant définitif.
    Bon : « motifs: [activite] »
    Mauvais : un avenant sans « motifs »
    """
    avenant = contexte.dossier.avenant
    if avenant is not None and not avenant.motifs:
        yield Ecart(
            ("avenant", "numero"),
            f"{nom_de(avenant)} : aucun motif.",
            "Écrivez « motifs », le principal en premier.",
            contexte.lacune,
        )


def motif_deux_fois(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un motif n’est écrit qu’une fois.

    Pourquoi : son exposé serait imprimé deux fois.
    Bon : « motifs: [capacite, activite] »
    Mauvais : « motifs: [capacite, activite, capacite] »
    """
    motifs = contexte.dossier.avenant.motifs if contexte.dossier.avenant else ()
    for rang, motif in enumerate(motifs):
        if motif in motifs[:rang]:
            yield Ecart(("avenant", "motifs", rang), f"« {motif} » est déjà écrit.", "Retirez l’une des deux mentions.")


def motif_expose(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque motif d’un avenant a son exposé.

    Pourquoi : l’exposé des motifs dit à qui relira l’acte pourquoi les parties ont changé le contrat. C’est une alerte
    dans un avenant en projet, une erreur dans un avenant définitif.
    Bon : « motifs: [activite] » et « expose: {activite: Le contrat a été signé sans annexe d’activité.} »
    Mauvais : « motifs: [activite, finances] » et un exposé du premier seul
    """
    avenant = contexte.dossier.avenant
    for rang, motif in enumerate(avenant.motifs if avenant else ()):
        if avenant is not None and not avenant.expose.get(motif) and motif not in avenant.motifs[:rang]:
            yield Ecart(
                ("avenant", "motifs", rang),
                f"{nom_de(avenant)} : rien n’expose le motif « {motif} ».",
                f"Écrivez sous « expose » un texte « {motif} », qui dit pourquoi les parties changent le contrat.",
                contexte.lacune,
            )


def expose_sans_motif(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un exposé est celui d’un motif de l’avenant.

    Pourquoi : l’exposé d’un motif que l’avenant n’a pas n’est imprimé nulle part. C’est une alerte dans un avenant en
    projet, une erreur dans un avenant définitif.
    Bon : « motifs: [activite] » et « expose: {activite: …} »
    Mauvais : « motifs: [activite] » et « expose: {finances: …} »
    """
    avenant = contexte.dossier.avenant
    for motif in avenant.expose if avenant else ():
        if avenant is not None and motif not in avenant.motifs:
            yield Ecart(
                ("avenant", "expose", motif),
                f"« {motif} » n’est pas un motif de cet avenant : ce texte ne sera pas imprimé.",
                f"Ajoutez « {motif} » aux « motifs », ou retirez ce texte.",
                contexte.lacune,
                on_key=True,
            )


def avenant_d_un_contrat_definitif(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un avenant modifie un contrat définitif.

    Pourquoi : avant la signature, on corrige le contrat lui-même ; après, c’est l’avenant qui est en projet.
    Bon : « statut: definitif » dans contrat.yaml, « statut: projet » dans avenant.yaml
    Mauvais : « statut: projet » dans contrat.yaml, et un fichier avenant.yaml
    """
    avenant = contexte.dossier.avenant
    if avenant is not None and contexte.contrat.statut != "definitif":
        yield Ecart(
            ("contrat", "statut"),
            f"Le contrat est dit en projet, alors que l’avenant {avenant.numero} le modifie.",
            "Gardez « statut: definitif » au contrat signé ; l’avenant a son propre « statut ».",
        )


def effet_apres_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un avenant ne prend pas effet avant le contrat qu’il modifie, ni après son dernier jour.

    Pourquoi : hors de ces dates, il n’y a pas de contrat à modifier.
    Bon : contrat du 1er janvier 2027 au 31 décembre 2031, « date_effet: 2028-01-01 »
    Mauvais : « date_effet: 2026-07-01 », ou « date_effet: 2032-01-01 » sans prorogation
    """
    avenant, debut, terme = contexte.dossier.avenant, contexte.contrat.date_effet, contexte.terme
    if avenant is None or avenant.effet is None:
        return
    path = ("avenant", "date_effet" if avenant.date_effet else "date_signature")
    if debut is not None and avenant.effet < debut:
        yield Ecart(
            path,
            f"{nom_de(avenant)} : l’effet ({format_date(avenant.effet)}) précède celui du contrat "
            f"({format_date(debut)}).",
            "Écrivez une « date_effet » qui ne précède pas celle du contrat.",
        )
    elif terme is not None and avenant.effet > terme:
        yield Ecart(
            path,
            f"{nom_de(avenant)} : l’effet ({format_date(avenant.effet)}) est après le dernier jour du contrat "
            f"({format_date(terme)}).",
            "Corrigez la date ; un contrat échu ne se modifie plus, il se renouvelle.",
        )


def effet_avant_signature(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un avenant prend effet au plus tôt le jour de sa signature.

    Pourquoi : un effet antérieur à la signature se discute, et s’explique dans l’exposé des motifs.
    Bon : « date_signature: 2027-11-20 », « date_effet: 2028-01-01 »
    Mauvais : « date_signature: 2028-03-15 », « date_effet: 2028-01-01 »
    """
    avenant = contexte.dossier.avenant
    if avenant is None or avenant.date_effet is None or avenant.date_signature is None:
        return
    if avenant.date_effet < avenant.date_signature:
        yield Ecart(
            ("avenant", "date_effet"),
            f"{nom_de(avenant)} : l’effet ({format_date(avenant.date_effet)}) précède la signature "
            f"({format_date(avenant.date_signature)}).",
            "Confirmez, et dites-en la raison dans l’exposé des motifs.",
        )


def signataires_connus(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque signataire d’un avenant est une partie au contrat, et n’est nommé qu’une fois.

    Pourquoi : seules les parties peuvent modifier ce dont elles sont convenues.
    Bon : « signataires: [gestionnaire, ars, "44"] »
    Mauvais : « signataires: [gestionnaire, arz] », ou « ars » deux fois
    """
    avenant, connues = contexte.dossier.avenant, {**_attendus(contexte), **dict.fromkeys(_autres(contexte), "")}
    nommes = avenant.signataires if avenant else ()
    for rang, nom in enumerate(nommes):
        if nom not in connues:
            yield Ecart(
                ("avenant", "signataires", rang),
                f"« {nom} » n’est pas une partie au contrat.",
                f"Écrivez {' ou '.join(f'« {one} »' for one in connues)}.",
            )
        elif nom in nommes[:rang]:
            yield Ecart(
                ("avenant", "signataires", rang), f"« {nom} » est déjà écrit.", "Retirez l’une des deux mentions."
            )


def signataires_complets(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Toutes les parties qui ont signé le contrat signent l’avenant.

    Pourquoi : un avenant n’oblige que ceux qui le signent ; une partie oubliée resterait tenue par l’ancien texte.
    Bon : pas de « signataires », toutes les parties signent alors
    Mauvais : « signataires: [gestionnaire, ars] » quand le département est partie au contrat
    """
    avenant = contexte.dossier.avenant
    if avenant is None or not avenant.signataires:
        return
    for code, nom in _attendus(contexte).items():
        if code not in avenant.signataires:
            yield Ecart(
                ("avenant", "signataires"),
                f"Avenant {avenant.numero} : {nom}, partie au contrat, ne figure pas parmi les signataires.",
                f"Ajoutez « {code} », ou retirez « signataires » : toutes les parties signent alors.",
                on_key=True,
            )


def visas_nouveaux(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les visas d’un avenant n’écrivent que ce qui est nouveau.

    Pourquoi : l’avenant vise de lui-même les textes de la catégorie, le contrat et les avenants précédents ; écrits à
    la main, ils seraient imprimés deux fois.
    Bon : « texte: la délibération du conseil d’administration du 12 octobre 2027 »
    Mauvais : « texte: le contrat pluriannuel d’objectifs et de moyens signé le 15 décembre 2026 »
    """
    avenant = contexte.dossier.avenant
    usuels = {plain_visa(one) for one in contexte.categorie.visas} if contexte.categorie else set()
    for rang, visa in enumerate(avenant.visas if avenant else ()):
        mots = plain_visa(visa.texte)
        if mots in usuels or CITES_D_EUX_MEMES.match(mots.lower()):
            yield Ecart(
                ("avenant", "visas", rang, "texte"),
                "L’avenant vise déjà ce texte de lui-même.",
                "Retirez ce visa ; gardez ceux des actes nouveaux.",
            )


def nom_de(avenant: Avenant) -> str:
    """« Avenant 1 », at the head of a message."""
    return f"Avenant {avenant.numero}"


def _attendus(contexte: ContexteRegles) -> Mapping[str, str]:
    """Those who must sign, by the word that names them, with how a message calls them."""
    parties = contexte.parties
    attendus: dict[str, str] = {}
    if _signs(parties.gestionnaire.signataire):
        attendus[GESTIONNAIRE] = "le gestionnaire"
    if parties.mandat is None:
        for one in parties.cogestionnaires:
            attendus |= {one.id: one.raison_sociale or one.id} if _signs(one.signataire) else {}
    if parties.ars is not None and _signs(parties.ars.signataire):
        attendus["ars"] = "le directeur général de l’agence régionale de santé"
    if any(_signs(one.signataire) for one in parties.prefets):
        attendus["prefet"] = "le préfet"
    plusieurs = len(parties.departements) > 1
    for departement in parties.departements:
        if _signs(departement.signataire):
            titre = contexte.referentiel.signataire(departement.code, contexte.contrat.conclu_le).titre_m
            attendus[departement.code] = f"le {titre}{f' ({departement.code})' if plusieurs else ''}"
    for autre in parties.autres:
        attendus |= {autre.denomination: autre.denomination} if _signs(autre.signataire) else {}
    return attendus


def _autres(contexte: ContexteRegles) -> Iterator[str]:
    """Those of the contract who need not sign: they attend, or another signs for them."""
    parties = contexte.parties
    yield from parties.gestionnaires
    yield from (one.code for one in parties.departements)
    yield from (one.denomination for one in parties.autres)
    if parties.ars is not None:
        yield "ars"
    if parties.prefets:
        yield "prefet"


def _signs(signataire: Signataire | None) -> bool:
    return signataire is None or signataire.signe
