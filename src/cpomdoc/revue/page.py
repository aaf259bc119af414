"""A review as one web page: every word of a contract is escaped, whatever it holds."""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from cpomdoc.comparing.page import render_cell
from cpomdoc.comparing.redaction import Ligne, tell_nature
from cpomdoc.francais import accord
from cpomdoc.rendering.formats.comparaison_html import STYLE_COMPARAISON
from cpomdoc.revue.marques import show
from cpomdoc.revue.modele import DocumentChange, Partie, Regles, Revue, RevueContrat, Sort, Suite
from cpomdoc.revue.modele_page import PAGE, STYLE
from cpomdoc.revue.phrases import CALCULE, FINE, HYPOTHESE, SCELLE_TOUCHE, count_faults, tell_contrat, tell_revue

TITRE = "Revue des contrats"
MAISON = (
    "Ces fichiers servent à tous les contrats. Les contrats dont les mots changent à cause d’eux sont montrés plus "
    "bas, même si aucun de leurs propres fichiers n’est touché."
)
AUTRES = "Préparation, suivi ou avenant\u202f: ces fichiers ne font pas les mots que l’on signe."
DOCUMENTS = "Documents dont les mots changent"
A_SIGNER = "Documents à faire signer"
A_RESIGNER = "Documents à refaire signer, ou à remplacer par l’avenant"


def render_page(revue: Revue) -> str:
    """The whole page."""
    return (
        _load_template()
        .render(
            revue=revue,
            titre=TITRE,
            style=Markup(STYLE_COMPARAISON + STYLE),
            imprime=f"Les deux états sont lus et imprimés par cpomdoc {revue.version}.",
            bilan=tell_revue(revue),
            maison=MAISON,
            autres=AUTRES,
            calcule=CALCULE,
            hypothese=HYPOTHESE,
            scelle_touche=SCELLE_TOUCHE,
            points=lambda one: tuple(tell_contrat(one)),
            restent=tell_restent,
            relus=tell_relus,
            fine=FINE,
            tell_sort=tell_sort,
            titre_documents=title_documents,
            nouveaux=count_nouveaux,
            redline=_trust_redline,
            tell_nature=tell_nature,
            cell=_show_cell,
        )
        .lstrip()
    )


@cache
def _load_template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, finalize=_make_visible
    )
    return environment.from_string(PAGE)


def _make_visible(value: object) -> object:
    """What would not show, or would turn the reading round, is a dot; our own HTML goes as it is."""
    return show(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _show_cell(ligne: Ligne, cote: str) -> Markup:
    return Markup(show(render_cell(ligne, cote)))


def _trust_redline(document: DocumentChange) -> Markup:
    """Written by our own writer of redlines, which escapes what it is given."""
    return Markup(show(document.redline))


def tell_restent(regles: Regles) -> str:
    """« 3 problèmes restent, comme avant. »."""
    return f"{regles.restent} {accord(regles.restent, 'problème reste', 'problèmes restent')}, comme avant."


NOMS = {
    Sort.AJOUTE: "ajout",
    Sort.RETIRE: "retrait",
    Sort.RENOMME: "autre numéro ou titre",
    Sort.MODIFIE: "modification",
}


def tell_sort(one: Partie | DocumentChange) -> str:
    """« modification », « autre numéro ou titre »."""
    return NOMS[one.sort]


def title_documents(contrat: RevueContrat) -> str:
    """What has to be done with the documents that change."""
    if contrat.scelles.derniere:
        return A_RESIGNER
    return DOCUMENTS if contrat.sort is Sort.RETIRE else A_SIGNER


def tell_relus(contrat: RevueContrat) -> str:
    """« Texte relu (texte/) : 8 fichiers touchés. »."""
    count = contrat.textes
    return f"Texte relu (texte/){FINE}: {count} {accord(count, 'fichier touché', 'fichiers touchés')}."


def count_nouveaux(contrat: RevueContrat) -> str:
    """« 1 erreur, 2 alertes »."""
    return count_faults(contrat.regles, Suite.NOUVEAU)
