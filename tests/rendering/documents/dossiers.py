"""Small contracts built by hand, and the documents they give, for the tests of what documents say."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.parties import Adresse, Ars, DepartementPartie, Gestionnaire, Parties, Pouvoir, Signataire
from cpomdoc.model.perimetre import Capacite, Etablissement, Perimetre
from cpomdoc.model.plan import build_plan
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.normalise import normalise_dossier
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import Gabarit, Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.valeurs import build_contexte

GABARITS = Path(__file__).parents[3] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

IME = Etablissement(
    "ime",
    "IME des Aubépines",
    finess="999000029",
    categorie="183",
    commune="Angers",
    departement="49",
    competence="ars",
    capacites=(Capacite("semi_internat", "déficience intellectuelle", 40, 38, 40),),
)
MAS = Etablissement(
    "mas",
    "MAS du Verger",
    finess="999000045",
    categorie="255",
    commune="Cholet",
    departement="49",
    competence="ars",
    capacites=(Capacite("internat_continu", None, 30, 30, 30), Capacite("accueil_de_jour", None, 6, 6, 4)),
)
EHPAD = Etablissement(
    "ehpad",
    "EHPAD du Lac",
    finess="999000060",
    categorie="500",
    commune="Annecy",
    departement="74",
    competence="conjointe",
    capacites=(Capacite("hebergement_permanent", None, 80, 80, 80),),
)

ASSOCIATION = Gestionnaire(
    raison_sociale="Les Aubépines",
    forme="association",
    statut="prive_non_lucratif",
    adresse=Adresse(voie="1 rue Haute", code_postal="49000", commune="Angers"),
    signataire=Signataire(fonction="présidente", civilite="Madame"),
    pouvoir=Pouvoir("délibération du conseil d’administration", date(2026, 11, 3), "2026-17"),
)


def association() -> Dossier:
    """An association with two ESMS, the agency alone."""
    general = Contrat(
        intitule="CPOM 2027-2031 des Aubépines",
        categorie="esms_l313_12_2",
        date_effet=date(2027, 1, 1),
        duree_annees=5,
        lieu_signature="Angers",
    )
    parties = Parties(ASSOCIATION, Ars("52", signataire=Signataire(civilite="Madame")))
    return Dossier("aubepines", General(general, parties), Perimetre((IME, MAS)))


def ehpad() -> Dossier:
    """One public EHPAD, with the agency and the département."""
    gestionnaire = Gestionnaire(
        raison_sociale="EHPAD du Lac", forme="etablissement_public", statut="public_hospitalier"
    )
    departement = DepartementPartie(
        "74",
        signataire=Signataire(civilite="Monsieur"),
        deliberation=Pouvoir("délibération de la commission permanente", date(2026, 12, 7)),
    )
    general = Contrat(
        intitule="CPOM de l'EHPAD du Lac", categorie="ehpad_iv_ter", date_effet=date(2027, 1, 1), duree_annees=5
    )
    parties = Parties(gestionnaire, Ars("84"), (departement,))
    return Dossier("lac", General(general, parties), Perimetre((EHPAD,)))


def with_parties(dossier: Dossier, parties: Parties) -> Dossier:
    """The same contract between other parties."""
    return replace(dossier, general=replace(dossier.general, parties=parties))


def with_gestionnaire(dossier: Dossier, gestionnaire: Gestionnaire) -> Dossier:
    """The same contract with another manager."""
    return with_parties(dossier, replace(dossier.general.parties, gestionnaire=gestionnaire))


def contexte_of(dossier: Dossier) -> Contexte:
    """What the pipeline would hand to documents."""
    referentiel = load_referentiel()
    catalogue = load_catalogue((GABARITS / "catalogue.yaml").read_bytes(), "catalogue.yaml")
    dossier = normalise_dossier(dossier)
    plan = build_plan(dossier, catalogue, referentiel.annexes)
    return Contexte(dossier, compute_calculs(dossier, referentiel), referentiel, plan, Edition("0123456789abcdef"))


def vue_of(dossier: Dossier) -> contrat.VueContrat:
    """What the contract prints."""
    return contrat.build_vues(contexte_of(dossier))


@dataclass(frozen=True)
class Paragraphe:
    """A paragraph of a rendered document: its style and its words."""

    style: str
    texte: str


@cache
def open_gabarit(name: str) -> Gabarit:
    """A shipped gabarit, compiled once for all the tests of a run."""
    return compile_gabarit(name, (GABARITS / name).read_bytes(), FILTRES)


def paragraphs_of(document: Document, dossier: Dossier) -> tuple[Paragraphe, ...]:
    """Every paragraph of the document that its gabarit gives of a contract, tables included."""
    contexte = contexte_of(dossier)
    reglages = Reglages(renvois=partial(resolve_renvoi, contexte))
    rendu = render_docx(open_gabarit(document.gabarit), build_contexte(document.build_vues(contexte)), reglages)
    with ZipFile(BytesIO(rendu.docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return tuple(_paragraph(node) for node in root.iter(f"{W}p"))


def _paragraph(node: etree._Element) -> Paragraphe:
    style = node.find(f"{W}pPr/{W}pStyle")
    pieces = (one.text or "" if one.tag == f"{W}t" else " " for one in node.iter(f"{W}t", f"{W}tab", f"{W}br"))
    return Paragraphe("" if style is None else str(style.get(f"{W}val")), "".join(pieces))
