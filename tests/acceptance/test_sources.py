"""One public establishment: everything that counts it is in the singular."""

import re

from tests.acceptance.editions import Edition
from tests.acceptance.livrables import DOCUMENTS
from tests.acceptance.test_tilleuls import read_rows

# Names that the law gives, whatever the number of establishments of a contract.
NOMS_DE_LA_LOI = (
    r"applicables aux établissements et services sociaux et médico-sociaux mentionnés au",
    r"des tarifs des établissements et services sociaux et médico-sociaux",
    r"établissements d’hébergement pour personnes âgées dépendantes",
    r"établissements hébergeant des personnes âgées dépendantes",
)


def test_one_establishment_is_never_several(sources: Edition) -> None:
    # The tools of its launch kit speak to anybody, whatever the number of establishments.
    text = "\n".join(sources.files[f"{nom}.md"].read_text(encoding="utf-8") for nom in DOCUMENTS["ehpad-sources"])
    assert len(text) > 20_000
    for name in NOMS_DE_LA_LOI:
        text = re.sub(name, "", text)
    assert re.findall(r".{0,60}[ée]tablissements.{0,40}", text) == []


def test_each_document_speaks_of_the_establishment(sources: Edition) -> None:
    contract = sources.markdown("contrat.md")
    assert "seul au périmètre" in contract
    assert "L’EHPAD Les Sources est identifié comme suit." in contract
    assert "représenté par sa directrice" in contract


def test_the_departement_signs_beside_the_agency(sources: Edition) -> None:
    signatures = sources.markdown("contrat.md").partition("# Signatures")[2]
    assert re.findall(r"\*\*Pour (.+?)\*\*", signatures) == [
        "l’EHPAD Les Sources",
        "l’Agence régionale de santé Auvergne-Rhône-Alpes",
        "le département de l’Ain",
    ]


def test_articles_are_numbered_within_each_titre(sources: Edition) -> None:
    found = re.findall(r"^## Article (\d+) –", sources.markdown("contrat.md"), re.MULTILINE)
    assert found.count("1") == 2
    assert found == sorted(found[: found.index("1", 1)], key=int) + sorted(found[found.index("1", 1) :], key=int)


def test_care_is_paid_by_the_agency_and_dependence_by_the_departement(sources: Edition) -> None:
    rows = [[cell.lower() for cell in row] for row in read_rows(sources.markdown("financiere"))]
    assert [row for row in rows if "1 369 068,62" in row[-1] and any("ars" in cell for cell in row)]
    assert [row for row in rows if "486 520,40" in row[-1] and any("département" in cell for cell in row)]
