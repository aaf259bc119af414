"""Where a contract stands on a day, what comes next, and what a folder of contracts has to conclude."""

from dataclasses import replace
from datetime import date

import pytest

from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.computing.portefeuille import compute_portefeuille
from cpomdoc.computing.situations import compute_situation, list_prolongations
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.contrat import Contrat, General, Reconduction
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import Demarche, Lancement
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Capacite, Etablissement, Perimetre
from cpomdoc.model.portefeuille import ContratLu, Portefeuille

REFERENTIEL = load_referentiel()
IME = Etablissement(
    "ime", "IME", finess="999000029", departement="44", capacites=(Capacite("semi_internat", autorisee=40),)
)
MAS = Etablissement(
    "mas", "MAS", finess="999000045", departement="49", capacites=(Capacite("internat_continu", autorisee=30),)
)
SIGNE = Contrat(
    categorie="esms_l313_12_2",
    statut="definitif",
    date_effet=date(2022, 1, 1),
    duree_annees=5,
    date_signature=date(2021, 12, 15),
)
SUITE = replace(SIGNE, statut="projet", date_effet=date(2027, 1, 1), date_signature=None)
RECONDUIT = replace(
    SIGNE,
    categorie="residence_autonomie",
    duree_annees=2,
    date_effet=date(2023, 1, 1),
    reconduction=Reconduction(periode_annees=1, duree_totale_annees=5, preavis_mois=3),
)


def lire(contrat: Contrat, *esms: Etablissement, ref: str = "saules", lancement: Lancement | None = None) -> ContratLu:
    """A contract of one manager as the portfolio takes it."""
    general = General(contrat, Parties(Gestionnaire("Les Saules")))
    dossier = Dossier(ref, general, Perimetre(esms or (IME,)), lancement=lancement)
    return ContratLu(ref, dossier, compute_calculs(dossier, REFERENTIEL), a_completer=0)


def dresser(*lus: ContratLu, au: date = date(2026, 11, 22)) -> Portefeuille:
    """The portfolio of these contracts."""
    return compute_portefeuille(lus, au, REFERENTIEL)


@pytest.mark.parametrize(
    ("au", "phase"),
    [
        (date(2021, 12, 14), "a_signer"),
        (date(2021, 12, 15), "signe"),
        (date(2021, 12, 31), "signe"),
        (date(2022, 1, 1), "en_cours"),
        (date(2023, 12, 31), "en_cours"),
        (date(2024, 1, 1), "mi_parcours"),
        (date(2024, 12, 31), "mi_parcours"),
        (date(2025, 12, 31), "en_cours"),
        (date(2026, 1, 1), "derniere_annee"),
        (date(2026, 12, 31), "derniere_annee"),
        (date(2027, 1, 1), "echu"),
    ],
)
def test_la_phase_d_un_contrat_signe_suit_ses_dates(au: date, phase: str) -> None:
    assert compute_situation(lire(SIGNE), au, REFERENTIEL).phase == phase


def test_un_contrat_qui_prend_effet_en_cours_d_annee_a_une_derniere_annee_entiere() -> None:
    contrat = replace(SIGNE, date_effet=date(2022, 7, 1))
    assert compute_situation(lire(contrat), date(2026, 6, 30), REFERENTIEL).phase == "en_cours"
    assert compute_situation(lire(contrat), date(2026, 7, 1), REFERENTIEL).phase == "derniere_annee"
    assert compute_situation(lire(contrat), date(2027, 6, 30), REFERENTIEL).phase == "derniere_annee"


def test_un_projet_est_en_preparation_des_qu_on_sait_quand_le_signer() -> None:
    au = date(2026, 3, 1)
    assert compute_situation(lire(SUITE), au, REFERENTIEL).phase == "projet"
    vise = Lancement(Demarche(date_signature_visee=date(2026, 12, 15)))
    prepare = compute_situation(lire(SUITE, lancement=vise), au, REFERENTIEL)
    assert (prepare.phase, prepare.visee) == ("preparation", date(2026, 12, 15))
    assert compute_situation(lire(replace(SUITE, statut="definitif")), au, REFERENTIEL).phase == "a_signer"


def test_la_date_d_effet_passee_sans_signature_est_un_retard_le_lendemain() -> None:
    lu = lire(SUITE)
    assert not compute_situation(lu, date(2027, 1, 1), REFERENTIEL).en_retard
    assert compute_situation(lu, date(2027, 1, 2), REFERENTIEL).en_retard


