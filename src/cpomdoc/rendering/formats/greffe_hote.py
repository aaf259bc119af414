"""The Word file that receives quoted blocks, and what it must take with them: styles, lists, pictures, notes."""

import copy
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from cpomdoc.rendering.formats.docx_tree.names import VAL, Element, R, attribute, w
from cpomdoc.rendering.formats.docx_tree.package import Package, read_package
from cpomdoc.rendering.formats.docx_tree.reader import find_main_part
from cpomdoc.rendering.formats.gabarit_archive import CONTENT_TYPES, write_archive
from cpomdoc.rendering.formats.greffe_cadre import INTERTITRE_CITE, STYLES, TITRE_CITE
from cpomdoc.rendering.formats.images_docx import name_relations

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MARKS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "proofErr")
_STYLES = ("pStyle", "rStyle", "tblStyle", "basedOn", "link", "next")
# Far from the numbers of the gabarit's own drawings and of those that its tags print.
_PREMIER_DESSIN = 20_000


@dataclass
class Hote:
    """The act while blocks come in: the roots of the parts that they may change, by name of member."""

    package: Package
    source: Package
    part: str
    roots: dict[str, Element] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    dessins: int = 0

    @property
    def body(self) -> Element:
        """The body of the act."""
        return self.open(self.part)[0]

    def open(self, member: str) -> Element:
        """The root of a part, to be changed."""
        if member not in self.roots:
            self.roots[member] = self.package.read_xml(member)
        return self.roots[member]

    def take(self, element: Element) -> None:
        """Make a copied block at home here: all that it names exists, and nothing that it names is another's."""
        _clean(element)
        for one in element.iter(_DOC_PR):
            self.dessins += 1
            one.set("id", str(_PREMIER_DESSIN + self.dessins))
        for one in element.iter():
            for name in [str(name) for name in one.attrib if str(name).startswith(f"{{{R}}}")]:
                one.set(name, self._take_relation(one.get(name) or ""))
        for one in element.iter(w("numId")):
            one.set(VAL, self._take_list(attribute(one, "val")))
        for kind in ("footnote", "endnote"):
            for one in element.iter(w(f"{kind}Reference")):
                one.set(w("id"), self._take_note(kind, attribute(one, "id")))
        self.take_styles(element)

    def take_styles(self, element: Element) -> None:
        """Bring the styles that a block names and that the act does not have; its own stand for those it has."""
        own, theirs = self._find("styles", self.package), self._find("styles", self.source)
        if own is None or theirs is None:
            return
        root = self.open(own)
        known = {attribute(one, "styleId") for one in root.iter(w("style"))}
        for name in [one.get(VAL) or "" for one in element.iter(*map(w, _STYLES))]:
            found = next((one for one in self.source.read_xml(theirs).iter(w("style"))
                          if attribute(one, "styleId") == name and name not in known), None)  # fmt: skip
            if found is not None:
                known.add(name)
                root.append(found)
                for one in found.iter(w("numId")):
                    one.set(VAL, self._take_list(attribute(one, "val")))
                self.take_styles(found)

    def define_titres(self) -> None:
        """Give the act its styles of quoted headings, unless its gabarit has them."""
        own = self._find("styles", self.package)
        if own is None:
            return
        root = self.open(own)
        known = {attribute(one, "styleId") for one in root.iter(w("style"))}
        normal = next((attribute(one, "styleId") for one in root.iter(w("style")) if _is_default(one)), "Normal")
        for name, xml in zip((TITRE_CITE, INTERTITRE_CITE), STYLES, strict=True):
            if name not in known:
                xmlns = f'xmlns:w="{w("x")[1:-2]}"'
                root.append(etree.fromstring(xml.format(xmlns=xmlns, normal=normal)))

    def write(self) -> bytes:
        """The act with all that came in; members keep their places, new ones follow."""
        changed = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self.roots.items()
        }
        members = {**self.package.members, **self.added, **changed}
        return write_archive(members.items())

    def _find(self, kind: str, package: Package) -> str | None:
        return package.find_part(find_main_part(package), kind)

    def _take_relation(self, identifier: str) -> str:
        """The relation of the act that leads where one of the contract leads; a picture comes with its file."""
        relations = self.source.read_xml(name_relations(find_main_part(self.source)))
        found = next(one for one in relations if one.get("Id") == identifier)
        target = found.get("Target", "")
        if found.get("TargetMode") != "External":
            target = self._take_file(posixpath.normpath(posixpath.join("word", target)))
        return self._relate(self.part, str(found.get("Type")), target, found.get("TargetMode"))

    def _relate(self, part: str, kind: str, target: str, mode: str | None = None) -> str:
        member = name_relations(part)
        if member not in self.package.members and member not in self.roots:
            self.roots[member] = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        root = self.open(member)
        for one in root:
            if (one.get("Type"), one.get("Target"), one.get("TargetMode")) == (kind, target, mode):
                return str(one.get("Id"))
        taken = {one.get("Id") for one in root}
        identifier = next(f"rIdGreffe{rank}" for rank in range(1, len(taken) + 2) if f"rIdGreffe{rank}" not in taken)
        known = {"Id": identifier, "Type": kind, "Target": target, **({"TargetMode": mode} if mode else {})}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", known)
        return identifier

    def _take_file(self, member: str) -> str:
        """Copy a file of the contract, under a name of its own if another has it; its target in the act."""
        data, (stem, suffix) = self.source.members[member], posixpath.splitext(member)
        members = {**self.package.members, **self.added}
        name, rank = member, 0
        while members.get(name, data) != data:
            rank += 1
            name = f"{stem}-{rank}{suffix}"
        self.added[name] = data
        self._declare_suffix(suffix.removeprefix("."))
        return posixpath.relpath(name, "word")

    def _declare_suffix(self, suffix: str) -> None:
        root = self.open(CONTENT_TYPES)
        defaults = {str(one.get("Extension")).lower() for one in root.iter(f"{{{_TYPES}}}Default")}
        if suffix.lower() not in defaults:
            theirs = self.source.read_xml(CONTENT_TYPES).iter(f"{{{_TYPES}}}Default")
            root.insert(0, next(one for one in theirs if str(one.get("Extension")).lower() == suffix.lower()))

    def _take_list(self, number: str) -> str:
        """The list of the act that looks like one of the contract and counts by itself."""
        own, theirs = self._find("numbering", self.package), self._find("numbering", self.source)
        if number in self.lists or number == "0" or own is None or theirs is None:
            return self.lists.get(number, number)
        root, other = self.open(own), self.source.read_xml(theirs)
        found = next(one for one in other.iter(w("num")) if attribute(one, "numId") == number)
        link = found.find(w("abstractNumId"))
        wanted = "" if link is None else link.get(VAL)
        model = next(one for one in other.iter(w("abstractNum")) if attribute(one, "abstractNumId") == wanted)
        new, place = _next(root.iter(w("num")), "numId"), _next(root.iter(w("abstractNum")), "abstractNumId")
        for one in model.findall(w("nsid")):
            model.remove(one)
        model.set(w("abstractNumId"), place)
        found.set(w("numId"), new)
        if link is not None:
            link.set(VAL, place)
        root.insert(len(root.findall(w("abstractNum"))), model)
        nums = root.findall(w("num"))
        root.insert(root.index(nums[-1]) + 1 if nums else len(root), found)
        self.lists[number] = new
        return new

    def _take_note(self, kind: str, number: str) -> str:
        """The number that a note of the contract has in the act."""
        theirs = self._find(f"{kind}s", self.source)
        if theirs is None:
            raise LookupError(f"{kind} {number}")
        other = self.source.read_xml(theirs)
        root = self._open_notes(kind, theirs, other)
        note = next(one for one in other.iter(w(kind)) if attribute(one, "id") == number)
        if any(str(name).startswith(f"{{{R}}}") for one in note.iter() for name in one.attrib):
            raise LookupError(f"{kind} {number}")
        new = _next(root.iter(w(kind)), "id")
        note.set(w("id"), new)
        _clean(note)
        self.take_styles(note)
        root.append(note)
        return new

    def _open_notes(self, kind: str, theirs: str, other: Element) -> Element:
        """The notes of the act; where it has none, a part that only holds the separators of the contract's."""
        own = self._find(f"{kind}s", self.package)
        if own is not None:
            return self.open(own)
        if theirs not in self.roots:
            root = copy.deepcopy(other)
            for one in [one for one in root if not one.get(w("type"))]:
                root.remove(one)
            self.roots[theirs] = root
            self._relate(self.part, f"{R}/{kind}s", posixpath.relpath(theirs, "word"))
            types = self.open(CONTENT_TYPES)
            declared = self.source.read_xml(CONTENT_TYPES).iter(f"{{{_TYPES}}}Override")
            types.append(next(one for one in declared if one.get("PartName") == f"/{theirs}"))
        return self.roots[theirs]


def open_hote(avenant: bytes, source: Package) -> Hote:
    """The act, ready to receive blocks of the contract."""
    package = read_package(avenant)
    return Hote(package, source, find_main_part(package))


def _clean(element: Element) -> None:
    """Take out what belongs to the place a block comes from: bookmarks, comments, links to them, Word's own numbers."""
    for mark in list(element.iter(*map(w, _MARKS))):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    for link in [one for one in element.iter(w("hyperlink")) if one.get(w("anchor"))]:
        parent = link.getparent()
        if parent is not None:
            place = parent.index(link)
            parent[place : place + 1] = list(link)
    for one in element.iter():
        for name in [name for name in one.attrib if str(name).endswith(("}paraId", "}textId"))]:
            del one.attrib[name]


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")


def _next(elements: Iterable[Element], name: str) -> str:
    return str(max((int(attribute(one, name, "0")) for one in elements), default=0) + 1)
