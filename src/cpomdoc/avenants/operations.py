"""What an avenant does to each article and annex of the contract, in the sentences of the act."""

from collections.abc import Iterator, Sequence

from cpomdoc.avenants.alineas import compare_alineas
from cpomdoc.avenants.textes import PARTIES as LES_PARTIES
from cpomdoc.avenants.textes import PREAMBULE, TITRE, VISAS, Etat, list_changed
from cpomdoc.francais import accord, guillemets, majuscule
from cpomdoc.lettres import spell_date
from cpomdoc.model.plan import AnnexePlace, ArticlePlace
from cpomdoc.model.projet_avenant import ArticleAvenant, Genre, LigneTableau, Operation
from cpomdoc.rendering.documents.articles import renvoi_article
from cpomdoc.rendering.documents.avenant.parties_acte import count_partants
from cpomdoc.typographie import FINE, INSECABLE, format_date

SUIVANTES = f"par les dispositions suivantes{FINE}:"
OUVERTURES = {
    LES_PARTIES: "Parties au contrat",
    VISAS: "Visas du contrat",
    PREAMBULE: "Préambule du contrat",
}
"""Headings for what stands before the first article."""
DESIGNEES = "celles que désigne le présent avenant, sous le titre Parties"
"""The parties are named by the act itself."""


def draft_articles(avant: Etat, apres: Etat) -> tuple[ArticleAvenant, ...]:
    """The articles of the act: one by clause that changes, then the new numbers, then the annexes together."""
    changed = list_changed(avant, apres)
    drafted = [
        *_draft_ouvertures(changed, avant, apres),
        *(_draft_titre(cible, avant, apres) for cible in changed if cible.startswith(TITRE)),
        *(_draft_article(cible, avant, apres) for cible in changed if cible.startswith("article:")),
        *_draft_numeros(avant, apres),
        *_draft_annexes(changed, avant, apres),
    ]
    return tuple(drafted)


def _draft_ouvertures(changed: Sequence[str], avant: Etat, apres: Etat) -> Iterator[ArticleAvenant]:
    for cible, intitule in OUVERTURES.items():
        if cible in changed:
            ancien, nouveau = avant.parties.get(cible, ""), apres.parties.get(cible, "")
            lignes = () if cible == LES_PARTIES else tuple(compare_alineas(ancien, nouveau))
            debut = f"{'Les' if cible == VISAS else 'Le'} {intitule.lower()}"
            verbe = "sont modifiés" if cible == VISAS else "est modifié"
            phrase = _tell_parties(avant, apres) if cible == LES_PARTIES else f"{debut} {verbe} comme suit{FINE}:"
            yield ArticleAvenant(intitule, (Operation(Genre.REMPLACER, cible, phrase, lignes=lignes),))


def _tell_parties(avant: Etat, apres: Etat) -> str:
    """The act names those who conclude it: some parties may not, and those that leave still do."""
    avenant = apres.contexte.dossier.avenant
    if avenant is not None and avenant.signataires:
        return (
            "Le contrat désigne désormais les parties qui concluent le présent avenant dans les termes que celui-ci "
            "emploie, sous le titre Parties."
        )
    anciennes, nouvelles = (one.contexte.dossier.general.parties for one in (avant, apres))
    partants = count_partants(anciennes, nouvelles)
    sauf = accord(partants, "de celle qui cesse de l’être par cet acte", "de celles qui cessent de l’être par cet acte")
    exception = f", à l’exception {sauf}" if partants else ""
    return f"Les parties au contrat sont désormais {DESIGNEES}{exception}."


def _draft_titre(cible: str, avant: Etat, apres: Etat) -> ArticleAvenant:
    """What stands between the heading of a titre and its first article: the object of the contract."""
    etat = apres if cible in apres.parties else avant
    place = next(one for one in etat.contexte.plan.titres if one.cle == cible.removeprefix(TITRE))
    name = f"titre{INSECABLE}{place.numero}"
    phrase = f"Les dispositions qui ouvrent le {name} {guillemets(place.intitule)} sont modifiées comme suit{FINE}:"
    lignes = compare_alineas(avant.parties.get(cible, ""), apres.parties.get(cible, ""))
    return ArticleAvenant(
        f"Modification du {name} – {place.intitule}", (Operation(Genre.REMPLACER, cible, phrase, lignes=tuple(lignes)),)
    )


