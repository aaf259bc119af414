"""The web page of a comparison of documents: its markup for Jinja and its style."""

FRAGMENT = """\
{% macro dire(morceaux) %}
{% for morceau in morceaux %}
{% if morceau[0] == "egal" %}{{ montrer(morceau) }}{% elif morceau[0] == "retrait" %}<del>{{ montrer(morceau) }}</del>\
{% else %}<ins>{{ montrer(morceau) }}</ins>{% endif %}
{%- endfor %}
{% endmacro %}
{% macro ligne(une, largeur, balise) %}
{% if une.tues %}
<tr class="tues"><td colspan="{{ largeur }}">{{ une.tues }}{{ " ligne sans changement" if une.tues == 1 \
else " lignes sans changement" }}</td></tr>
{% else %}
<tr class="{{ une.nature }}">
{% for cellule in une.cellules %}
{% if balise == "td" and loop.first %}
<th scope="row">{{ dire(cellule) }}</th>
{% else %}
<{{ balise }}{% if balise == "th" %} scope="col"{% endif %}>{{ dire(cellule) }}</{{ balise }}>
{% endif %}
{% endfor %}
</tr>
{% endif %}
{% endmacro %}
{% macro element(un) %}
{% if un.grille %}
<div class="defile" role="region" aria-label="{{ un.grille.legende }}" tabindex="0">
<table>
<caption>{{ un.grille.legende }}</caption>
{% if un.grille.entetes %}
<thead>
{% for une in un.grille.entetes %}
{{ ligne(une, un.grille.largeur, "th") }}
{% endfor %}
</thead>
{% endif %}
<tbody>
{% for une in un.grille.lignes %}
{{ ligne(une, un.grille.largeur, "td") }}
{% endfor %}
</tbody>
</table>
</div>
{% else %}
<{{ un.balise }}>{{ dire(un.morceaux) }}</{{ un.balise }}>
{% endif %}
{% endmacro %}
<section class="comparaison" aria-labelledby="{{ document.ancre }}">
<h{{ niveau }} id="{{ document.ancre }}">{{ document.nom }}</h{{ niveau }}>
<p class="bilan">{{ document.bilan }}</p>
{% for groupe in document.groupes %}
{% if groupe.resume %}
<details>
<summary>{{ groupe.resume }}</summary>
{% for un in groupe.elements %}
{{ element(un) }}
{% endfor %}
</details>
{% else %}
{% for un in groupe.elements %}
{{ element(un) }}
{% endfor %}
{% endif %}
{% endfor %}
</section>
"""

PAGE = """\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ regles }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ titre }}</title>
<style>{{ style }}</style>
</head>
<body>
<header>
<h1>{{ titre }}</h1>
<p class="comparaison">Ce qui est <ins>ajouté</ins> est souligné et précédé de +\u202f; ce qui est <del>retiré</del> \
est barré et précédé de −. Ce qui ne change pas est replié\u202f: un clic l’ouvre.</p>
{% if documents|length > 1 %}
<nav aria-label="Documents">
<ul>
{% for document in documents %}
<li><a href="#{{ document.ancre }}">{{ document.nom }}</a>\u202f: {{ document.bilan }}</li>
{% endfor %}
</ul>
</nav>
{% endif %}
</header>
<main>
{% for fragment in fragments %}
{{ fragment }}
{% else %}
<p>Aucun document à comparer.</p>
{% endfor %}
</main>
</body>
</html>
"""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 Calibri, Carlito, "Segoe UI", Arial, sans-serif; margin: 2rem auto; max-width: 60rem;
  padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1, h2, h3, h4, h5, h6 { color: #1f3864; line-height: 1.25; margin: 1.4rem 0 .4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.35rem; border-bottom: 2px solid #1f3864; } h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
a { color: #1f3864; }
.comparaison p, .comparaison td, .comparaison th { white-space: pre-line; overflow-wrap: anywhere; }
.comparaison .bilan { font-weight: bold; }
.comparaison ins { background: #e0f2e5; color: #0b4a1f; text-decoration: underline 2px; }
.comparaison del { background: #fbe3e4; color: #7a0010; text-decoration: line-through 2px; }
.comparaison ins::before { content: "+"; display: inline-block; font-weight: bold; }
.comparaison del::before { content: "\\2212"; display: inline-block; font-weight: bold; }
.comparaison details { margin: .5rem 0; border-left: 3px solid #8ea0bf; padding-left: .8rem; color: #444; }
.comparaison summary { cursor: pointer; color: #595959; }
.comparaison .defile { overflow-x: auto; margin: .8rem 0; }
.comparaison table { border-collapse: collapse; width: 100%; font-size: .9rem; }
.comparaison caption { text-align: left; font-style: italic; padding: .25rem 0; }
.comparaison th, .comparaison td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left;
  vertical-align: top; font-weight: normal; }
.comparaison thead th { background: #e4eaf4; font-weight: bold; }
.comparaison tr.ajout > :first-child { border-left: 5px double #0b4a1f; }
.comparaison tr.retrait > :first-child { border-left: 5px dotted #7a0010; }
.comparaison .tues td { color: #595959; font-style: italic; text-align: center; }
a:focus-visible, summary:focus-visible, .defile:focus-visible { outline: 3px solid #c55a11; outline-offset: 2px; }
@media print {
  @page { margin: 15mm; }
  body { margin: 0; max-width: none; font-size: 10pt; }
  .comparaison .defile { overflow: visible; }
  .comparaison tr { break-inside: avoid; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
}
"""
