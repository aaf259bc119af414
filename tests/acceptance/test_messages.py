"""What `cpomdoc verifier` says of the example contracts, word for word: messages are part of the product."""

import re
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.acceptance.commande import run_here
from tests.acceptance.editions import REFERENCES, ROOT
from tests.acceptance.livrables import AVENANTS


@pytest.mark.parametrize("ref", [*REFERENCES, *AVENANTS])
def test_the_report_of_a_contract_reads_as_it_was_approved(
    ref: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    shutil.copytree(ROOT / "contracts" / ref, tmp_path / "contracts" / ref)
    done = run_here(tmp_path, "verifier", ref)
    assert (done.returncode, done.stderr) == (0, "")
    # Whether the committed text is stale is tried elsewhere; here it would make two tests fail for one reason.
    said = re.sub(r"\n\d+ alertes? dans .*|\nAucune erreur, aucune alerte", "", f"\n{done.stdout}")
    assert "\n\n".join(block for block in said.split("\n\n") if "TXT-001" not in block).strip() == snapshot
