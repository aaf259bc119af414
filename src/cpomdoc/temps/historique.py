"""`historique`: a value of a contract through all its sealed versions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cpomdoc.comparing.changements import format_lieu
from cpomdoc.comparing.historique import Fil, choose, follow
from cpomdoc.comparing.lieux import name_champ, read_lieu
from cpomdoc.comparing.recit import Historique, ValeurSuivie
from cpomdoc.comparing.redaction import iterate_sujet, rubrique_of
from cpomdoc.comparing.vocabulaire import TOUT, Vocabulaire
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.francais import guillemets
from cpomdoc.suggestions import format_suggestion
from cpomdoc.versions.chaine import Version, read_chaine
from cpomdoc.versions.mots import build_vocabulaire


def tell_historique(racine: Path, ref: str, lieu: str) -> Historique:
    """The values at a place, or under it, by version; raises DossierIntrouvable when there is none."""
    versions = read_chaine(racine, ref)
    if not versions:
        raise DossierIntrouvable(
            f"Le contrat {ref} n’a pas encore de version scellée\u202f: il n’a pas d’historique. "
            f"{guillemets('cpomdoc sceller')} fige ce qui a été signé."
        )
    fils = follow([one.etat.dossier for one in versions])
    vocabulaires = [build_vocabulaire(versions[0].etat, one.etat) for one in versions]
    chosen = choose(fils, lieu)
    if not chosen:
        raise DossierIntrouvable(_refuse(ref, lieu, fils, vocabulaires[-1]))
    return Historique(
        ref, tuple(one.acte for one in versions), tuple(_write(one, versions, vocabulaires) for one in chosen)
    )


def _write(fil: Fil, versions: Sequence[Version], vocabulaires: Sequence[Vocabulaire]) -> ValeurSuivie:
    """The words of each version for what it says, those of the last one that has it for what it is called."""
    last = max(rang for rang in range(len(versions)) if fil.feuilles[rang] is not None)
    chemin = fil.chemin
    textes = []
    for feuille, vocabulaire in zip(fil.feuilles, vocabulaires, strict=True):
        champ = vocabulaire.find(feuille.chemin) if feuille and feuille.chemin[-1] != "id" else None
        textes.append(vocabulaire.format(feuille.valeur, champ) if feuille else None)
    return ValeurSuivie(
        rubrique_of(chemin, vocabulaires[last]),
        tuple(iterate_sujet(chemin, vocabulaires[last])),
        format_lieu(chemin),
        tuple(textes),
        fil.ecarts,
    )


def _refuse(ref: str, lieu: str, fils: Sequence[Fil], vocabulaire: Vocabulaire) -> str:
    """Why nothing is found there, and what was perhaps meant."""
    champs = {".".join(pas for pas in path if pas != TOUT) for path in vocabulaire.champs}
    names = ".".join(pas for pas in read_lieu(lieu) if isinstance(pas, str) and pas != TOUT)
    if names in champs and "[" not in lieu:
        return f"Aucune version scellée du contrat {ref} ne dit {guillemets(lieu)}."
    hint = format_suggestion(lieu if "[" in lieu else names, _list_candidats(lieu, names, fils))
    return (
        f"Aucune valeur du contrat {ref} ne se trouve à {guillemets(lieu)}."
        + (f" {hint[:1].upper()}{hint[1:]}" if hint else "")
        + f" Écrivez un champ, par exemple {guillemets('contrat.date_effet')} ou {guillemets('bases.montant')}, ou le "
        f"lieu que donne {guillemets(f'cpomdoc comparer {ref} --format json')}."
    )


def _list_candidats(lieu: str, names: str, fils: Sequence[Fil]) -> Iterator[str]:
    """Places when one named an item, else fields; what ends alike is nearer than what is merely as long."""
    if "[" in lieu:
        yield from (format_lieu(one.chemin).removeprefix("general.") for one in fils)
        return
    depth = names.count(".") + 1
    for one in fils:
        parts = name_champ(one.chemin).split(".")
        yield ".".join(parts)
        yield ".".join(parts[-depth:])
