"""Accepting and rejecting tracked changes, on documents written by hand; and the words that are read of them."""

import pytest
from tests.rendering.formats.docx_samples import read_member, replace_member
from tests.rendering.formats.redline_samples import NS, Table, build_docx

from cpomdoc.rendering.formats.redline import accept_all, check_redline, reject_all, same_words
from cpomdoc.rendering.formats.redline.words import Blocks, Tableau, read_words

WHO = 'w:id="1" w:author="x" w:date="2027-01-15T09:00:00Z"'
BODY = "corps du document"


def p(*content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(content)}</w:p>"


def r(words: str, *, tag: str = "t", properties: str = "") -> str:
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def ins(*content: str) -> str:
    return f"<w:ins {WHO}>{''.join(content)}</w:ins>"


def deleted(words: str) -> str:
    return f"<w:del {WHO}>{r(words, tag='delText')}</w:del>"


def mark(kind: str) -> str:
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


def tr(*cells: str, change: str = "") -> str:
    return f"<w:tr>{f'<w:trPr><w:{change} {WHO}/></w:trPr>' if change else ''}{''.join(cells)}</w:tr>"


def tc(words: str, *, change: str = "") -> str:
    return f"<w:tc><w:tcPr><w:tcW w:w='1'/>{f'<w:{change} {WHO}/>' if change else ''}</w:tcPr>{p(r(words))}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def words_of(docx: bytes) -> Blocks:
    """The words of the body, as they stand once no change is left in it."""
    xml = read_member(docx, "word/document.xml").decode()
    assert 'w:author="x"' not in xml
    return read_words(docx)[BODY]


def grid(*rows: tuple[str, ...]) -> Tableau:
    return Tableau(tuple(tuple((cell,) for cell in row) for row in rows))


