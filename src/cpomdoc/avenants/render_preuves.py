"""What goes with an avenant to convince its readers: redlines, and the proof."""

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.preuve import Faute, prove, write_preuve
from cpomdoc.avenants.redlines import render_redlines

PREUVE = "preuve.json"


def render_preuves(ouvrage: Ouvrage) -> tuple[dict[str, bytes], tuple[Faute, ...]]:
    """The files by name, and what could not be proven: then nothing of the avenant may be published."""
    redlines = render_redlines(ouvrage)
    fautes = prove(ouvrage, redlines)
    files = {one.nom: one.docx for one in redlines}
    files[f"{ouvrage.acte.dossier}{PREUVE}"] = write_preuve(ouvrage, redlines)
    return files, fautes
