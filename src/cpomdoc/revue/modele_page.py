"""The page of a review as a template: no script, nothing from elsewhere, readable aloud and in black and white."""

STYLE = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1b1b1b;
  background: #fff; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: 1rem;
  border: 0; border-top: 3px solid #3c5a78; } h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1rem 0 .4rem; }
a { color: #1f4f82; }
.comparaison th, .comparaison td { min-width: 0; }
.comparaison h4, .comparaison h5, .comparaison h6 { border: 0; padding: 0; }
.meta { color: #4a4a4a; margin: 0 0 1rem; }
.danger { border: 2px solid #a1001c; border-left-width: .6rem; background: #fdf0f1; color: #7a0015;
  padding: .6rem .8rem; font-weight: bold; }
.avis { border-left: .4rem solid #8a6100; background: #fdf7e8; padding: .5rem .8rem; }
.note { color: #4a4a4a; font-size: .95rem; }
.tableau { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .5rem; }
th, td { border: 1px solid #8a8a8a; padding: .35rem .55rem; text-align: left; vertical-align: top; min-width: 4.5rem;
  overflow-wrap: break-word; }
thead th { background: #e9edf2; }
tbody th { font-weight: normal; }
.nombre { text-align: right; white-space: nowrap; }
.total > * { font-weight: bold; background: #f4f6f8; }
td.texte { white-space: pre-line; min-width: 14rem; }
tbody th, td.lieu { min-width: 10rem; }
.marque { font-weight: bold; white-space: nowrap; }
.erreur .marque { color: #a1001c; } .resolu .marque { color: #0b5a28; }
tr.deplacement { color: #4a4a4a; }
td del { background: #fbe3e4; color: #7a0010; }
td ins { background: #e0f2e5; color: #0b4a1f; text-decoration-thickness: 2px; }
dl { margin: 0; } dt { font-weight: bold; } dd { margin: 0 0 .3rem 1rem; }
ul { margin: .3rem 0 .6rem; padding-left: 1.3rem; }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: break-word; }
details.document { border: 1px solid #8a8a8a; border-radius: .25rem; margin: .4rem 0; padding: .3rem .7rem; }
.document > summary { cursor: pointer; font-weight: bold; }
@media (max-width: 40rem) { body { padding: .6rem; font-size: .95rem; } th, td { padding: .25rem .4rem; } }
@media print { body { max-width: none; padding: 0; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .tableau { overflow: visible; } }
"""

MACROS = """\
{%- macro tableau(id, titres) %}
<div class="tableau" role="region" aria-labelledby="{{ id }}" tabindex="0">
<table aria-labelledby="{{ id }}">
<thead><tr>{% for titre in titres %}<th scope="col">{{ titre }}</th>{% endfor %}</tr></thead>
<tbody>
{{- caller() }}
</tbody>
</table>
</div>
{%- endmacro %}
{%- macro grandeurs(id, titres, lignes) %}
{%- call tableau(id, titres + ["Avant", "Après", "Écart", "Sens"]) %}
{%- for one in lignes %}
<tr{% if one.total %} class="total"{% endif %}>{% for sujet in one.sujet %}<th scope="row">{{ sujet }}</th>{% endfor %}\
<td class="nombre">{{ one.avant }}</td><td class="nombre">{{ one.apres }}</td>\
<td class="nombre">{{ one.ecart }}</td><td>{{ one.sens }}</td></tr>
{%- endfor %}
{%- endcall %}
{%- endmacro %}
{%- macro fichiers(lignes) %}
<ul>{% for one in lignes %}<li><code>{{ one.nom }}</code>, {{ one.sort.value }}</li>{% endfor %}</ul>
{%- endmacro %}
{%- macro regles(id, tout) %}
{%- if tout.lignes %}
{%- call tableau(id, ["État", "Gravité", "Code", "Où", "Ce qui ne va pas, comment corriger"]) %}
{%- for one in tout.lignes %}
<tr class="{{ 'erreur' if one.bloque else 'resolu' if one.suite.value == 'résolu' else '' }}">\
<td class="marque">{{ one.suite.value }}</td><td>{{ one.severite }}</td><td class="marque">{{ one.code }}</td>\
<td class="lieu"><code>{{ one.lieu }}</code></td><td class="texte">{{ one.message }}{% if one.aide %}
<span class="note">{{ one.aide }}</span>{% endif %}</td></tr>
{%- endfor %}
{%- endcall %}
{%- endif %}
{%- if tout.restent %}<p class="note">{{ restent(tout) }}</p>{% endif %}
{%- endmacro %}
"""

CONTRAT = """\
{%- macro contrat(one, id) %}
<section aria-labelledby="{{ id }}">
<h2 id="{{ id }}">{{ one.titre }}</h2>
{%- for point in points(one) %}{% if point == scelle_touche %}
<p class="danger" role="note">{{ point }}</p>{% endif %}{% endfor %}
<ul>{% for point in points(one) if point != scelle_touche %}<li>{{ point }}</li>{% endfor %}</ul>
{%- for avis in one.avertissements %}
<p class="avis">{{ avis }}</p>
{%- endfor %}
{%- if one.grave %}
<h3 id="{{ id }}-scelles">Versions scellées touchées</h3>
{{- fichiers(one.scelles.touches) }}
{%- if one.scelles.fautes %}<ul>{% for faute in one.scelles.fautes %}<li>{{ faute }}</li>{% endfor %}</ul>{% endif %}
{%- endif %}
{%- if one.mots and one.mots.parties %}
<h3 id="{{ id }}-articles">Articles et annexes dont les mots changent</h3>
{%- set anciens = one.mots.parties | selectattr("ancien_titre") | list %}
{%- call tableau(id ~ "-articles", ["Partie du contrat", "État"] + (["Titre d’avant"] if anciens else [])) %}
{%- for partie in one.mots.parties %}
<tr><th scope="row">{{ partie.titre }}</th><td class="marque">{{ tell_sort(partie) }}</td>\
{% if anciens %}<td>{{ partie.ancien_titre }}</td>{% endif %}</tr>
{%- endfor %}
{%- endcall %}
{%- endif %}
{%- if one.mots and one.mots.documents %}
<h3 id="{{ id }}-documents">{{ titre_documents(one) }}</h3>
<ul>{% for document in one.mots.documents %}<li>{{ document.titre }} ({{ tell_sort(document) }})</li>{% endfor %}</ul>
{%- for document in one.mots.documents if document.redline %}
<details class="document"><summary>{{ document.titre }}{{ fine }}: les mots qui changent</summary>
{{ redline(document) }}
</details>
{%- endfor %}
{%- endif %}
{%- if one.montants %}
<h3 id="{{ id }}-montants">Dotations par financeur et par année</h3>
{{- grandeurs(id ~ "-montants", ["Financeur", "Année"], one.montants) }}
<p class="note">{{ calcule }}{% if one.hypothese %} {{ hypothese }}{% endif %}</p>
{%- endif %}
{%- if one.capacites %}
<h3 id="{{ id }}-capacites">Capacités</h3>
{{- grandeurs(id ~ "-capacites", ["Capacité", "Quand"], one.capacites) }}
{%- endif %}
{%- if one.echeances %}
<h3 id="{{ id }}-echeances">Échéances déplacées</h3>
{{- grandeurs(id ~ "-echeances", ["Échéance"], one.echeances) }}
{%- endif %}
{%- if one.consequences %}
<h3 id="{{ id }}-suites">Ce qui en découle encore</h3>
{%- call tableau(id ~ "-suites", ["Valeur", "Avant", "Après"]) %}
{%- for suite in one.consequences %}
<tr><th scope="row">{{ suite.sujet }}</th><td>{{ suite.avant }}</td><td>{{ suite.apres }}</td></tr>
{%- endfor %}
{%- endcall %}
{%- endif %}
{%- if one.regles.lignes or one.regles.restent %}
<h3 id="{{ id }}-regles">Vérification</h3>
{{- regles(id ~ "-regles", one.regles) }}
{%- endif %}
{%- if one.lignes %}
<h3 id="{{ id }}-changements">Ce qui change dans les fichiers</h3>
{%- for rubrique, lignes in one.rubriques %}
<h4 id="{{ id }}-r{{ loop.index }}">{{ rubrique }}</h4>
{%- call tableau(id ~ "-r" ~ loop.index, ["Nature", "Sujet", "Avant", "Après", "Imprimé dans"]) %}
{%- for ligne in lignes %}
<tr class="{{ ligne.nature.value }}"><td class="marque">{{ tell_nature(ligne) }}</td>\
<th scope="row">{{ ligne.titre }}</th><td class="texte">{{ cell(ligne, "avant") }}</td>\
<td class="texte">{{ cell(ligne, "apres") }}</td><td>{{ ligne.documents | join(", ") }}</td></tr>
{%- endfor %}
{%- endcall %}
{%- endfor %}
{%- endif %}
{%- if one.autres %}
<h3 id="{{ id }}-autres">Autres fichiers touchés</h3>
<p class="note">{{ autres }}</p>
{{- fichiers(one.autres) }}
{%- endif %}
{%- if one.textes %}<p class="note">{{ relus(one) }}</p>{% endif %}
</section>
{%- endmacro %}
"""

PAGE = (
    MACROS
    + CONTRAT
    + """\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{{ titre }}</title>
<style>
{{ style }}</style>
</head>
<body>
<main>
<h1>{{ titre }}</h1>
<p class="meta">De {{ revue.base }} à {{ revue.tete }}. {{ imprime }}</p>
<p>{{ bilan }}</p>
{%- for avis in revue.avertissements %}
<p class="avis">{{ avis }}</p>
{%- endfor %}
{%- if revue.contrats | length > 1 %}
<h2 id="sommaire">Contrats</h2>
{%- call tableau("sommaire", ["Contrat", "État", "Dotations du contrat", "Problèmes nouveaux", "Avenant"]) %}
{%- for one in revue.contrats %}
<tr><th scope="row"><a href="#c{{ loop.index }}">{{ one.titre }}</a></th>\
<td class="marque">{{ "version scellée touchée" if one.grave else one.sort.value }}</td>\
<td>{% if one.total %}{{ one.total.sens }} {{ one.total.ecart }}{% endif %}</td>\
<td>{{ nouveaux(one) }}</td><td>{% if one.scelles.avenant %}n° {{ one.scelles.avenant }}{% endif %}</td></tr>
{%- endfor %}
{%- endcall %}
{%- endif %}
{%- if revue.maison %}
<section aria-labelledby="maison">
<h2 id="maison">La maison</h2>
<p class="avis">{{ maison }}</p>
{{- fichiers(revue.maison) }}
{{- regles("maison", revue.regles_maison) }}
</section>
{%- endif %}
{%- for one in revue.contrats %}{{ contrat(one, "c" ~ loop.index) }}{% endfor %}
</main>
</body>
</html>
"""
)
