"""A new head, new powers or a new address amend no contract: the act alone bears them."""

from dataclasses import replace
from datetime import date
from functools import cache

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.preuve import prove
from cpomdoc.avenants.representants import keep_representants
from cpomdoc.avenants.suite import build_contexte
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import Adresse, DepartementPartie, Parties, Pouvoir, Signataire
from cpomdoc.rendering.documents.contexte import Edition
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.versions.etats import Etat
from tests.avenants.suites import draft, follow, read_exemple
from tests.avenants.test_preuve import raise_base

REF = "ehpad-sources"
NOUVEAU = Pouvoir("délibération du conseil d’administration", date(2028, 3, 2), "2028-7")
DIRECTEUR = Signataire("directeur", "Monsieur")


@cache
def exemple() -> Etat:
    return read_exemple(REF)


def with_parties(dossier: Dossier, parties: Parties) -> Dossier:
    return replace(dossier, general=replace(dossier.general, parties=parties))


def change_representants(dossier: Dossier) -> Dossier:
    """Another director with other powers, an agency that moved, a département that deliberated again."""
    parties = dossier.general.parties
    assert parties.ars is not None
    (departement,) = parties.departements
    nouvelles = replace(
        parties,
        gestionnaire=replace(parties.gestionnaire, signataire=DIRECTEUR, pouvoir=NOUVEAU),
        ars=replace(parties.ars, adresse=Adresse(voie="1 place Neuve", code_postal="69002", commune="Lyon")),
        departements=(replace(departement, deliberation=replace(NOUVEAU, reference="CP-2028-12")),),
    )
    return with_parties(dossier, nouvelles)


@cache
def ouvrage() -> Ouvrage:
    return draft(follow(exemple(), raise_base(change_representants(exemple().dossier))))


def test_no_article_of_the_act_amends_the_parties_or_the_visas_of_the_contract() -> None:
    made = ouvrage()
    cibles = {one.cible for article in made.projet.articles for one in article.operations}
    assert cibles
    assert {one for one in cibles if one.startswith("contrat:")} == set()
    assert prove(made, ()) == ()


def test_the_act_bears_them_and_the_contract_those_with_which_it_was_concluded() -> None:
    made = ouvrage()
    acte, contrat = render_markdown(made.acte.imprimes[0].tree), made.apres.textes["contrat"]
    for neuf in ("2028-7", "CP-2028-12", "son directeur", "1 place Neuve"):
        assert neuf in acte
        assert neuf not in contrat
    for ancien in ("2026-22", "CP-2026-311", "sa directrice", "9 quai du Rhône"):
        assert ancien in contrat


def test_whoever_takes_the_place_of_a_party_or_joins_comes_with_its_own() -> None:
    dossier = exemple().dossier
    parties = dossier.general.parties
    successeur = replace(parties.gestionnaire, raison_sociale="EHPAD Les Deux Rives", siren=None, finess_ej=None)
    arrivant = DepartementPartie("69", deliberation=NOUVEAU)
    nouvelles = replace(
        parties,
        gestionnaire=replace(successeur, pouvoir=NOUVEAU),
        departements=(*parties.departements, arrivant),
    )
    apres = replace(exemple(), dossier=with_parties(dossier, nouvelles))
    avant, ecrit = (build_contexte(one, Edition("1" * 64)) for one in (exemple(), apres))
    gardees = keep_representants(avant, ecrit).dossier.general.parties
    assert gardees == ecrit.dossier.general.parties


def test_what_the_contract_left_blank_is_filled_and_who_signs_is_never_kept() -> None:
    dossier = exemple().dossier
    parties = dossier.general.parties
    assert parties.gestionnaire.signataire is not None
    blank = replace(parties.gestionnaire, pouvoir=None)
    muet = replace(parties.gestionnaire, pouvoir=NOUVEAU, signataire=replace(DIRECTEUR, signe=False))
    etats = (
        replace(exemple(), dossier=with_parties(dossier, replace(parties, gestionnaire=one))) for one in (blank, muet)
    )
    avant, ecrit = (build_contexte(one, Edition("1" * 64)) for one in etats)
    garde = keep_representants(avant, ecrit).dossier.general.parties.gestionnaire
    assert garde.pouvoir is not None
    assert garde.pouvoir.date == NOUVEAU.date
    assert garde.signataire == replace(parties.gestionnaire.signataire, signe=False)
