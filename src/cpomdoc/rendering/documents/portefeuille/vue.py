"""What the portfolio prints: the contracts, what is to conclude year by year, what each year came to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import accord, liste, majuscule, sans_accent
from cpomdoc.model.portefeuille import AnneeBilan, AnneeProgramme, LigneProgramme, Portefeuille, Situation
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.rendering.documents.entete import EMPREINTE, Entete
from cpomdoc.rendering.documents.portefeuille import mots
from cpomdoc.rendering.documents.portefeuille.points import PointVue, list_points
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_date, normalise_typographie

TITRE = "Portefeuille des contrats"
PROGRAMMEES = "categories_programmees"
FINE = "\u202f"


@dataclass(frozen=True)
class ContratVue:
    """A contract: « – » where it cannot be read, and for blanks that were not counted because it has errors."""

    ref: str
    reference: str
    gestionnaire: str | SansObjet | None
    categorie: str | SansObjet | None
    departements: str | SansObjet | None
    autorites: str | SansObjet | None
    esms: int | SansObjet | None
    incertains: str
    places: int | None
    capacites: str | SansObjet | None
    date_effet: date | SansObjet | None
    terme: date | SansObjet | None
    phase: str
    precision: str
    echeance: date | SansObjet | None
    echeance_annee: str
    objet: str
    erreurs: int
    alertes: int
    problemes: str
    a_completer: int | SansObjet


@dataclass(frozen=True)
class LigneVue:
    """An ESMS whose contract is to conclude or to renew."""

    departement: str | None
    gestionnaire: str | None
    finess_ej: str | None
    etablissement: str | None
    finess: str | None
    categorie: str | None
    contrat: str
    categorie_contrat: str | None
    nature: str
    limite: date
    en_retard: bool
    arrete: str


@dataclass(frozen=True)
class AnneeProgrammeVue:
    """A year of the programme: how many contracts and ESMS, then each ESMS."""

    annee: int
    titre: str
    resume: str
    lignes: tuple[LigneVue, ...]


@dataclass(frozen=True)
class CompteVue:
    """How many contracts, and which."""

    nombre: int
    refs: str


@dataclass(frozen=True)
class AnneeBilanVue:
    """A year: contracts signed, prolonged, late in being signed, ending."""

    annee: int
    signes: CompteVue
    prolonges: CompteVue
    en_retard: CompteVue
    a_terme: CompteVue


@dataclass(frozen=True)
class VuePortefeuille:
    """Everything portefeuille.docx may print."""

    entete: Entete
    titre: str
    au: date
    resume: str
    contrats: tuple[ContratVue, ...]
    points: tuple[PointVue, ...]
    debut: int
    fin: int
    avant: date | None
    programme: tuple[AnneeProgrammeVue, ...]
    bilan: tuple[AnneeBilanVue, ...]


cle: str = "portefeuille"
gabarit: str = "portefeuille.docx"
VUE: type = VuePortefeuille


def build_vue(portefeuille: Portefeuille, referentiel: Referentiel, empreinte: str) -> VuePortefeuille:
    """The portfolio in words."""
    day = format_date(portefeuille.au)
    return VuePortefeuille(
        entete=Entete(f"{TITRE} au {day}", "", "", f"Édition {empreinte[:EMPREINTE]}"),
        titre=TITRE,
        au=portefeuille.au,
        resume=_resume(portefeuille, referentiel),
        contrats=tuple(_contrat(one, referentiel) for one in portefeuille.situations),
        points=tuple(list_points(portefeuille)),
        debut=portefeuille.debut,
        fin=portefeuille.fin,
        avant=portefeuille.avant,
        programme=tuple(_annee(one, portefeuille, referentiel) for one in portefeuille.programme),
        bilan=tuple(_bilan(one) for one in portefeuille.bilan),
    )


def _resume(portefeuille: Portefeuille, referentiel: Referentiel) -> str:
    """« 7 contrats : 5 à signer, 1 en préparation, 1 échu. »."""
    phases = referentiel.listes["phase_portefeuille"]
    counts = [(sum(one.phase == phase for one in portefeuille.situations), name) for phase, name in phases.items()]
    total = len(portefeuille.situations)
    if not total:
        return "Aucun contrat."
    said = liste(f"{nombre} {_plural(nombre, name)}" for nombre, name in counts if nombre)
    return f"{total} {accord(total, 'contrat', 'contrats')}{FINE}: {said}."


def _plural(nombre: int, phase: str) -> str:
    """« 2 signés », « 2 à signer »: what begins with a preposition stays as it is."""
    return phase if phase.startswith(("à ", "en ")) else accord(nombre, phase, f"{phase}s")


def _contrat(one: Situation, referentiel: Referentiel) -> ContratVue:
    dossier, echeance = one.lu.dossier, one.echeance
    lisible = dossier is not None
    connu = lisible and one.esms is not None
    return ContratVue(
        ref=one.ref,
        reference=(dossier.general.contrat.reference if dossier else None) or "",
        gestionnaire=mots.name_gestionnaires(mots.list_gestionnaires(one)) if lisible else SANS_OBJET,
        categorie=mots.name_categorie(one, referentiel) if lisible else SANS_OBJET,
        departements="\n".join(mots.list_departements(one, referentiel)) or None if connu else SANS_OBJET,
        autorites="\n".join(mots.list_autorites(one, referentiel)) or None if lisible else SANS_OBJET,
        esms=len(one.esms) if lisible and one.esms is not None else SANS_OBJET,
        incertains=f"et {one.incertains} à confirmer" if one.incertains else "",
        places=mots.count_places(one, referentiel),
        capacites=_capacites(one, referentiel) if connu else SANS_OBJET,
        date_effet=one.date_effet if lisible else SANS_OBJET,
        terme=one.terme if lisible else SANS_OBJET,
        phase=mots.name_phase(one, referentiel),
        precision=mots.precise_phase(one),
        echeance=echeance.jour if echeance and echeance.jour else SANS_OBJET,
        echeance_annee=str(echeance.annee) if echeance and echeance.jour is None else "",
        objet=mots.describe_echeance(echeance, referentiel) if echeance else "",
        erreurs=one.lu.erreurs,
        alertes=one.lu.alertes,
        problemes=mots.count_problemes(one),
        a_completer=SANS_OBJET if one.lu.a_completer is None else one.lu.a_completer,
    )


def _capacites(one: Situation, referentiel: Referentiel) -> str | None:
    found = mots.list_capacites(one, referentiel)
    return "\n".join(each for each in found if each) or None if None not in found else None


def _annee(one: AnneeProgramme, portefeuille: Portefeuille, referentiel: Referentiel) -> AnneeProgrammeVue:
    lignes = [_ligne(each, portefeuille, referentiel) for each in sorted(one.lignes, key=_order)]
    return AnneeProgrammeVue(
        annee=one.annee,
        titre=f"{one.annee} et retards" if one.retards else str(one.annee),
        resume=_resume_annee(one),
        lignes=tuple(lignes),
    )


def _resume_annee(one: AnneeProgramme) -> str:
    """« 2 contrats, 5 établissements et services. »; « Aucun contrat. »."""
    contrats = len({each.situation.ref for each in one.lignes})
    esms = sum(each.etablissement is not None for each in one.lignes)
    if not contrats:
        return "Aucun contrat."
    mot = accord(esms, "établissement ou service", "établissements et services")
    return f"{contrats} {accord(contrats, 'contrat', 'contrats')}, {esms} {mot}."


def _order(one: LigneProgramme) -> tuple[str, str, date, str]:
    """By code of département, then by manager; the unknown at the end, ESMS of one contract in the author's order."""
    gestionnaire = mots.find_gestionnaire(one.situation, one.etablissement)
    nom = sans_accent((gestionnaire.raison_sociale if gestionnaire else None) or "\uffff")
    code = one.etablissement.departement if one.etablissement else None
    return (code or "\uffff", nom, one.limite, one.situation.ref)