def _draft_article(cible: str, avant: Etat, apres: Etat) -> ArticleAvenant:
    cle = cible.removeprefix("article:")
    ancien, nouveau = avant.contexte.plan.articles.get(cle), apres.contexte.plan.articles.get(cle)
    if nouveau is None and ancien is not None:
        phrase = f"{_le(ancien, avant)} est abrogé."
        return ArticleAvenant(f"Abrogation {_de(ancien, avant)}", (Operation(Genre.ABROGER, cible, phrase),))
    if ancien is None and nouveau is not None:
        return _insert(cible, nouveau, avant, apres)
    if ancien is None or nouveau is None:
        raise ValueError(cible)
    return ArticleAvenant(f"Modification {_de(ancien, avant)}", (_replace(cible, ancien, nouveau, avant, apres),))


def _insert(cible: str, nouveau: ArticlePlace, avant: Etat, apres: Etat) -> ArticleAvenant:
    """A new article, told by the one it follows: one that was there, or another that the act brings."""
    articles = list(apres.contexte.plan.articles.values())
    rang = articles.index(nouveau)
    previous = articles[rang - 1] if rang else None
    ancien = avant.contexte.plan.articles.get(previous.cle) if previous else None
    place = "En tête des articles"
    if ancien is not None:
        place = f"Après l’{renvoi_article(avant.contexte, ancien)}"
    elif previous is not None:
        place = f"Après l’{renvoi_article(apres.contexte, previous)} que le présent avenant insère"
    words, name = apres.parties[cible], f"article{INSECABLE}{nouveau.numero}"
    titre = renvoi_article(apres.contexte, nouveau).removeprefix(name).replace(" du ", " au ", 1)
    suite = f"ainsi rédigé{FINE}:" if words else f"intitulé {guillemets(nouveau.intitule)}."
    phrase = f"{place}, il est inséré{titre} un {name} {suite}"
    operation = Operation(Genre.INSERER, cible, phrase, greffe=bool(words))
    return ArticleAvenant(f"Insertion{titre} d’un {name} – {nouveau.intitule}", (operation,))


def _replace(cible: str, ancien: ArticlePlace, nouveau: ArticlePlace, avant: Etat, apres: Etat) -> Operation:
    names = [renvoi_article(etat.contexte, one) for etat, one in ((avant, ancien), (apres, nouveau))]
    devient = "" if names[0] == names[1] else f", qui devient l’{names[1]},"
    fin_avant = avant.contexte.calculs.jalons.date_fin
    fin = apres.contexte.calculs.jalons.date_fin
    if cible == "article:duree" and fin is not None and fin_avant is not None and fin > fin_avant:
        phrase = (
            f"Le terme du contrat est reporté du {format_date(fin_avant)} au {format_date(fin)} ({spell_date(fin)}). "
            f"{_le(ancien, avant)}{devient} est remplacé {SUIVANTES}"
        )
        return Operation(Genre.PROROGER, cible, phrase, greffe=True)
    added = _list_added(cible, avant, apres)
    if added and ancien.intitule == nouveau.intitule:
        suite = accord(len(added), "un alinéa ainsi rédigé", "les dispositions suivantes")
        phrase = f"{_le(ancien, avant)}{devient} est complété par {suite}{FINE}:"
        return Operation(Genre.COMPLETER, cible, phrase, greffe=True, alineas=added)
    return Operation(Genre.REMPLACER, cible, f"{_le(ancien, avant)}{devient} est remplacé {SUIVANTES}", greffe=True)


