"""Seal the example with avenants again: python -m tests.avenants.resceller

What was signed is never sealed again; but nobody signed this example, and its words are those of the product, which
change. Each sealed state is built and sealed anew, one after the other, in a folder apart; then versions/ and texte/
take the place of the old ones. Read the difference before you commit it.
"""

import shutil
import tempfile
from pathlib import Path

from cpomdoc.pipeline import Options, build_contrats
from cpomdoc.scellement.sceller import seal_contrat
from cpomdoc.versions.chaine import Version, read_chaine

ROOT = Path(__file__).parents[2]
REF = "saules"
SCELLES = ("sceau.json", "texte", ".gitattributes")
"""What a sealed folder holds beside the files of the contract."""


def reseal(racine: Path, version: Version) -> None:
    """Build and seal one state in the folder apart."""
    travail = racine / "contracts" / REF
    source = ROOT / "contracts" / REF / "versions" / version.nom
    shutil.copytree(source, travail, ignore=shutil.ignore_patterns(*SCELLES), dirs_exist_ok=True)
    build_contrats(racine, (REF,), Options(), _say_nothing)
    done = seal_contrat(racine, REF, version.date_signature, Options(), _say_nothing)
    if done.sceau is None or done.sceau.version != version.nom:
        raise SystemExit(f"{version.nom} : {done.refus or done.bilan.problems}")
    print(f"{version.nom} : {version.sceau.empreinte[:12]} → {done.sceau.empreinte[:12]}")


def _say_nothing(_titre: str, _done: int, _total: int) -> None:
    """The documents that are being made are of no interest here."""


def main() -> None:
    """Every state, oldest first; nothing is replaced when one of them cannot be sealed."""
    with tempfile.TemporaryDirectory() as folder:
        racine = Path(folder)
        shutil.copytree(ROOT / "templates", racine / "templates")
        for version in read_chaine(ROOT, REF):
            reseal(racine, version)
        for name in ("versions", "texte"):
            shutil.rmtree(ROOT / "contracts" / REF / name)
            shutil.copytree(racine / "contracts" / REF / name, ROOT / "contracts" / REF / name)


if __name__ == "__main__":
    main()
