"""The styles of a gabarit: what staff see by name in Word, the file knows by id."""

from dataclasses import dataclass, field

from lxml import etree

from cpomdoc.rendering.formats.gabarit_archive import Archive
from cpomdoc.rendering.formats.gabarit_places import W
from cpomdoc.suggestions import fold

A_COMPLETER = "A completer"
LISTE_A_PUCES = "Liste a puces"
LISTE_NUMEROTEE = "Liste numerotee"
TABLEAU = "Tableau"
PUCE_DE_TABLEAU = "Tableau puce"
TOTAL = "Tableau total"
REQUIS = (A_COMPLETER, LISTE_A_PUCES, LISTE_NUMEROTEE)


@dataclass(frozen=True)
class Styles:
    """Style ids by folded name, the kind of each id, and the numbering a paragraph style carries."""

    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    numerotations: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The id of a style by its name; accents, case, spaces and hyphens do not count."""
        return self.ids.get(fold(name))


def read_styles(archive: Archive) -> Styles:
    """The styles that styles.xml defines."""
    member = archive.first("word/styles.xml")
    styles = Styles()
    for style in archive.parse(member).iter(f"{W}style") if member else ():
        identifier, name = str(style.get(f"{W}styleId")), style.find(f"{W}name")
        label = identifier if name is None else str(name.get(f"{W}val"))
        styles.ids.setdefault(fold(label), identifier)
        styles.kinds[identifier] = str(style.get(f"{W}type"))
        styles.names[identifier] = label
        if (number := _numbering(style)) is not None:
            styles.numerotations[identifier] = number
    return styles


def _numbering(style: etree._Element) -> str | None:
    found = style.find(f"{W}pPr/{W}numPr/{W}numId")
    return None if found is None else str(found.get(f"{W}val"))
