"""Where the nodes of a YAML text begin and end, so that one can be changed without touching a letter of the others."""

import re

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_END_OF_LINE = re.compile(r"[\r\n]|\Z")
_BLOCK_STYLES = ("|", ">")
Pair = tuple[yaml.Node, yaml.Node]


def compose(text: str) -> yaml.Node | None:
    """The nodes of the text, with their marks; nothing is constructed."""
    node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    return node


def start(node: yaml.Node) -> int:
    """Rank of its first character."""
    return int(node.start_mark.index)


def end_of(text: str, node: yaml.Node) -> int:
    """Rank after its last character; blank lines and comments that follow it are not its own."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of_pair(text, last) if isinstance(last, tuple) else end_of(text, last)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_STYLES:
        return start(node) + len(text[start(node) : end].rstrip())
    return end


def end_of_pair(text: str, pair: Pair) -> int:
    """Rank after the value of a key, or after its colon when it has none."""
    return max(colon_of(text, pair), 0 if is_empty(pair[1]) else end_of(text, pair[1]))


def colon_of(text: str, pair: Pair) -> int:
    """Rank after the colon of a key."""
    return text.index(":", int(pair[0].end_mark.index)) + 1


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def is_null(node: yaml.Node) -> bool:
    """Whether what is written says that nothing is known, so that a list or a block may come in its place."""
    return isinstance(node, yaml.ScalarNode) and node.value in ("", "a_completer", "null", "~")


def line_end(text: str, place: int) -> int:
    """Rank of the line break after a place, or of the end of the text."""
    found = _END_OF_LINE.search(text, place)
    return found.start() if found else len(text)


def line_start(text: str, place: int) -> int:
    """Rank of the first character of the line of a place."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def end_of_line_of(text: str) -> str:
    """How its lines end."""
    found = re.search(r"\r\n|\n|\r", text)
    return found.group() if found else "\n"


def find_pair(node: yaml.Node, key: str) -> int | None:
    """Rank of a key in a block of keys."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((rank for rank, (name, _) in enumerate(node.value) if name.value == key), None)
