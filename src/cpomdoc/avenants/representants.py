"""Who stands for the parties: the contract keeps those who concluded it, each act names its own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from cpomdoc.model.parties import (
    Ars,
    AutrePartie,
    DepartementPartie,
    Gestionnaire,
    Parties,
    PrefetPartie,
    Signataire,
)
from cpomdoc.rendering.documents.avenant.parties_acte import is_same
from cpomdoc.rendering.documents.contexte import Contexte

G = TypeVar("G", bound=Gestionnaire)
P = TypeVar("P", Ars, AutrePartie, DepartementPartie, PrefetPartie)


def keep_representants(ancien: Contexte, nouveau: Contexte) -> Contexte:
    """The new state in which each party that was there has the head, powers and address with which it concluded.

    A new president, a new deliberation or an agency that moves amend no contract: the act alone bears them. A legal
    person that takes the place of another one, or changes its name, comes with its own.
    """
    parties = _keep(ancien.dossier.general.parties, nouveau.dossier.general.parties)
    general = replace(nouveau.dossier.general, parties=parties)
    return replace(nouveau, dossier=replace(nouveau.dossier, general=general))


def _keep(anciennes: Parties, nouvelles: Parties) -> Parties:
    return replace(
        nouvelles,
        gestionnaire=_keep_gestionnaire((anciennes.gestionnaire,), nouvelles.gestionnaire),
        cogestionnaires=tuple(_keep_gestionnaire(anciennes.cogestionnaires, one) for one in nouvelles.cogestionnaires),
        ars=_keep_ars(anciennes.ars, nouvelles.ars),
        prefets=tuple(_keep_prefet(anciennes.prefets, one) for one in nouvelles.prefets),
        departements=tuple(_keep_departement(anciennes.departements, one) for one in nouvelles.departements),
        autres=tuple(_keep_autre(anciennes.autres, one) for one in nouvelles.autres),
    )


def _keep_gestionnaire(anciens: Iterable[Gestionnaire], nouveau: G) -> G:
    same = (one for one in anciens if is_same(one, nouveau) and one.raison_sociale == nouveau.raison_sociale)
    ancien = next(same, None)
    if ancien is None:
        return nouveau
    signataire = _keep_signataire(ancien.signataire, nouveau.signataire)
    return replace(nouveau, signataire=signataire, pouvoir=ancien.pouvoir or nouveau.pouvoir)


def _keep_ars(ancienne: Ars | None, nouvelle: Ars | None) -> Ars | None:
    if ancienne is None or nouvelle is None or ancienne.region != nouvelle.region:
        return nouvelle
    return _keep_autorite(ancienne, nouvelle)


def _keep_prefet(anciens: Iterable[PrefetPartie], nouveau: PrefetPartie) -> PrefetPartie:
    same = (one for one in anciens if (one.niveau, one.code) == (nouveau.niveau, nouveau.code))
    ancien = next(same, None)
    return nouveau if ancien is None else _keep_autorite(ancien, nouveau)


def _keep_departement(anciens: Iterable[DepartementPartie], nouveau: DepartementPartie) -> DepartementPartie:
    ancien = next((one for one in anciens if one.code == nouveau.code), None)
    if ancien is None:
        return nouveau
    return replace(_keep_autorite(ancien, nouveau), deliberation=ancien.deliberation or nouveau.deliberation)


def _keep_autre(anciennes: Iterable[AutrePartie], nouvelle: AutrePartie) -> AutrePartie:
    ancienne = next((one for one in anciennes if one.denomination == nouvelle.denomination), None)
    if ancienne is None:
        return nouvelle
    return replace(_keep_autorite(ancienne, nouvelle), pouvoir=ancienne.pouvoir or nouvelle.pouvoir)


def _keep_autorite(ancienne: P, nouvelle: P) -> P:
    signataire = _keep_signataire(ancienne.signataire, nouvelle.signataire)
    return replace(nouvelle, adresse=ancienne.adresse or nouvelle.adresse, signataire=signataire)


def _keep_signataire(ancien: Signataire | None, nouveau: Signataire | None) -> Signataire | None:
    """Who signs is a matter for the act; whether the party signs at all is one for the contract."""
    if ancien is None or nouveau is None:
        return ancien or nouveau
    return replace(ancien, signe=nouveau.signe)