def _list_added(cible: str, avant: Etat, apres: Etat) -> tuple[int, ...]:
    """Ranks of the paragraphs that only come after those that were there; none when others change."""
    if avant.canons[cible] and not apres.canons[cible].startswith(f"{avant.canons[cible]}\n\n"):
        return ()
    cle = cible.removeprefix("article:")
    anciens, nouveaux = avant.alineas[cle], apres.alineas[cle]
    return tuple(range(len(anciens), len(nouveaux))) if anciens else ()


def _draft_numeros(avant: Etat, apres: Etat) -> Iterator[ArticleAvenant]:
    """One article for all the numbers that shift because something came or went before them."""
    lignes = [*_list_numeros_articles(avant, apres), *_list_numeros_annexes(avant, apres)]
    if lignes:
        phrase = (
            "La numérotation des articles et des annexes du contrat est modifiée comme suit, et les renvois du contrat "
            f"sont mis à jour en conséquence{FINE}:"
        )
        yield ArticleAvenant(
            "Numérotation", (Operation(Genre.RENUMEROTER, "contrat:numeros", phrase, lignes=tuple(lignes)),)
        )


def _list_numeros_articles(avant: Etat, apres: Etat) -> Iterator[LigneTableau]:
    anciens = avant.contexte.plan.articles
    for one in apres.contexte.plan.articles.values():
        ancien = anciens.get(one.cle)
        if ancien is not None:
            names = [renvoi_article(etat.contexte, place) for etat, place in ((avant, ancien), (apres, one))]
            if names[0] != names[1]:
                yield LigneTableau(one.intitule, *(majuscule(name) for name in names))


def _list_numeros_annexes(avant: Etat, apres: Etat) -> Iterator[LigneTableau]:
    anciens = avant.contexte.plan.annexes_par_cle
    for one in apres.contexte.plan.annexes:
        ancien = anciens.get(one.cle)
        if ancien is not None and ancien.numero != one.numero:
            yield LigneTableau(
                one.intitule, f"Annexe n°{INSECABLE}{ancien.numero}", f"Annexe n°{INSECABLE}{one.numero}"
            )


def _draft_annexes(changed: Sequence[str], avant: Etat, apres: Etat) -> Iterator[ArticleAvenant]:
    cles = [one.removeprefix("annexe:") for one in changed if one.startswith("annexe:")]
    operations = tuple(_draft_annexe(cle, avant, apres) for cle in cles)
    if operations:
        yield ArticleAvenant(accord(len(operations), "Annexe du contrat", "Annexes du contrat"), operations)


def _draft_annexe(cle: str, avant: Etat, apres: Etat) -> Operation:
    ancienne, nouvelle = avant.contexte.annexe(cle), apres.contexte.annexe(cle)
    cible = f"annexe:{cle}"
    if nouvelle is None and ancienne is not None:
        return Operation(Genre.ABROGER_ANNEXE, cible, f"L’{_annexe(ancienne)} est supprimée.")
    if nouvelle is None:
        raise ValueError(cible)
    if ancienne is None:
        phrase = f"Le contrat est complété par l’{_annexe(nouvelle)}, jointe au présent avenant."
        return Operation(Genre.AJOUTER_ANNEXE, cible, phrase)
    devient = "" if ancienne.numero == nouvelle.numero else f", qui devient l’annexe n°{INSECABLE}{nouvelle.numero},"
    phrase = f"L’{_annexe(ancienne)}{devient} est remplacée par celle qui est jointe au présent avenant."
    return Operation(Genre.REMPLACER_ANNEXE, cible, phrase)


def _annexe(place: AnnexePlace) -> str:
    return f"annexe n°{INSECABLE}{place.numero} {guillemets(place.intitule)}"


def _le(place: ArticlePlace, etat: Etat) -> str:
    return f"L’{renvoi_article(etat.contexte, place)} {guillemets(place.intitule)}"


def _de(place: ArticlePlace, etat: Etat) -> str:
    return f"de l’{renvoi_article(etat.contexte, place)} – {place.intitule}"