CASES: dict[str, tuple[str, Blocks, Blocks]] = {
    "un mot remplacé": (
        p(r("pour "), deleted("quatre"), ins(r("cinq")), r(" ans")),
        ("pour cinq ans",),
        ("pour quatre ans",),
    ),
    "un mot déplacé": (
        p(f"<w:moveFrom {WHO}>{r('loin')}</w:moveFrom>", r(" ici ")) + p(f"<w:moveTo {WHO}>{r('loin')}</w:moveTo>"),
        (" ici ", "loin"),
        ("loin ici ",),
    ),
    "un alinéa ajouté": (
        p(r("un")) + p(ins(r("deux")), properties=mark("ins")) + p(r("trois")),
        ("un", "deux", "trois"),
        ("un", "trois"),
    ),
    "un alinéa retiré": (
        p(r("un")) + p(deleted("deux"), properties=mark("del")) + p(r("trois")),
        ("un", "trois"),
        ("un", "deux", "trois"),
    ),
    "un alinéa coupé en deux": (
        p(r("un, "), properties=mark("ins")) + p(r("deux")),
        ("un, ", "deux"),
        ("un, deux",),
    ),
    "deux alinéas réunis, dont le premier perd un mot": (
        p(r("un"), deleted(" seul"), properties=mark("del")) + p(r(" et deux")),
        ("un et deux",),
        ("un seul", " et deux"),
    ),
    "trois alinéas réunis": (
        p(r("a"), properties=mark("del")) + p(r("b"), properties=mark("del")) + p(r("c")),
        ("abc",),
        ("a", "b", "c"),
    ),
    "le dernier alinéa retiré": (
        p(r("un")) + p(deleted("fin"), properties=mark("del")),
        ("un",),
        ("un", "fin"),
    ),
    "un alinéa retiré devant un tableau": (
        p(r("un")) + p(deleted("deux"), properties=mark("del")) + tbl(tr(tc("a"))),
        ("un", grid(("a",))),
        ("un", "deux", grid(("a",))),
    ),
    "une ligne ajoutée, une retirée": (
        tbl(tr(tc("a")), tr(tc("b"), change="ins"), tr(tc("c"), change="del")) + p(),
        (grid(("a",), ("b",)),),
        (grid(("a",), ("c",)),),
    ),
    "un tableau retiré": (
        p(r("un")) + tbl(tr(tc("a"), change="del")) + p(r("deux")),
        ("un", "deux"),
        ("un", grid(("a",)), "deux"),
    ),
    "une colonne ajoutée, une retirée": (
        tbl(tr(tc("a"), tc("b", change="cellIns"), tc("c", change="cellDel"))) + p(),
        (grid(("a", "b")),),
        (grid(("a", "c")),),
    ),
    "un tableau dans une case": (
        tbl(f"<w:tr><w:tc>{tbl(tr(tc('a')), tr(tc('b'), change='ins'))}{p()}</w:tc></w:tr>") + p(),
        (Tableau((((grid(("a",), ("b",)),),),)),),
        (Tableau((((grid(("a",)),),),)),),
    ),
    "un champ remplacé": (
        p(
            f"<w:del {WHO}><w:r><w:fldChar w:fldCharType='begin'/></w:r>{r(' REF a ', tag='delInstrText')}"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r('3', tag='delText')}"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:del>",
            ins(r("quatre")),
        ),
        ("quatre",),
        ("3",),
    ),
    "un lien, un contrôle": (
        p(f"<w:hyperlink w:anchor='a'>{ins(r('lien'))}</w:hyperlink>")
        + f"<w:sdt><w:sdtContent>{p(deleted('choix'), r('.'))}</w:sdtContent></w:sdt>",
        ("lien", "."),
        ("choix.",),
    ),
    "tabulation, retour, trait d’union insécable": (
        p(ins("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>")),
        ("a\tb\nc\u2011",),
        (),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_accepting_gives_the_new_words_and_rejecting_the_old_ones(case: str) -> None:
    body, accepted, rejected = CASES[case]
    docx = build_docx(body=body)
    assert words_of(accept_all(docx)) == accepted
    assert words_of(reject_all(docx)) == rejected


def change(name: str, old: str) -> str:
    return f"<w:{name}Change {WHO}><w:{name}>{old}</w:{name}></w:{name}Change>"


def one_cell(properties: str) -> str:
    return tbl(f"<w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{p()}</w:tc></w:tr>") + p()


COLUMNS = '<w:cols w:num="2"/>'
REFERENCE = '<w:headerReference w:type="default"/>'
LOOKS = {
    "caractères": (
        p(r("a", properties=f"<w:rPr><w:b/>{change('rPr', '<w:i/>')}</w:rPr>")),
        "<w:rPr><w:b/></w:rPr>",
        "<w:rPr><w:i/></w:rPr>",
    ),
    "alinéa": (
        p(r("a"), properties=f"<w:keepNext/><w:rPr><w:b/></w:rPr>{change('pPr', '<w:keepLines/>')}"),
        "<w:pPr><w:keepNext/><w:rPr><w:b/></w:rPr></w:pPr>",
        "<w:pPr><w:keepLines/><w:rPr><w:b/></w:rPr></w:pPr>",
    ),
    "numéro d’alinéa": (
        p(r("a"), properties=f'<w:numPr><w:numId w:val="1"/><w:ins {WHO}/></w:numPr>'),
        '<w:numPr><w:numId w:val="1"/></w:numPr>',
        "<w:pPr/>",
    ),
    "ancien numéro": (
        p(r("a"), properties=f'<w:numPr><w:numId w:val="1"/><w:numberingChange {WHO}/></w:numPr>'),
        '<w:numPr><w:numId w:val="1"/></w:numPr>',
        '<w:numPr><w:numId w:val="1"/></w:numPr>',
    ),
    "tableau": (
        f"<w:tbl><w:tblPr><w:bidiVisual/>{change('tblPr', '<w:tblLook/>')}</w:tblPr>{tr(tc('a'))}</w:tbl>{p()}",
        "<w:tblPr><w:bidiVisual/></w:tblPr>",
        "<w:tblPr><w:tblLook/></w:tblPr>",
    ),
    "ligne": (
        tbl(f"<w:tr><w:trPr><w:tblHeader/>{change('trPr', '<w:cantSplit/>')}</w:trPr>{tc('a')}</w:tr>") + p(),
        "<w:trPr><w:tblHeader/></w:trPr>",
        "<w:trPr><w:cantSplit/></w:trPr>",
    ),
    "case": (
        one_cell(f"<w:noWrap/>{change('tcPr', '<w:hideMark/>')}"),
        "<w:tcPr><w:noWrap/></w:tcPr>",
        "<w:tcPr><w:hideMark/></w:tcPr>",
    ),
    "cases fusionnées": (
        one_cell(f'<w:cellMerge {WHO} w:vMerge="cont" w:vMergeOrig="rest"/>'),
        '<w:tcPr><w:vMerge w:val="continue"/></w:tcPr>',
        '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>',
    ),
    "section": (
        p(properties=f"<w:sectPr>{REFERENCE}{COLUMNS}{change('sectPr', '<w:bidi/>')}</w:sectPr>"),
        f"<w:sectPr>{REFERENCE}{COLUMNS}</w:sectPr>",
        f"<w:sectPr>{REFERENCE}<w:bidi/></w:sectPr>",
    ),
}


@pytest.mark.parametrize("case", LOOKS)
def test_accepting_keeps_the_new_look_and_rejecting_gives_the_old_one_back(case: str) -> None:
    body, accepted, rejected = LOOKS[case]
    docx = build_docx(body=body)
    for settled, expected in ((accept_all(docx), accepted), (reject_all(docx), rejected)):
        xml = read_member(settled, "word/document.xml").decode()
        assert expected in xml
        assert 'w:author="x"' not in xml


def test_every_part_is_read_under_its_name() -> None:
    docx = build_docx("Corps{note}", header="En-tête", footer="Pied")
    parts = {
        "en-tête (section 1)": ("En-tête",),
        "pied de page (section 1)": ("Pied",),
        BODY: ("Corps[note 1]",),
        "note 1": ("note",),
    }
    assert read_words(docx) == parts


def test_changes_of_margins_and_notes_are_settled_too() -> None:
    docx = build_docx("Corps{note}")
    for part in ("header1", "footer1", "footnotes"):
        name = f"word/{part}.xml"
        xml = read_member(docx, name).decode()
        docx = replace_member(docx, name, xml.replace("</w:p>", f"{ins(r(' neuf'))}{deleted(' vieux')}</w:p>").encode())
    accepted, rejected = read_words(accept_all(docx)), read_words(reject_all(docx))
    assert [accepted["en-tête (section 1)"], accepted["pied de page (section 1)"], accepted["note 1"]] == [
        ("En-tête neuf",), ("Pied neuf",), ("note neuf",),
    ]  # fmt: skip
    assert [rejected["en-tête (section 1)"], rejected["pied de page (section 1)"], rejected["note 1"]] == [
        ("En-tête vieux",), ("Pied vieux",), ("note vieux",),
    ]  # fmt: skip


def test_a_note_is_read_where_it_is_called_whatever_its_number() -> None:
    one, other = build_docx("a{une}", "b{deux}"), build_docx("b{deux}", "a{une}")
    assert read_words(one)["note 1"] == ("une",)
    assert read_words(other)["note 1"] == ("deux",)


def test_page_numbers_are_not_words_and_looks_neither() -> None:
    field = f"<w:p {NS}><w:fldSimple w:instr=' PAGE '>{r('3')}</w:fldSimple></w:p>"
    other = f"<w:p {NS}><w:fldSimple w:instr=' PAGE '>{r('12')}</w:fldSimple></w:p>"
    assert same_words(build_docx(body=field), build_docx(body=other))
    assert same_words(build_docx("un *deux* trois"), build_docx("un deux trois"))
    assert not same_words(build_docx("12\u202f000"), build_docx("12 000"))


def test_the_proof_says_where_a_document_is_betrayed() -> None:
    avant = build_docx("un", Table(((("a",), ("b",)), (("c",), ("d",)))), "fin")
    faux = build_docx("un", Table(((("a",), ("b",)), (("c",), ("e",)))), "fin", header="autre")
    found = check_redline(avant, avant, faux)
    assert [(one.sens, one.partie, one.place, one.attendu, one.trouve) for one in found] == [
        ("acceptées", BODY, "tableau 1, ligne 2, case 2, paragraphe 1", "d", "e"),
        ("acceptées", "en-tête (section 1)", "paragraphe 1", "En-tête", "autre"),
        ("refusées", BODY, "tableau 1, ligne 2, case 2, paragraphe 1", "d", "e"),
        ("refusées", "en-tête (section 1)", "paragraphe 1", "En-tête", "autre"),
    ]
    assert str(found[0]) == (
        "modifications acceptées, corps du document, tableau 1, ligne 2, case 2, paragraphe 1\u202f: "
        "attendu «\u202fd\u202f», trouvé «\u202fe\u202f»"
    )


def test_the_proof_tells_a_row_or_a_paragraph_too_many() -> None:
    avant = build_docx("un", Table(((("a",),),)), "fin")
    table = check_redline(avant, avant, build_docx("un", Table(((("a",),), (("b",),))), "fin"))
    paragraph = check_redline(avant, avant, build_docx("un", Table(((("a",),),)), "et", "fin"))
    assert (table[0].place, table[0].attendu[:9], table[0].trouve[:9]) == ("tableau 1", "1 × 1 cas", "2 × 1 cas")
    assert (paragraph[0].place, paragraph[0].attendu, paragraph[0].trouve) == ("paragraphe 2", "rien", "et")