@pytest.mark.parametrize(
    ("au", "code", "jour", "objet"),
    [
        (date(2026, 4, 30), "errd", date(2026, 4, 30), "2025"),
        (date(2026, 5, 1), "prorogation", date(2026, 6, 30), ""),
        (date(2026, 7, 1), "annexe_activite", date(2026, 10, 31), "2027"),
        (date(2026, 11, 22), "terme", date(2026, 12, 31), ""),
        (date(2027, 1, 1), "errd", date(2027, 4, 30), "2026"),
    ],
)
def test_la_prochaine_echeance_d_un_contrat_en_cours(au: date, code: str, jour: date, objet: str) -> None:
    echeance = compute_situation(lire(SIGNE), au, REFERENTIEL).echeance
    assert echeance is not None
    assert (echeance.code, echeance.jour, echeance.objet) == (code, jour, objet)


def test_la_prochaine_echeance_d_un_contrat_en_preparation_est_une_etape_ou_la_signature() -> None:
    vise = Lancement(Demarche(date_signature_visee=date(2026, 12, 15)))
    lu = lire(SUITE, lancement=vise)
    etape = compute_situation(lu, date(2026, 6, 1), REFERENTIEL).echeance
    assert etape is not None and etape.code == "etape" and etape.objet
    fin = compute_situation(lu, date(2026, 12, 1), REFERENTIEL).echeance
    assert fin is not None and (fin.code, fin.jour) == ("signature", date(2026, 12, 15))


def test_un_contrat_termine_et_rendu_n_a_plus_d_echeance() -> None:
    assert compute_situation(lire(SIGNE), date(2027, 5, 1), REFERENTIEL).echeance is None


def test_la_tacite_reconduction_prolonge_periode_apres_periode() -> None:
    assert [one.fin.year for one in list_prolongations(RECONDUIT)] == [2025, 2026, 2027]
    avant = compute_situation(lire(RECONDUIT), date(2024, 12, 31), REFERENTIEL)
    assert (avant.phase, avant.terme, avant.reconductible) == ("derniere_annee", date(2024, 12, 31), True)
    pendant = compute_situation(lire(RECONDUIT), date(2026, 9, 1), REFERENTIEL)
    assert (pendant.phase, pendant.terme, pendant.reconductible) == ("prolonge", date(2026, 12, 31), True)
    assert pendant.echeance is not None
    assert (pendant.echeance.code, pendant.echeance.jour) == ("reconduction", date(2026, 9, 30))
    fin = compute_situation(lire(RECONDUIT), date(2027, 6, 1), REFERENTIEL)
    assert (fin.phase, fin.terme, fin.reconductible) == ("prolonge", date(2027, 12, 31), False)
    assert compute_situation(lire(RECONDUIT), date(2028, 1, 1), REFERENTIEL).phase == "echu"


def test_une_reconduction_dont_la_duree_n_est_pas_dite_ne_prolonge_rien() -> None:
    contrat = replace(RECONDUIT, reconduction=Reconduction(periode_annees=1))
    assert list_prolongations(contrat) == ()
    assert compute_situation(lire(contrat), date(2025, 1, 1), REFERENTIEL).phase == "echu"


def test_un_esms_dont_on_ignore_s_il_est_au_contrat_est_compte_a_part() -> None:
    doute = replace(MAS, dans_le_contrat=None)
    situation = compute_situation(lire(SIGNE, IME, doute), date(2023, 1, 1), REFERENTIEL)
    assert (situation.esms, situation.incertains) == ((IME,), 1)
    assert [total.autorisee for total in situation.capacites] == [None]


def test_la_capacite_est_celle_du_jour() -> None:
    agrandi = replace(
        IME, capacites=(*IME.capacites, Capacite("semi_internat", autorisee=6, date_effet=date(2024, 1, 1)))
    )
    for au, places in ((date(2021, 1, 1), 40), (date(2023, 1, 1), 40), (date(2025, 1, 1), 46), (date(2030, 1, 1), 46)):
        assert [one.autorisee for one in compute_situation(lire(SIGNE, agrandi), au, REFERENTIEL).capacites] == [places]


def test_le_programme_couvre_les_cinq_annees_qui_suivent_et_l_annee_en_cours() -> None:
    portefeuille = dresser(lire(SIGNE))
    assert [one.annee for one in portefeuille.programme] == [2026, 2027, 2028, 2029, 2030, 2031]
    assert (portefeuille.debut, portefeuille.fin, portefeuille.avant) == (2027, 2031, date(2026, 12, 31))
    (ligne,) = portefeuille.programme[0].lignes
    assert (ligne.nature, ligne.limite, ligne.etablissement) == ("renouveler", date(2026, 12, 31), IME)
    assert not portefeuille.programme[0].retards


