"""What goes with an avenant to convince its readers: redlines, one page that compares everything, and the proof."""

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.preuve import Faute, prove, write_preuve
from cpomdoc.avenants.redlines import DOSSIER, render_redlines
from cpomdoc.rendering.formats.comparaison_html import render_comparaison

PREUVE = "preuve.json"
PAGE = "comparaison.html"


def render_preuves(ouvrage: Ouvrage) -> tuple[dict[str, bytes], tuple[Faute, ...]]:
    """The files by name, and what could not be proven: then nothing of the avenant may be published."""
    redlines = render_redlines(ouvrage)
    fautes = prove(ouvrage, redlines)
    files = {one.nom: one.docx for one in redlines}
    titre = f"{ouvrage.acte.ensemble}\u202f: ce qui change"
    page = render_comparaison(titre, [(one.apres.titre, one.avant.tree, one.apres.tree) for one in redlines])
    files[f"{ouvrage.acte.dossier}{DOSSIER}{PAGE}"] = page.encode()
    files[f"{ouvrage.acte.dossier}{PREUVE}"] = write_preuve(ouvrage, redlines)
    return files, fautes
