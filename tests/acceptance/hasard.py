"""Contracts drawn at random from the schemas, mended until the tool finds no error in them, as an author would."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from stdnum import luhn

from cpomdoc.checking.load_schemas import SECTIONS, Codes, Rules, Schema, build_codes, load_schema
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.pipeline import Bilan, Options, check_contrats
from cpomdoc.problems import Problem, Severite
from cpomdoc.source import Chemin
from tests.acceptance.editions import ROOT

REF = "hasard"
ESSAIS = 60
"""Rounds of mending after which a contract is given up."""

MOTS = (
    *("Les Tilleuls", "accueil de jour", "l'équipe & ses partenaires", "moins de 6 ans", "A < B > C", "100 %", "n° 12"),
    *(
        "« entre guillemets »",
        '"droits"',
        "l’été",
        "* étoile",
        "_souligné_",
        "a | b",
        "# dièse",
        "œuvre",
        "1. un",
        "- x",
    ),
    *("50 €", "coût : 3 €", "fin ;", "https://exemple.fr/a_b", "C:\\dossier", "\\n", "anticonstitutionnellement" * 2),
    *("président", "directrice générale", "maire", "Nantes", "12 rue des Écoles", "Élan", "équipe mobile", "(suite)"),
)
PARAGRAPHES = (
    *(
        "Un paragraphe simple.",
        "Du **gras**, de l'*italique* et les deux, ***ensemble***.",
        "- un ;\n- deux ;\n- trois.",
    ),
    *(
        "1. premier\n2. second",
        "Voir [[article:duree]].",
        "Une ligne\nqui continue\nsur trois.",
        "Prix & coûts < 3 > 2.",
    ),
    *("Fin de phrase : « oui » ; non !", "| a | b |", "> citation", "# Titre", "`code`", "* puce\n  * sous-puce"),
)


class Renvoi(str):
    """A name to be drawn among the things of a kind once all are named."""

    __slots__ = ()


NOMMES_AUTREMENT = {
    "repartitions": "etablissements",
    "cles": "etablissements",
    "porteurs": "etablissements",
    "apres": "articles",
}
"""What a key names when it does not say so itself."""
ARTICLES = ["perimetre", "moyens", "suivi", "litiges", "revision", "duree", "annexes"]
PETITS = {
    **dict.fromkeys(("autorisee", "places"), (200, 400)),
    **dict.fromkeys(("installee", "capacite", "financee"), (20, 200)),
    **dict.fromkeys(("dont", "permanent", "temporaire"), (0, 20)),
    **dict.fromkeys(("jours", "jours_ouverture"), (150, 365)),
    **dict.fromkeys(("plancher", "seuil_bas"), (1, 40)),
    **dict.fromkeys(("plafond", "seuil_haut"), (60, 100)),
}
"""Numbers that must agree with one another or with the calendar."""
ORDRES = (("du", "au"), ("debut", "fin"), ("date_debut", "date_fin"), ("date_debut", "date_fin_prevue"))
RIVAUX = (("annee", "annees"), ("coefficient", "paliers"), ("taux", "taux_pondere"), ("montant", "montants"))
"""Fields of which a contract writes one."""


class Monde:
    """What a drawn contract is made of: its years, and the names it gives to things, by kind of thing."""

    def __init__(self, seed: int) -> None:
        """Draw the years; everything that follows comes from the same seed."""
        self.tirage = Random(seed)
        self.debut = self.tirage.choice((2018, 2026, 2027))
        self.duree = self.tirage.choice((1, 3, 5))
        self.abondance = self.tirage.uniform(0.3, 0.95)
        self.noms: dict[str, list[str]] = {}
        self.referentiel = load_referentiel()
        self.codes: Codes = build_codes(self.referentiel)
        self.financeurs = self.tirage.choice((("ars",), ("ars", "44"), ("44",), ("ars", "etat", "44", "49"), ("etat",)))
        self.categories = self.tirage.sample(sorted(self.referentiel.categories_esms), 4)
        self.stem = self.tirage.randrange(999_000_10, 999_900_00)

    def next_number(self, digits: int) -> str:
        """A number of the trade with the right key; never the same twice."""
        self.stem += 7
        stem = str(self.stem).ljust(digits - 1, "0")[: digits - 1]
        return stem + luhn.calc_check_digit(stem)

    def annee(self) -> int:
        """A year of the contract, sometimes one around it."""
        return self.debut + self.tirage.randrange(-2 if self.tirage.random() < 0.2 else 0, self.duree)

    def jour(self) -> date:
        """A day of the contract, sometimes one before it."""
        return date(self.annee(), 1, 1) + timedelta(self.tirage.randrange(365))


def draw_contract(seed: int, folder: Path) -> Bilan:
    """Write into `folder` a working folder whose one contract has no error, and say what the tool thinks of it.

    The contract is drawn from the schemas alone, then whatever is found wrong is taken out, as many times as it takes.
    """
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=shutil.ignore_patterns("~$*"))
    tree = draw_tree(Monde(seed))
    bilan = Bilan()
    for _ in range(ESSAIS):
        write_tree(tree, folder / "contracts" / REF)
        bilan = check_contrats(folder, [REF], Options())
        wrong = [one for one in bilan.problems if one.severite is Severite.ERREUR]
        if not wrong:
            return bilan
        _mend(tree, wrong)
    raise AssertionError(f"contract {seed} is still wrong: {wrong}")


def draw_tree(monde: Monde) -> dict[str, Any]:
    """A contract as authors write it: every scalar a text, files beside one another, fiches in a list."""
    tree: dict[str, Any] = {}
    # The heading speaks of what the other files name.
    for section, (prefix, _) in sorted(SECTIONS.items(), key=lambda one: one[0] == "contrat"):
        schema = load_schema(section)
        if not prefix:
            tree |= _draw_block(monde, (), schema)
        elif prefix[-1] == "*":
            fiches = range(monde.tirage.randrange(1, 7))
            tree[str(prefix[0])] = [_draw_block(monde, (prefix[0],), schema) for _ in fiches]
        elif section == "perimetre" or monde.tirage.random() < monde.abondance:
            tree[section] = _draw_block(monde, (section,), schema)
    tree = _resolve(monde, tree)
    _set_frame(tree, monde)
    return tree


def _resolve(monde: Monde, drawn: Any) -> Any:
    """What was drawn, names in the place of references, ends after beginnings, and one of what is said once."""
    if isinstance(drawn, Renvoi):
        known = monde.noms.get(drawn) or [name for names in monde.noms.values() for name in names]
        return monde.tirage.choice(known or ["inconnu"])
    if isinstance(drawn, list):
        found = [_resolve(monde, one) for one in drawn]
        # A list of names says each once.
        return list(dict.fromkeys(found)) if drawn and isinstance(drawn[0], Renvoi) else found
    if not isinstance(drawn, dict):
        return drawn
    block = {_resolve(monde, key): _resolve(monde, value) for key, value in drawn.items()}
    for start, end in ORDRES:
        if isinstance(block.get(start), str) and isinstance(block.get(end), str) and block[end] < block[start]:
            block[start], block[end] = block[end], block[start]
    for one, other in RIVAUX:
        if one in block and other in block:
            del block[monde.tirage.choice((one, other))]
    return block


def write_tree(tree: Mapping[str, Any], folder: Path) -> None:
    """The files of the contract, in place of those that were there."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "fiches").mkdir(parents=True)
    general = {key: tree[key] for key in load_schema("contrat") if key in tree}
    _write(folder / "contrat.yaml", general)
    for section, (prefix, name) in SECTIONS.items():
        if len(prefix) == 1 and section in tree:
            _write(folder / name, tree[section])
    for fiche in tree.get("fiches", []):
        if isinstance(fiche, dict) and fiche.get("fiche"):
            _write(folder / "fiches" / f"{fiche['fiche']}.yaml", fiche)


