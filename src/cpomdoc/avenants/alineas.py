"""Two texts paragraph by paragraph: what each said where it is not the same, for a table of the act."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cpomdoc.lettres import ordinal
from cpomdoc.model.projet_avenant import LigneTableau

_MARKS = re.compile(r"\\(.)|[*#]+ ?|^- ", re.MULTILINE)
"""What Markdown adds to words."""
_TITRE = re.compile(r"#{1,6} |\*{3}[^*]+\*{3}$|\*{2}[^*]+\*{2}$")
"""How a part that only heads others begins, or is written."""
_ITEM = re.compile(r"\n(?=- |\d+\. )")


@dataclass(frozen=True)
class Partie:
    """A paragraph or an item of a list, `rang` its place among them; a heading, which nobody counts, has none."""

    texte: str
    rang: int = 0

    @property
    def nom(self) -> str:
        """« 3e alinéa », « Intertitre »."""
        return f"{ordinal(self.rang)} alinéa" if self.rang else "Intertitre"

    def become(self, sort: str) -> str:
        """« 3e alinéa, supprimé »."""
        return f"{self.nom}, {sort}"


def compare_alineas(avant: str, apres: str) -> Iterator[LigneTableau]:
    """A line for each paragraph of Markdown that changes, comes or goes, told by its rank in the text it stands in."""
    anciens, nouveaux = _split(avant), _split(apres)
    words = [[one.texte for one in parties] for parties in (anciens, nouveaux)]
    for nature, i, j, k, m in SequenceMatcher(a=words[0], b=words[1], autojunk=False).get_opcodes():
        if nature != "equal":
            yield from _compare_runs(anciens[i:j], nouveaux[k:m])


def _compare_runs(anciens: Sequence[Partie], nouveaux: Sequence[Partie]) -> Iterator[LigneTableau]:
    paired = min(len(anciens), len(nouveaux))
    for ancien, nouveau in zip(anciens[:paired], nouveaux[:paired], strict=True):
        yield LigneTableau(ancien.nom, ancien.texte, nouveau.texte)
    for one in anciens[paired:]:
        yield LigneTableau(one.become("supprimé"), one.texte, "")
    for one in nouveaux[paired:]:
        yield LigneTableau(one.become("nouveau"), "", one.texte)


def _split(texte: str) -> list[Partie]:
    """The parts in order."""
    parties, rang = list[Partie](), 0
    for source in (one.strip() for part in texte.split("\n\n") for one in _ITEM.split(part)):
        words = _MARKS.sub(lambda one: one.group(1) or "", source).strip()
        titre = bool(_TITRE.match(source))
        rang += bool(words) and not titre
        if words:
            parties.append(Partie(words, 0 if titre else rang))
    return parties
