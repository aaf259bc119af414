"""Rules on the acts that allow to sign: deliberations, delegations, and who is named without signing."""

from collections.abc import Iterator
from datetime import date

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.gestionnaires import iterate_gestionnaires
from cpomdoc.model.parties import Pouvoir, Signataire
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date


def deliberation_anterieure(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’acte qui autorise à signer, délibération ou délégation, n’est pas postérieur à la signature.

    Pourquoi : un signataire sans pouvoir au jour de la signature n’engage pas sa collectivité.
    Bon : délibération du 12 novembre 2026, signature du 15 décembre 2026
    Mauvais : délibération du 12 mars 2027, signature du 1er mars 2027
    """
    signature = _derniere_signature(contexte)
    actes = [((*path, "date"), acte.date, "La délibération") for path, acte in _iterate_actes(contexte)]
    actes += [
        ((*path, "date_delegation"), signataire.date_delegation, "La délégation")
        for path, signataire in _iterate_signataires(contexte)
    ]
    for path, jour, nom in actes:
        if signature is not None and jour is not None and jour > signature:
            yield Ecart(
                path,
                f"{nom} du {format_date(jour)} est postérieure à la signature ({format_date(signature)}).",
                "Vérifiez les deux dates : l’acte qui autorise à signer doit précéder la signature.",
            )


def _derniere_signature(contexte: ContexteRegles) -> date | None:
    """The day of the contract, or of the avenant by which a party may have joined it; None while it is unknown."""
    avenant, signature = contexte.dossier.avenant, contexte.contrat.date_signature
    if avenant is None or signature is None:
        return signature
    dernier = avenant.date_signature or avenant.effet
    return None if dernier is None else max(signature, dernier)


def pouvoir_requis(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un gestionnaire public dit quelle délibération autorise son représentant à signer.

    Pourquoi : le représentant d’un organisme public ne signe qu’avec l’autorisation de son organe délibérant.
    Bon : « forme: ccas » et « pouvoir: {acte: délibération du conseil d’administration, date: 2026-11-03} »
    Mauvais : « forme: ccas », sans « pouvoir »
    """
    for path, _, one in iterate_gestionnaires(contexte):
        forme = contexte.referentiel.formes_juridiques.get(one.forme or "")
        if forme is not None and forme.pouvoir_requis and one.pouvoir is None:
            yield Ecart(
                (*path, "forme"),
                f"Aucun acte n’autorise le représentant du gestionnaire ({forme.libelle}) à signer.",
                f"Ajoutez « pouvoir » avec la délibération prise par {forme.organe}.",
                contexte.lacune,
            )


def delegation_complete(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Qui signe par délégation dit sa fonction et l’acte qui la lui donne.

    Pourquoi : sans délégation, la signature n’engage pas l’autorité. C’est une alerte dans un projet, une erreur dans
    un contrat définitif.
    Bon : « par_delegation: oui », « fonction: délégué départemental » et « acte_delegation: décision du 3 mars 2026 »
    Mauvais : « par_delegation: oui », sans « acte_delegation »
    """
    for path, signataire in _iterate_signataires(contexte):
        if not signataire.par_delegation or not signataire.signe:
            continue
        if manque := [cle for cle in ("fonction", "acte_delegation") if getattr(signataire, cle) is None]:
            yield Ecart(
                (*path, "par_delegation"),
                f"La signature est donnée par délégation, sans {_sans(manque)}.",
                f"Ajoutez {' et '.join(f'« {cle} »' for cle in manque)}.",
                contexte.lacune,
            )


def partie_presente(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une autorité nommée parmi les parties signe ; celle qui assiste sans signer n’est pas partie.

    Pourquoi : elle n’est alors nommée qu’après les signatures, « En présence de… », et le contrat ne l’engage pas.
    Bon : l’agence qui signe, et la déléguée d’un autre département parmi les « autres », avec « signe: non »
    Mauvais : « ars: {region: 52, signataire: {signe: non}} »
    """
    for path, signataire in _iterate_signataires(contexte):
        if path[1] in ("ars", "departements", "prefets") and not signataire.signe:
            yield Ecart(
                (*path, "signe"),
                "Cette autorité est parmi les parties, mais ne signe pas : le contrat ne l’engage pas.",
                "Retirez « signe: non » si elle est partie ; confirmez si elle n’est que présente.",
            )


def _sans(manque: list[str]) -> str:
    mots = {"fonction": "la fonction de qui signe", "acte_delegation": "l’acte qui la donne"}
    return " ni ".join(mots[cle] for cle in manque)


def _iterate_actes(contexte: ContexteRegles) -> Iterator[tuple[Chemin, Pouvoir]]:
    parties = contexte.parties
    for path, _, one in iterate_gestionnaires(contexte):
        if one.pouvoir is not None:
            yield (*path, "pouvoir"), one.pouvoir
    for rang, departement in enumerate(parties.departements):
        if departement.deliberation is not None:
            yield ("parties", "departements", rang, "deliberation"), departement.deliberation
    for rang, autre in enumerate(parties.autres):
        if autre.pouvoir is not None:
            yield ("parties", "autres", rang, "pouvoir"), autre.pouvoir


def _iterate_signataires(contexte: ContexteRegles) -> Iterator[tuple[Chemin, Signataire]]:
    """Whoever is written as signing for a party, with the path."""
    parties = contexte.parties
    connus: list[tuple[Chemin, Signataire | None]] = [
        ((*path, "signataire"), one.signataire) for path, _, one in iterate_gestionnaires(contexte)
    ]
    if parties.ars is not None:
        connus.append((("parties", "ars", "signataire"), parties.ars.signataire))
    for cle in ("prefets", "departements", "autres"):
        for rang, one in enumerate(getattr(parties, cle)):
            connus.append((("parties", cle, rang, "signataire"), one.signataire))
    yield from ((path, signataire) for path, signataire in connus if signataire is not None)
