"""The workbook of the choice of objectives comes back: marks, causes, propositions that came up in the meeting."""

from pathlib import Path

from cpomdoc.rendering.documents.lancement import choix_objectifs
from cpomdoc.reprise.preparer import apply_reprise, prepare_reprise
from tests.reprise.atelier import contexte_at, fill, lancement_of, open_racine, put, row_of, write_classeur

AVANT = """\
choix_objectifs:
  propositions:
    - id: attente
      objectif: réduire l'attente
      impact: 4  # à revoir
      faisabilite: 3
      urgence: 5
"""
APRES = """\
choix_objectifs:
  propositions:
    - id: attente
      objectif: réduire l'attente
      impact: 2  # à revoir
      faisabilite: 3
      urgence: 5
      retenu: non
    - id: ouvrir-un-guichet-unique
      objectif: ouvrir un guichet unique
      impact: 3
      retenu: oui
"""


def test_marks_and_new_propositions_come_back(tmp_path: Path) -> None:
    racine = open_racine(tmp_path, AVANT)
    path = write_classeur(racine, choix_objectifs.build_classeur(contexte_at(racine)))
    rang = row_of(path, "Propositions", "attente")
    libre = rang + 1
    cells = {
        f"F{rang}": 2,
        f"J{rang}": "non",
        f"E{libre}": "ouvrir un guichet unique",
        f"F{libre}": 3,
        f"J{libre}": "oui",
    }
    reprise = prepare_reprise(racine, fill(path, put("Propositions", **cells)))
    assert not reprise.refus
    apply_reprise(reprise)
    assert lancement_of(racine).read_text("utf-8") == APRES


def test_a_mark_above_five_is_refused(tmp_path: Path) -> None:
    racine = open_racine(tmp_path, AVANT)
    path = write_classeur(racine, choix_objectifs.build_classeur(contexte_at(racine)))
    rang = row_of(path, "Propositions", "attente")
    reprise = prepare_reprise(racine, fill(path, put("Propositions", **{f"G{rang}": 6})))
    assert reprise.refus
    assert lancement_of(racine).read_text("utf-8") == AVANT