def _write(path: Path, content: Any) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_style='"')
    # In quotation marks it would be a text like any other.
    path.write_text(text.replace('"a_completer"', "a_completer"), encoding="utf-8")


def _set_frame(tree: dict[str, Any], monde: Monde) -> None:
    """The years of the contract are those its tables were drawn for; a département where an ESMS stands signs."""
    tree["contrat"] |= {"date_effet": f"{monde.debut}-01-01", "duree_annees": str(monde.duree), "statut": "projet"}
    tree["contrat"].pop("date_fin", None)
    esms = tree["perimetre"]["etablissements"]
    parties = tree["parties"].setdefault("departements", [])
    known = {one["code"] for one in parties}
    codes = dict.fromkeys(
        str(one["departement"]) for one in esms if one.get("departement", "a_completer") != "a_completer"
    ) | dict.fromkeys(one for one in monde.financeurs if one.isdigit())
    parties += [{"code": code} for code in codes if code not in known]


def _draw_block(monde: Monde, path: Chemin, block: Schema) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    for key, rules in block.items():
        if key != "logos" and (rules.get("required") or monde.tirage.random() < monde.abondance):
            drawn[key] = _draw(monde, (*path, key), rules)
    return drawn


def _draw(monde: Monde, path: Chemin, rules: Rules) -> Any:
    kind = rules["type"]
    if kind == "list":
        return [_draw(monde, (*path, "*"), rules["schema"]) for _ in range(monde.tirage.randrange(1, 5))]
    if kind == "dict" and "valuesrules" in rules:
        keys = dict.fromkeys(_draw_keys(monde, path, rules["keysrules"]))
        return {key: _draw(monde, (*path, key), rules["valuesrules"]) for key in keys}
    if kind == "dict":
        return _draw_block(monde, path, rules["schema"])
    return "a_completer" if monde.tirage.random() < 0.05 and rules["nullable"] else _draw_scalar(monde, path, rules)


