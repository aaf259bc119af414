"""From YAML events to a tree of texts with positions, refusing on the way whatever would have to be guessed."""

import re
from dataclasses import replace
from typing import cast

import yaml

from cpomdoc.loading.characters import REFUSED, refuse_character
from cpomdoc.loading.commas import check_flow, has_colon
from cpomdoc.loading.frames import Element, Frame, Place
from cpomdoc.loading.line import Line
from cpomdoc.loading.refusals import (
    ALIAS,
    ANCHOR,
    BAD_ESCAPE,
    COMMENT_GLUED,
    COMPLEX_KEY,
    DUPLICATE_KEY,
    MERGE_KEY,
    MISSING_DASH,
    ROOT_NOT_MAPPING,
    SEVERAL_DOCUMENTS,
    TAG,
    TEXT_AFTER_BAR,
    TOO_DEEP,
    Refusal,
    refuse,
)
from cpomdoc.problems import Problem
from cpomdoc.source import Arbre, Chemin, Position
from cpomdoc.suggestions import fold

MAX_DEPTH = 20
MAX_PROBLEMS = 100
_BAR_AND_HASH = re.compile(r"([|>])[+\-1-9]*#")
_GLUED = re.compile(r"\s*(#[^\s#!-].*)")
UNKNOWN = "a_completer"
LONGEST_UNKNOWN = 20


