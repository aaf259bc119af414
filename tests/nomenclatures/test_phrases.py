"""Grammar of every name, frozen after proof-reading; `python -m tests.nomenclatures.test_phrases` writes it anew."""

from pathlib import Path

from cpomdoc.loading.load_referentiel import load_referentiel
from tests.nomenclatures.phrases import write_phrases

GOLDEN = Path(__file__).with_name("phrases.txt")


def test_every_name_reads_well_in_a_sentence() -> None:
    written = list(write_phrases(load_referentiel()))
    assert len(written) > 200
    assert written == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(write_phrases(load_referentiel())) + "\n", encoding="utf-8")
