"""Annex: habilitation to social aid, places and accommodation tariffs, year after year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.model.aide_sociale import ConventionAideSociale, TarifHebergement, VoletAideSociale
from cpomdoc.model.previsions import CalculTarif
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.financeurs import name_autorite
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet


@dataclass(frozen=True)
class TauxVue:
    """Rate of one year, in percent."""

    annee: int
    taux: Decimal | SansObjet | None


@dataclass(frozen=True)
class TarifVue:
    """A daily tariff over the years; a dash where it will be set later."""

    libelle: str
    montants: tuple[Decimal | SansObjet | None, ...]


@dataclass(frozen=True)
class ConventionVue:
    """One convention; `evolution` is a code that the gabarit words, `acte` is empty when there is none."""

    etablissement: str
    departement: str | None
    habilitation: str | None
    places: int | None
    capacite: int | SansObjet
    date_effet: date | None
    date_fin: date | None
    avec_acte: bool
    acte: str | None
    date_acte: date | None
    evolution: str | None
    taux: tuple[TauxVue, ...]
    indice: str | None
    annees: tuple[int, ...]
    tarifs: tuple[TarifVue, ...]
    en_attente: bool
    avec_ecart: bool
    ecart_maximal: Decimal | None
    engagements: tuple[str, ...]


@dataclass(frozen=True)
class VueAideSociale:
    """Everything annexe_aide_sociale.docx may print."""

    entete: Entete
    annexe: TitreAnnexe
    presentation: TexteRiche
    plusieurs: bool
    conventions: tuple[ConventionVue, ...]


cle: str = "aide_sociale"
gabarit: str = "annexe_aide_sociale.docx"
VUE: type = VueAideSociale


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueAideSociale:
    """Everything that annexe_aide_sociale.docx may print of this contract."""
    volet = contexte.dossier.aide_sociale or VoletAideSociale()
    pairs = zip(volet.conventions, contexte.calculs.previsions.tarifs, strict=True)
    return VueAideSociale(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        presentation=TexteRiche(volet.presentation or ""),
        plusieurs=len(volet.conventions) > 1,
        conventions=tuple(_convention(contexte, *pair) for pair in pairs),
    )


def _convention(contexte: Contexte, one: ConventionAideSociale, tarifs: tuple[CalculTarif, ...]) -> ConventionVue:
    esms, exercices = contexte.etablissement(one.etablissement), contexte.calculs.exercices
    aide = esms.aide_sociale if esms else None
    contrat, jalons = contexte.dossier.general.contrat, contexte.calculs.jalons
    annees = (exercices[0] - 1, *exercices) if exercices else ()
    fixe = one.evolution == "taux_fixe"
    lignes = tuple(_tarif(one, *pair, annees) for pair in zip(one.tarifs, tarifs, strict=True))
    return ConventionVue(
        etablissement=contexte.nom_etablissement(one.etablissement),
        departement=name_autorite(contexte, one.departement),
        habilitation=contexte.libelle("habilitation_aide_sociale", aide.type) if aide else None,
        places=aide.places if aide else None,
        capacite=_capacite(contexte, one.etablissement),
        date_effet=one.date_effet or contrat.date_effet,
        date_fin=one.date_fin or jalons.date_fin,
        avec_acte=one.acte is not None,
        acte=one.acte.reference if one.acte else None,
        date_acte=one.acte.date if one.acte else None,
        evolution=one.evolution,
        taux=tuple(TauxVue(annee, contexte.de_la_serie(one.taux, annee)) for annee in exercices) if fixe else (),
        indice=one.indice,
        annees=annees,
        tarifs=lignes,
        en_attente=any(montant is SANS_OBJET for ligne in lignes for montant in ligne.montants),
        avec_ecart=one.ecart_maximal is not None,
        ecart_maximal=one.ecart_maximal,
        engagements=one.engagements,
    )


def _tarif(
    one: ConventionAideSociale, tarif: TarifHebergement, calcul: CalculTarif, annees: tuple[int, ...]
) -> TarifVue:
    """The tariff one starts from is owed by the author; the next ones are computed, written, or set later."""
    return TarifVue(
        calcul.libelle,
        tuple(
            calcul.annees.get(annee) if annee == annees[0] or annee in tarif.montants else _later(calcul.annees, annee)
            for annee in annees
        ),
    )


def _later(annees: Mapping[int, Decimal | None], annee: int) -> Decimal | SansObjet:
    montant = annees.get(annee)
    return SANS_OBJET if montant is None else montant


def _capacite(contexte: Contexte, ident: str) -> int | SansObjet:
    """Authorised places of the ESMS on the day of effect, a dash while they are unknown or of several kinds."""
    totaux = contexte.calculs.capacites.par_etablissement.get(ident, ())
    autorisee = totaux[0].autorisee if len(totaux) == 1 else None
    return SANS_OBJET if autorisee is None else autorisee