class TreeBuilder:
    """Fed with events one by one, without recursion: a hostile file cannot exhaust the stack."""

    def __init__(self, file: str, lines: tuple[str, ...]) -> None:
        self.tree: dict[str, Arbre] | None = None
        self.keys: dict[Chemin, Position] = {}
        self.values: dict[Chemin, Position] = {}
        self.problems: list[Problem] = []
        self.texts: list[Place] = []
        self.abandoned = False
        self._documents = 0
        self._file = file
        self._lines = lines
        self._stack: list[Frame] = []

    def feed(self, event: yaml.Event) -> None:
        """Take one event of the first document; the second one is refused and not read."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._refuse(SEVERAL_DOCUMENTS, Place.of(event))
        if self._documents > 1:
            return
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(event)

    def _refuse(self, refusal: Refusal, place: Place, **values: object) -> None:
        path = self._stack[-1].path if self._stack else ()
        self.abandoned = self.abandoned or len(self.problems) >= MAX_PROBLEMS
        self.problems.append(refuse(refusal, place.position(self._file), path, **values))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_properties(event)
        element = Element.of(event)
        if not element.plain:
            self.texts.append(element.place)
            self._check_escapes(event)
            self._check_bar(element.place)
        else:
            self._check_comment(element)
        self._take(element)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse(ALIAS, Place.of(event))
        self._take(Element("", Place.of(event)))

    def _take(self, element: Element) -> None:
        if not self._stack:
            # A document with nothing in it is for the reader to call an empty file.
            if not element.empty:
                self._refuse(ROOT_NOT_MAPPING, element.place, nature="un texte")
        elif self._stack[-1].wants_key:
            self._check_key(element)
            self._stack[-1].key = element
        else:
            self._store(element)

    def _store(self, element: Element) -> None:
        """Put a scalar under the key, or in the list, that awaits it."""
        frame = self._stack[-1]
        kept = self._admit(frame, element)
        if kept:
            _attach(frame, _content(element))
        if frame.flow:
            frame.entries.append((frame.key, element))
        frame.key = None

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._check_properties(event)
        container: dict[str, Arbre] | list[Arbre] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if not self._stack:
            frame = self._root(event, container)
        elif self._stack[-1].wants_key:
            nature = "une liste" if isinstance(container, list) else "un bloc entre accolades"
            self._refuse(COMPLEX_KEY, Place.of(event), nature=nature)
            frame = Frame(container, self._stack[-1].path, event, kept=False, is_key=True)
        else:
            frame = self._branch(event, container)
        self._stack.append(frame)

    def _root(self, event: yaml.CollectionStartEvent, container: dict[str, Arbre] | list[Arbre]) -> Frame:
        if isinstance(container, dict):
            self.tree = container
            return Frame(container, (), event)
        self._refuse(ROOT_NOT_MAPPING, Place.of(event), nature="une liste")
        return Frame(container, (), event, kept=False)

    def _branch(self, event: yaml.CollectionStartEvent, container: dict[str, Arbre] | list[Arbre]) -> Frame:
        parent = self._stack[-1]
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(TOO_DEEP, Place.of(event), limite=MAX_DEPTH)
            # Parsing on would cost libyaml the square of the depth: 500 000 brackets took it seven minutes.
            self.abandoned = True
        kept = self._admit(parent, Element(None, Place.of(event), plain=False))
        path = parent.child_path()
        if kept:
            _attach(parent, container)
        return Frame(container, path, event, kept=kept)

    def _close(self, event: yaml.Event) -> None:
        frame = self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        self.problems += check_flow(frame, parent, self._lines, self._file)
        if parent is None:
            return
        element = Element(None, Place.of(frame.start, event), plain=False)
        if frame.is_key:
            parent.key = element
            return
        if parent.flow:
            parent.entries.append((parent.key, element))
        parent.key = None

    def _admit(self, frame: Frame, element: Element) -> bool:
        """Note the positions of a value about to be stored; False when it has no place to go."""
        key, here = frame.key, element.place.position(self._file)
        if isinstance(frame.container, list):
            if element.empty:
                here = Position(here.file, here.line, max(1, here.column - 1))
        elif key is None or key.text is None or self._is_tail(frame, key, element) or self._is_twice(frame, key):
            return False
        if not frame.kept:
            return False
        path = frame.child_path()
        if key is not None:
            self.keys[path] = key.place.position(self._file)
        self.values[path] = self.keys[path] if key is not None and element.empty else here
        return True

    def _is_tail(self, frame: Frame, key: Element, element: Element) -> bool:
        return frame.flow and element.empty and not has_colon(key, self._lines)

    def _is_twice(self, frame: Frame, key: Element) -> bool:
        text = key.text or ""
        first = frame.first.setdefault(text, key.place.position(self._file))
        if first == key.place.position(self._file):
            return False
        if not frame.dash_missing:
            frame.dash_missing = self._starts_an_item(frame, text)
            refusal = MISSING_DASH if frame.dash_missing else DUPLICATE_KEY
            self._refuse(refusal, key.place, cle=text, ligne=first.line)
        return True

    def _starts_an_item(self, frame: Frame, text: str) -> bool:
        """The first key of an item of a list comes again: what follows is the next item, without its dash."""
        parent = self._stack[-2] if len(self._stack) > 1 else None
        in_list = parent is not None and isinstance(parent.container, list) and not frame.flow
        return in_list and text == next(iter(frame.first))

    def _check_key(self, key: Element) -> None:
        if key.plain and key.text == "<<":
            self._refuse(MERGE_KEY, key.place)
        elif not key.text:
            self._refuse(COMPLEX_KEY, key.place, nature="vide")
        elif "\n" in key.text or key.place.line != key.place.end_line:
            self._refuse(COMPLEX_KEY, key.place, nature="sur plusieurs lignes")
        elif self._is_explicit(key):
            self._refuse(COMPLEX_KEY, key.place, nature="annoncée par « ? »")

    def _is_explicit(self, key: Element) -> bool:
        """« ? key », the long form: in a block, the colon is not on the line of the key."""
        if self._stack[-1].flow:
            return self._lines[key.place.line][: key.place.column].rstrip().endswith("?")
        return not has_colon(key, self._lines)

    def _check_properties(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(ANCHOR, Place.of(event))
        if getattr(event, "tag", None) is not None:
            self._refuse(TAG, Place.of(event))

    def _check_escapes(self, event: yaml.ScalarEvent) -> None:
        """A double-quoted text may spell in hexadecimal what may not be typed."""
        if event.style != '"':
            return
        if re.search("[\ud800-\udfff]", event.value):
            # Only the Python parser lets half a character through; libyaml stops at its backslash.
            place = Place.of(event)
            column = self._lines[place.line].find("\\u", place.column)
            self._refuse(BAD_ESCAPE, replace(place, column=max(column, place.column)), suite="\\u")
        elif found := REFUSED.search(event.value):
            position = Place.of(event).position(self._file)
            self.problems.append(refuse_character(found.group(), position))

    def _check_comment(self, element: Element) -> None:
        """« arrêté #12 »: what the author takes for a number would be lost as a comment."""
        row = self._lines[element.place.end_line] if element.place.end_line < len(self._lines) else ""
        found = None if element.empty else _GLUED.match(row, element.place.end_column)
        if found is None or (self._stack and self._stack[-1].wants_key):
            return
        line = Line.read(row)
        place = replace(element.place, line=element.place.end_line, column=found.start(1))
        self._refuse(COMMENT_GLUED, place, texte=found[1].rstrip(), ligne=line.quoted(line.value))

    def _check_bar(self, place: Place) -> None:
        """« |# »: a text for libyaml, a mistake for the Python parser."""
        if found := _BAR_AND_HASH.match(self._lines[place.line], place.column):
            self._refuse(TEXT_AFTER_BAR, place, signe=found[1])


def _attach(frame: Frame, value: Arbre) -> None:
    if isinstance(frame.container, list):
        frame.container.append(value)
    elif frame.key is not None:
        frame.container[cast(str, frame.key.text)] = value


def _content(element: Element) -> Arbre:
    """The text, or None when nothing is written or when the author says it is not known yet."""
    if element.plain and (element.empty or _is_unknown(element.text or "")):
        return None
    return element.text


def _is_unknown(text: str) -> bool:
    """However it is typed: « a_completer », « à compléter », « A COMPLETER »."""
    return len(text) <= LONGEST_UNKNOWN and fold(text) == UNKNOWN
