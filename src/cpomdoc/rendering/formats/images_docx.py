"""Pictures of a view inside a Word document: each file once, its relation in every part that shows it, its words."""

import hashlib
import posixpath
from dataclasses import dataclass, field

from lxml import etree

from cpomdoc.rendering.formats.docx_tree.drawings import find_kind
from cpomdoc.rendering.formats.gabarit_archive import parse_xml
from cpomdoc.rendering.formats.gabarit_valeurs import encode_brut
from cpomdoc.rendering.formats.graphiques import Dessinateur, draw_nothing
from cpomdoc.rendering.graphiques import Graphique
from cpomdoc.rendering.image import Image

_EMU_PAR_CM = 360_000
# Far from the numbers that Word gives, and from those that loops are given.
_PREMIER_DESSIN = 5000
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = f"{_DRAWING}/picture"
_NAMESPACES = (
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:pic="{_PICTURE}" xmlns:r="{_OFFICE}"'
)
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)
_DECORATIF = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_AUCUNE = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
_MIMES = {"jpg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}


@dataclass
class Medias:
    """The pictures met while a document is printed: files by name, and the relations of each part by file."""

    dessiner: Dessinateur = draw_nothing
    fichiers: dict[str, bytes] = field(default_factory=dict)
    relations: dict[str, dict[str, str]] = field(default_factory=dict)
    dessins: int = 0

    def open(self, partie: str) -> "MediasDePartie":
        """What the tags of one part print their pictures with."""
        return MediasDePartie(self, partie)

    def add(self, partie: str, data: bytes) -> str:
        """The relation of a part to a picture; the same picture is stored once."""
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}.{find_kind(data)}"
        self.fichiers[f"word/{name}"] = data
        known = self.relations.setdefault(partie, {})
        return known.setdefault(name, f"rIdImage{len(known) + 1}")


@dataclass(frozen=True)
class MediasDePartie:
    """The pictures of one part of a document."""

    medias: Medias
    partie: str

    def print_image(self, value: Image | Graphique) -> str:
        """The w:drawing of a picture or of a chart, in the line where its tag stands."""
        image = value if isinstance(value, Image) else self.medias.dessiner(value)
        self.medias.dessins += 1
        number = _PREMIER_DESSIN + self.medias.dessins
        embedded = self.medias.add(self.partie, image.donnees)
        vector = _SVG.format(self.medias.add(self.partie, image.vecteur)) if image.vecteur else ""
        width, height = round(image.largeur_cm * _EMU_PAR_CM), round(image.hauteur_cm * _EMU_PAR_CM)
        words = encode_brut(image.alternative)
        described = f'descr="{words}"/>' if words else f'descr="">{_DECORATIF}</wp:docPr>'
        size = f'cx="{width}" cy="{height}"/>'
        return (
            f'<w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0"><wp:extent {size}'
            f'<wp:docPr id="{number}" name="Image {self.medias.dessins}" {described}'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="Image {self.medias.dessins}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{embedded}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}</a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )


def name_relations(partie: str) -> str:
    """The member that holds the relations of a part."""
    folder, name = posixpath.split(partie)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def write_relations(existing: bytes | None, pictures: dict[str, str]) -> bytes:
    """The relations of a part with those of its pictures."""
    root = parse_xml(existing or _AUCUNE, "word/_rels")
    for target, identifier in pictures.items():
        known = {"Id": identifier, "Type": f"{_OFFICE}/image", "Target": target}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", known)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def declare_images(types: bytes) -> bytes:
    """The list of types with those of pictures, even where no picture comes: it is the same for every contract."""
    root = parse_xml(types, "[Content_Types].xml")
    known = {str(one.get("Extension")).lower() for one in root.iter(f"{{{_TYPES}}}Default")}
    for suffix, mime in _MIMES.items():
        if suffix not in known:
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", {"Extension": suffix, "ContentType": mime}))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
