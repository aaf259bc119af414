"""The act itself: who concludes it, in view of what, why, what it changes, and the signatures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cpomdoc.model.projet_avenant import ProjetAvenant
from cpomdoc.rendering.documents.avenant.dispositions import (
    ArticleActe,
    EffetVue,
    LigneVue,
    build_articles_acte,
    build_effet,
    build_lignes,
    list_annexes_jointes,
    name_modifie,
)
from cpomdoc.rendering.documents.avenant.mots import CONTRAT, find_contrat, name_avenant, name_contrat, name_motif
from cpomdoc.rendering.documents.avenant.parties_acte import build_parties_acte, date_contexte, open_acte
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.contrat import Cloture, is_controlled
from cpomdoc.rendering.documents.entete import Entete, build_entete
from cpomdoc.rendering.documents.logos import build_logos
from cpomdoc.rendering.documents.parties import Partie, build_signatures, count_signataires, name_presents
from cpomdoc.rendering.documents.pouvoirs import VisaVue, build_actes, build_visas_propres, build_visas_usuels, cite
from cpomdoc.rendering.image import Image
from cpomdoc.typographie import format_date


@dataclass(frozen=True)
class TeteAvenant:
    """The head of the first page; `contrat` is what the act changes."""

    titre: str
    contrat: str
    reference: str
    date_effet: date | None
    a_la_signature: bool
    date_signature_contrat: date | None
    projet: bool
    controle_legalite: bool
    logos: tuple[Image, ...]


@dataclass(frozen=True)
class ActeVise:
    """The contract or an earlier avenant, cited with the day of its signature."""

    nom: str
    date: date | None


@dataclass(frozen=True)
class MotifVue:
    """A reason to change the contract, in the words of the parties."""

    titre: str
    texte: TexteRiche | None


@dataclass(frozen=True)
class Comparatif:
    """The last page: every changed field, and apart from them the figures that follow without anyone writing them."""

    lignes: tuple[LigneVue, ...]
    consequences: tuple[LigneVue, ...]


@dataclass(frozen=True)
class VueAvenant:
    """Everything avenant.docx may print."""

    entete: Entete
    tete: TeteAvenant
    parties: tuple[Partie, ...]
    visas: tuple[VisaVue, ...]
    actes: tuple[ActeVise, ...]
    visas_propres: tuple[VisaVue, ...]
    expose: tuple[MotifVue, ...]
    objets: tuple[str, ...]
    articles: tuple[ArticleActe, ...]
    annexes: tuple[str, ...]
    modifie: str
    effet: EffetVue
    cloture: Cloture
    comparatif: Comparatif


cle: str = "avenant"
gabarit: str = "avenant.docx"
VUE: type = VueAvenant


def applies(contexte: Contexte) -> bool:
    """Whether an avenant is being drafted or was signed."""
    return contexte.projet_avenant is not None


def build_vues(contexte: Contexte) -> VueAvenant:
    """Everything that avenant.docx may print of this act."""
    projet = contexte.projet_avenant
    if projet is None:
        raise ValueError(contexte.dossier.ref)
    avant = replace(contexte, dossier=projet.avant, projet_avenant=None)
    apres = date_contexte(contexte, projet.avenant)
    acte = open_acte(apres, projet)
    effet = build_effet(contexte, projet)
    return VueAvenant(
        entete=_entete(contexte, projet),
        tete=_tete(acte, avant, effet),
        parties=build_parties_acte(acte, avant, apres),
        visas=build_visas_usuels(acte),
        actes=tuple(_iterate_actes(avant, projet)),
        visas_propres=_visas_propres(acte, avant, projet),
        expose=_expose(contexte, projet),
        objets=projet.objets,
        articles=build_articles_acte(contexte, projet),
        annexes=list_annexes_jointes(contexte, projet),
        modifie=name_modifie(projet),
        effet=effet,
        cloture=_cloture(acte, projet),
        comparatif=Comparatif(build_lignes(projet.tableau), build_lignes(projet.consequences)),
    )


def name_titre(contexte: Contexte) -> str:
    """« Avenant n° 1 – CPOM 2027-2031 des Tilleuls », as the properties of the file and its header say it."""
    projet, intitule = contexte.projet_avenant, contexte.dossier.general.contrat.intitule
    numero = projet.avenant.numero if projet else 0
    return f"A{name_avenant(numero)[1:]} – {intitule or CONTRAT}"


def _entete(contexte: Contexte, projet: ProjetAvenant) -> Entete:
    return replace(
        build_entete(replace(contexte, consolidation=None), cle),
        titre=name_titre(contexte),
        reference=projet.avenant.reference or "",
        mention="Projet" if projet.avenant.est_projet else "",
    )


def _tete(acte: Contexte, avant: Contexte, effet: EffetVue) -> TeteAvenant:
    projet = acte.projet_avenant
    if projet is None:
        raise ValueError(acte.dossier.ref)
    signe = find_contrat(projet.anterieurs)
    return TeteAvenant(
        titre=f"A{name_avenant(projet.avenant.numero)[1:]}",
        contrat=f"au {name_contrat(avant)}",
        reference=projet.avenant.reference or "",
        date_effet=effet.date_effet,
        a_la_signature=effet.date_effet is None,
        date_signature_contrat=signe.date_signature if signe else None,
        projet=projet.avenant.est_projet,
        controle_legalite=is_controlled(acte),
        logos=build_logos(acte),
    )


def _iterate_actes(avant: Contexte, projet: ProjetAvenant) -> list[ActeVise]:
    """The contract, then every earlier avenant."""
    contrat = find_contrat(projet.anterieurs)
    known = contrat.date_signature if contrat else avant.dossier.general.contrat.date_signature
    avenants = (one for one in projet.anterieurs if one.numero)
    return [
        ActeVise(f"le {name_contrat(avant)}", known),
        *(ActeVise(f"l’{name_avenant(one.numero)} à ce contrat", one.date_signature) for one in avenants),
    ]


def _visas_propres(acte: Contexte, avant: Contexte, projet: ProjetAvenant) -> tuple[VisaVue, ...]:
    """What is new since the last act: the visas of the avenant and of the contract, then the acts of the parties."""
    connus = avant.dossier.general.visas
    nouveaux = [one for one in acte.dossier.general.visas if one not in connus]
    demande = projet.avenant.demande_prorogation
    return (
        *([cite(f"la demande de prorogation du contrat, notifiée le {format_date(demande)}")] if demande else ()),
        *build_visas_propres((*nouveaux, *projet.avenant.visas)),
        *_list_actes_nouveaux(acte, avant),
    )


def _list_actes_nouveaux(acte: Contexte, avant: Contexte) -> Iterator[VisaVue]:
    """The acts of the parties that the contract does not cite; one that it does may bear another name since."""
    connus = {(one.de, one.texte, one.date, one.reference) for one in build_actes(avant)}
    numerotes = {(one.texte, one.date, one.reference) for one in build_actes(avant) if one.date and one.reference}
    for one in build_actes(acte):
        numero = (one.texte, one.date, one.reference)
        if (one.de, *numero) not in connus and numero not in numerotes:
            yield one


def _expose(contexte: Contexte, projet: ProjetAvenant) -> tuple[MotifVue, ...]:
    """A paragraph by motive; one to complete while there is none."""
    avenant = projet.avenant
    if not avenant.motifs:
        return (MotifVue("", None),)
    return tuple(MotifVue(name_motif(contexte, one), _riche(avenant.expose.get(one))) for one in avenant.motifs)


def _riche(texte: str | None) -> TexteRiche | None:
    return TexteRiche(texte) if texte else None


def _cloture(acte: Contexte, projet: ProjetAvenant) -> Cloture:
    avenant = projet.avenant
    return Cloture(
        lieu=avenant.lieu_signature or acte.dossier.general.contrat.lieu_signature,
        date_signature=avenant.date_signature,
        exemplaires=avenant.nombre_exemplaires or count_signataires(acte),
        signatures=build_signatures(acte),
        presents=name_presents(acte),
    )
