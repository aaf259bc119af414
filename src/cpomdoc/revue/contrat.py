"""The review of one contract: what its two ends say, put side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cpomdoc.avenants import textes
from cpomdoc.comparing.changements import Changement
from cpomdoc.comparing.compare import compare
from cpomdoc.comparing.consequences import Consequence, list_consequences
from cpomdoc.comparing.redaction import write_lignes
from cpomdoc.comparing.vocabulaire import Vocabulaire
from cpomdoc.lots import SIGNE, kind_of
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.totaux_capacite import TotauxCapacite
from cpomdoc.revue.grandeurs import list_capacites, list_dates, list_echeances, list_montants, name_financeurs
from cpomdoc.revue.lecture import Bout, Lu, contexte_of, print_lu, read_lu
from cpomdoc.revue.maison_changee import MaisonChangee
from cpomdoc.revue.modele import Fichier, Mots, Regles, RevueContrat, Sort
from cpomdoc.revue.mots import compare_mots, list_mots
from cpomdoc.revue.regles import compare_problems
from cpomdoc.revue.scelles import review_scelles
from cpomdoc.versions.mots import build_vocabulaire

TEXTE = "texte"
SORTIES = (TEXTE, "versions")


@dataclass(frozen=True)
class Cas:
    """A contract to review: its name at each end (empty where it is not), the files touched, what the house changes.

    `connues` are the versions that were sealed before the branch.
    """

    ancienne: str
    nouvelle: str
    fichiers: tuple[Fichier, ...]
    connues: tuple[str, ...] = ()
    changee: MaisonChangee = field(default_factory=MaisonChangee)

    @property
    def ref(self) -> str:
        """The name under which it is told."""
        return self.nouvelle or self.ancienne

    @property
    def sort(self) -> Sort:
        """What becomes of its folder."""
        if self.ancienne and self.nouvelle:
            return Sort.MODIFIE if self.ancienne == self.nouvelle else Sort.RENOMME
        return Sort.AJOUTE if self.nouvelle else Sort.RETIRE

    @property
    def touche_le_contrat(self) -> bool:
        """Whether anything that the contract is made from may differ."""
        return self.changee.compte or self.sort is not Sort.MODIFIE or any(is_source(one.nom) for one in self.fichiers)


def is_source(nom: str) -> bool:
    """Whether a file of a contract is one that its documents are made from."""
    return nom.split("/")[2] not in SORTIES and kind_of(nom) == SIGNE


def is_apart(nom: str) -> bool:
    """Whether a file that someone writes serves something else than the contract: its preparation, its follow-up."""
    return nom.split("/")[2] not in SORTIES and kind_of(nom) != SIGNE


def review_contrat(cas: Cas, avant: Bout, apres: Bout) -> RevueContrat | None:
    """One contract, None when the house changes and nothing of this contract does."""
    anciens = read_lu(avant, cas.ancienne) if cas.ancienne else Lu(None)
    nouveaux = read_lu(apres, cas.nouvelle) if cas.nouvelle else Lu(None)
    revue = RevueContrat(
        cas.ref,
        cas.sort,
        cas.ancienne if cas.sort is Sort.RENOMME else "",
        nouveaux.intitule or anciens.intitule,
        _warn(anciens, nouveaux, cas),
        regles=_compare_regles(cas, anciens, nouveaux),
        scelles=review_scelles(apres if cas.nouvelle else None, cas.ref, nouveaux, cas.fichiers, cas.connues),
        autres=tuple(one for one in cas.fichiers if is_apart(one.nom)),
        textes=sum(one.nom.split("/")[2] == TEXTE for one in cas.fichiers),
    )
    if not cas.touche_le_contrat:
        return revue
    revue = _add_changes(revue, anciens, nouveaux)
    if contexte_of(anciens) != contexte_of(nouveaux):
        revue = _add_words(revue, print_lu(avant, anciens), print_lu(apres, nouveaux))
    else:
        # The same contract: only the gabarits that differ can make other words of it.
        only = cas.changee.gabarits
        both = (print_lu(avant, anciens, only), print_lu(apres, nouveaux, only)) if only else ("", "")
        revue = replace(_add_words(replace(revue, mots=Mots()), *both), a_completer=(None, None))
    same = not (revue.lignes or revue.regles.lignes or (revue.mots and revue.mots.documents))
    return None if same and not cas.fichiers else revue


def _warn(anciens: Lu, nouveaux: Lu, cas: Cas) -> tuple[str, ...]:
    """What keeps the two ends from being compared whole."""
    said = []
    if cas.ancienne and anciens.refus:
        said.append(f"Avant\u202f: {anciens.refus} Seul l’état proposé est montré.")
    if cas.nouvelle and nouveaux.refus:
        said.append(f"Après\u202f: {nouveaux.refus}")
    if cas.ancienne and cas.nouvelle and (anciens.partiel or nouveaux.partiel):
        said.append("Une valeur en erreur n’a pas pu être lue\u202f: elle compte comme inconnue.")
    return tuple(said)


def _compare_regles(cas: Cas, anciens: Lu, nouveaux: Lu) -> Regles:
    """A contract that goes breaks no rule any more, and nobody mended them: nothing is told then."""
    if not cas.nouvelle:
        return Regles()
    return compare_problems(anciens.problems, nouveaux.problems, cas.ancienne or cas.ref, cas.ref)


def _add_changes(revue: RevueContrat, anciens: Lu, nouveaux: Lu) -> RevueContrat:
    """Words, money, capacities and days: between both ends, or of the one that there is when it is alone."""
    if anciens.etat is None or nouveaux.etat is None:
        return _weigh_alone(revue, anciens, nouveaux)
    changements = compare(replace(anciens.etat.dossier, ref=revue.ref), nouveaux.etat.dossier)
    vocabulaire = build_vocabulaire(anciens.etat, nouveaux.etat)
    revue = replace(revue, lignes=write_lignes(changements, vocabulaire))
    return _weigh(revue, anciens, nouveaux, changements, vocabulaire)


def _weigh_alone(revue: RevueContrat, anciens: Lu, nouveaux: Lu) -> RevueContrat:
    etat = nouveaux.etat or anciens.etat
    # An end that is there and cannot be read says nothing: compared with nothing, it would look like money gone.
    if etat is None or (anciens.refus or nouveaux.refus):
        return revue
    return replace(_weigh(revue, anciens, nouveaux, (), build_vocabulaire(etat, etat)), echeances=())


def _weigh(
    revue: RevueContrat, anciens: Lu, nouveaux: Lu, changements: Sequence[Changement], vocabulaire: Vocabulaire
) -> RevueContrat:
    etat = nouveaux.etat or anciens.etat
    if etat is None:
        return revue
    lignes = {one.lieu: one for one in revue.lignes}
    both = anciens.calculs, nouveaux.calculs
    return replace(
        revue,
        montants=list_montants(*both, name_financeurs(vocabulaire)),
        hypothese=any(one.finances.hypothese for one in both if one and one.finances),
        capacites=list_capacites(*both, etat.referentiel),
        echeances=(*list_echeances(*both, etat.referentiel), *list_dates(changements, lignes)),
        consequences=_list_consequences(anciens, nouveaux, vocabulaire),
    )


def _list_consequences(anciens: Lu, nouveaux: Lu, vocabulaire: Vocabulaire) -> tuple[Consequence, ...]:
    """What follows and has no table of its own."""
    if anciens.calculs is None or nouveaux.calculs is None or nouveaux.etat is None:
        return ()
    avant, apres = _leave_tables(anciens.calculs), _leave_tables(nouveaux.calculs)
    return list_consequences(avant, apres, vocabulaire, nouveaux.etat.referentiel.unites)


def _leave_tables(calculs: Calculs) -> Calculs:
    vide = TotauxCapacite((), (), {}, {}, None, None, None)
    finances = replace(calculs.finances, totaux={}, total_general={}) if calculs.finances else None
    jalons = replace(calculs.jalons, date_fin=None)
    return replace(calculs, exercices=(), jalons=jalons, capacites=vide, finances=finances)


def _add_words(revue: RevueContrat, avant: textes.Etat | str, apres: textes.Etat | str) -> RevueContrat:
    """What is printed at both ends, or why it could not be."""
    blanks = (_count(avant), _count(apres))
    if isinstance(avant, textes.Etat) and isinstance(apres, textes.Etat):
        return replace(revue, mots=compare_mots(avant, apres), a_completer=blanks)
    mots = revue.mots
    if revue.sort is Sort.AJOUTE and isinstance(apres, textes.Etat):
        mots = list_mots(apres, Sort.AJOUTE)
    elif revue.sort is Sort.RETIRE and isinstance(avant, textes.Etat):
        mots = list_mots(avant, Sort.RETIRE)
    said = (
        f"{quand}\u202f: {one}" for quand, one in (("Avant", avant), ("Après", apres)) if isinstance(one, str) and one
    )
    known = " ".join(revue.avertissements)
    fresh = tuple(one for one in said if one not in known)
    return replace(revue, mots=mots, a_completer=blanks, avertissements=(*revue.avertissements, *fresh))


def _count(etat: textes.Etat | str) -> int | None:
    return sum(one.a_completer for one in etat.imprimes) if isinstance(etat, textes.Etat) else None
