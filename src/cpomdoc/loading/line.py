"""One line of YAML taken apart as its author sees it: indent, dashes, key, value."""

import re
from dataclasses import dataclass

_SHAPE = re.compile(
    r"""(?P<indent>\ *)(?P<dashes>(?:-\ +)*)
        (?:(?P<key>[^\s\#'"\[\]{},&*!|>@`%:-](?:[^:]|:(?=\S))*?|'[^']*'|"[^"]*")\s*:(?:\s+|$))?
        (?P<value>.*)""",
    re.VERBOSE,
)
_ESCAPE = re.compile(
    r"""\\(?:[0abt\tnvfre\ "/\\N_LP]|x[\da-fA-F]{2}|u(?![dD][89abAB])[\da-fA-F]{4}
        |U000[\da-fA-F]{5}|U0010[\da-fA-F]{4}|$)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Line:
    """What a line says, whether or not YAML agrees; columns count from 0."""

    text: str
    indent: int
    dashes: str
    key: str | None
    value: str
    value_column: int

    @classmethod
    def read(cls, text: str) -> "Line":
        """Any line has a reading: at worst everything is value."""
        found = _SHAPE.match(text)
        if found is None:
            return cls(text, 0, "", None, text, 0)
        value = found["value"].rstrip()
        return cls(text, len(found["indent"]), found["dashes"], found["key"], value, found.start("value"))

    @property
    def quote(self) -> str:
        """The sign that opens the value, when it is a quote."""
        return self.value[:1] if self.value[:1] in ("'", '"') else ""

    def closing_quote(self) -> int | None:
        """Where, in the value, the quote that opens it is closed; None when it is not on this line."""
        pattern = r"'(?:[^']|'')*'(?!')" if self.quote == "'" else r'"(?:[^"\\]|\\.)*"'
        found = re.match(pattern, self.value)
        return found.end() - 1 if found else None

    def bad_escape(self) -> int | None:
        """Where, in the value, a backslash announces nothing that exists."""
        if self.quote != '"':
            return None
        end = self.closing_quote()
        position = self.value.find("\\", 0, end)
        while position >= 0:
            found = _ESCAPE.match(self.value, position)
            if found is None:
                return position
            position = self.value.find("\\", found.end(), end)
        return None

    def quoted(self, value: str | None = None) -> str:
        """The line with its value between quotes, as it should be typed."""
        text = re.sub(r"\s+#.*", "", self.value) if value is None else value
        body = f'"{text}"'
        if '"' in text or "\\" in text:
            body = "'" + text.replace("'", "''") + "'"
        head = f"{self.dashes}{self.key}: " if self.key is not None else self.dashes
        return head + body
