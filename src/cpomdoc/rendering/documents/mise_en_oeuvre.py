"""What the articles on carrying out the contract print: follow-up, disputes, revision, earlier conventions, term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc import periodes
from cpomdoc.francais import accord, le, liste
from cpomdoc.lettres import cardinal, spell_date
from cpomdoc.model.contrat import ConventionAnterieure, Litiges, Reconduction, Resiliation, Revision, Suivi
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class Membre:
    """A seat of the comité de suivi."""

    partie: str
    qualite: str | None


@dataclass(frozen=True)
class ReunionVue:
    """A meeting of the comité de suivi."""

    annee: int
    objet: str | None


@dataclass(frozen=True)
class DocumentAttendu:
    """A document the gestionnaire sends."""

    nom: str
    echeance: str | None
    destinataires: str | None


@dataclass(frozen=True)
class SuiviVue:
    """Choices of the article on follow-up; `frequence` is a code that the gabarit words."""

    membres: tuple[Membre, ...]
    frequence: str | None
    reunions: tuple[ReunionVue, ...]
    documents: tuple[DocumentAttendu, ...]
    mi_parcours: int | None
    bilan_final: int | None


@dataclass(frozen=True)
class LitigesVue:
    """Choices of the article on disputes; the court comes with its article."""

    conciliation_jours: int | None
    juridiction: str | None


@dataclass(frozen=True)
class RevisionVue:
    """Choices of the article on revision; no reason given leaves the general sentence alone."""

    motifs: tuple[str, ...]
    preavis_mois: int | None


@dataclass(frozen=True)
class ResiliationVue:
    """Choices of the article on termination."""

    preavis_mois: int | None


@dataclass(frozen=True)
class ConventionVue:
    """A convention that the contract replaces."""

    libelle: str
    etablissements: str | SansObjet
    conclue_le: date | None
    echeance: date | None


@dataclass(frozen=True)
class ReconductionVue:
    """Tacit renewal: of how many years at a time, up to which total, and how long before a party may refuse it."""

    periode: int | None
    totale: int | None
    preavis_mois: int | None


@dataclass(frozen=True)
class ProrogationVue:
    """How an avenant put the end off: the end first agreed, the new one in words, the whole duration (empty when odd).

    `annees` are the years that it adds, « 2032 et 2033 », and `nombre` how many.
    """

    fin_convenue: date | None
    en_lettres: str
    totale: str
    nombre: int
    annees: str


@dataclass(frozen=True)
class Duree:
    """Dates of the contract, and the last day on which a party may ask to extend it, while one may."""

    date_effet: date | None
    date_fin: date | None
    annees: int | None
    notification_prorogation: date | None
    retroactif: bool
    duree_max: int | None
    duree_max_prorogee: int | None
    reconduction: ReconductionVue | None
    prorogation: ProrogationVue | None
    prorogeable: bool


def build_suivi(contexte: Contexte) -> SuiviVue:
    """Committee, meetings and documents; empty lists are completed by the author."""
    suivi = contexte.dossier.general.suivi or Suivi()
    jalons = contexte.calculs.jalons
    return SuiviVue(
        membres=tuple(Membre(name_partie(contexte, one.partie), one.qualite) for one in suivi.comite),
        frequence=suivi.frequence,
        reunions=tuple(ReunionVue(one.annee, one.objet) for one in suivi.reunions),
        documents=tuple(DocumentAttendu(one.nom, one.echeance, one.destinataires) for one in suivi.documents),
        mi_parcours=jalons.mi_parcours,
        bilan_final=jalons.bilan_final,
    )


def build_litiges(contexte: Contexte) -> LitigesVue:
    """Settlement of disputes."""
    litiges = contexte.dossier.general.litiges or Litiges()
    juridiction = litiges.juridiction
    if juridiction is not None:
        juridiction = le(juridiction, "f" if juridiction.startswith("cour") else "m")
    return LitigesVue(litiges.conciliation_delai_jours, juridiction)


def build_revision(contexte: Contexte) -> RevisionVue:
    """Reasons to revise, and notice."""
    revision = contexte.dossier.general.revision or Revision()
    return RevisionVue(revision.motifs, revision.preavis_mois)


def build_resiliation(contexte: Contexte) -> ResiliationVue:
    """Notice of termination."""
    resiliation = contexte.dossier.general.resiliation or Resiliation()
    return ResiliationVue(resiliation.preavis_mois)


def iterate_conventions(contexte: Contexte) -> Iterator[ConventionVue]:
    """The conventions that the contract replaces, in the author's order."""
    for one in contexte.dossier.general.conventions_anterieures:
        noms = ", ".join(contexte.nom_etablissement(ident) for ident in one.etablissements)
        yield ConventionVue(_libelle(contexte, one), noms or SANS_OBJET, one.date, one.echeance)


def build_duree(contexte: Contexte) -> Duree:
    """Start, end and extension."""
    contrat, jalons, categorie = contexte.dossier.general.contrat, contexte.calculs.jalons, contexte.categorie
    signature = contrat.date_signature
    return Duree(
        date_effet=contrat.date_effet,
        date_fin=jalons.date_fin,
        annees=contrat.duree_annees,
        notification_prorogation=jalons.notification_prorogation,
        retroactif=signature is not None and contrat.date_effet is not None and signature > contrat.date_effet,
        duree_max=categorie.duree_max if categorie else None,
        duree_max_prorogee=categorie.duree_max_prorogee if categorie else None,
        reconduction=_reconduction(contrat.reconduction),
        prorogation=_prorogation(contexte),
        prorogeable=jalons.prorogeable,
    )


def _prorogation(contexte: Contexte) -> ProrogationVue | None:
    contrat, annees = contexte.dossier.general.contrat, contexte.dossier.exercices_ajoutes
    fin, effet = contrat.prorogation, contrat.date_effet
    if fin is None or effet is None:
        return None
    totale = _say_duree(periodes.count_months(effet, fin))
    return ProrogationVue(contrat.fin_convenue, spell_date(fin), totale, len(annees), liste(map(str, annees)))


def _say_duree(mois: int | None) -> str:
    """« six ans », « cinq ans et six mois »; empty when some days are left over."""
    years, months = divmod(mois or 0, 12)
    parts = [f"{cardinal(years)} {accord(years, 'an', 'ans')}"] if years else []
    return liste([*parts, f"{cardinal(months)} mois"] if months else parts)


def _reconduction(one: Reconduction | None) -> ReconductionVue | None:
    return None if one is None else ReconductionVue(one.periode_annees, one.duree_totale_annees, one.preavis_mois)


def _libelle(contexte: Contexte, one: ConventionAnterieure) -> str:
    """What the author calls it, otherwise its kind, with a capital as a table wants."""
    texte = one.objet or contexte.libelle("type_convention", one.type) or one.type
    return texte[:1].upper() + texte[1:]
