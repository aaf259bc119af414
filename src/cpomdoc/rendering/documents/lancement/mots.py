"""Words that several tools share: a box ticked or not, a party by its name, how to reach someone."""

from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.lancement import Contact
from cpomdoc.model.parties import GESTIONNAIRE
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.outil import read_lancement
from cpomdoc.rendering.documents.parties import name_partie

COCHE, A_COCHER = "☒", "☐"
SIGLE_MAX = 4
"""Letters of a code that is likely to be initials: « cvs », « mdph »."""


@dataclass(frozen=True)
class ContactVue:
    """How to reach someone; each part is empty when it is unknown, a form leaves room for it."""

    fonction: str
    courriel: str
    telephone: str


def tick(fait: object) -> str:
    """A box to tick, ticked when the YAML says yes."""
    return COCHE if fait is True else A_COCHER


def build_contact(contact: Contact | None) -> ContactVue:
    """A contact, empty parts where nothing is known."""
    known = contact or Contact()
    return ContactVue(majuscule(known.fonction or ""), known.courriel or "", known.telephone or "")


def name_participant(contexte: Contexte, code: str) -> str:
    """A party, an actor of the map by the name of its structure, or the author's own word: « cvs » gives « CVS »."""
    if acteur := next((one for one in read_lancement(contexte).acteurs if one.id == code), None):
        return majuscule(acteur.structure)
    nom = name_partie(contexte, code)
    if nom != majuscule(code):
        return nom
    return code.upper() if code.isalpha() and len(code) <= SIGLE_MAX else nom.replace("_", " ").replace("-", " ")


def list_parties(contexte: Contexte) -> tuple[str, ...]:
    """Codes of the manager and of the authorities of the contract."""
    parties = contexte.dossier.general.parties
    ars, etat = ("ars",) if parties.ars else (), ("etat",) if parties.prefets else ()
    return (GESTIONNAIRE, *ars, *etat, *(one.code for one in parties.departements))
