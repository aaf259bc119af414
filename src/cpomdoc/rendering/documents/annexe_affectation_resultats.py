"""Annex: what becomes of surpluses and deficits, in which order, in which shares and within which limits."""

from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.francais import liste
from cpomdoc.model.finances import AffectationResultats, Plafond
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete, TitreAnnexe, build_entete, build_titre_annexe
from cpomdoc.rendering.documents.grammaire import name_esms
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet
from cpomdoc.typographie import format_montant, format_nombre

APUREMENT = "apurement_deficits"
SANS_HABILITATION = "aucune"
EHPAD = "500"
RESERVES_FERMEES = frozenset({"investissement", "reserve_tresorerie", "compensation_amortissements"})
"""What surpluses of care and dependency may not go to in an EHPAD of article L. 342-1."""


@dataclass(frozen=True)
class AffectationVue:
    """One use of a surplus, in its rank; `part` is a dash for what comes before any share."""

    rang: int
    libelle: str
    part: Decimal | SansObjet | None
    plafond: str | SansObjet | None


@dataclass(frozen=True)
class Restriction:
    """The EHPAD that are not habilitated to social aid; `fermees` are the reserves that accommodation alone feeds."""

    les_etablissements: str
    plusieurs: bool
    fermees: str


@dataclass(frozen=True)
class VueAffectationResultats:
    """Everything annexe_affectation_resultats.docx may print; `principe`, `cadre` and `statut` are codes it words."""

    entete: Entete
    annexe: TitreAnnexe
    renvoi: str
    principe: str | None
    cadre: str
    statut: str
    plusieurs: bool
    entre_etablissements: bool
    affectations: tuple[AffectationVue, ...]
    avec_cles: bool
    total_cles: Decimal | None
    avec_plafonds: bool
    restriction: Restriction | None
    concertation: bool
    seuil_montant: Decimal | None
    seuil_taux: Decimal | None
    information: str | None


cle: str = "affectation_resultats"
gabarit: str = "annexe_affectation_resultats.docx"
VUE: type = VueAffectationResultats


def applies(contexte: Contexte) -> bool:
    """When the plan holds the annex."""
    return contexte.annexe(cle) is not None


def build_vues(contexte: Contexte) -> VueAffectationResultats:
    """Everything that annexe_affectation_resultats.docx may print of this contract."""
    finances = contexte.dossier.finances
    one = (finances.affectation_resultats if finances else None) or AffectationResultats()
    seuil = one.seuil_concertation
    return VueAffectationResultats(
        entete=build_entete(contexte, cle),
        annexe=build_titre_annexe(contexte, cle),
        renvoi=resolve_renvoi(contexte, "article:affectation_resultats") or "",
        principe=one.principe,
        cadre=contexte.cadre_budgetaire,
        statut=_statut(contexte),
        plusieurs=len(contexte.dossier.perimetre.etablissements) > 1,
        entre_etablissements=one.inter_etablissements is True,
        affectations=_affectations(contexte, one),
        avec_cles=bool(one.cles),
        total_cles=_total(one),
        avec_plafonds=bool(one.plafonds),
        restriction=_restriction(contexte, one),
        concertation=seuil is not None,
        seuil_montant=seuil.montant if seuil else None,
        seuil_taux=seuil.taux if seuil else None,
        information=one.information_autorite,
    )


def _statut(contexte: Contexte) -> str:
    """« public », « commercial » or « prive »; empty while it is unknown."""
    statut = contexte.dossier.general.parties.gestionnaire.statut or ""
    if statut.startswith("public") or statut == "ccas":
        return "public"
    return {"prive_commercial": "commercial", "prive_non_lucratif": "prive"}.get(statut, "")


def _affectations(contexte: Contexte, one: AffectationResultats) -> tuple[AffectationVue, ...]:
    """The order of the contract; a share given to what is not in it comes last, with the error told elsewhere."""
    codes = (*one.priorites, *(code for code in one.cles if code not in one.priorites))
    return tuple(
        AffectationVue(
            rang=rang,
            libelle=contexte.libelle("priorite_affectation", code) or code,
            part=_part(one, code),
            plafond=_plafond(contexte, one, code),
        )
        for rang, code in enumerate(codes, 1)
    )


def _part(one: AffectationResultats, code: str) -> Decimal | SansObjet | None:
    return one.cles.get(code, SANS_OBJET)


def _total(one: AffectationResultats) -> Decimal | None:
    parts = [part for part in one.cles.values() if part is not None]
    return sum(parts, Decimal(0)) if parts and len(parts) == len(one.cles) else None


def _plafond(contexte: Contexte, one: AffectationResultats, code: str) -> str | SansObjet | None:
    found = next((plafond for plafond in one.plafonds if plafond.reserve == code), None)
    return SANS_OBJET if found is None else _format_plafond(contexte, found)


def _format_plafond(contexte: Contexte, plafond: Plafond) -> str | None:
    """« 5 % des charges brutes de l’exercice », « 250 000,00 € »; None while neither is whole."""
    if plafond.montant is not None:
        return format_montant(plafond.montant)
    assiette = contexte.libelle("assiette_plafond", plafond.assiette)
    if plafond.taux is None or assiette is None:
        return None
    article = "du" if plafond.assiette == "besoin_fonds_roulement" else "des"
    return f"{format_nombre(plafond.taux)}\u202f% {article} {assiette}"


def _restriction(contexte: Contexte, one: AffectationResultats) -> Restriction | None:
    idents = [
        esms.id
        for esms in contexte.dossier.perimetre.etablissements
        if esms.categorie == EHPAD and esms.aide_sociale is not None and esms.aide_sociale.type == SANS_HABILITATION
    ]
    if not idents:
        return None
    chosen = (*one.priorites, *one.cles) if one.hebergement_seul else ()
    fermees = [code for code in chosen if code in RESERVES_FERMEES]
    return Restriction(
        les_etablissements=liste(name_esms(contexte, ident) for ident in idents),
        plusieurs=len(idents) > 1,
        fermees=liste(contexte.libelle("priorite_affectation", code) or code for code in dict.fromkeys(fermees)),
    )
