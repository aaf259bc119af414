"""Every field of a contract is classed: what its change calls for, or why it calls for no avenant."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from cpomdoc.checking.load_schemas import SECTIONS, Rules, iterate_champs
from cpomdoc.comparing.compare import compare
from cpomdoc.comparing.motifs import CHAMPS, COMMUNS, ERREUR, MOTIFS, SANS_AVENANT, class_of, classify
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import CreditNonReconductible, FinancementComplementaire
from cpomdoc.model.perimetre import Etablissement
from tests.checking.test_rules_property import SEEDS
from tests.comparing.mutations import mutate_dossier
from tests.comparing.test_compare import exemple, finances, with_etablissements

HORS_CONTRAT = {"avenant", "lancement", "suivi_annuel"}


def holds_fields(rules: Rules) -> bool:
    inside = rules["schema"] if rules["type"] == "list" else rules
    return bool(inside["type"] == "dict" and "schema" in inside)


def list_champs() -> dict[str, Rules]:
    sections = [name for name in SECTIONS if name not in HORS_CONTRAT]
    return {".".join(map(str, one.path)): one.rules for name in sections for one in iterate_champs(name)}


def test_every_field_of_a_contract_is_classed_by_name() -> None:
    champs = list_champs()
    assert len(champs) > 700
    assert [
        name for name, rules in champs.items() if not holds_fields(rules) and class_of(tuple(name.split("."))) is None
    ] == []


def test_no_line_classes_a_field_that_is_not_there() -> None:
    champs = list_champs()
    assert set(CHAMPS) - set(champs) == {"fiches"}
    assert all(any(name.endswith(f".{commun}") for name in champs) for commun in COMMUNS)


def test_motifs_and_reasons_are_those_of_the_lists() -> None:
    listes = load_referentiel().listes
    assert set(MOTIFS) == set(listes["motif_avenant"])
    assert set(SANS_AVENANT) == set(listes["sans_avenant"])
    assert set(CHAMPS.values()) | set(COMMUNS.values()) <= {*MOTIFS, *SANS_AVENANT}


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_any_change_is_classed(seed: int) -> None:
    avant = exemple()
    changements = compare(avant, mutate_dossier(avant, seed))
    classement = classify(changements, avant)
    found = {
        one
        for each in (classement.par_motif, classement.sans_avenant)
        for ones in each.values()
        for one in map(id, ones)
    }
    assert found == set(map(id, changements))
    assert set(classement.motifs) <= set(MOTIFS)


def with_fin(dossier: Dossier, fin: date) -> Dossier:
    general = dossier.general
    return replace(dossier, general=replace(general, contrat=replace(general.contrat, date_fin_prorogee=fin)))


def test_the_years_that_a_prorogation_adds_follow_it() -> None:
    avant = exemple()
    apres = with_fin(avant, date(2032, 12, 31))
    money = finances(avant)
    apres = replace(apres, finances=replace(money, taux={**money.taux, 2032: Decimal(1)}))
    assert classify(compare(avant, apres), avant).motifs == ("prorogation",)
    apres = replace(apres, finances=replace(money, taux={**money.taux, 2031: Decimal(2), 2032: Decimal(1)}))
    assert classify(compare(avant, apres), avant).motifs == ("prorogation", "finances")


def test_all_that_concerns_an_esms_that_comes_follows_it() -> None:
    avant = exemple()
    new = Etablissement("savs-tilleuls", "SAVS Les Tilleuls")
    money = finances(avant)
    apres = replace(
        with_etablissements(avant, *avant.perimetre.etablissements, new),
        finances=replace(money, bases=(*money.bases, replace(money.bases[0], etablissement=new.id))),
    )
    assert classify(compare(avant, apres)).motifs == ("perimetre",)


def test_money_that_does_not_recur_needs_no_avenant() -> None:
    avant = exemple()
    money = finances(avant)
    once = FinancementComplementaire("autre", "ime-tilleuls", montant=Decimal(1), reconductible=False, annee=2028)
    cnr = CreditNonReconductible("ime-tilleuls", 2028, Decimal(1))
    apres = replace(
        avant, finances=replace(money, credits_non_reconductibles=(cnr,), financements_complementaires=(once,))
    )
    classement = classify(compare(avant, apres))
    assert (classement.motifs, tuple(classement.sans_avenant)) == ((), ("cnr",))
    assert len(classement.sans_avenant["cnr"]) == 2


def test_a_material_error_covers_what_no_other_declared_motif_does() -> None:
    avant = exemple()
    ime, *others = avant.perimetre.etablissements
    money = finances(avant)
    apres = replace(
        with_etablissements(avant, replace(ime, commune="Rezé"), *others),
        finances=replace(money, taux={**money.taux, 2030: Decimal(1)}),
    )
    changements = compare(avant, apres)
    assert classify(changements, avant).motifs == ("perimetre", "finances")
    assert classify(changements, avant, ("finances", ERREUR)).motifs == ("finances", ERREUR)
    assert classify(changements, avant, (ERREUR,)).motifs == (ERREUR,)
