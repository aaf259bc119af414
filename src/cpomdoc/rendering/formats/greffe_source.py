"""The articles of a printed contract as blocks of its Word file, to be quoted elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpomdoc.rendering.formats.articles_docx import Place, words_of
from cpomdoc.rendering.formats.docx_tree.names import Element, w
from cpomdoc.rendering.formats.docx_tree.package import Package, read_package
from cpomdoc.rendering.formats.docx_tree.reader import find_main_part, open_story, read_blocks
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.tree import Block, Paragraph


@dataclass(frozen=True)
class Morceau:
    """A block of an article: its XML, how it reads, and the places of its lines among those of the article."""

    element: Element
    block: Block
    lignes: range
    titre: bool = False

    @property
    def niveau(self) -> int:
        """Outline level of a heading, 0 for anything else."""
        return self.block.level or 0 if isinstance(self.block, Paragraph) else 0


@dataclass(frozen=True)
class Source:
    """The printed contract: its parts, a reader of its styles, and the blocks of each article, its heading first."""

    package: Package
    story: StoryReader
    articles: dict[str, tuple[Morceau, ...]]

    def quote(self, cle: str, alineas: Sequence[int]) -> tuple[Morceau, ...]:
        """The blocks of an article, or those that hold some of its lines; an article that says nothing is a bug."""
        if not alineas:
            chosen = self.articles[cle]
        else:
            chosen = tuple(one for one in self.articles[cle] if not one.titre and set(alineas) & set(one.lignes))
        while chosen and not chosen[-1].titre and not chosen[-1].lignes:
            chosen = chosen[:-1]
        if not chosen or (alineas and max(alineas) >= self.articles[cle][-1].lignes.stop):
            raise LookupError(f"{cle} {alineas}")
        return chosen


def read_source(docx: bytes, titres: Sequence[tuple[str, str]]) -> Source:
    """Cut the printed contract at the headings of its articles."""
    package = read_package(docx)
    story = open_story(package)
    body = package.read_xml(find_main_part(package)).find(w("body"))
    articles: dict[str, list[Morceau]] = {cle: [] for cle, _ in titres}
    place = Place(titres)
    for element, block in _read_body(() if body is None else body, story):
        titre = place.advance(block)
        known = articles.get(place.cle)
        if known is not None:
            start = known[-1].lignes.stop if known else 0
            count = 0 if titre else sum(1 for _ in words_of(block))
            known.append(Morceau(element, block, range(start, start + count), titre))
    place.close()
    return Source(package, story, {cle: tuple(blocks) for cle, blocks in articles.items()})


def _read_body(body: Iterable[Element], story: StoryReader) -> Iterator[tuple[Element, Block]]:
    """The blocks of a body with the element that each comes from; what groups several is opened."""
    for element in body:
        if element.tag == w("sdt"):
            content = element.find(w("sdtContent"))
            yield from _read_body(() if content is None else content, story)
        else:
            yield from ((element, block) for block in read_blocks((element,), story))
