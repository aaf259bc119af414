"""All that a drafted avenant makes: the act and its annexes, the consolidated contract, and both states to compare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpomdoc.avenants.origines import Etape, consolidate
from cpomdoc.avenants.rediger import draft_avenant
from cpomdoc.avenants.representants import keep_representants
from cpomdoc.avenants.suite import Suite, build_contexte
from cpomdoc.avenants.textes import CONTRAT, Etat
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.projet_avenant import ActeAnterieur, Genre, ProjetAvenant
from cpomdoc.rendering.documents.avenant.acte import name_titre
from cpomdoc.rendering.documents.avenant.parties_acte import name_signataires
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.registre import documents_of, stem, titre
from cpomdoc.rendering.render_avenant import print_avenant
from cpomdoc.rendering.render_edition import (
    Atelier,
    Imprime,
    Lot,
    draw_or_not,
    print_document,
    print_documents,
)
from cpomdoc.versions.chaine import Version

CONSOLIDE = "consolide/"
JOINTES = frozenset({Genre.REMPLACER_ANNEXE, Genre.AJOUTER_ANNEXE})


@dataclass(frozen=True)
class Ouvrage:
    """What an avenant makes, printed: `acte` with its annexes, `consolide`, and both states of the contract."""

    suite: Suite
    projet: ProjetAvenant
    acte: Lot
    consolide: Lot
    avant: Etat
    apres: Etat

    @property
    def lots(self) -> tuple[Lot, Lot]:
        """What is laid out in every format."""
        return self.acte, self.consolide

    @property
    def textes(self) -> tuple[Imprime, ...]:
        """What reviewers read: the contract as the avenant makes it, without any notice, then the act itself."""
        return (*self.apres.imprimes, self.acte.imprimes[0])


def build_ouvrage(suite: Suite, contexte: Contexte, atelier: Atelier, *, dessins: bool) -> Ouvrage:
    """Draft and print the avenant; `contexte` is the working state with the fingerprint of all that it is made from.

    Both states are printed for comparison under the edition of the sealed one, so that only their words differ.
    """
    avenant = contexte.dossier.avenant
    if avenant is None:
        raise ValueError(contexte.dossier.ref)
    scellee = Edition(suite.precedentes[-1].sceau.edition, "definitif")
    etapes = tuple(_print_etapes(suite.precedentes, contexte, atelier))
    avant = etapes[-1].etat
    garde = keep_representants(avant.contexte, contexte)
    apres = print_etat(replace(garde, edition=scellee), atelier)
    projet = draft_avenant(suite, tuple(one.acte for one in etapes), avant, apres)
    edition = replace(contexte.edition, statut=avenant.statut)
    consolidation = consolidate((*etapes, Etape(_acte_of(avenant, contexte), apres)))
    consolide = replace(garde, edition=edition, consolidation=consolidation)
    acte = replace(contexte, edition=edition, projet_avenant=projet)
    dossier = f"avenant-{avenant.numero:02}/"
    return Ouvrage(
        suite,
        projet,
        Lot(tuple(_print_acte(acte, garde, atelier, dessins=dessins)), acte, atelier, dossier, name_titre(acte)),
        Lot(
            print_documents(consolide, atelier, dessins=dessins),
            consolide,
            atelier,
            f"{dossier}{CONSOLIDE}",
            f"{contexte.dossier.general.contrat.intitule or contexte.dossier.ref} – version consolidée",
            un_pdf_chacun=False,
        ),
        avant,
        apres,
    )


def print_etat(contexte: Contexte, atelier: Atelier) -> Etat:
    """A state of the contract, for its words."""
    return Etat(contexte, print_documents(contexte, atelier, dessins=False))


def _acte_of(avenant: Avenant, contexte: Contexte) -> ActeAnterieur:
    return ActeAnterieur(
        avenant.numero, "", avenant.date_signature, avenant.effet, signataires=name_signataires(contexte)
    )


def keep_informed(suite: Suite, contexte: Contexte, atelier: Atelier) -> Contexte:
    """The signed contract with what changed since and needs no avenant: worth reading, and never to be signed."""
    etapes = tuple(_print_etapes(suite.chaine, contexte, atelier))
    present = Etape(etapes[-1].acte, print_etat(contexte, atelier))
    return replace(contexte, consolidation=consolidate((*etapes[:-1], present)))


def _print_etapes(versions: Sequence[Version], contexte: Contexte, atelier: Atelier) -> Iterator[Etape]:
    """Each sealed state as it prints, with the act that made it and those who signed it."""
    garde: Contexte | None = None
    for version in versions:
        edition = Edition(version.sceau.edition, "definitif")
        ecrit = build_contexte(version.etat, edition, contexte)
        garde = keep_representants(garde, ecrit) if garde else ecrit
        etat = print_etat(garde, atelier)
        yield Etape(replace(version.acte, signataires=name_signataires(etat.contexte)), etat)


def _print_acte(contexte: Contexte, garde: Contexte, atelier: Atelier, *, dessins: bool) -> Iterator[Imprime]:
    """The act with the new words of the articles it changes, then each annex that it replaces or adds, whole.

    Both are words of the contract, printed from `garde`: those who sign the act are not always those of the contract.
    """
    projet = contexte.projet_avenant
    if projet is None:
        raise ValueError(contexte.dossier.ref)
    dessiner = draw_or_not(atelier, dessins=dessins)
    garde = replace(garde, edition=contexte.edition)
    documents = {one.cle: (stem(one, contexte), titre(one, contexte), one) for one in documents_of(contexte)}
    nom, title, document = documents[CONTRAT]
    contrat = print_document((nom, title), document, garde, atelier, dessiner)
    acte = print_avenant(contexte, contrat.docx, atelier, dessins=dessins)
    effet = projet.avenant.effet
    yield replace(acte, cle=acte.nom, nom=f"{acte.nom}_{effet.isoformat()}" if effet else acte.nom)
    jointe = replace(garde, projet_avenant=projet)
    for one in (one for article in projet.articles for one in article.operations if one.genre in JOINTES):
        nom, title, document = documents[one.cible.removeprefix("annexe:")]
        yield print_document((nom, title), document, jointe, atelier, dessiner)
