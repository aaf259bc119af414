"""The types a field can have: how a text becomes a value, and which fault it is when it does not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import UnionType

from cpomdoc import identifiants, montants, periodes
from cpomdoc.francais import guillemets
from cpomdoc.source import Arbre

Reader = Callable[[str], object]

STRUCTURE = "SCH-003"
OUI = frozenset({"oui", "vrai", "true"})
NON = frozenset({"non", "faux", "false"})
ANNEE = re.compile(r"(?:19|20|21)[0-9]{2}")
CODE_POSTAL = re.compile(r"[0-9]{5}")
CODE_APE = re.compile(r"([0-9]{2})\.?([0-9]{2})([A-Z])")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True)
class FieldType:
    """`kind` is the class, or classes, of the values; `code` the fault of a text that `read` refuses (ValueError)."""

    kind: type | UnionType
    code: str
    read: Reader

    def coerce(self, value: Arbre) -> object:
        """The value of what an author wrote; a blank text is unknown like an empty value."""
        if not isinstance(value, str):
            raise ValueError(STRUCTURE)
        return self.read(value) if value.strip() else None

    def coerce_key(self, key: str) -> object:
        """The key of a free mapping: spaces around it are refused, or two keys could become one."""
        if key != key.strip() or not key:
            raise ValueError(f"{guillemets(key)} est vide, ou commence ou finit par une espace.")
        return self.read(key)


def read_texte(text: str) -> str:
    """One line: a text that YAML folded over several lines is joined again."""
    return LINE_BREAK.sub(" ", text.strip())


def read_texte_long(text: str) -> str:
    """Several paragraphs of small Markdown, without the blank lines around them."""
    return text.strip("\n").rstrip()


def read_booleen(text: str) -> bool:
    """« oui » or « non », and what a reader of YAML may write in their place."""
    word = text.strip().casefold()
    if word not in OUI | NON:
        raise ValueError(f"{guillemets(text)} n’est ni {guillemets('oui')} ni {guillemets('non')}.")
    return word in OUI


def read_annee(text: str) -> int:
    """A calendar year in four digits."""
    if not ANNEE.fullmatch(text.strip()):
        raise ValueError(f"{guillemets(text)} n’est pas une année\u202f: écrivez quatre chiffres, par exemple 2027.")
    return int(text)


def read_code(text: str) -> str:
    """A code that comes from elsewhere: capitals and underscores are kept, unlike in an identifier of one's own."""
    if not CODE.fullmatch(text.strip()):
        allowed = "lettres sans accent, chiffres, traits d’union, tirets bas et points"
        raise ValueError(f"{guillemets(text)} n’est pas un code\u202f: {allowed}.")
    return text.strip()


def read_code_postal(text: str) -> str:
    """Five digits, spaces allowed between them."""
    code = re.sub(r"\s", "", text)
    if not CODE_POSTAL.fullmatch(code):
        raise ValueError(f"{guillemets(text)} n’est pas un code postal\u202f: cinq chiffres, par exemple 01000.")
    return code


def read_code_ape(text: str) -> str:
    """« 87.10B », whether or not the dot is there."""
    match = CODE_APE.fullmatch(text.strip().upper())
    if not match:
        form = "quatre chiffres et une lettre, par exemple 87.10B"
        raise ValueError(f"{guillemets(text)} n’est pas un code APE\u202f: {form}.")
    return f"{match[1]}.{match[2]}{match[3]}"


def read_financeur(text: str) -> str:
    """« ars », « etat », or the code of a département that pays."""
    word = text.strip()
    if word in ("ars", "etat"):
        return word
    try:
        return identifiants.check_departement(word)
    except ValueError:
        known = f"{guillemets('ars')}, {guillemets('etat')} ou le code d’un département"
        raise ValueError(f"{guillemets(text)} n’est pas un financeur\u202f: écrivez {known}.") from None


def read_valeur(text: str) -> Decimal | date | str:
    """What an indicator is worth: a number or a date when there is no letter in it, words otherwise."""
    body = text.strip()
    if any(char.isalpha() for char in body):
        return read_texte(text)
    return periodes.read_date(body) if "/" in body or "-" in body[1:] else montants.read_nombre(body)


TYPES: Mapping[str, FieldType] = {
    "texte": FieldType(str, STRUCTURE, read_texte),
    "texte_long": FieldType(str, STRUCTURE, read_texte_long),
    "choix": FieldType(str, "SCH-004", str.strip),
    "montant": FieldType(Decimal, "SCH-005", montants.read_montant),
    "taux": FieldType(Decimal, "SCH-006", montants.read_taux),
    "nombre": FieldType(Decimal, "SCH-007", montants.read_nombre),
    "valeur": FieldType(Decimal | date | str, "SCH-007", read_valeur),
    "entier": FieldType(int, "SCH-008", montants.read_entier),
    "date": FieldType(date, "SCH-009", periodes.read_date),
    "mois": FieldType(date, "SCH-010", periodes.read_mois),
    "booleen": FieldType(bool, "SCH-011", read_booleen),
    "finess": FieldType(str, "SCH-012", identifiants.check_finess),
    "siren": FieldType(str, "SCH-014", identifiants.check_siren),
    "siret": FieldType(str, "SCH-015", identifiants.check_siret),
    "categorie": FieldType(str, "SCH-016", identifiants.check_categorie),
    "departement": FieldType(str, "SCH-017", identifiants.check_departement),
    "region": FieldType(str, "SCH-018", identifiants.check_region),
    "identifiant": FieldType(str, "SCH-019", identifiants.check_identifiant),
    "annee": FieldType(int, "SCH-020", read_annee),
    "code_postal": FieldType(str, "SCH-023", read_code_postal),
    "code_ape": FieldType(str, "SCH-024", read_code_ape),
    "financeur": FieldType(str, "SCH-025", read_financeur),
    "code": FieldType(str, "SCH-026", read_code),
}
"""Types by the name that the schemas use; `list` and `dict` are those of Cerberus."""


def code_of_refusal(name: str, text: str) -> str:
    """Code of a text that a type refused; a FINESS number of the right form has only its key wrong."""
    squeezed = re.sub(r"[\s.\u00a0\u202f]", "", text).upper()
    if name == "finess" and identifiants.FINESS.fullmatch(squeezed):
        return "SCH-013"
    return TYPES[name].code


def read_mapping(value: Arbre) -> dict[str, Arbre]:
    """A copy of a block of keys, so that coercing its values leaves the source as it was read."""
    if not isinstance(value, dict):
        raise ValueError(STRUCTURE)
    return dict(value)


def read_list(value: Arbre) -> list[Arbre]:
    """A copy of a list."""
    if not isinstance(value, list):
        raise ValueError(STRUCTURE)
    return list(value)
