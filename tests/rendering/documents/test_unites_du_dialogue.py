import re
from dataclasses import replace
from decimal import Decimal

from tests.rendering.documents.contextes_chiffres import load_exemple, open_contexte

from cpomdoc.model.activite import CibleActivite
from cpomdoc.rendering.documents.lancement import dialogue_gestion


def test_an_activity_target_says_its_unit_beside_its_name_so_that_one_agrees_with_any_number() -> None:
    contexte = open_contexte(load_exemple("tilleuls"), suivis=())
    lignes = dialogue_gestion.build_vues(contexte).feuille.activite
    dits = {(one.indicateur, one.cible) for one in lignes}
    assert ("Personnes accompagnées dans l’année (file active)", "54") in dits
    assert ("Interventions auprès de l'enfant ou de son entourage", "5\u202f400") in dits
    assert all(re.fullmatch(r"[\d\u202f,]+(\u202f%)?", cible) for _, cible in dits)


def test_an_activity_target_whose_name_does_not_say_what_it_counts_says_it() -> None:
    tilleuls = load_exemple("tilleuls")
    assert tilleuls.activite is not None
    (ligne, *_) = tilleuls.activite.lignes
    ateliers = CibleActivite("ateliers", libelle="ateliers de groupe", unite="séances", cibles={2027: Decimal(1)})
    activite = replace(tilleuls.activite, lignes=(replace(ligne, indicateurs=(ateliers,)),))
    feuille = dialogue_gestion.build_vues(open_contexte(tilleuls, activite=activite, suivis=())).feuille
    assert [(one.indicateur, one.cible) for one in feuille.activite] == [("Ateliers de groupe (séances)", "1")]
