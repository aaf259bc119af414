"""What each `calcul:` of a case runs: data as written in, figures by name out."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tests.computing.lecture_cas import build, read_entier, read_nombre

from cpomdoc import periodes
from cpomdoc.computing import activite, diagnostic, ehpad, modulation, trajectoire
from cpomdoc.computing.dgc import compute_dgc, compute_echeances
from cpomdoc.computing.etalements import compute_complement, compute_credit
from cpomdoc.computing.jalons import compute_jalons
from cpomdoc.computing.pgfp import compute_pgfp
from cpomdoc.computing.ppi import compute_ppi
from cpomdoc.computing.retour_equilibre import compute_retour
from cpomdoc.computing.retroplanning import compute_retroplanning
from cpomdoc.computing.siege import compute_siege
from cpomdoc.computing.sommes import sum_entiers
from cpomdoc.computing.tarifs import compute_tarifs
from cpomdoc.computing.taux import compute_taux
from cpomdoc.computing.totaux import compute_parts_du_contrat
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.activite import LigneActivite, Modulation, Palier
from cpomdoc.model.aide_sociale import ConventionAideSociale
from cpomdoc.model.calculs_finances import Trajectoire
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.diagnostic import IndicateurDiagnostic, SituationFinanciere
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import CreditNonReconductible, FinancementComplementaire, Finances, FraisSiege
from cpomdoc.model.lancement import Demarche, Lancement
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Perimetre
from cpomdoc.model.pgfp import Pgfp
from cpomdoc.model.ppi import Ppi
from cpomdoc.model.retour_equilibre import RetourEquilibre

Donnees = Mapping[str, Any]
Resultat = Mapping[str, object]
EFFET = date(2027, 1, 1)


def compute_cas_taux_occupation(donnees: Donnees) -> Resultat:
    """One year of one ESMS, over one or several modalities."""
    annee = int(donnees["annee"])
    lignes = [build(LigneActivite, {"etablissement": "E", "modalite": "M", **_periodes(x)}) for x in donnees["lignes"]]
    annees = [activite.compute_ligne(ligne, [annee]).annees[0] for ligne in lignes]
    theorique = sum_entiers(a.theorique for a in annees)
    journees = sum_entiers(read_entier(x["journees"]) for x in donnees["lignes"])
    taux = activite.compute_taux_occupation(journees, theorique)
    return {
        "theorique": theorique,
        "journees": journees,
        "taux": None if taux is None else modulation.compute_affiche(taux),
    }


def _periodes(ligne: Donnees) -> Donnees:
    return {"periodes": ligne["periodes"]}


def compute_cas_abattement(donnees: Donnees) -> Resultat:
    """One indicator under a clause, by default the legal ceiling itself."""
    part = load_referentiel().nombre("plafond_modulation", EFFET)
    clause = Modulation(
        coefficient=read_nombre(donnees.get("coefficient")) or part,
        franchise_points=read_nombre(donnees.get("franchise_points", "0")),
        seuil_points=read_nombre(donnees.get("seuil_points")),
        paliers=tuple(build(Palier, one) for one in donnees.get("paliers", ())),
    )
    mesure = modulation.compute_mesure(
        donnees["indicateur"], read_nombre(donnees["cible"]), read_nombre(donnees["realise"])
    )
    ecart = modulation.compute_ecart(mesure, donnees.get("base_ecart", "points"))
    taux = modulation.compute_taux_clause(ecart, clause, part)
    return {
        "taux_realise": mesure and mesure.realise,
        "ecart": ecart,
        "taux_plafond": modulation.compute_taux_plafond(ecart, part),
        "taux": taux,
        "abattement": modulation.compute_abattement(read_nombre(donnees["dotation"]), taux),
    }


def compute_cas_agregation(donnees: Donnees) -> Resultat:
    """Several indicators of one ESMS."""
    poids = [Decimal(x) for x in donnees.get("poids", ())]
    taux = modulation.compute_taux_agrege([Decimal(x) for x in donnees["taux"]], donnees["agregation"], poids)
    return {"taux": taux}


def compute_cas_taux_realisation(donnees: Donnees) -> Resultat:
    """The two rates that share a name in the trade."""
    journees = read_entier(donnees["journees"])
    cible = activite.compute_taux_realisation_cible(journees, read_entier(donnees["cible"]))
    tdb = activite.compute_taux_realisation_tdb(journees, read_entier(donnees["journees_financees"]))
    assert cible is not None
    assert tdb is not None
    return {
        "taux_realisation_cible": modulation.compute_affiche(cible),
        "taux_realisation_tdb": modulation.compute_affiche(tdb),
    }


def compute_cas_ehpad(donnees: Donnees) -> Resultat:
    """The regime of EHPAD, with the threshold and the share that the law fixes."""
    law = load_referentiel()
    minoration = ehpad.compute_minoration_ehpad(
        read_nombre(donnees["taux_occupation"]),
        law.nombre("seuil_occupation_ehpad", EFFET),
        law.nombre("part_minoration_ehpad", EFFET),
    )
    return {
        "minoration": minoration,
        "montant": ehpad.compute_forfait_minore(read_nombre(donnees["forfait"]), minoration),
    }


def compute_cas_forfait_soins(donnees: Donnees) -> Resultat:
    """Care equation of an EHPAD."""
    forfait = ehpad.compute_forfait_soins(
        int(donnees["gmp"]),
        int(donnees["pmp"]),
        Decimal(donnees["coefficient_pmp"].replace(",", ".")),
        Decimal(donnees["valeur_point"].replace(",", ".")),
        int(donnees["capacite"]),
    )
    return {"forfait": forfait}


def compute_cas_trajectoire(donnees: Donnees) -> Resultat:
    """Every figure of every year, named « dotation IME 2027 », « dgc 2027 », « solde 2027 »."""
    exercices = [int(year) for year in donnees["exercices"]]
    finances = build(Finances, donnees["finances"])
    trajectoires = trajectoire.compute_trajectoires(finances, exercices)
    result: dict[str, object] = {}
    for one in trajectoires:
        result.update(_name_annees(one))
    for dgc in (compute_dgc(x, trajectoires, exercices) for x in finances.dgc):
        result[f"dgc {exercices[0] - 1}"] = dgc.base
        for annee in dgc.annees:
            result[f"dgc {annee.annee}"] = annee.montant
            result[f"douzieme {annee.annee}"] = annee.douzieme
            result[f"solde {annee.annee}"] = annee.solde
    return result


def _name_annees(one: Trajectoire) -> Resultat:
    named: dict[str, object] = {}
    for annee in one.annees:
        suffix = f"{one.etablissement} {annee.annee}"
        named[f"actualisee {suffix}"] = annee.actualisee
        named[f"mesures {suffix}"] = annee.mesures_nouvelles
        named[f"complement {suffix}"] = annee.effet_annee_pleine
        named[f"base {suffix}"] = annee.base
        named[f"cnr {suffix}"] = annee.cnr
        named[f"dotation {suffix}"] = annee.dotation
    return named


def compute_cas_taux(donnees: Donnees) -> Resultat:
    """The rate of each year, for a funder when the case names one."""
    evolution = build(Finances, donnees["finances"]).evolution_de(donnees.get("financeur", "ars"), None)
    return {str(annee): compute_taux(evolution, int(annee)) for annee in donnees["exercices"]}


def compute_cas_etalement(donnees: Donnees) -> Resultat:
    """What a credit, or a complementary financing, pays each year."""
    exercices = [int(year) for year in donnees["exercices"]]
    if "credit" in donnees:
        annees = compute_credit(build(CreditNonReconductible, {"etablissement": "E", **donnees["credit"]})).annees
    else:
        raw = {"type": "autre", "etablissement": "E", **donnees["complement"]}
        annees = compute_complement(build(FinancementComplementaire, raw), exercices).annees
    return {str(annee): annees.get(annee, Decimal(0)) for annee in exercices}


def compute_cas_part_du_contrat(donnees: Donnees) -> Resultat:
    """The years that the contract covers in part, named « versements 2027 », « montant 2027 »."""
    debut = periodes.read_date(donnees["date_effet"])
    totaux = {"ars": {int(year): read_nombre(amount) for year, amount in donnees["dotations"].items()}}
    result: dict[str, object] = {}
    fin = periodes.date_fin(debut, int(donnees["duree_annees"]))
    for one in compute_parts_du_contrat(debut, fin, totaux):
        result |= {f"versements {one.annee}": one.versements, f"montant {one.annee}": one.montants["ars"]}
    return {"exercices incomplets": len(result) // 2, **result}


def compute_cas_dotation(donnees: Donnees) -> Resultat:
    """What is paid, once an activity reduction is withheld."""
    base, cnr, abattement = (read_nombre(donnees[key]) for key in ("base", "cnr", "abattement"))
    return {"dotation": trajectoire.compute_dotation(base, cnr, abattement)}


def compute_cas_echeancier(donnees: Donnees) -> Resultat:
    """Instalments of a year."""
    echeances = compute_echeances(int(donnees["annee"]), read_nombre(donnees["montant"]))
    montants = [e.montant for e in echeances if e.montant is not None]
    return {"janvier": montants[0], "novembre": montants[10], "decembre": montants[11], "total": sum(montants)}


def compute_cas_dates_versement(donnees: Donnees) -> Resultat:
    """Days of payment, as a sentence would list them."""
    return {"dates": ", ".join(day.strftime("%d/%m/%Y") for day in periodes.pay_dates(int(donnees["annee"])))}


def compute_cas_resultat(donnees: Donnees) -> Resultat:
    """A closed year of the diagnosis."""
    situation = build(SituationFinanciere, donnees["situation"])
    return vars(diagnostic.compute_resultat(situation, read_entier(donnees["capacite_financee"])))


def compute_cas_siege(donnees: Donnees) -> Resultat:
    """Share of each ESMS and the total; then « IME 2028 », « total 2028 », « couverte 2028 » when years are given."""
    siege = compute_siege(build(FraisSiege, donnees["frais"]), [int(year) for year in donnees.get("exercices", ())])
    result: dict[str, object] = {"total": siege.montant, **{part.etablissement: part.montant for part in siege.parts}}
    for one in siege.annees:
        result.update({f"{esms} {one.annee}": montant for esms, montant in one.parts.items()})
        result |= {f"total {one.annee}": one.montant, f"couverte {one.annee}": "oui" if one.couverte else "non"}
    return result


def compute_cas_pgfp(donnees: Donnees) -> Resultat:
    """Every figure of every column, named « caf 2027 »; rates to two decimals, as they are printed."""
    columns = compute_pgfp(build(Pgfp, donnees["pgfp"]), [int(year) for year in donnees["exercices"]])
    result: dict[str, object] = {"premiere colonne": columns[0].annee, "derniere colonne": columns[-1].annee}
    for one in columns:
        taux = None if one.taux_caf is None else modulation.compute_affiche(one.taux_caf)
        result |= {f"{name} {one.annee}": value for name, value in vars(one).items()} | {f"taux_caf {one.annee}": taux}
    return result


def compute_cas_ppi(donnees: Donnees) -> Resultat:
    """Figures of each operation by its id, of the programme by source and year."""
    delai = load_referentiel().entier("approbation_tacite_ppi", EFFET)
    ppi = compute_ppi(build(Ppi, donnees["ppi"]), [int(year) for year in donnees.get("exercices", ())], delai)
    result: dict[str, object] = {"montant": ppi.montant, **ppi.sources}
    result |= {f"surcout {annee}": montant for annee, montant in ppi.surcouts.items()}
    for one in ppi.operations:
        names = ("finance", "dotation", "approbation_tacite")
        result |= {f"{name} {one.id}": getattr(one, name) for name in names}
        for emprunt in filter(None, one.emprunts):
            result |= {f"annuite {one.id}": emprunt.annuite, f"interets {one.id}": emprunt.interets}
    return result


def compute_cas_retour(donnees: Donnees) -> Resultat:
    """Every figure of every year, and the year of balance."""
    retour = compute_retour(build(RetourEquilibre, donnees["plan"]), [int(year) for year in donnees["exercices"]])
    result: dict[str, object] = {"equilibre": retour.annee_equilibre}
    for one in retour.annees:
        result |= {f"{name} {one.annee}": value for name, value in vars(one).items()}
    return result


def compute_cas_tarifs(donnees: Donnees) -> Resultat:
    """Each tariff and year, named « permanent 2027 »."""
    convention = build(ConventionAideSociale, {"etablissement": "E", **donnees["convention"]})
    tarifs = compute_tarifs(convention, [int(year) for year in donnees["exercices"]])
    return {f"{one.libelle} {annee}": montant for one in tarifs for annee, montant in one.annees.items()}


def compute_cas_jalons(donnees: Donnees) -> Resultat:
    """Dates of a contract."""
    general = General(build(Contrat, donnees), Parties(Gestionnaire()))
    return vars(compute_jalons(Dossier("cas", general, Perimetre(())), load_referentiel()))


def compute_cas_quartile(donnees: Donnees) -> Resultat:
    """Where a value stands among its comparators."""
    indicateur = build(IndicateurDiagnostic, donnees["indicateur"])
    return {"quartile": diagnostic.compute_quartile(Decimal(donnees["valeur"]), indicateur)}


def compute_cas_retroplanning(donnees: Donnees) -> Resultat:
    """Days of each step, named « debut fiches » and « fin fiches », the launch, and the steps that run over August."""
    general = General(Contrat(), Parties(Gestionnaire()))
    lancement = Lancement(build(Demarche, donnees))
    plan = compute_retroplanning(Dossier("cas", general, Perimetre(()), lancement=lancement), load_referentiel())
    assert plan is not None
    result: dict[str, object] = {"lancement": plan.lancement, "duree_mois": plan.duree_mois}
    result["aout"] = ", ".join(one.etape for one in plan.etapes if one.aout)
    for one in plan.etapes:
        result |= {f"debut {one.etape}": one.debut, f"fin {one.etape}": one.fin}
    return result


CALCULS: Mapping[str, Callable[[Donnees], Resultat]] = {
    "abattement": compute_cas_abattement,
    "agregation": compute_cas_agregation,
    "dates_versement": compute_cas_dates_versement,
    "dotation": compute_cas_dotation,
    "etalement": compute_cas_etalement,
    "part_du_contrat": compute_cas_part_du_contrat,
    "taux": compute_cas_taux,
    "echeancier": compute_cas_echeancier,
    "ehpad": compute_cas_ehpad,
    "forfait_soins": compute_cas_forfait_soins,
    "jalons": compute_cas_jalons,
    "pgfp": compute_cas_pgfp,
    "ppi": compute_cas_ppi,
    "quartile": compute_cas_quartile,
    "resultat": compute_cas_resultat,
    "retour": compute_cas_retour,
    "retroplanning": compute_cas_retroplanning,
    "siege": compute_cas_siege,
    "tarifs": compute_cas_tarifs,
    "taux_occupation": compute_cas_taux_occupation,
    "taux_realisation": compute_cas_taux_realisation,
    "trajectoire": compute_cas_trajectoire,
}
