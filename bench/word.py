"""Documents per second: a gabarit compiled once against plain docxtpl, on the same gabarit and the same data."""

import io
import time
from collections.abc import Callable, Mapping

import docx
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.gabarit_jinja import keep_unknown

_ARTICLE = (
    "Les parties conviennent de se réunir chaque année avant le 30 juin afin d’examiner l’exécution du présent "
    "contrat, la réalisation des objectifs et l’activité des établissements et services. "
)


def build_sample() -> tuple[bytes, dict[str, object]]:
    """A contract of about sixteen pages: forty articles, a table of rows, a header, a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ intitule }} – {{ reference }}"
    document.sections[0].footer.paragraphs[0].text = "{{ reference }}"
    document.add_heading("{{ intitule }}", 0)
    for number in range(1, 41):
        document.add_heading(f"Article {number} – {{{{ articles[{number - 1}].titre }}}}", 2)
        paragraph = document.add_paragraph(_ARTICLE * 2)
        for piece in ("{{ gesti", "onnaire.", "nom }}", " s’engage. "):
            paragraph.add_run(piece).bold = True
        document.add_paragraph("{%p if articles[" + str(number - 1) + "].actif %}")
        document.add_paragraph(_ARTICLE + "Commune de {{ gestionnaire.commune }}.")
        document.add_paragraph("{%p endif %}")
    table = document.add_table(4, 5, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Nom", "FINESS", "Commune", "Places", "Année"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "{%tr for e in etablissements %}"
    for cell, name in zip(table.rows[2].cells, ("nom", "finess", "commune", "places", "annee"), strict=True):
        cell.text = "{{ e." + name + " }}"
    table.cell(3, 0).text = "{%tr endfor %}"
    target = io.BytesIO()
    document.save(target)
    data: dict[str, object] = {
        "intitule": "CPOM 2027-2031 de l’association Les Tilleuls",
        "reference": "CPOM-2027-02",
        "gestionnaire": {"nom": "Les Tilleuls", "commune": "Nantes"},
        "articles": [{"titre": f"Objet {number}", "actif": number % 3 > 0} for number in range(40)],
        "etablissements": [
            {"nom": f"IME {n} & co", "finess": f"99900{n:04}", "commune": "Nantes", "places": n, "annee": 2027}
            for n in range(60)
        ],
    }
    return target.getvalue(), data


def measure_word(gabarit: bytes, data: dict[str, object], seconds: float = 3.0) -> dict[str, float]:
    """Documents per second of each way, and their ratio."""
    env = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    compiled, reglages = compile_gabarit("banc.docx", gabarit), Reglages()

    def render_plain() -> None:
        template = DocxTemplate(io.BytesIO(gabarit))
        template.render(data, env)
        template.save(io.BytesIO())

    ours = _rate(lambda: render_docx(compiled, data, reglages), seconds)
    plain = _rate(render_plain, seconds)
    return {"cpomdoc": ours, "docxtpl": plain, "rapport": ours / plain}


def measure_real(gabarit: bytes, data: Mapping[str, object], seconds: float = 3.0) -> dict[str, float]:
    """The same on a gabarit of the product; docxtpl is given its filters, and prints long texts without their style."""
    env = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    env.filters.update({name: keep_unknown(filtre) for name, filtre in FILTRES.items()})
    env.filters["texte_riche"] = lambda text: Markup("<w:p><w:r><w:t>{}</w:t></w:r></w:p>").format(text)
    compiled, reglages = compile_gabarit("contrat.docx", gabarit, FILTRES), Reglages(renvois=lambda key: key)

    def render_plain() -> None:
        template = DocxTemplate(io.BytesIO(gabarit))
        template.render(dict(data), env)
        template.save(io.BytesIO())

    ours = _rate(lambda: render_docx(compiled, data, reglages), seconds)
    plain = _rate(render_plain, seconds)
    return {"cpomdoc": ours, "docxtpl": plain, "rapport": ours / plain}


def _rate(render: Callable[[], object], seconds: float) -> float:
    """The best of the runs, in documents per second: the machine may be busy with something else."""
    render()
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        render()
        best = min(best, time.perf_counter() - start)
    return 1 / best


if __name__ == "__main__":
    figures = measure_word(*build_sample())
    print(f"docxtpl : {figures['docxtpl']:.1f} documents par seconde")
    print(f"cpomdoc : {figures['cpomdoc']:.1f} documents par seconde, soit {figures['rapport']:.1f} fois plus")
