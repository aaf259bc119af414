"""The marks of tracked changes made plain: no move, no empty mark, one author, one date, numbers of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from cpomdoc.rendering.formats.docx_tree.names import Element, fingerprint, local, w
from cpomdoc.rendering.formats.redline.resolve import is_marker

_FIRST_NUMBER = 100_000
"""Far above the numbers of bookmarks, with which those of changes must not be mistaken."""

_MOVES = {w("moveFrom"): w("del"), w("moveTo"): w("ins")}
_MOVE_RANGES = tuple(w(f"{kind}Range{end}") for kind in ("moveFrom", "moveTo") for end in ("Start", "End"))
_DELETED_WORDS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_AUTHOR, _DATE, _NUMBER = w("author"), w("date"), w("id")


@dataclass(frozen=True)
class Signature:
    """Who changed, when (as Word writes it), and the numbers of changes, which go on from part to part."""

    auteur: str
    date: str
    numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST_NUMBER))


def simplify_changes(root: Element, signature: Signature) -> None:
    """Rewrite the tracked changes of one part, in place."""
    _replace_moves(root)
    _drop_empty_changes(root)
    for change in root.iter():
        if _AUTHOR in change.attrib:
            change.set(_AUTHOR, signature.auteur)
            change.set(_DATE, signature.date)
            change.set(_NUMBER, str(next(signature.numbers)))


def _replace_moves(root: Element) -> None:
    """A move is told as what it is for who signs: words that go here, words that come there."""
    for marker in [*root.iter(*_MOVE_RANGES)]:
        _remove(marker)
    for move in [*root.iter(*_MOVES)]:
        move.tag = _MOVES[str(move.tag)]
    for deleted in root.iter(w("del")):
        if not is_marker(deleted):
            for text in [*deleted.iter(*_DELETED_WORDS)]:
                text.tag = _DELETED_WORDS[str(text.tag)]


def _drop_empty_changes(root: Element) -> None:
    """Changes that change nothing: insertions of no character, properties that are what they were."""
    for run in [*root.iter(w("r"))]:
        if _is_empty(run) and (parent := run.getparent()) is not None and local(parent) in {"ins", "del"}:
            _remove(run)
    for wrapper in [*root.iter(w("ins"), w("del"))]:
        if not len(wrapper) and not is_marker(wrapper):
            _remove(wrapper)
    for change in [*root.iter(w("rPrChange"))]:
        parent, old = change.getparent(), next(iter(change), None)
        now = tuple(item for item in fingerprint(parent) if not _is_change(item))
        if parent is not None and now == fingerprint(old):
            parent.remove(change)


def _is_empty(run: Element) -> bool:
    return all(local(item) in {"rPr", "t", "delText"} and not (item.text or "") for item in run)


def _is_change(item: object) -> bool:
    return isinstance(item, tuple) and item[0] in {w("rPrChange"), w("ins"), w("del")}


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