def _draw_keys(monde: Monde, path: Chemin, rules: Rules) -> list[str]:
    if rules["type"] == "annee":
        return [str(monde.debut + rank) for rank in range(monde.duree)]
    return [_draw_scalar(monde, path, rules) for _ in range(3)]


def _draw_scalar(monde: Monde, path: Chemin, rules: Rules) -> str:
    kind, tirage = rules["type"], monde.tirage
    name = str(next((crumb for crumb in reversed(path) if crumb != "*"), ""))
    if "allowed" in rules or "nomenclature" in rules:
        return str(tirage.choice(list(rules.get("allowed") or monde.codes[rules["nomenclature"]])))
    if kind in ("identifiant", "code"):
        return _draw_nom(monde, path)
    if kind in SCALAIRES:
        return SCALAIRES[kind](monde)
    low, high = int(rules.get("min", 0)), int(rules.get("max", 100 if kind == "taux" else 3000))
    if "dont" in path and name in PETITS:
        name = "dont"
    if name in PETITS:
        low, high = max(low, PETITS[name][0]), min(high, PETITS[name][1])
    whole = tirage.randrange(low, min(high, low + 3000) + 1)
    return (
        str(whole)
        if kind in ("entier", "valeur")
        else f"{whole},{tirage.randrange(100):02}"
        if whole < high
        else str(whole)
    )


SCALAIRES: Mapping[str, Callable[[Monde], str]] = {
    "texte": lambda monde: monde.tirage.choice(MOTS),
    "texte_long": lambda monde: "\n\n".join(monde.tirage.sample(PARAGRAPHES, monde.tirage.randrange(1, 4))),
    "booleen": lambda monde: monde.tirage.choice(("oui", "non")),
    "date": lambda monde: monde.jour().isoformat(),
    "mois": lambda monde: f"{monde.jour():%Y-%m}",
    "annee": lambda monde: str(monde.annee()),
    "montant": lambda monde: f"{monde.tirage.randrange(2_000_000)},{monde.tirage.randrange(100):02}",
    "finess": lambda monde: monde.next_number(9),
    "siren": lambda monde: monde.next_number(9),
    "siret": lambda monde: monde.next_number(14),
    "code_ape": lambda monde: "87.10B",
    "code_postal": lambda monde: monde.tirage.choice(("44000", "01000", "20000", "97400")),
    "departement": lambda monde: monde.tirage.choice(("44", "49", "01", "2A", "75", "69M", "972")),
    "region": lambda monde: monde.tirage.choice(("52", "84", "94")),
    "categorie": lambda monde: monde.tirage.choice(monde.categories),
    "financeur": lambda monde: monde.tirage.choice(monde.financeurs),
}


def _draw_nom(monde: Monde, path: Chemin) -> str:
    """A name given to a thing, or the call for a name of the kind that the field announces."""
    *place, key = [str(crumb) for crumb in path if crumb != "*"]
    if key in ("id", "fiche") and (key == "id" or place == ["fiches"]):
        given = monde.noms.setdefault(place[-1], [])
        given.append(f"{place[-1].replace('_', '-')[:12]}-{len(given) + 1}")
        return given[-1]
    wanted = "_".join(f"{word.removesuffix('s')}s" for word in key.split("_"))
    wanted = NOMMES_AUTREMENT.get(wanted, wanted)
    return monde.tirage.choice(ARTICLES) if wanted == "articles" else Renvoi(wanted)


def _mend(tree: dict[str, Any], problems: list[Problem]) -> None:
    """Take out what is wrong: the value, or what holds it when there is none; the last first, places stay right."""
    for path in sorted({problem.path for problem in problems}, key=repr, reverse=True):
        _take_out(tree, path)


def _take_out(tree: Any, path: Chemin) -> None:
    """Take out the value that stands there, or the nearest thing around when nothing does."""
    holders = [tree]
    for crumb in path:
        inside = _step(holders[-1], crumb)
        if inside is None:
            break
        holders.append(inside)
    if len(holders) == 1:
        return
    holder, crumb = holders[-2], path[len(holders) - 2]
    if isinstance(holder, list):
        del holder[int(crumb)]
    else:
        del holder[str(crumb)]


def _step(holder: Any, crumb: str | int) -> Any:
    if isinstance(holder, list):
        return holder[crumb] if isinstance(crumb, int) and crumb < len(holder) else None
    if isinstance(holder, dict):
        return holder.get(crumb, holder.get(str(crumb)))
    return None
