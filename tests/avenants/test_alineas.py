"""Two texts compared paragraph by paragraph, as lawyers count paragraphs."""

from cpomdoc.avenants.alineas import compare_alineas
from cpomdoc.model.projet_avenant import LigneTableau

AVANT = "#### Contexte\n\nUn.\n\nDeux enjeux :\n\n- attendre ;\n- entendre.\n\n#### Suite\n\nFin."


def tell(avant: str, apres: str) -> list[LigneTableau]:
    return list(compare_alineas(avant, apres))


def test_a_heading_has_no_rank_among_paragraphs() -> None:
    assert tell(AVANT, AVANT.replace("Un.", "Une.")) == [LigneTableau("1er alinéa", "Un.", "Une.")]
    assert tell(AVANT, AVANT.replace("Fin.", "La fin.")) == [LigneTableau("5e alinéa", "Fin.", "La fin.")]
    assert tell(AVANT, AVANT.replace("Suite", "La suite")) == [LigneTableau("Intertitre", "Suite", "La suite")]


def test_each_item_of_a_list_is_a_paragraph() -> None:
    apres = AVANT.replace("- entendre.", "- entendre ;\n- répondre.")
    assert tell(AVANT, apres) == [
        LigneTableau("4e alinéa", "entendre.", "entendre ;"),
        LigneTableau("5e alinéa, nouveau", "", "répondre."),
    ]


def test_what_goes_is_told_by_the_rank_it_had() -> None:
    assert tell(AVANT, AVANT.replace("Un.\n\n", "")) == [LigneTableau("1er alinéa, supprimé", "Un.", "")]
