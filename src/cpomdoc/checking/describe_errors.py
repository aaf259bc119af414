"""Each error of Cerberus as a problem a person can mend: what is wrong, how to write it, with an example."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cerberus import errors

from cpomdoc.checking.codes_forme import PAR_CODE
from cpomdoc.checking.exemples import format_exemple
from cpomdoc.checking.field_types import STRUCTURE, code_of_refusal
from cpomdoc.checking.load_schemas import SECTIONS, SIGLES, Codes, Rules, iterate_champs, rules_at
from cpomdoc.francais import guillemets, majuscule
from cpomdoc.problems import Problem
from cpomdoc.source import Chemin, Source
from cpomdoc.suggestions import fold, format_suggestion
from cpomdoc.typographie import format_nombre

HORS_NOMENCLATURE = errors.ErrorDefinition(0x100, "nomenclature")
"""Error of a rule of ours; its number is beyond the codes and the bit masks that Cerberus uses."""

LISTED = 15
BULLETS = "–—−•·"
LONGEST_VALUE = 60
SHAPES = {"dict": "un bloc de clés est attendu", "list": "une liste est attendue"}


@dataclass(frozen=True)
class Fault:
    """An error of Cerberus in the schema where it was found."""

    section: str
    error: Any

    @cached_property
    def path(self) -> Chemin:
        """Key path in the file; keys that were coerced to a year are texts again."""
        crumbs: list[str | int] = []
        for crumb in self.error.document_path:
            in_list = (rules_at(self.section, tuple(crumbs)) or {}).get("type") == "list"
            crumbs.append(crumb if in_list else str(crumb))
        return tuple(crumbs)

    @property
    def in_keys(self) -> bool:
        """Whether the key of a free mapping (a year, an ESMS) is what is wrong."""
        return "keysrules" in self.error.schema_path

    @property
    def on_key(self) -> bool:
        """Whether the caret belongs under the key."""
        return self.in_keys or self.error.code == errors.UNKNOWN_FIELD.code

    @cached_property
    def rules(self) -> Rules:
        """Rules of the value that is wrong; of its keys when they are what is wrong."""
        if self.in_keys:
            keys: Rules = self.holder["keysrules"]
            return keys
        return rules_at(self.section, self.path) or {}

    @property
    def holder(self) -> Rules:
        """Rules of the block or list that holds the value."""
        return rules_at(self.section, self.path[:-1]) or {}

    @cached_property
    def field(self) -> tuple[str, Rules]:
        """Name and rules of the field, or of the nearest one that holds the value (a year, an item of a list)."""
        for size in range(len(self.path), 0, -1):
            found = rules_at(self.section, self.path[:size]) or {}
            if "meta" in found:
                return str(self.path[size - 1]), found
        return "", {"type": "dict", "schema": {}, "meta": {"label": "Fichier", "aide": ""}}

    @property
    def meta(self) -> Mapping[str, Any]:
        """Label, help and example of the field."""
        meta: Mapping[str, Any] = self.field[1]["meta"]
        return meta


@dataclass(frozen=True)
class Telling:
    """What is said of a fault, before it is placed in the dossier."""

    code: str
    message: str
    aide: str


def describe_fault(fault: Fault, source: Source, codes: Codes) -> Problem:
    """The problem an author reads, at its place in the dossier."""
    tell = _TELLERS.get(fault.error.code, _tell_unlisted)
    telling = tell(fault, codes)
    known = PAR_CODE[telling.code]
    return Problem(
        telling.code,
        (*source.prefix, *fault.path),
        telling.message,
        telling.aide,
        known.severite,
        known.reference,
        on_key=fault.on_key,
    )


def _tell_unknown_key(fault: Fault, codes: Codes) -> Telling:
    key = str(fault.path[-1])
    possible = [str(name) for name in _keys_here(fault)]
    hint = majuscule(format_suggestion(key, possible)) or _elsewhere(fault.section, key)
    aide = hint or f"Clés possibles ici\u202f: {_enumerate(possible)}."
    return Telling("SCH-001", f"Clé inconnue {_quote(key)}.", aide)


def _keys_here(fault: Fault) -> Iterable[str]:
    schema: Mapping[str, Any] = fault.holder.get("schema", {})
    return schema


def _elsewhere(section: str, key: str) -> str:
    """Where a key that is not known here would be at home: same file first."""
    order = sorted(SECTIONS, key=lambda name: name != section)
    for name in order:
        for champ in iterate_champs(name):
            if champ.path[-1] == key:
                inside = ".".join(str(crumb) for crumb in champ.path[len(SECTIONS[name][0]) : -1] if crumb != "*")
                place = f", sous {_quote(inside)}" if inside else ""
                return f"Cette clé se place dans {SECTIONS[name][1]}{place}."
    return ""


def _tell_missing_key(fault: Fault, codes: Codes) -> Telling:
    key = str(fault.path[-1])
    message = f"{fault.meta['label']}\u202f: la clé {_quote(key)} est obligatoire et n’est pas écrite."
    return Telling("SCH-002", message, f"Ajoutez\u202f:\n{format_exemple(key, fault.rules)}")


def _tell_refusal(fault: Fault, codes: Codes) -> Telling:
    """A text that the type of the field refused, or something that is no text at all."""
    reason = str(fault.error.info[0])
    if reason == STRUCTURE:
        return _tell_structure(fault, codes)
    text = str(fault.error.value)
    code = code_of_refusal(fault.rules["type"], text)
    message = _lower_first(reason.replace(guillemets(text), _quote(text)))
    hint = majuscule(_suggest_by_name(fault, text, codes))
    return Telling(
        code, f"{fault.meta['label']}\u202f: {message}", " ".join(filter(None, (hint, _how_to_write(fault))))
    )


def _suggest_by_name(fault: Fault, text: str, codes: Codes) -> str:
    """People write « Loire-Atlantique » for 44, « IME » for 183."""
    if fault.rules["type"] == "categorie":
        matches = [code for code, sigle in codes[SIGLES].items() if fold(sigle) == fold(text)]
        return f"écrivez {' ou '.join(map(guillemets, matches))}." if matches else ""
    return _suggest_by_label(text, _choices(fault.rules, codes)) if "nomenclature" in fault.rules else ""


def _tell_structure(fault: Fault, codes: Codes) -> Telling:
    expected = SHAPES.get(fault.rules["type"], "une valeur simple est attendue")
    value = fault.error.value
    found = "un texte est écrit"
    if isinstance(value, dict | list):
        found = "un bloc de clés est écrit" if isinstance(value, dict) else "une liste est écrite"
    message = f"{fault.meta['label']}\u202f: {expected}, {found}."
    bullet = value[:1] if expected == SHAPES["list"] and isinstance(value, str) and value[:1] in BULLETS else ""
    why = f"{guillemets(bullet)} n’est pas le tiret d’une liste. " if bullet else ""
    return Telling(STRUCTURE, message, f"{why}Écrivez par exemple\u202f:\n{format_exemple(*fault.field)}")


def _tell_choice(fault: Fault, codes: Codes) -> Telling:
    """A word that is not in the list of the field."""
    word = str(fault.path[-1] if fault.in_keys else fault.error.value)
    possible = _choices(fault.rules, codes)
    hint = format_suggestion(word, possible) or _suggest_by_label(word, possible)
    listing = "" if len(possible) > LISTED else f"Valeurs possibles\u202f: {_enumerate(possible)}."
    message = f"{fault.meta['label']}\u202f: {_quote(word)} n’est pas une valeur admise."
    return Telling("SCH-004", message, " ".join(filter(None, (majuscule(hint), listing))) or _how_to_write(fault))


def _choices(rules: Rules, codes: Codes) -> Mapping[str, str]:
    if "nomenclature" in rules:
        return codes[rules["nomenclature"]]
    return {code: code for code in rules.get("allowed", ())}


def _suggest_by_label(word: str, possible: Mapping[str, str]) -> str:
    """People write the label (« taux directeur ») where the code is expected."""
    by_label = {label: code for code, label in possible.items()}
    near = format_suggestion(word, by_label)
    matches = [code for label, code in by_label.items() if guillemets(label) in near]
    return f"écrivez {' ou '.join(map(guillemets, matches))}." if matches else ""


def _tell_empty(fault: Fault, codes: Codes) -> Telling:
    if isinstance(fault.path[-1], int):
        message = f"{fault.meta['label']}\u202f: un élément de la liste est vide."
        return Telling("SCH-021", message, "Complétez-le ou retirez la ligne.")
    message = f"{fault.meta['label']}\u202f: cette valeur ne peut rester «\u202fà compléter\u202f»."
    # A key one may leave out has a usual value; leaving it blank would not say which is meant.
    usual = "" if fault.rules.get("required") else " Sans la ligne, la valeur habituelle s’applique."
    return Telling("SCH-021", message, f"{_how_to_write(fault)}{usual}")


def _tell_empty_list(fault: Fault, codes: Codes) -> Telling:
    message = f"{fault.meta['label']}\u202f: la liste est vide, il y faut au moins un élément."
    return Telling("SCH-021", message, f"Écrivez par exemple\u202f:\n{format_exemple(*fault.field)}")


def _tell_bounds(fault: Fault, codes: Codes) -> Telling:
    low, high = fault.rules.get("min"), fault.rules.get("max")
    bounds = f"{format_nombre(low)} au moins" if high is None else f"de {format_nombre(low)} à {format_nombre(high)}"
    message = f"{fault.meta['label']}\u202f: {format_nombre(fault.error.value)} n’est pas possible ({bounds})."
    return Telling("SCH-022", message, _how_to_write(fault))


def _tell_unlisted(fault: Fault, codes: Codes) -> Telling:
    """An error of a rule that no schema uses today: the structure is what is wrong."""
    return _tell_structure(fault, codes) if fault.rules else _tell_unknown_key(fault, codes)


_TELLERS: Mapping[int, Callable[[Fault, Codes], Telling]] = {
    errors.UNKNOWN_FIELD.code: _tell_unknown_key,
    errors.REQUIRED_FIELD.code: _tell_missing_key,
    errors.COERCION_FAILED.code: _tell_refusal,
    errors.BAD_TYPE.code: _tell_structure,
    errors.NOT_NULLABLE.code: _tell_empty,
    errors.EMPTY_NOT_ALLOWED.code: _tell_empty_list,
    errors.UNALLOWED_VALUE.code: _tell_choice,
    HORS_NOMENCLATURE.code: _tell_choice,
    errors.MIN_VALUE.code: _tell_bounds,
    errors.MAX_VALUE.code: _tell_bounds,
}


def _how_to_write(fault: Fault) -> str:
    """Help and example of the field."""
    exemple = fault.meta.get("exemple")
    aide = f"{fault.meta['aide']}."
    if isinstance(exemple, str):
        return f"{aide} Exemple\u202f: {exemple}"
    return f"{aide} Écrivez par exemple\u202f:\n{format_exemple(*fault.field)}"


def _enumerate(words: Iterable[str]) -> str:
    listed = list(words)
    return ", ".join(listed[:LISTED]) + (", …" if len(listed) > LISTED else "")


def _quote(text: str) -> str:
    """On one line and short: a whole page may stand where a figure is expected."""
    line = " ".join(text.split("\n"))
    return guillemets(line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…")


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
