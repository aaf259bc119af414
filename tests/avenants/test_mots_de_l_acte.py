"""What the act says of the contract: the right article, the right parties, nothing cited as new that is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.preuve import prove
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.contrat import ClauseParticuliere
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import DepartementPartie, Parties, Signataire
from cpomdoc.rendering.formats.markdown import render_markdown
from tests.avenants.suites import AVENANT, draft, follow, read_exemple
from tests.comparing.test_cas_avenants import plain


def phrases(made: Ouvrage) -> list[str]:
    return [plain(one.phrase) for article in made.projet.articles for one in article.operations]


def change(ref: str, changer: Callable[[Dossier], Dossier], avenant: Avenant = AVENANT) -> Ouvrage:
    etat = read_exemple(ref)
    made = draft(follow(etat, changer(etat.dossier), avenant))
    assert prove(made, ()) == ()
    return made


def with_parties(dossier: Dossier, parties: Parties) -> Dossier:
    return replace(dossier, general=replace(dossier.general, parties=parties))


def add_clause(dossier: Dossier) -> Dossier:
    clause = ClauseParticuliere("litiges", "Les parties peuvent recourir à un médiateur.", "Médiation")
    clauses = (*dossier.general.clauses_particulieres, clause)
    return replace(dossier, general=replace(dossier.general, clauses_particulieres=clauses))


def rename(dossier: Dossier) -> Dossier:
    parties = dossier.general.parties
    gestionnaire = replace(parties.gestionnaire, raison_sociale="Centre communal de Brévins")
    return with_parties(dossier, replace(parties, gestionnaire=gestionnaire))


@cache
def clause_ajoutee() -> Ouvrage:
    return change("ehpad-sources", add_clause)


def test_an_article_is_told_by_its_titre_where_numbers_start_again_in_each() -> None:
    made = clause_ajoutee()
    assert phrases(made)[0].startswith("L'article 2 du titre II « Règlement des litiges » est complété")
    assert plain(made.projet.articles[0].intitule) == (
        "Modification de l'article 2 du titre II – Règlement des litiges"
    )


def test_the_table_of_origins_names_articles_with_their_titre() -> None:
    consolidation = clause_ajoutee().consolide.contexte.consolidation
    assert consolidation is not None
    named = {one.cible: plain(one.intitule) for one in consolidation.origines}
    assert named["article:litiges"] == "Article 2 du titre II – Règlement des litiges"


def test_a_party_that_leaves_is_set_apart_from_those_of_the_contract() -> None:
    etat = read_exemple("ccas-brevins")
    parties = etat.dossier.general.parties
    avec = replace(parties, departements=(DepartementPartie("44"),))
    avant = replace(etat, dossier=with_parties(etat.dossier, avec))
    made = draft(follow(avant, etat.dossier))
    assert phrases(made)[0] == (
        "Les parties au contrat sont désormais celles que désigne le présent avenant, sous le titre Parties, "
        "à l'exception de celle qui cesse de l'être par cet acte."
    )


def test_an_act_that_some_parties_sign_does_not_make_them_the_only_ones() -> None:
    avenant = Avenant(1, ("identite",), signataires=("gestionnaire",))
    made = change("ccas-brevins", rename, avenant)
    assert "celles que désigne" not in phrases(made)[0]
    assert "parties qui concluent le présent avenant" in phrases(made)[0]


def test_the_powers_of_a_manager_who_takes_another_name_are_not_new() -> None:
    made = change("ccas-brevins", rename)
    acte = plain(render_markdown(made.acte.imprimes[0].tree))
    visas = acte[acte.index("# Visas") : acte.index("# Exposé des motifs")]
    assert "Vu le contrat" in visas
    assert "5 novembre 2026" not in visas


def telephone(dossier: Dossier) -> Dossier:
    parties = dossier.general.parties
    return with_parties(
        dossier, replace(parties, gestionnaire=replace(parties.gestionnaire, telephone="02 99 00 60 99"))
    )


def two_paragraphs(dossier: Dossier) -> Dossier:
    preambule = dossier.general.preambule
    assert preambule is not None
    general = replace(dossier.general, preambule=replace(preambule, contexte="Une\nphrase.\n\n- un ;\n- deux.\n"))
    return replace(dossier, general=general)


def test_an_act_that_nothing_calls_for_still_has_an_object() -> None:
    made = change("ccas-brevins", telephone)
    assert [plain(one) for one in made.projet.objets] == ["Le présent avenant met à jour le contrat."]


def test_lines_of_a_file_are_no_lines_of_the_table() -> None:
    made = change("ccas-brevins", two_paragraphs)
    assert [one.apres for one in made.projet.tableau] == ["Une phrase.\n\n- un\u202f;\n- deux."]


def test_a_contract_put_off_keeps_the_years_of_its_name() -> None:
    etat = read_exemple("ccas-brevins")
    contrat = replace(etat.dossier.general.contrat, date_fin_prorogee=date(2032, 12, 31))
    proroge = replace(etat.dossier, general=replace(etat.dossier.general, contrat=contrat))
    made = draft(follow(replace(etat, dossier=proroge), telephone(proroge)))
    acte = plain(render_markdown(made.acte.imprimes[0].tree))
    assert "au contrat pluriannuel d'objectifs et de moyens 2027-2031 du centre communal" in acte
    assert "2027-2032 du centre communal" not in acte


def test_an_annex_attached_to_an_act_that_another_person_signs_is_the_consolidated_one() -> None:
    def head_and_phone(dossier: Dossier) -> Dossier:
        parties = telephone(dossier).general.parties
        signataire = Signataire("directeur", "Monsieur")
        return with_parties(
            dossier, replace(parties, gestionnaire=replace(parties.gestionnaire, signataire=signataire, sigle="CB"))
        )

    made = change("ccas-brevins", head_and_phone)
    assert {one.cle for one in made.acte.imprimes} >= {"fiche_signaletique"}
    assert "représenté par son directeur" in plain(render_markdown(made.acte.imprimes[0].tree))


def test_the_object_of_the_contract_is_changed_by_an_article() -> None:
    def change_objet(dossier: Dossier) -> Dossier:
        contrat = replace(dossier.general.contrat, objet="Les parties ouvrent deux services.")
        return replace(dossier, general=replace(dossier.general, contrat=contrat))

    for ref in ("tilleuls", "chrs-relais"):
        made = change(ref, change_objet)
        lignes = [each for article in made.projet.articles for one in article.operations for each in one.lignes]
        assert [one.apres for one in lignes] == ["Les parties ouvrent deux services."]
        assert "qui ouvrent le titre I" in phrases(made)[0]


def test_what_comes_or_goes_whole_is_not_said_to_be_revised() -> None:
    def drop(dossier: Dossier) -> Dossier:
        finances = dossier.finances
        assert finances is not None
        return replace(dossier, finances=replace(finances, affectation_resultats=None))

    made = change("ehpad-sources", drop)
    assert [plain(one) for one in made.projet.objets] == ["Les règles d'affectation des résultats sont supprimées."]
    etat = read_exemple("ehpad-sources")
    back = draft(follow(replace(etat, dossier=drop(etat.dossier)), etat.dossier))
    assert [plain(one) for one in back.projet.objets] == ["Les règles d'affectation des résultats sont ajoutées."]
    inserees = [one for one in phrases(back) if "inséré" in one]
    assert inserees == ["Après l'article 4.2 du titre I, il est inséré au titre I un article 4.3 ainsi rédigé :"]
