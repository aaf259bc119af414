"""The guilty line between its neighbours, with carets that fall under the right characters on a terminal."""

import unicodedata

from cpomdoc.reporting.entries import Entry

CONTEXT = 2
MAX_COLUMNS = 100
_TAB = "    "
_WIDE = ("W", "F")
_WIDTHLESS = ("Mn", "Me", "Cf")


def format_excerpt(entry: Entry) -> list[tuple[str, bool]]:
    """Rows to print, each with whether it is the row of carets; none when the line is not known."""
    here = entry.problem.position
    if here is None or not 1 <= here.line <= len(entry.lines):
        return []
    first, last = max(1, here.line - CONTEXT), min(len(entry.lines), here.line + CONTEXT)
    margin = max(4, len(str(last)) + 2)
    window = _Window(entry.lines[here.line - 1], here.column - 1, entry.length)
    rows: list[tuple[str, bool]] = []
    for number in range(first, last + 1):
        rows.append((f"{number:>{margin}} | {window.cut(entry.lines[number - 1])}".rstrip(), False))
        if number == here.line:
            rows.append((f"{'':>{margin}} | {window.carets()}", True))
    return rows


class _Window:
    """The stretch of columns that is shown, the same for each line of an excerpt."""

    def __init__(self, line: str, start: int, length: int) -> None:
        self._line = line
        self._caret = min(start, len(line))
        self._length = length
        fits = start + min(length, MAX_COLUMNS // 2) <= MAX_COLUMNS
        self._first = 0 if fits else max(0, start - MAX_COLUMNS // 3)

    def cut(self, line: str) -> str:
        """A line as shown: from the window's first column, with … where something is left out."""
        shown = line[self._first : self._first + MAX_COLUMNS]
        head = "…" if self._first and shown else ""
        tail = "…" if len(line) > self._first + MAX_COLUMNS else ""
        return head + make_visible(shown) + tail

    def carets(self) -> str:
        """Spaces up to the culprit, then one caret per column that it takes, to the edge of the window."""
        before = make_visible(self._line[self._first : self._caret])
        end = min(self._caret + self._length, self._first + MAX_COLUMNS)
        under = make_visible(self._line[self._caret : end])
        head = 1 if self._first else 0
        return " " * (head + measure_width(before)) + "^" * max(1, measure_width(under))


def measure_width(text: str) -> int:
    """Columns that a text takes on a terminal: two for East-Asian signs and emoji, none for combining marks."""
    return sum(_width(char) for char in text)


def make_visible(text: str) -> str:
    """The text with a visible sign for what would not show, or would move the cursor or turn the reading."""
    return "".join(_sign(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in _WIDTHLESS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def _sign(char: str) -> str:
    if char == "\t":
        return _TAB
    category = unicodedata.category(char)
    # Cf holds the bidirectional overrides, but also the joiners that emoji need.
    if category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and char not in "\u200c\u200d\u00ad"):
        return "·"
    return char
