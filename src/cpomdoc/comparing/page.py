"""A comparison as one web page: no script, nothing from elsewhere, readable aloud and in black and white."""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.comparaison import CONSEQUENCES, EXPLICATION, IDENTIQUES, Comparaison
from cpomdoc.comparing.redaction import Ligne, tell_nature
from cpomdoc.mots import AJOUT, EGAL, RETRAIT, cut_changes

LONG = 60
"""From this length on, two texts are shown with the words that differ marked."""

PAGE = """\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ comparaison.titre }}</title>
<style>
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1b1b;
  background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.tableau { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: #ececec; }
tbody th { font-weight: normal; }
td { white-space: pre-line; }
td.nature { font-weight: bold; white-space: nowrap; }
tr.deplacement { color: #555; } tr.deplacement td.nature { font-weight: normal; }
del { background: #fbe3e4; color: #7a0010; }
ins { background: #e0f2e5; color: #0b4a1f; text-decoration-thickness: 2px; }
dl { margin: 0; } dt { font-weight: bold; } dd { margin: 0 0 .3rem 1rem; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
</style>
</head>
<body>
<main>
<h1>{{ comparaison.titre }}</h1>
<p>{{ comparaison.bilan ~ "." if comparaison.lignes else identiques }}</p>
{%- for portee in comparaison.portees %}
<p>{{ portee }}</p>
{%- endfor %}
{%- for rubrique, lignes in comparaison.rubriques %}
<h2 id="r{{ loop.index }}">{{ rubrique }}</h2>
<div class="tableau" role="region" aria-labelledby="r{{ loop.index }}" tabindex="0">
<table aria-labelledby="r{{ loop.index }}">
<thead><tr><th scope="col">Nature</th><th scope="col">Sujet</th><th scope="col">Avant</th><th scope="col">Après</th>\
<th scope="col">Imprimé dans</th></tr></thead>
<tbody>
{%- for ligne in lignes %}
<tr class="{{ ligne.nature.value }}"><td class="nature">{{ tell_nature(ligne) }}</td>\
<th scope="row">{{ ligne.titre }}</th>
<td>{{ cell(ligne, "avant") }}</td>
<td>{{ cell(ligne, "apres") }}</td>
<td>{{ ligne.documents | join(", ") }}</td></tr>
{%- endfor %}
</tbody>
</table>
</div>
{%- endfor %}
{%- if comparaison.consequences %}
<h2 id="suites">{{ consequences }}</h2>
<p>{{ explication }}</p>
<div class="tableau" role="region" aria-labelledby="suites" tabindex="0">
<table aria-labelledby="suites">
<thead><tr><th scope="col">Valeur</th><th scope="col">Avant</th><th scope="col">Après</th></tr></thead>
<tbody>
{%- for one in comparaison.consequences %}
<tr><th scope="row">{{ one.sujet }}</th><td>{{ one.avant }}</td><td>{{ one.apres }}</td></tr>
{%- endfor %}
</tbody>
</table>
</div>
{%- endif %}
</main>
</body>
</html>
"""
CELLULE = """\
{%- if details %}<dl>{% for label, valeur in details %}<dt>{{ label }}</dt><dd>{{ valeur }}</dd>{% endfor %}</dl>
{%- else %}{% for mark, texte in morceaux %}{% if mark %}<{{ balise }}>{{ texte }}</{{ balise }}>{% else %}{{ texte }}\
{% endif %}{% endfor %}{% endif -%}
"""


def render_html(comparaison: Comparaison) -> str:
    """The whole page; every word of a contract is escaped."""
    return _load_template(PAGE).render(
        comparaison=comparaison,
        identiques=IDENTIQUES,
        consequences=CONSEQUENCES,
        explication=EXPLICATION,
        tell_nature=tell_nature,
        cell=render_cell,
    )


@cache
def _load_template(source: str) -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(source)


def render_cell(ligne: Ligne, cote: str) -> Markup:
    """One side of a change as HTML: what it holds, with the words that the other side has not."""
    own = Nature.RETRAIT if cote == "avant" else Nature.AJOUT
    return Markup(
        _load_template(CELLULE).render(
            details=ligne.details if ligne.nature is own else (),
            morceaux=_cut(ligne, cote),
            balise="del" if cote == "avant" else "ins",
        )
    )


def _cut(ligne: Ligne, cote: str) -> list[tuple[bool, str]]:
    """The text of one side in pieces, each told whether it is on that side only."""
    if max(len(ligne.avant), len(ligne.apres)) < LONG or not (ligne.avant and ligne.apres):
        return [(False, ligne.avant if cote == "avant" else ligne.apres)]
    own = (EGAL, RETRAIT if cote == "avant" else AJOUT)
    return [(sort != EGAL, text) for sort, text in cut_changes(ligne.avant, ligne.apres) if sort in own]
