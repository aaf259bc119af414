"""What grammalecte says of our French, and the remarks we have read and do not follow, each with its reason."""

import json
import re
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.acceptance.mots import read_markdown
from tests.acceptance.outils import need


@dataclass(frozen=True)
class Accepte:
    """A remark that is not a fault: the rule, what it underlines, and why it is right as it stands."""

    regle: str
    souligne: str
    raison: str


ACCEPTES = (
    Accepte("g2__maj_code__.*", r"code", "les textes publiés écrivent « code de l’action sociale » sans majuscule"),
    Accepte("g2__typo_ordinaux_.*", r"1er|1re", "les textes publiés écrivent « 1er » sans lettres en exposant"),
    Accepte(
        "num_grand_nombre_soudé",
        r"\d{5}|\d{9}|\d{14}",
        "code postal, FINESS, SIREN, SIRET : ce ne sont pas des nombres",
    ),
    Accepte("unit_nbsp_avant_unités1", r"\d+ (?:ans|mois|jours|heures)", "un mot entier peut passer à la ligne"),
    Accepte(
        "unit_nbsp_avant_unités2", r"\d,\d\d\u202fM", "l’espace fine insécable y est ; la règle ne connaît que l’autre"
    ),
    Accepte("g2__pleo_substantifs__.*", r"entraide mutuelle", "« groupe d’entraide mutuelle » est le nom de la loi"),
    Accepte("g3__gn_start_3m__.*", r"civile", "« civile » s’accorde avec « année », non avec « prestations »"),
    Accepte("g3__gn_start_3m__.*", r"n", "« décision tarifaire n° » : le « n » est une abréviation"),
    Accepte(
        "gv1__imp_confusion_2e_pers_pluriel__.*", r"Validé le", "« validé » est un participe, sans verbe à l’impératif"
    ),
    Accepte(
        "g3__gn_nombre_chiffres_1m__.*",
        r"réel|prévision",
        "« 2027 prévision » : une année et sa nature, en tête de colonne",
    ),
    Accepte(
        "g3__gn_nombre_chiffres_1m__.*",
        r"portant|évolution",
        "« loi du 23 novembre 2018 portant évolution du logement » est le titre de la loi",
    ),
    Accepte(
        "g3__gn_start_2m__.*",
        r"Référente|logement",
        "« référente logement » : le second nom dit le domaine, il ne s’accorde pas",
    ),
    Accepte(
        "unit_nbsp_avant_unités3",
        r"\d{5} [A-ZÉÈÎ][\w’-]+",
        "un code postal et sa commune : ce n’est pas un nombre et son unité",
    ),
    Accepte("g3__gn_la_2m__.*", r"Nom", "« Nom et prénom » est la ligne qui suit la qualité du signataire"),
    Accepte(
        "g3__gn_les_2m__.*", r"Suivi", "la cellule suivante commence par « Suivi », sans accord avec le nom d’avant"
    ),
    Accepte(
        "gv1__imp_verbe_groupe[23]_.*",
        r"Suit|Réunit|Répond",
        "le sujet est l’instance ou le rôle, dans la cellule ou à la ligne d’avant",
    ),
    Accepte("g3__gn_2m_et_ou__.*", r"Atteints|réalisées", "les indicateurs sont atteints, les actions réalisées"),
    Accepte("g3__gn_l_2m__.*", r"personnes|indicateur", "l’intitulé de l’indicateur est cité tel quel"),
    Accepte("esp_milieu_ligne", r" {3}", "l’espace qui sépare les cases à cocher d’un formulaire"),
    Accepte("nbsp_après_tiret1", r"– ", "un signe moins devant un terme qui se retranche, non un dialogue"),
    Accepte("doublon", r"IME IME|SESSAD SESSAD|MAS MAS", "la fin d’une cellule et le début de la suivante"),
    Accepte("nbsp_après_double_ponctuation", r":\u00a0", "« 2027 : 380 » : l’année et sa cible restent sur une ligne"),
    Accepte(
        "majuscule_début_paragraphe",
        r"objectif|dotation|écart",
        "le texte d’une cellule est une formule, non une phrase",
    ),
)

MOTS = re.compile(
    r"[A-ZÉ][A-Z0-9É]+(?:-[A-Z0-9]+)*"  # sigles, cotes, rangs d’un groupe : ESAT, ARS-PDL, G1
    r"|Prio|Obj|Dépt?"  # abréviations d’en-têtes, expliquées sous le tableau
    r"|responsible|accountable"  # mots anglais cités comme tels
    r"|médico-éducatif"  # nom des instituts dans la loi
    r"|neuro-évolutives?"  # maladies neuro-évolutives, dans les textes publiés
)
"""Words that no dictionary has, and that are right."""

NOMS = ("commune", "voie", "reference", "courriel", "site")
"""Fields of a contract that hold names of places, numbers of acts and addresses: no dictionary knows their words."""


def read_noms(contrat: Path) -> frozenset[str]:
    """Capitalised words of those fields in the YAML of a contract, and every word of its electronic addresses."""
    found: set[str] = set()
    for path in sorted(contrat.rglob("*.yaml")):
        for champ, text in _walk(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if champ in NOMS:
                words = _split(text)
                found |= words if champ in ("courriel", "site") else {one for one in words if one[:1].isupper()}
    return frozenset(found)


def _walk(node: object, champ: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, str(key))
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value, champ)
    elif isinstance(node, str):
        yield champ, node


def _split(text: str) -> set[str]:
    """« 2022-A-DGAS-118 » holds « A-DGAS-118 » too: the checker drops the year of an act."""
    words = re.findall(r"\w+(?:-\w+)*", text)
    return {word.split("-", rank)[-1] for word in words for rank in range(word.count("-") + 1)}


def check_langue(path: Path, scratch: Path, noms: Collection[str] = ()) -> list[str]:
    """Remarks on a text that nobody accepted yet; `noms` are the names that its contract holds."""
    program = need("grammalecte-cli")
    # The lines of a cell are not one sentence: two numbers there are not one great number.
    words = [text for text in read_markdown(path, pictures=True, saut="\n\n") if text.strip()]
    scratch.write_text("\n\n".join(words), encoding="utf-8")
    command = [str(program), "--file", str(scratch), "--json", "--only_when_errors", "--context"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    remarks = []
    for paragraph in json.loads(done.stdout)["data"]:
        for error in paragraph["lGrammarErrors"]:
            if not is_accepted(error["sRuleId"], error["sUnderlined"]):
                where = f"{error['sBefore'][-40:]}⟦{error['sUnderlined']}⟧{error['sAfter'][:40]}".replace("\n", " ")
                remarks.append(f"{error['sRuleId']}: {where} ({error['sMessage']})")
        remarks += [
            f"mot inconnu : {one['sValue']}"
            for one in paragraph["lSpellingErrors"]
            if one["sValue"] not in noms and not MOTS.fullmatch(one["sValue"])
        ]
    return remarks


def is_accepted(regle: str, souligne: str) -> bool:
    """Whether somebody read this remark and said why the text is right."""
    return any(re.fullmatch(one.regle, regle) and re.fullmatch(one.souligne, souligne) for one in ACCEPTES)
