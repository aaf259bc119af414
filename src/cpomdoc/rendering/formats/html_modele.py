"""The web page of a workbook: its markup for Jinja, its style, and the script that sorts a table on a click."""

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
<nav aria-label="Tableaux">
<ul>
{% for table in tables %}
<li><a href="#{{ table.ancre }}">{{ table.onglet.titre }}</a></li>
{% endfor %}
</ul>
</nav>
</header>
<main>
{% for table in tables %}
<section aria-labelledby="{{ table.ancre }}">
<h2 id="{{ table.ancre }}">{{ table.onglet.titre }}</h2>
{% if table.onglet.entete %}
<dl>
{% for libelle, texte in table.onglet.entete %}
<div><dt>{{ libelle }}</dt><dd>{{ texte or "–" }}</dd></div>
{% endfor %}
</dl>
{% endif %}
{% if table.lignes %}
<div class="defile" role="region" aria-labelledby="{{ table.ancre }}-legende" tabindex="0">
<table{{ ' data-triable' if table.triable }}>
<caption id="{{ table.ancre }}-legende">{{ titre }} – {{ table.onglet.titre }}</caption>
<thead>
<tr>
{% for colonne in table.onglet.colonnes %}
<th scope="col" data-titre="{{ colonne.titre }}">{{ colonne.titre }}</th>
{% endfor %}
</tr>
</thead>
<tbody>
{% for section, cellules in table.lignes %}
<tr>
{% if section %}
<th scope="rowgroup" colspan="{{ table.onglet.colonnes|length }}">{{ cellules[0].texte }}</th>
{% else %}
{% for cellule in cellules %}
{% set balise = "th" if loop.first else "td" %}
<{{ balise }}{% if loop.first %} scope="row"{% endif %}{% if cellule.classe %} class="{{ cellule.classe }}"{% endif %}
 data-tri="{{ cellule.tri }}" data-titre="{{ table.onglet.colonnes[loop.index0].titre }}">
{%- if cellule.jour %}<time datetime="{{ cellule.jour }}">{{ cellule.texte }}</time>
{%- else %}{{ cellule.texte }}{% endif %}</{{ balise }}>
{% endfor %}
{% endif %}
</tr>
{% endfor %}
</tbody>
</table>
</div>
{% else %}
<p>Rien à signaler.</p>
{% endif %}
</section>
{% endfor %}
</main>
<footer><p>{{ pied }}</p></footer>
<script>{{ script }}</script>
</body>
</html>
"""

STYLE = """
:root { --bleu: #1f3864; --pale: #e4eaf4; --filet: #8ea0bf; }
* { box-sizing: border-box; }
body { margin: 1.5rem; font: 0.9rem/1.4 Calibri, Carlito, "Segoe UI", Arial, sans-serif; color: #1a1a1a; }
h1, h2 { color: var(--bleu); line-height: 1.2; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; padding: 0; list-style: none; }
a { color: var(--bleu); }
dl div { display: flex; flex-wrap: wrap; gap: 0 0.5rem; }
dt { font-weight: bold; color: var(--bleu); }
dd { margin: 0; }
/* A shadow on the right as long as columns are left to see there. */
.defile {
  overflow: auto; max-height: 90vh;
  background: linear-gradient(to left, #fff, #fff0) right / 3rem 100% no-repeat local,
    linear-gradient(to left, #1f386480, #1f386400) right / 1rem 100% no-repeat scroll;
}
.defile:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #c55a11; outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; width: max-content; min-width: 100%; }
caption { text-align: left; padding: 0.25rem 0; font-style: italic; }
th, td { border: solid var(--filet); border-width: 0 1px 1px 0; padding: 0.3rem 0.45rem; text-align: left; }
th, td { max-width: 15rem; white-space: pre-line; vertical-align: top; }
tr > :first-child { border-left-width: 1px; }
thead th { position: sticky; top: 0; z-index: 1; max-width: 8rem; border-top-width: 1px; }
tbody th[scope="row"] { position: sticky; left: 0; background: #fff; }
thead th, th[scope="rowgroup"] { background: var(--pale); color: var(--bleu); vertical-align: bottom; }
thead th[aria-sort] { box-shadow: inset 0 -3px var(--bleu); }
thead button { all: unset; cursor: pointer; font-weight: bold; }
thead button::after { content: " \\2195"; font-weight: normal; }
thead th[aria-sort="ascending"] button::after { content: " \\2191"; }
thead th[aria-sort="descending"] button::after { content: " \\2193"; }
tbody th { font-weight: bold; }
.nombre { text-align: right; white-space: nowrap; }
.jour { white-space: nowrap; }
.faible { color: #595959; font-style: italic; }
/* Too narrow for a table: a row becomes a card, each value beside the title of its column. */
@media screen and (max-width: 40rem) {
  body { margin: 1rem; }
  .defile { max-height: none; overflow: visible; background: none; }
  table, tbody, tr, th, td { display: block; width: auto; max-width: none; }
  caption { display: block; }
  thead { display: none; }
  tr { margin: 0 0 1rem; border: 1px solid var(--filet); }
  tbody th, td { display: grid; grid-template-columns: 8rem 1fr; gap: 0.5rem; border: 0; text-align: left; }
  tbody th[scope="row"], th[scope="rowgroup"] { position: static; background: var(--pale); color: var(--bleu); }
  tbody th[data-titre]::before, td::before { content: attr(data-titre); font-weight: normal; color: #595959; }
  tbody th::before, td::before { font-style: normal; white-space: normal; }
  td.nombre { text-align: left; }
  td[data-tri=""] { display: none; }
}
footer { margin-top: 2rem; color: #595959; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; font-size: 6.5pt; }
  nav, thead button { display: none; }
  /* Chromium does not print buttons again on the pages that follow. */
  thead th:has(button)::before { content: attr(data-titre); }
  .defile { overflow: visible; max-height: none; background: none; }
  table { width: 100%; }
  thead th, tbody th[scope="row"] { position: static; }
  section + section { break-before: page; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { max-width: none; padding: 0.8mm; }
  .jour { white-space: normal; }
  thead th, th[scope="rowgroup"] { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

SCRIPT = """
"use strict";
for (const table of document.querySelectorAll("table[data-triable]")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, rank) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const body = table.tBodies[0];
      const key = (row) => row.cells[rank].dataset.tri;
      const rows = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), "fr", { numeric: true }));
      if (descending) rows.reverse();
      body.append(...rows);
    });
  });
}
"""
