"""Rules on visas: the legal ground is cited, and what is withdrawn was there."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.visas import cites_article, keep_visas, plain_visa


def visa_de_la_base_legale(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les visas citent l’article de la loi sur lequel le contrat se fonde.

    Pourquoi : un contrat vise le texte en application duquel il est conclu.
    Bon : les visas de la catégorie, ou un visa du contrat qui cite l’article L. 313-12-2
    Mauvais : « visas_retires: [le code de l’action sociale] », sans un visa qui le remplace
    """
    general, categorie = contexte.dossier.general, contexte.categorie
    if categorie is None:
        return
    visas = [*keep_visas(categorie.visas, general.visas_retires), *(visa.texte for visa in general.visas)]
    if not any(cites_article(texte, categorie.article_court) for texte in visas):
        yield Ecart(
            ("visas_retires",),
            f"Visa manquant : l’{categorie.base_legale}.",
            "Gardez le visa habituel, ou écrivez sous « visas » celui qui le remplace.",
            on_key=True,
        )


def visa_retire_connu(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un visa retiré est l’un de ceux que la catégorie du contrat imprime.

    Pourquoi : des mots qui ne sont le début d’aucun visa ne retirent rien, et le visa reste imprimé.
    Bon : « visas_retires: [le code de la sécurité sociale] »
    Mauvais : « visas_retires: [le code de sécurité sociale] »
    """
    visas = contexte.categorie.visas if contexte.categorie else ()
    for rang, texte in enumerate(contexte.dossier.general.visas_retires):
        if visas and not any(plain_visa(visa).startswith(plain_visa(texte)) for visa in visas):
            yield Ecart(
                ("visas_retires", rang),
                "Aucun visa de la catégorie du contrat ne commence par ces mots.",
                "Recopiez les premiers mots du visa à retirer, sans « Vu ».",
            )
