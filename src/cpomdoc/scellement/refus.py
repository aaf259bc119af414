"""Why a contract, or its avenant, may not be sealed yet: each reason in a sentence, with how to go on."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from cpomdoc.avenants.suite import Suite
from cpomdoc.comparing.recit import name_acte
from cpomdoc.computing.jalons import compute_jalons
from cpomdoc.francais import guillemets, majuscule
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.contrat import Contrat
from cpomdoc.model.dossier import Dossier
from cpomdoc.pipeline import CONTRACTS, TEXTE
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.scellement.signes import read_if_there
from cpomdoc.typographie import format_date

EN_ERREUR = "Un contrat en erreur ne se scelle pas\u202f: corrigez-le d’abord."
BRISEES = (
    "Une version déjà scellée n’est plus telle qu’elle a été scellée\u202f: rendez-lui son état, depuis git ou une "
    "copie de sauvegarde. Rien ne se scelle à sa suite d’ici là."
)


def refuse_suite(dossier: Dossier, suite: Suite | None) -> Iterator[str]:
    """What is to be sealed next is not what these files are: there is nothing to seal, or not under this number."""
    ref, avenant = dossier.ref, dossier.avenant
    if suite is None:
        if avenant is not None:
            yield (
                f"Le contrat {ref} n’est pas encore scellé, et avenant.yaml y décrit déjà un avenant\u202f: mettez "
                "avenant.yaml de côté, rendez aux fichiers le contrat tel que les parties l’ont signé, scellez-le, "
                "puis remettez avenant.yaml."
            )
        return
    dernier = suite.chaine[-1]
    suivant = dernier.numero + 1
    deja = f"{majuscule(_le(dernier.numero, ref))} est déjà scellé (version {dernier.nom})"
    if avenant is None or avenant.numero <= dernier.numero:
        yield f"{deja}{_tell_next(ref, avenant, suivant, change=bool(suite.depuis))}"
    elif avenant.numero > suivant:
        yield (
            f"{deja}\u202f: le prochain avenant est le n°\u00a0{suivant}, et non le n°\u00a0{avenant.numero}. Écrivez "
            f"{guillemets(f'numero: {suivant}')} dans avenant.yaml, ou scellez d’abord ce qui le précède."
        )


def _tell_next(ref: str, avenant: Avenant | None, suivant: int, *, change: bool) -> str:
    if not change:
        return (
            "\u202f: rien n’a changé depuis. Ce qui a été signé ne se change plus que par un avenant, décrit dans "
            f"{CONTRACTS}/{ref}/avenant.yaml ({guillemets(f'numero: {suivant}')})."
        )
    geste = "décrivez-les" if avenant is None else "décrivez-les comme un autre avenant"
    return (
        f", et des changements ont été faits depuis ({guillemets(f'cpomdoc comparer {ref}')} les montre)\u202f: "
        f"{geste} dans {CONTRACTS}/{ref}/avenant.yaml, avec {guillemets(f'numero: {suivant}')}, fabriquez l’acte, "
        "faites-le signer, puis scellez-le."
    )


def refuse_contrat(contexte: Contexte, signature: date) -> Iterator[str]:
    """Why the contract itself may not be sealed yet, the first reason first."""
    ref, contrat = contexte.dossier.ref, contexte.dossier.general.contrat
    if contrat.statut != "definitif":
        yield _ask_definitif(f"{guillemets('contrat')} dans {CONTRACTS}/{ref}/contrat.yaml", "contrat", ref)
    yield from _refuse_date(contrat, "contrat", signature)
    yield from _refuse_terme(contexte.calculs.jalons.date_fin, signature)


def refuse_avenant(contexte: Contexte, suite: Suite, avenant: Avenant, signature: date) -> Iterator[str]:
    """Why the avenant may not be sealed yet, the first reason first."""
    ref, dernier = contexte.dossier.ref, suite.chaine[-1]
    if avenant.statut != "definitif":
        yield _ask_definitif(f"{CONTRACTS}/{ref}/avenant.yaml", "avenant", ref)
    yield from _refuse_date(avenant, "avenant", signature)
    if signature < dernier.date_signature:
        yield (
            f"Le {format_date(signature)} est avant la signature {_de(dernier.numero)}, le "
            f"{format_date(dernier.date_signature)}\u202f: vérifiez la date de signature."
        )
    # An avenant that puts off the term is signed before the one that it puts off.
    yield from _refuse_terme(compute_jalons(suite.avant.dossier, suite.avant.referentiel).date_fin, signature)


def refuse_textes(racine: Path, ref: str, textes: Mapping[str, bytes]) -> Iterator[str]:
    """The words that reviewers read must be those that are sealed."""
    folder = racine / CONTRACTS / ref / TEXTE
    if any(read_if_there(folder / name) != data for name, data in textes.items()):
        yield (
            f"Le texte relu, dans {CONTRACTS}/{ref}/{TEXTE}/, n’est pas celui du contrat\u202f: lancez "
            f"{guillemets(f'make contract CONTRAT={ref}')}, relisez la différence, et ne scellez que ce qui a été "
            "signé."
        )


def _ask_definitif(lieu: str, acte: str, ref: str) -> str:
    where = f"sous {lieu}" if acte == "contrat" else f"dans {lieu}"
    return (
        f"Seul un {acte} définitif se scelle\u202f: écrivez {guillemets('statut: definitif')} {where}, lancez "
        f"{guillemets(f'make contract CONTRAT={ref}')}, faites signer ce qui est fabriqué, puis scellez."
    )


def _refuse_date(imprime: Contrat | Avenant, acte: str, signature: date) -> Iterator[str]:
    if imprime.date_signature is not None and imprime.date_signature != signature:
        ecrite, donnee = format_date(imprime.date_signature), format_date(signature)
        yield (
            f"{'L’avenant' if acte == 'avenant' else 'Le contrat'} imprimé porte la date du {ecrite}, et non du "
            f"{donnee}. Si la première est la bonne, donnez-la à {guillemets('--date-signature')}\u202f; sinon, "
            f"corrigez {guillemets('date_signature')} dans {acte}.yaml, et faites signer ce qui est fabriqué alors."
        )


def _refuse_terme(fin: date | None, signature: date) -> Iterator[str]:
    if fin is not None and signature > fin:
        yield (
            f"Le {format_date(signature)} est après le dernier jour du contrat, le {format_date(fin)}\u202f: vérifiez "
            "la date de signature."
        )


def tell_deja(ref: str, version: str) -> str:
    """Someone sealed meanwhile."""
    return (
        f"Le contrat {ref} est déjà scellé sous ce nom (version {version})\u202f: "
        f"{guillemets(f'cpomdoc comparer {ref}')} montre ce qui a changé depuis."
    )


def _le(numero: int, ref: str) -> str:
    return f"l’{name_acte(numero)}" if numero else f"le contrat {ref}"


def _de(numero: int) -> str:
    return f"de l’{name_acte(numero)}" if numero else "du contrat"