def test_ce_qu_un_autre_contrat_reprend_n_est_pas_a_renouveler() -> None:
    portefeuille = dresser(lire(SIGNE, IME, MAS, ref="avant"), lire(SUITE, IME, ref="apres"))
    now = [(one.situation.ref, one.nature, one.etablissement) for one in portefeuille.programme[0].lignes]
    assert now == [("avant", "renouveler", MAS), ("apres", "conclure", IME)]
    assert [one.situation.ref for one in portefeuille.programme[-1].lignes] == ["apres"]


def test_un_contrat_se_conclut_la_veille_de_son_effet_ou_a_la_signature_visee() -> None:
    vise = Lancement(Demarche(date_signature_visee=date(2027, 2, 26)))
    lignes = [one for lu in (lire(SUITE), lire(SUITE, lancement=vise)) for one in _a_conclure(dresser(lu))]
    assert lignes == [(2026, date(2026, 12, 31)), (2027, date(2027, 2, 26))]


def _a_conclure(portefeuille: Portefeuille) -> list[tuple[int, date]]:
    return [
        (annee.annee, one.limite)
        for annee in portefeuille.programme
        for one in annee.lignes
        if one.nature == "conclure"
    ]


def test_un_contrat_sans_esms_connu_reste_au_programme() -> None:
    lu = replace(lire(SIGNE), perimetre_lu=False)
    (ligne,) = dresser(lu).programme[0].lignes
    assert (ligne.situation.ref, ligne.etablissement) == ("saules", None)


def test_le_bilan_dit_ce_que_chaque_annee_a_donne() -> None:
    retard = replace(SUITE, date_effet=date(2025, 1, 1))
    portefeuille = dresser(lire(SIGNE, ref="a"), lire(RECONDUIT, MAS, ref="b"), lire(retard, ref="c"))
    bilan = {one.annee: one for one in portefeuille.bilan}
    assert list(bilan) == [2021, 2025, 2026]
    assert bilan[2021].signes == ("a", "b")
    assert (bilan[2025].prolonges, bilan[2025].en_retard) == (("b",), ("c",))
    assert (bilan[2026].prolonges, bilan[2026].a_terme) == (("b",), ("a", "b"))


def test_un_esms_dans_deux_contrats_a_la_fois_est_vu_avec_les_jours() -> None:
    suite = replace(SUITE, date_effet=date(2026, 7, 1))
    (doublon,) = dresser(lire(SIGNE, ref="avant"), lire(suite, MAS, IME, ref="apres")).doublons
    assert (doublon.premier, doublon.second, doublon.rang) == ("avant", "apres", 1)
    assert (doublon.du, doublon.au) == (date(2026, 7, 1), date(2026, 12, 31))


def test_deux_contrats_qui_se_suivent_ou_dont_l_esms_est_sorti_ne_se_recouvrent_pas() -> None:
    assert dresser(lire(SIGNE, ref="avant"), lire(SUITE, ref="apres")).doublons == ()
    sorti = replace(IME, date_sortie=date(2026, 6, 30))
    suite = replace(SUITE, date_effet=date(2026, 7, 1))
    assert dresser(lire(SIGNE, sorti, ref="avant"), lire(suite, ref="apres")).doublons == ()
    sans_numero = replace(IME, finess=None)
    assert dresser(lire(SIGNE, sans_numero, ref="a"), lire(SIGNE, sans_numero, ref="b")).doublons == ()


def test_un_recouvrement_passe_n_est_plus_signale() -> None:
    assert len(dresser(lire(SIGNE, ref="a"), lire(SIGNE, ref="b"), au=date(2026, 12, 31)).doublons) == 1
    assert dresser(lire(SIGNE, ref="a"), lire(SIGNE, ref="b"), au=date(2027, 1, 1)).doublons == ()


def test_un_contrat_illisible_n_a_que_son_nom() -> None:
    situation = compute_situation(ContratLu("casse", None, None, erreurs=1), date(2026, 11, 22), REFERENTIEL)
    assert (situation.phase, situation.esms, situation.echeance) == ("illisible", None, None)


def test_un_contrat_proroge_par_avenant_est_prolonge_jusqu_a_son_nouveau_terme() -> None:
    lu = lire(replace(SIGNE, date_fin_prorogee=date(2027, 12, 31)))
    assert compute_situation(lu, date(2026, 12, 31), REFERENTIEL).phase == "en_cours"
    prolonge = compute_situation(lu, date(2027, 1, 1), REFERENTIEL)
    assert (prolonge.phase, prolonge.terme, prolonge.date_fin) == ("prolonge", date(2027, 12, 31), date(2027, 12, 31))
    assert [(one.debut, one.fin) for one in prolonge.prolongations] == [(date(2027, 1, 1), date(2027, 12, 31))]
    assert compute_situation(lu, date(2028, 1, 1), REFERENTIEL).phase == "echu"
