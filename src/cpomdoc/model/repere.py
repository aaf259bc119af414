"""What a workbook carries on its hidden sheet to find its way back: contract, state it was made from, rows, fields."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

FEUILLE = "_cpomdoc"
FORMAT = 1
_NAME = re.compile("[a-z_]+")
_CLE = re.compile(r"[a-z_]+(\|[a-z_]+)*")
_SUIVI = re.compile(r"suivi/([0-9]{4})\.yaml")
LANCEMENT = "lancement.yaml"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ONGLETS_MAX, COLONNES_MAX = 50, 200
TITRE_REPERE = "Repère"
"""Title of the hidden column that names the item of each row, so that sorting the rows loses nothing."""
SECTION = "§"
"""Mark of a row that only holds a title."""
LIBRE = "+"
"""Begins the mark of an empty row, made for an item of one's own."""
ABSENT = hashlib.sha256(b"null").hexdigest()
"""State of a part that the contract does not have."""


@dataclass(frozen=True)
class RepereColonne:
    """A column: the field that its cells come back to, none when they are locked, and the code of each word."""

    titre: str
    nature: str
    champ: str = ""
    champ_libre: str = ""
    vide: str = ""
    mots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RepereLigne:
    """A row as it was written: a fingerprint of its locked cells, the text of each open one by field."""

    temoin: str
    avant: Mapping[str, str]


@dataclass(frozen=True)
class RepereOnglet:
    """A sheet whose rows come back: to which list, by which key, with which fields given to one's own items."""

    nom: str
    liste: tuple[str, ...]
    cle: str
    fixes: tuple[tuple[str, str], ...]
    libres: int
    colonnes: tuple[RepereColonne, ...]
    lignes: Mapping[str, RepereLigne]

    @property
    def titres(self) -> tuple[str, ...]:
        """The row of titles, that of the hidden column last."""
        return (*(one.titre for one in self.colonnes), TITRE_REPERE)


@dataclass(frozen=True)
class Repere:
    """Everything the hidden sheet holds; `etats` are the fingerprints of the parts of the contract it comes from.

    `fichier` is the file of the contract that its rows come back to.
    """

    contrat: str
    titre: str
    version: str
    etats: Mapping[str, str]
    onglets: tuple[RepereOnglet, ...]
    fichier: str = LANCEMENT


def write_repere(repere: Repere) -> str:
    """As JSON, the same for the same workbook."""
    return json.dumps({"format": FORMAT, **asdict(repere)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_repere(text: str) -> Repere:
    """From JSON that anyone may have changed: ValueError as soon as something is not of the kind expected."""
    try:
        tree = json.loads(text)
        if tree["format"] != FORMAT or len(tree["onglets"]) > ONGLETS_MAX:
            raise ValueError("format")
        onglets = tuple(_read_onglet(one) for one in tree["onglets"])
        contrat, titre, version = (_text(tree[name]) for name in ("contrat", "titre", "version"))
        fichier = _text(tree.get("fichier", LANCEMENT))
        name_partie(fichier)
        return Repere(contrat, titre, version, _mapping(tree["etats"]), onglets, fichier)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _read_onglet(tree: Any) -> RepereOnglet:
    if not isinstance(tree["libres"], int) or not tree["liste"] or len(tree["colonnes"]) > COLONNES_MAX:
        raise ValueError("onglet")
    return RepereOnglet(
        _text(tree["nom"]),
        tuple(_name(one) for one in tree["liste"]),
        _cle(tree["cle"]),
        tuple((_text(name), _text(value)) for name, value in tree["fixes"]),
        tree["libres"],
        tuple(_read_colonne(one) for one in tree["colonnes"]),
        {_text(cle): RepereLigne(_text(one["temoin"]), _mapping(one["avant"])) for cle, one in tree["lignes"].items()},
    )


def _read_colonne(tree: Any) -> RepereColonne:
    textes = {name: _text(tree[name]) for name in ("titre", "nature", "champ", "champ_libre", "vide")}
    return RepereColonne(**textes, mots=_mapping(tree["mots"]))


def _mapping(tree: Any) -> dict[str, str]:
    return {_text(key): _text(value) for key, value in tree.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str) or _CONTROL.search(value):
        raise ValueError("texte")
    return value


def _name(value: Any) -> str:
    """A key as schemas have them: it is written in the YAML as it is."""
    if not _NAME.fullmatch(_text(value)):
        raise ValueError("nom")
    return str(value)


def _cle(value: Any) -> str:
    """One key, or several that tell an item together."""
    if not _CLE.fullmatch(_text(value)):
        raise ValueError("clé")
    return str(value)


def write_texte(valeur: object) -> str:
    """What a cell holds as one writes it in YAML, the same whichever program saved the workbook; empty when empty."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, int | float | Decimal):
        return _write_nombre(Decimal(repr(valeur) if isinstance(valeur, float) else valeur))
    if isinstance(valeur, date):
        return valeur.isoformat()[:10]
    lines = str(valeur).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _write_nombre(nombre: Decimal) -> str:
    texte = f"{nombre:f}"
    return texte.rstrip("0").rstrip(".") if "." in texte else texte


def compute_temoin(textes: Iterable[str]) -> str:
    """Fingerprint of the locked cells of a row: it shows whether they still are those of the item that it names."""
    return hashlib.sha256("\x1f".join(textes).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def name_partie(fichier: str) -> str:
    """« lancement » or « suivi.2028 », what the parts of a file are called; ValueError for any other file."""
    if fichier == LANCEMENT:
        return "lancement"
    if found := _SUIVI.fullmatch(fichier):
        return f"suivi.{found[1]}"
    raise ValueError("fichier")


def list_parties(onglets: Iterable[RepereOnglet], origines: Iterable[str], fichier: str) -> tuple[str, ...]:
    """Names of the parts of the contract that a workbook comes from: « lancement.check_list », « fiches »."""
    partie = name_partie(fichier)
    return tuple(sorted({f"{partie}.{one.liste[0]}" for one in onglets} | set(origines)))
