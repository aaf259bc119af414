"""Who concludes the act: the parties of the contract, those that join it and those that leave it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cpomdoc.francais import de_article, guillemets
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.parties import GESTIONNAIRE, Gestionnaire, Parties
from cpomdoc.model.projet_avenant import ProjetAvenant
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import name_personne_morale
from cpomdoc.rendering.documents.organismes import Organisme, iterate_parties
from cpomdoc.rendering.documents.parties import Partie, build_parties

IDENTITE = "identite"
"""The motive of an act that changes the name or the form of a manager, not the legal person."""


def date_contexte(contexte: Contexte, avenant: Avenant) -> Contexte:
    """The contract under the law and the titles of the day of the act, the latest known while it has no date."""
    day = avenant.date_signature or avenant.date_effet or date.max
    general = contexte.dossier.general
    general = replace(general, contrat=replace(general.contrat, date_signature=day))
    return replace(contexte, dossier=replace(contexte.dossier, general=general))


def open_acte(contexte: Contexte, projet: ProjetAvenant) -> Contexte:
    """The contract between those who conclude the act: those who sign it, and those who leave the contract by it."""
    anciennes, nouvelles = projet.avant.general.parties, contexte.dossier.general.parties
    signent = _restrict(nouvelles, projet.avenant.signataires)
    return _with_parties(contexte, _unite(signent, find_partants(anciennes, nouvelles)))


def name_signataires(contexte: Contexte) -> tuple[str, ...]:
    """Who signs, in a sentence: « l’association Les Tilleuls », « l’État (préfet de la région Bretagne) »."""
    names = ((one.nom or "le gestionnaire", one.etat) for one in iterate_parties(contexte) if one.signs)
    return tuple(f"{nom} ({etat})" if etat else nom for nom, etat in names)


def build_parties_acte(acte: Contexte, avant: Contexte, apres: Contexte) -> tuple[Partie, ...]:
    """The parties in the contract's order; each that comes, goes or has changed says so."""
    anciennes, nouvelles = _keys(avant), _keys(apres)
    parties = []
    for organisme, partie in zip(iterate_parties(acte), build_parties(acte), strict=True):
        key = (organisme.cle, organisme.etat)
        if organisme.gestionnaire:
            said = _say_gestionnaire(organisme, partie, avant, apres)
        else:
            said = _say_partant(partie) if key not in nouvelles else "" if key in anciennes else _say_arrivant(partie)
        parties.append(replace(partie, qualite=", ".join(part for part in (partie.qualite, said) if part)))
    return tuple(parties)


def find_partants(avant: Parties, apres: Parties) -> Parties:
    """The parties of the old state that are no longer there, beside the head manager, who is never one of them."""
    nouveaux = apres.gestionnaires
    codes = {one.code for one in apres.departements}
    prefets = {(one.niveau, one.code) for one in apres.prefets}
    noms = {one.denomination for one in apres.autres}
    return Parties(
        apres.gestionnaire,
        ars=avant.ars if apres.ars is None else None,
        departements=tuple(one for one in avant.departements if one.code not in codes),
        autres=tuple(one for one in avant.autres if one.denomination not in noms),
        prefets=tuple(one for one in avant.prefets if (one.niveau, one.code) not in prefets),
        cogestionnaires=tuple(
            one
            for one in avant.cogestionnaires
            if one.id not in nouveaux and _find(one, list(nouveaux.values())) is None
        ),
    )


def count_partants(avant: Parties, apres: Parties) -> int:
    """How many parties leave the contract."""
    one = find_partants(avant, apres)
    rangs: tuple[Sequence[object], ...] = (one.departements, one.autres, one.prefets, one.cogestionnaires)
    return sum(map(len, rangs)) + (one.ars is not None)


def is_same(one: Gestionnaire, other: Gestionnaire) -> bool:
    """Whether both are one legal person: by a number that both give, by its name otherwise."""
    for left, right in ((one.siren, other.siren), (one.finess_ej, other.finess_ej)):
        if left and right:
            return left == right
    return one.raison_sociale == other.raison_sociale


def _restrict(parties: Parties, signataires: Sequence[str]) -> Parties:
    """The parties that the act names as signing it; managers stay when one of them signs for all."""
    if not signataires:
        return parties
    kept = {*signataires, GESTIONNAIRE}
    return replace(
        parties,
        cogestionnaires=tuple(one for one in parties.cogestionnaires if parties.mandat or one.id in kept),
        ars=parties.ars if "ars" in kept else None,
        prefets=parties.prefets if "prefet" in kept else (),
        departements=tuple(one for one in parties.departements if one.code in kept),
        autres=tuple(one for one in parties.autres if one.denomination in kept),
    )


def _unite(parties: Parties, partants: Parties) -> Parties:
    """In each rank, those who stay, then those who leave."""
    return replace(
        parties,
        ars=parties.ars or partants.ars,
        departements=(*parties.departements, *partants.departements),
        autres=(*parties.autres, *partants.autres),
        prefets=(*parties.prefets, *partants.prefets),
        cogestionnaires=(*parties.cogestionnaires, *partants.cogestionnaires),
    )


def _with_parties(contexte: Contexte, parties: Parties) -> Contexte:
    general = replace(contexte.dossier.general, parties=parties)
    return replace(contexte, dossier=replace(contexte.dossier, general=general))


def _keys(contexte: Contexte) -> set[tuple[str, str]]:
    return {(one.cle, one.etat) for one in iterate_parties(contexte)}


def _find(one: Gestionnaire, others: Sequence[Gestionnaire]) -> Gestionnaire | None:
    return next((other for other in others if is_same(one, other)), None)


def _say_gestionnaire(organisme: Organisme, partie: Partie, avant: Contexte, apres: Contexte) -> str:
    """« venant aux droits de l’association Les Tilleuls » when it takes the place of another legal person."""
    anciens = avant.dossier.general.parties.gestionnaires
    nouveaux = apres.dossier.general.parties.gestionnaires
    one = nouveaux.get(organisme.cle)
    if one is None:
        return _say_partant(partie)
    known = _find(one, list(anciens.values()))
    if known is not None:
        return _say_renamed(partie, known, one)
    before = anciens.get(organisme.cle)
    if before is None or _find(before, list(nouveaux.values())) is not None:
        return _say_arrivant(partie)
    numbered = any(left and right for left, right in ((before.siren, one.siren), (before.finess_ej, one.finess_ej)))
    motifs = apres.projet_avenant.avenant.motifs if apres.projet_avenant else ()
    if not numbered and IDENTITE in motifs:
        return _say_renamed(partie, before, one)
    nom = name_personne_morale(avant, before)
    return f"venant aux droits {de_article(nom)}" if nom else ""


def _say_renamed(partie: Partie, before: Gestionnaire, one: Gestionnaire) -> str:
    if before.raison_sociale is None or before.raison_sociale == one.raison_sociale:
        return ""
    return f"anciennement dénommé{partie.accord} {guillemets(before.raison_sociale)}"


def _say_arrivant(partie: Partie) -> str:
    devient = "deviennent parties" if partie.accord.endswith("s") else "devient partie"
    return f"qui {devient} au contrat par le présent avenant"


def _say_partant(partie: Partie) -> str:
    cesse = "cessent d’être parties" if partie.accord.endswith("s") else "cesse d’être partie"
    return f"qui {cesse} au contrat par le présent avenant"