def _ligne(one: LigneProgramme, portefeuille: Portefeuille, referentiel: Referentiel) -> LigneVue:
    esms, situation = one.etablissement, one.situation
    gestionnaire = mots.find_gestionnaire(situation, esms)
    contrat = situation.lu.dossier.general.contrat if situation.lu.dossier else None
    code = (contrat.categorie if contrat else None) or ""
    programmees = referentiel.codes(PROGRAMMEES, portefeuille.au)
    return LigneVue(
        departement=mots.name_departement(esms.departement, referentiel) if esms and esms.departement else None,
        gestionnaire=mots.name_gestionnaires([gestionnaire]) if gestionnaire else None,
        finess_ej=gestionnaire.finess_ej if gestionnaire else None,
        etablissement=normalise_typographie(esms.nom) if esms else None,
        finess=esms.finess if esms else None,
        categorie=mots.name_categorie_esms(esms, referentiel) if esms else None,
        contrat=one.situation.ref,
        categorie_contrat=mots.name_categorie(situation, referentiel),
        nature=majuscule(referentiel.listes["nature_programme"][one.nature]),
        limite=one.limite,
        en_retard=one.limite < portefeuille.au,
        arrete="oui" if code in programmees else "non",
    )


def _bilan(one: AnneeBilan) -> AnneeBilanVue:
    comptes: Iterator[CompteVue] = (
        CompteVue(len(refs), ", ".join(refs)) for refs in (one.signes, one.prolonges, one.en_retard, one.a_terme)
    )
    return AnneeBilanVue(one.annee, *comptes)
