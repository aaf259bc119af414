"""Investments, seat, reforms, return to balance, conversion, and FINESS categories: each in its own words."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, a_compter, phrase, porter, repere_at
from cpomdoc.francais import guillemets, liste
from cpomdoc.model.finances import FraisSiege
from cpomdoc.model.ppi import Operation
from cpomdoc.model.retour_equilibre import RetourEquilibre
from cpomdoc.typographie import FINE, format_date, format_montant

AUTORISATION = frozenset({"date_autorisation", "reference"})


def tell_categories(affaire: Affaire) -> Iterator[Phrase]:
    """ESMS that change category, for a reform or not."""
    categories = affaire.etats.referentiel.categories_esms
    for motif in ("capacite", "reforme"):
        for one in affaire.of(motif, "perimetre", "etablissements"):
            nouvelle = categories.get(str(one.apres))
            if one.chemin[3:] != ("categorie",) or nouvelle is None:
                continue
            ancienne, ident = categories.get(str(one.avant)), repere_at(one, 2)
            ancien = affaire.anciens.get(ident)
            nom = affaire.nommer(ancien) if ancien else affaire.esms(ident)
            etait = f", jusqu’alors {ancienne.singulier}," if ancienne else ""
            suite = f"devient{a_compter(affaire.effet)} {nouvelle.indefini} (catégorie FINESS {nouvelle.code})"
            about = [each for each in affaire.of(motif, "perimetre", "etablissements") if repere_at(each, 2) == ident]
            situation = [each for each in about if each.chemin[3:4] == ("situation_sad",)]
            yield phrase(motif, f"{nom.texte}{etait} {suite}", one, *situation)


def tell_reformes(affaire: Affaire) -> Iterator[Phrase]:
    """The single allocation of the reform, and the tariff equation."""
    bases = affaire.of("reforme", "finances")
    esms = list(dict.fromkeys(repere_at(one, 2) for one in bases if one.chemin[1] == "bases"))
    if esms:
        noms = liste(affaire.esms(ident).de for ident in esms)
        texte = (
            f"les dotations relatives aux soins et à la dépendance {noms} laissent place au forfait global unique "
            "relatif aux soins et à l’entretien de l’autonomie"
        )
        yield phrase("reforme", texte, *[one for one in bases if one.chemin[1] == "bases"])
    methodes = [one for one in bases if one.chemin[-1] in ("methode",)]
    if methodes:
        texte = "les dotations sont désormais fixées par équation tarifaire, tarif plafond ou algorithme"
        yield phrase("reforme", texte, *methodes)
    cadre = affaire.of("reforme", "general", "contrat", "cadre_budgetaire")
    libelle = affaire.etats.referentiel.listes["cadre_budgetaire"].get(
        affaire.etats.apres.general.contrat.cadre_budgetaire or ""
    )
    if cadre and libelle:
        yield phrase("reforme", f"le cadre budgétaire du contrat devient le suivant{FINE}: {libelle}", *cadre)


def tell_ppi(affaire: Affaire) -> Iterator[Phrase]:
    """The programme added, and operations that enter it, leave it or are revised."""
    changements = affaire.of("ppi")
    for one in changements:
        if one.chemin == ("ppi",):
            added = one.nature is Nature.AJOUT
            texte = "un plan pluriannuel d’investissement est annexé" if added else "le plan pluriannuel"
            texte = f"{texte} au contrat" if added else f"{texte} d’investissement cesse d’être annexé au contrat"
            yield phrase("ppi", texte, one)
        elif len(one.chemin) == 3 and one.chemin[1] == "operations":
            yield from _tell_operation(one)
    inside = [one for one in changements if len(one.chemin) > 3 and one.chemin[1] == "operations"]
    for ident in dict.fromkeys(repere_at(one, 2) for one in inside):
        ones = [one for one in inside if repere_at(one, 2) == ident]
        yield phrase("ppi", _tell_revision(affaire, ident, ones), *ones)


def _tell_operation(one: Changement) -> Iterator[Phrase]:
    operation = one.apres if one.nature is Nature.AJOUT else one.avant
    if not isinstance(operation, Operation) or one.nature not in (Nature.AJOUT, Nature.RETRAIT):
        return
    montant = f", d’un montant de {format_montant(operation.montant)}," if operation.montant is not None else ""
    verbe = "est inscrite au" if one.nature is Nature.AJOUT else "est retirée du"
    nom = guillemets(operation.intitule or operation.id)
    yield phrase("ppi", f"l’opération {nom}{montant} {verbe} plan pluriannuel d’investissement", one)


def _tell_revision(affaire: Affaire, ident: str, ones: list[Changement]) -> str:
    ppi = affaire.etats.apres.ppi
    known = next((one for one in (ppi.operations if ppi else ()) if one.id == ident), None)
    nom = guillemets(known.intitule or ident) if known else guillemets(ident)
    for one in ones:
        if one.chemin[3:] == ("montant",) and isinstance(one.avant, Decimal) and isinstance(one.apres, Decimal):
            suite = f"{porter(one.avant, one.apres, 'm')} de {format_montant(one.avant)} à {format_montant(one.apres)}"
            return f"le montant de l’opération {nom} du plan pluriannuel d’investissement est {suite}"
    return f"l’opération {nom} du plan pluriannuel d’investissement est révisée"


def tell_siege(affaire: Affaire) -> Iterator[Phrase]:
    """A new authorisation of the seat, or what it costs."""
    changements = affaire.of("siege", "finances", "frais_siege")
    siege = affaire.etats.apres.finances.frais_siege if affaire.etats.apres.finances else None
    if not changements or siege is None:
        return
    if len(changements[0].chemin) == 2 or {one.chemin[-1] for one in changements} & AUTORISATION:
        yield phrase(
            "siege",
            f"une nouvelle autorisation de frais de siège{_tell_acte(affaire, siege)}",
            *changements,
        )
        return
    yield phrase("siege", f"les frais de siège sont révisés{_tell_cout(siege)}", *changements)


def _tell_acte(affaire: Affaire, siege: FraisSiege) -> str:
    autorite = f", délivrée par {affaire.financeur(siege.autorite).texte}" if siege.autorite else ""
    jour = f" le {format_date(siege.date_autorisation)}" if siege.date_autorisation and autorite else ""
    reference = f" ({siege.reference})" if siege.reference else ""
    virgule = "," if autorite else ""
    return f"{autorite}{jour}{reference}{virgule} est prise en compte{_tell_cout(siege)}"


def _tell_cout(siege: FraisSiege) -> str:
    if siege.montant is not None and not siege.montants:
        return f"{FINE}; le montant annuel de ces frais est de {format_montant(siege.montant)}"
    return ""


def tell_pre(affaire: Affaire) -> Iterator[Phrase]:
    """A plan to come back to balance."""
    for one in affaire.of("pre"):
        if one.chemin != ("retour_equilibre",):
            continue
        if one.nature is not Nature.AJOUT or not isinstance(one.apres, RetourEquilibre):
            yield phrase("pre", "le plan de retour à l’équilibre prend fin", one)
            continue
        noms = liste(affaire.esms(ident).texte for ident in one.apres.etablissements)
        porte = f", qui porte sur {noms}," if noms else ""
        yield phrase("pre", f"un plan de retour à l’équilibre{porte} est annexé au contrat", one)


def tell_conversion(affaire: Affaire) -> Iterator[Phrase]:
    """A contract that comes under another legal category."""
    categories = affaire.etats.referentiel.categories_contrat
    for one in affaire.of("conversion"):
        avant, apres = categories.get(str(one.avant)), categories.get(str(one.apres))
        if avant is None or apres is None:
            continue
        texte = (
            f"le contrat, conclu sur le fondement de l’{avant.base_legale}, devient{a_compter(affaire.effet)} un "
            f"contrat régi par l’{apres.base_legale}"
        )
        fin = (
            f"{FINE}; il tient lieu du contrat que cet article rend obligatoire"
            if apres.obligatoire and not avant.obligatoire
            else ""
        )
        yield phrase("conversion", f"{texte}{fin}", one)
