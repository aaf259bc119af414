"""The parts of a Word document that hold words: body, headers, footers, notes; read with bounds, written the same."""

from collections.abc import Callable, Iterator

from lxml import etree

from cpomdoc.rendering.formats.docx_tree.names import Element
from cpomdoc.rendering.formats.docx_tree.package import Package, read_package
from cpomdoc.rendering.formats.docx_tree.reader import find_main_part
from cpomdoc.rendering.formats.gabarit_archive import write_archive

_KINDS = {"header", "footer", "footnotes", "endnotes"}


def list_parts(package: Package) -> Iterator[str]:
    """Names of the parts that hold words, the body first."""
    main = find_main_part(package)
    yield main
    relations = package.relations(main).values()
    names = {one.target for one in relations if one.kind in _KINDS and not one.external}
    yield from sorted(name for name in names if name in package.members)


def rewrite_parts(docx: bytes, rewrite: Callable[[Element], None]) -> bytes:
    """The document with each of its parts that hold words changed in place; the same input gives the same bytes."""
    package = read_package(docx)
    parts = {*list_parts(package)}
    members = []
    for name, data in package.members.items():
        if name in parts:
            root = package.read_xml(name)
            rewrite(root)
            data = write_xml(root)
        members.append((name, data))
    return write_archive(members)


def write_xml(root: Element) -> bytes:
    """A part as Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
