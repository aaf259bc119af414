"""The words in which two states of a contract are compared: labels of its fields, names of its parts and documents."""

from collections.abc import Mapping
from dataclasses import replace

from cpomdoc.checking.load_schemas import SECTIONS, Codes, Rules, build_codes, iterate_champs
from cpomdoc.comparing.vocabulaire import Champ, Vocabulaire
from cpomdoc.francais import majuscule
from cpomdoc.model.plan import Plan, build_plan
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.typographie import INSECABLE
from cpomdoc.versions.etats import Etat

FICHIERS = {
    "general": "Contrat et parties",
    "perimetre": "Périmètre",
    "diagnostic": "Diagnostic",
    "objectifs": "Objectifs",
    "fiches": "Fiches actions",
    "activite": "Activité",
    "finances": "Finances",
    "pgfp": "Plan global de financement pluriannuel",
    "ppi": "Plan pluriannuel d’investissement",
    "retour_equilibre": "Plan de retour à l’équilibre",
    "aide_sociale": "Aide sociale à l’hébergement",
    "orientations": "Orientations des schémas",
    "partenariats": "Partenariats",
    "rapt": "Réponse accompagnée pour tous",
    "accompagnement_social": "Accompagnement social",
    "domicile": "Aide à domicile",
    "hebergement": "Hébergement et réinsertion sociale",
    "forfait_autonomie": "Forfait autonomie",
}
"""What the files of a contract are called."""
CLAUSE = ("clauses_particulieres", "*", "apres")
INDICATEUR = ("activite", "lignes", "*", "indicateurs", "*", "code")
"""A code of the author's own, or one of the usual ones, that documents call by their labels."""
MANY = 6
"""From this number of documents on, a field that heads them all is said to be everywhere."""


def build_vocabulaire(ancien: Etat, nouveau: Etat) -> Vocabulaire:
    """The words of both states; where they give two names to one thing, the new one."""
    referentiel = nouveau.referentiel
    codes = build_codes(referentiel)
    plan = build_plan(nouveau.dossier, nouveau.catalogue, referentiel.annexes)
    lieux = _name_documents(plan, build_plan(ancien.dossier, ancien.catalogue, ancien.referentiel.annexes))
    champs = {
        tuple(map(str, champ.path)): _build_champ(
            champ.rules, codes, _list_lieux(referentiel, lieux, ".".join(map(str, champ.path)))
        )
        for section in SECTIONS
        for champ in iterate_champs(section)
    }
    articles = {one.cle: f"après l’article{INSECABLE}{one.numero}, {one.intitule}" for one in plan.articles.values()}
    champs[CLAUSE] = replace(champs[CLAUSE], codes=articles)
    champs[INDICATEUR] = replace(champs[INDICATEUR], codes=referentiel.listes["indicateur_activite"])
    etablissements = {
        one.id: one.nom for etat in (ancien, nouveau) for one in reversed(etat.dossier.perimetre.etablissements)
    }
    financeurs = {code: f"département {one.de}" for code, one in referentiel.departements.items()}
    return Vocabulaire(champs, FICHIERS, etablissements, {**financeurs, **referentiel.listes["financeur"]})


def _build_champ(rules: Rules, codes: Codes, documents: tuple[str, ...]) -> Champ:
    """What the schema says of a field; a list of values is of the type of its items, a mapping of its values."""
    meta = rules.get("meta", {})
    kind, inside, cles = rules["type"], rules, ""
    while "valuesrules" in inside or (inside["type"] == "list" and inside["schema"]["type"] != "dict"):
        if "valuesrules" in inside:
            cles = cles or inside["keysrules"]["type"]
            inside = inside["valuesrules"]
        else:
            inside = inside["schema"]
        kind = inside["type"]
    names = [rules.get("keysrules", {}).get("nomenclature"), inside.get("nomenclature")]
    labels: dict[str, str] = {code: text for name in names if name for code, text in codes[name].items()}
    return Champ(str(meta.get("label", "")), kind, str(meta.get("unite", "")), labels, cles, documents)


def _name_documents(*plans: Plan) -> Mapping[str, str]:
    """« Contrat », « Annexe 5 – Activité »: an annex that is no longer there keeps its old number."""
    lieux = {"contrat": "Contrat"}
    for plan in plans:
        for annexe in plan.annexes:
            lieux.setdefault(annexe.cle, f"Annexe{INSECABLE}{annexe.numero} – {majuscule(annexe.intitule)}")
    return lieux


def _list_lieux(referentiel: Referentiel, lieux: Mapping[str, str], champ: str) -> tuple[str, ...]:
    """Where a field is printed, among the documents that this contract has."""
    impression = referentiel.impressions.get(champ)
    found = tuple(lieux[name] for name in impression.documents if name in lieux) if impression else ()
    return ("Contrat et annexes",) if len(found) >= MANY else found
