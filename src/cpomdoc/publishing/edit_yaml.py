"""Change values in a YAML text so that only their lines move: no dump, each change is made at its place in the text.

A dump, even one that keeps comments, moves what it did not have to: wrapped texts, spaces that align, quotes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from cpomdoc.publishing.ecrire_scalaire import write_scalaire
from cpomdoc.publishing.places_yaml import (
    Pair,
    colon_of,
    compose,
    end_of,
    end_of_line_of,
    end_of_pair,
    find_pair,
    is_empty,
    is_null,
    line_end,
    line_start,
    start,
)

BOM = "\ufeff"
SEPARE = "|"
"""Between the keys that tell an item, and between their values."""


class EditionDifficile(Exception):
    """The text is written in a way that cannot be changed safely; nothing was."""


@dataclass(frozen=True)
class Element:
    """An item of a list of blocks: the one whose key has that value.

    It may take several keys to tell it (« fiche|indicateur »), with as many values; an empty one is a key left out.
    """

    cle: str
    valeur: str

    @property
    def paires(self) -> tuple[tuple[str, str], ...]:
        """Each key with its value."""
        cles = self.cle.split(SEPARE)
        return tuple(zip(cles, self.valeur.split(SEPARE, len(cles) - 1), strict=True))


Pas = str | Element
Ordre = Callable[[tuple[Pas, ...]], Sequence[str]]
"""Keys of the block that stands there, in the order in which they are written."""


@dataclass(frozen=True)
class Ecriture:
    """A value to write at a place, made with all that leads to it when it is not there; None takes it away."""

    chemin: tuple[Pas, ...]
    valeur: str | None


def edit_yaml(data: bytes, ecritures: Sequence[Ecriture], ordre: Ordre) -> bytes:
    """The file with these changes made, one after the other; raises EditionDifficile."""
    whole = data.decode("utf-8")
    bom = BOM if whole.startswith(BOM) else ""
    text = whole.removeprefix(BOM)
    for ecriture in ecritures:
        text = _Edition(text, ordre).apply(ecriture)
    return (bom + text).encode("utf-8")


class _Edition:
    """One change in one text."""

    def __init__(self, text: str, ordre: Ordre) -> None:
        self.text = text
        self.ordre = ordre
        self.eol = end_of_line_of(text)

    def apply(self, ecriture: Ecriture) -> str:
        node = compose(self.text)
        if node is None:
            raise EditionDifficile
        return self._walk(node, ecriture, 0)

    def _walk(self, node: yaml.Node, ecriture: Ecriture, depth: int) -> str:
        """Go down one step, or make what is missing from here on."""
        pas = ecriture.chemin[depth]
        if isinstance(pas, Element):
            return self._walk_list(node, ecriture, depth, pas)
        if not isinstance(node, yaml.MappingNode):
            raise EditionDifficile
        rank = find_pair(node, pas)
        if rank is None:
            return self.text if ecriture.valeur is None else self._insert_pair(node, ecriture, depth)
        pair: Pair = node.value[rank]
        if depth == len(ecriture.chemin) - 1:
            return self._set(pair, ecriture.valeur) if ecriture.valeur is not None else self._drop_pair(node, rank)
        if is_null(pair[1]) or (isinstance(pair[1], yaml.CollectionNode) and not pair[1].value):
            return self.text if ecriture.valeur is None else self._fill(node, pair, ecriture, depth)
        return self._walk(pair[1], ecriture, depth + 1)

    def _walk_list(self, node: yaml.Node, ecriture: Ecriture, depth: int, pas: Element) -> str:
        if not isinstance(node, yaml.SequenceNode):
            raise EditionDifficile
        found = [rank for rank, item in enumerate(node.value) if _names(item, pas)]
        if len(found) > 1:
            raise EditionDifficile
        if not found:
            return self.text if ecriture.valeur is None else self._append(node, ecriture, depth)
        if ecriture.valeur is None and any(isinstance(one, Element) for one in ecriture.chemin[:depth]):
            return self._drop_item(node, found[0])
        return self._walk(node.value[found[0]], ecriture, depth + 1)

    def _set(self, pair: Pair, valeur: str) -> str:
        if not isinstance(pair[1], yaml.ScalarNode):
            raise EditionDifficile
        if is_empty(pair[1]):
            return self._put(colon_of(self.text, pair), f" {write_scalaire(valeur)}")
        return self._put(start(pair[1]), write_scalaire(valeur), end_of(self.text, pair[1]))

    def _insert_pair(self, node: yaml.MappingNode, ecriture: Ecriture, depth: int) -> str:
        """A new key, after the nearest of those that come before it."""
        known: list[Pas] = list(self.ordre(ecriture.chemin[:depth]))
        rank = known.index(ecriture.chemin[depth]) if ecriture.chemin[depth] in known else len(known)
        before = [pair for pair in node.value if pair[0].value in known[:rank]]
        if node.flow_style:
            piece = _flow_pair(ecriture, depth)
            if not node.value:
                return self._put(start(node) + 1, piece)
            if not before:
                return self._put(start(node.value[0][0]), f"{piece}, ")
            return self._put(end_of_pair(self.text, before[-1]), f", {piece}")
        anchor = before[-1] if before else node.value[-1]
        lines = _block_pair(ecriture, depth, node.value[0][0].start_mark.column)
        return self._add_lines(end_of_pair(self.text, anchor), lines)

    def _fill(self, node: yaml.MappingNode, pair: Pair, ecriture: Ecriture, depth: int) -> str:
        """A list or a block in the place of nothing."""
        colon, end = colon_of(self.text, pair), end_of_pair(self.text, pair)
        if node.flow_style or self.eol in self.text[colon:end]:
            return self._put(colon, f" {_flow_value(ecriture, depth + 1)}", end)
        shorter = replace_span(self.text, colon, end, "")
        lines = _block_pair(ecriture, depth, pair[0].start_mark.column)[1:]
        if not lines:
            return self._put(colon, f" {_flow_value(ecriture, depth + 1)}", end)
        return _Edition(shorter, self.ordre)._add_lines(colon, lines)

    def _append(self, node: yaml.SequenceNode, ecriture: Ecriture, depth: int) -> str:
        """A new item at the end of a list, written as the one before it."""
        flow = _flow_value(ecriture, depth).removeprefix("[").removesuffix("]")
        last = node.value[-1]
        end = end_of(self.text, last)
        if node.flow_style:
            return self._put(end, f", {flow}")
        indent = " " * node.start_mark.column
        if isinstance(last, yaml.CollectionNode) and last.flow_style:
            return self._add_lines(end, [f"{indent}- {flow}"])
        return self._add_lines(end, _block_item(ecriture, depth, node.start_mark.column))

    def _drop_pair(self, node: yaml.MappingNode, rank: int) -> str:
        """Take a key away; one with a comment beside it, or first after a dash, only loses its value."""
        pair: Pair = node.value[rank]
        begin, end = start(pair[0]), end_of_pair(self.text, pair)
        if node.flow_style:
            return self._drop_flow(node.value, rank)
        first, last = line_start(self.text, begin), line_end(self.text, end)
        if self.text[first:begin].strip() or self.text[end:last].strip() or len(node.value) == 1:
            return self._put(colon_of(self.text, pair), "", end)
        return self._put(first, "", _after_break(self.text, last))

    def _drop_flow(self, pairs: list[Pair], rank: int) -> str:
        pair = pairs[rank]
        if rank + 1 < len(pairs):
            begin, end = start(pair[0]), start(pairs[rank + 1][0])
        elif rank:
            begin, end = end_of_pair(self.text, pairs[rank - 1]), end_of_pair(self.text, pair)
        else:
            begin, end = start(pair[0]), end_of_pair(self.text, pair)
        span = self.text[begin:end]
        if "#" in span or "\n" in span:
            return self._put(colon_of(self.text, pair), " a_completer", end_of_pair(self.text, pair))
        return self._put(begin, "", end)

    def _drop_item(self, node: yaml.SequenceNode, rank: int) -> str:
        items = node.value
        begin, end = start(items[rank]), end_of(self.text, items[rank])
        if node.flow_style:
            if rank + 1 < len(items):
                return self._put(begin, "", start(items[rank + 1]))
            return self._put(end_of(self.text, items[rank - 1]) if rank else begin, "", end)
        if len(items) == 1:
            return self._put(start(node), "[]", end)
        first, last = line_start(self.text, begin), line_end(self.text, end)
        if self.text[end:last].strip():
            raise EditionDifficile
        return self._put(first, "", _after_break(self.text, last))

    def _add_lines(self, after: int, lines: Sequence[str]) -> str:
        """Lines after the one that holds this place."""
        return self._put(line_end(self.text, after), "".join(f"{self.eol}{line}" for line in lines))

    def _put(self, begin: int, piece: str, end: int | None = None) -> str:
        return replace_span(self.text, begin, begin if end is None else end, piece)


def replace_span(text: str, begin: int, end: int, piece: str) -> str:
    """The text with another piece in the place of what stands between two ranks."""
    return text[:begin] + piece + text[end:]


def _after_break(text: str, place: int) -> int:
    """Rank after the line break that stands there."""
    return place + (2 if text[place : place + 2] == "\r\n" else min(1, len(text) - place))


def _names(item: yaml.Node, pas: Element) -> bool:
    return all(_has(item, cle, valeur) for cle, valeur in pas.paires)


def _has(item: yaml.Node, cle: str, valeur: str) -> bool:
    rank = find_pair(item, cle)
    found = "" if rank is None else str(item.value[rank][1].value).strip()
    return found == valeur and (rank is not None or not valeur)


def _written(pas: Element) -> list[str]:
    return [f"{cle}: {write_scalaire(valeur)}" for cle, valeur in pas.paires if valeur]


def _flow_pair(ecriture: Ecriture, depth: int) -> str:
    return f"{ecriture.chemin[depth]}: {_flow_value(ecriture, depth + 1)}"


def _flow_value(ecriture: Ecriture, depth: int) -> str:
    """What stands from there on, between braces and brackets."""
    if depth == len(ecriture.chemin):
        return write_scalaire(ecriture.valeur or "")
    pas = ecriture.chemin[depth]
    if isinstance(pas, Element):
        rest = f", {_flow_pair(ecriture, depth + 1)}" if depth + 1 < len(ecriture.chemin) else ""
        return f"[{{{', '.join(_written(pas))}{rest}}}]"
    return f"{{{_flow_pair(ecriture, depth)}}}"


def _block_pair(ecriture: Ecriture, depth: int, column: int) -> list[str]:
    """What stands from a key on, on lines of its own; a list inside an item stays between brackets."""
    indent, key = " " * column, ecriture.chemin[depth]
    following = ecriture.chemin[depth + 1 :]
    if not following or (
        isinstance(following[0], Element) and any(isinstance(one, Element) for one in ecriture.chemin[:depth])
    ):
        return [f"{indent}{key}: {_flow_value(ecriture, depth + 1)}"]
    if isinstance(following[0], Element):
        return [f"{indent}{key}:", *_block_item(ecriture, depth + 1, column + 2)]
    return [f"{indent}{key}:", *_block_pair(ecriture, depth + 1, column + 2)]


def _block_item(ecriture: Ecriture, depth: int, column: int) -> list[str]:
    pas = ecriture.chemin[depth]
    if not isinstance(pas, Element):
        raise EditionDifficile
    first, *others = _written(pas)
    indent = " " * column
    rest = _block_pair(ecriture, depth + 1, column + 2) if depth + 1 < len(ecriture.chemin) else []
    return [f"{indent}- {first}", *(f"{indent}  {one}" for one in others), *rest]
