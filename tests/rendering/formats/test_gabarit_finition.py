"""What is mended in a rendered part once its loops are run."""

from cpomdoc.rendering.formats.gabarit_finition import finish_totaux


def row(style: str, words: str) -> str:
    return (
        f'<w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>'
    )


def test_the_row_before_a_total_keeps_with_it() -> None:
    rows = [row("Texte", "IME"), row("Texte", "MAS"), row("Total", "2027"), row("Total", "2031")]
    table = f"<w:tbl>{''.join(rows)}</w:tbl>"
    tied = finish_totaux(table, "Total")
    kept = [words for words in ("IME", "MAS", "2027", "2031") if "<w:keepNext/>" in tied[: tied.index(words)][-80:]]
    assert kept == ["MAS", "2027"]
    assert tied.replace("<w:keepNext/>", "") == table
    assert '<w:pStyle w:val="Texte"/><w:keepNext/></w:pPr>' in tied
    assert finish_totaux(tied, "Total") == tied


def test_a_gabarit_without_the_style_of_totals_is_left_alone() -> None:
    table = f"<w:tbl>{row('Texte', 'IME')}{row('Total', '2027')}</w:tbl>"
    assert finish_totaux(table, None) == table
