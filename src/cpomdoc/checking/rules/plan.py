"""Rules on the whole: annexes, articles, the references that long texts make to them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.suggestions import format_suggestion, suggest

RENVOI = re.compile(r"\[\[[^\[\]]*\]\]|\[{1,2}\s*(?:annexe|article|fiche)s?\s*:[^\[\]\n]*\]{1,2}", re.IGNORECASE)
"""A reference, well written or with a bracket short."""

SUJETS = {"annexe": "cette annexe", "article": "cet article", "fiche": "cette fiche"}


def annexes_obligatoires(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le contrat porte les annexes que sa catégorie rend obligatoires.

    Pourquoi : sans elles, il manque aux parties le diagnostic, les objectifs ou le volet financier. C’est une alerte
    dans un projet, une erreur dans un contrat définitif.
    Bon : un CPOM d’EHPAD avec diagnostic.yaml, objectifs.yaml et finances.yaml
    Mauvais : un CPOM d’EHPAD sans diagnostic.yaml
    """
    presentes = contexte.plan.annexes_par_cle
    manquantes: dict[str, list[str]] = {}
    for cle in contexte.categorie.annexes_obligatoires if contexte.categorie else ():
        annexe = contexte.referentiel.annexes.get(cle)
        if cle not in presentes and annexe is not None:
            # The condition of an annex is the name of the file that brings it.
            manquantes.setdefault(f"{annexe.condition}.yaml", []).append(f"« {annexe.intitule} »")
    for fichier, intitules in manquantes.items():
        mot = "Annexe obligatoire manquante" if len(intitules) == 1 else "Annexes obligatoires manquantes"
        yield Ecart(
            ("contrat", "categorie"),
            f"{mot} : {liste(intitules)}.",
            f"Écrivez {fichier}, d’où cpomdoc la tire."
            if len(intitules) == 1
            else f"Écrivez {fichier}, d’où cpomdoc les tire.",
            contexte.lacune,
        )


def numeros_des_annexes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les annexes sont numérotées de 1 en 1, chacune une fois.

    Pourquoi : un renvoi à « l’annexe 4 » doit mener à une annexe et à une seule.
    Bon : aucune numérotation, ou « annexes: {activite: 4, objectifs_fiches_actions: 5} » qui laisse une suite
    Mauvais : « annexes: {activite: 4} » quand une autre annexe garde le numéro 4
    """
    choisis = contexte.dossier.general.presentation.annexes
    numeros = [annexe.numero for annexe in contexte.plan.annexes]
    for cle, numero in choisis.items():
        place = contexte.plan.annexes_par_cle.get(cle)
        if place is None:
            message = f"L’annexe « {cle} » n’est pas dans ce contrat."
            aide = (
                format_suggestion(cle, contexte.plan.annexes_par_cle)
                or "Retirez la ligne, ou écrivez le fichier qui porte l’annexe."
            )
        elif numeros.count(numero) > 1:
            autres = [
                annexe.intitule for annexe in contexte.plan.annexes if annexe.numero == numero and annexe.cle != cle
            ]
            message = f"Le numéro {numero} est aussi celui de l’annexe « {liste(autres)} »."
            aide = "Numérotez aussi l’autre annexe, ou aucune."
        elif not 1 <= numero <= len(numeros):
            message = f"Le numéro {numero} laisse un trou : le contrat a {len(numeros)} annexes."
            aide = f"Choisissez un numéro entre 1 et {len(numeros)}."
        else:
            continue
        yield Ecart(("presentation", "annexes", cle), message, aide[:1].upper() + aide[1:])


def renvois_des_textes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un renvoi écrit dans un texte mène à une annexe, un article ou une fiche de ce contrat.

    Pourquoi : il s’imprime avec son numéro ; sans cible, la phrase serait fausse.
    Bon : « [[annexe:diagnostic]] », « [[article:revision]] », « [[fiche:FA-03]] »
    Mauvais : « [[annexe:diagnostik]] », « [annexe:diagnostic] », ou une annexe que ce contrat n’a pas
    """
    connus: dict[str, Collection[str]] = {
        "annexe": contexte.plan.annexes_par_cle,
        "article": contexte.plan.articles,
        "fiche": {fiche.fiche for fiche in contexte.dossier.fiches},
    }
    for path, texte in contexte.textes:
        for trouve in RENVOI.finditer(texte):
            if ecart := _renvoi_perdu(contexte, trouve, connus):
                yield replace(ecart, path=path, extrait=trouve[0])


def _renvoi_perdu(
    contexte: ContexteRegles, trouve: re.Match[str], connus: Mapping[str, Collection[str]]
) -> Ecart | None:
    """What is wrong with a reference: its writing, its kind or its target; the place is for the caller."""
    sorte, deux_points, cle = (part.strip() for part in trouve[0].strip("[]").partition(":"))
    entier = trouve[0].startswith("[[") and trouve[0].endswith("]]")
    if not entier or sorte not in connus or not deux_points:
        sortes = [sorte] if sorte in connus else suggest(sorte, SUJETS)
        cibles = [cle] if sortes and cle in connus[sortes[0]] else suggest(cle, connus[sortes[0]] if sortes else ())
        exemple = f"[[{sortes[0]}:{cibles[0]}]]" if cibles else ""
        aide = (
            f"Vouliez-vous dire « {exemple} » ?"
            if exemple
            else "Écrivez [[annexe:clé]], [[article:clé]] ou [[fiche:numéro]]."
        )
        return Ecart((), f"Le renvoi « {trouve[0]} » n’est pas compris.", aide)
    if cle in connus[sorte]:
        return None
    proches = " ou ".join(f"« [[{sorte}:{proche}]] »" for proche in suggest(cle, connus[sorte]))
    return Ecart(
        (),
        f"Le renvoi « {trouve[0]} » ne mène à rien : {SUJETS[sorte]} {_absence(contexte, sorte, cle)}.",
        f"Vouliez-vous dire {proches} ?" if proches else f"Choisissez parmi : {', '.join(sorted(connus[sorte]))}.",
    )


def place_des_clauses(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une clause particulière se place après un article que ce contrat contient.

    Pourquoi : sinon, elle ne serait imprimée nulle part.
    Bon : « apres: revision »
    Mauvais : « apres: modulation » dans un contrat sans modulation
    """
    for rang, clause in enumerate(contexte.dossier.general.clauses_particulieres):
        if clause.apres not in contexte.plan.articles:
            proche = format_suggestion(clause.apres, contexte.plan.articles)
            yield Ecart(
                ("clauses_particulieres", rang, "apres"),
                f"L’article « {clause.apres} » {_absence(contexte, 'article', clause.apres)}.",
                proche[:1].upper() + proche[1:] or f"Choisissez parmi {', '.join(contexte.plan.articles)}.",
            )


def _absence(contexte: ContexteRegles, sorte: str, cle: str) -> str:
    """Why a target is not there: unknown to cpomdoc, or known but not in this contract."""
    existe = contexte.referentiel.annexes if sorte == "annexe" else contexte.articles
    if sorte == "fiche" or cle not in existe:
        return "n’existe pas"
    return "n’est pas dans ce contrat"
