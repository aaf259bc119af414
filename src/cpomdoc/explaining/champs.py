"""What the schemas say of every field, in French, with where it is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpomdoc.checking.exemples import format_exemple
from cpomdoc.checking.load_schemas import SECTIONS, Champ, Codes, Rules, iterate_champs
from cpomdoc.explaining.arbres import is_feuille, value_rules
from cpomdoc.explaining.prose import set_prose
from cpomdoc.model.referentiel import Impression, Referentiel
from cpomdoc.rendering.documents.registre import CONTRAT as DU_CONTRAT

TYPES: Mapping[str, str] = {
    "annee": "année",
    "booleen": "oui ou non",
    "categorie": "catégorie FINESS",
    "choix": "choix",
    "code": "code",
    "code_ape": "code APE",
    "code_postal": "code postal",
    "date": "date",
    "departement": "code de département",
    "entier": "nombre entier",
    "financeur": "financeur : `ars`, `etat` ou le code d’un département",
    "finess": "numéro FINESS",
    "identifiant": "identifiant",
    "mois": "mois",
    "montant": "montant",
    "nombre": "nombre",
    "region": "code de région",
    "siren": "numéro SIREN",
    "siret": "numéro SIRET",
    "taux": "taux en pour cent",
    "texte": "texte",
    "texte_long": "texte long",
    "valeur": "nombre, date ou texte",
}
USAGES: Mapping[str, str] = {
    "controle": "non : il sert à un contrôle",
    "repere": "non : d’autres champs le citent",
}
CONTRAT = "Contrat"
OUTIL = "lancement_"
AUTRES: Mapping[str, str] = {"suivi_annuel": "Dialogue de gestion annuel", "avenant": "Avenant"}
"""Titles of the documents that are neither the contract, nor annexes, nor tools of the launch kit."""
TOUT = "tous les documents du contrat"
NULLE_PART = "nulle part"


@dataclass(frozen=True)
class Fiche:
    """One field for people: `nom` as one writes it, `liste` the list of values it admits, empty when it is free."""

    nom: str
    fichier: str
    label: str
    aide: str
    type: str
    liste: str
    valeurs: Mapping[str, str]
    unite: str
    exemple: str
    exigence: str
    impression: str

    @property
    def parties(self) -> tuple[str, ...]:
        """The words of its path."""
        return tuple(self.nom.replace("[]", "").split("."))


def iterate_fiches(referentiel: Referentiel, codes: Codes) -> Iterator[Fiche]:
    """Every field, file by file, in the order of the schemas."""
    for section, (_, fichier) in SECTIONS.items():
        for champ in iterate_champs(section):
            yield _build_fiche(champ, fichier, referentiel, codes)


def _build_fiche(champ: Champ, fichier: str, referentiel: Referentiel, codes: Codes) -> Fiche:
    meta, rules = champ.rules.get("meta", {}), value_rules(champ.rules) if is_feuille(champ.rules) else champ.rules
    nomenclature = str(rules.get("nomenclature", ""))
    valeurs = codes[nomenclature] if nomenclature else dict.fromkeys(rules.get("allowed", ()), "")
    return Fiche(
        nom=name_champ(champ),
        fichier=fichier,
        label=meta.get("label", ""),
        aide=meta.get("aide", ""),
        type=name_type(champ.rules),
        liste=nomenclature,
        valeurs=valeurs,
        unite=meta.get("unite", ""),
        exemple=format_exemple(str(champ.path[-1]), champ.rules) if is_feuille(champ.rules) else "",
        exigence=_name_exigence(champ),
        impression=_name_impression(champ, referentiel),
    )


def name_champ(champ: Champ) -> str:
    """« perimetre.etablissements[].finess »: brackets where there are several."""
    return ".".join(map(str, champ.path)).replace(".*", "[]")


def name_type(rules: Rules) -> str:
    """What kind of value is expected, with its bounds."""
    if rules["type"] == "list":
        return "liste de blocs" if not is_feuille(rules) else f"liste : {name_type(rules['schema'])}"
    if rules["type"] == "dict":
        return f"{name_type(rules['valuesrules'])}, {_name_key(rules)}" if "valuesrules" in rules else "bloc"
    bounds = [f"{word} {rules[bound]}" for bound, word in (("min", "au moins"), ("max", "au plus")) if bound in rules]
    return ", ".join([TYPES.get(rules["type"], rules["type"]), *bounds])


def _name_key(rules: Rules) -> str:
    kind = rules["keysrules"]["type"]
    return {"annee": "par année", "identifiant": "par ESMS"}.get(kind, f"par {TYPES.get(kind, kind)}")


def _name_exigence(champ: Champ) -> str:
    if champ.obligatoire:
        return "toujours"
    acte = "avenant" if champ.path[0] == "avenant" else "contrat"
    return f"dans un {acte} définitif" if "meta" in champ.rules and champ.exige else "non"


def _name_impression(champ: Champ, referentiel: Referentiel) -> str:
    """Where it is printed; a block is printed where its fields are."""
    path = ".".join(map(str, champ.path))
    found = [one for name, one in referentiel.impressions.items() if f"{name}.".startswith(f"{path}.")]
    documents = list(dict.fromkeys(cle for one in found for cle in one.documents))
    if documents:
        return name_documents(documents, referentiel)
    return _name_usage(found) if is_feuille(champ.rules) else ""


def _name_usage(found: list[Impression]) -> str:
    return next((USAGES[one.usage] for one in found if one.usage), NULLE_PART)


def name_documents(cles: list[str], referentiel: Referentiel) -> str:
    """Titles of the documents, annexes by theirs; one word when the whole contract is there."""
    signed = {one.cle for one in DU_CONTRAT}
    whole = signed <= set(cles)
    names = [_name_document(cle, referentiel) for cle in cles if not whole or cle not in signed]
    return set_prose(" ; ".join(dict.fromkeys([TOUT] * whole + names)))


def _name_document(cle: str, referentiel: Referentiel) -> str:
    if cle in referentiel.annexes:
        return referentiel.annexes[cle].intitule
    outil = referentiel.kit.fiches.get(cle.removeprefix(OUTIL)) if cle.startswith(OUTIL) else None
    return outil.intitule if outil else AUTRES.get(cle, CONTRAT)
