"""Rules on contrat.yaml: dates and duration, category, follow-up, deliberations."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.problems import Severite
from cpomdoc.typographie import format_date

SIGNATURE_TARDIVE = 90
MI_PARCOURS = 3


def duree_maximale(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La durée ne dépasse pas le maximum de la catégorie de contrat.

    Pourquoi : la loi limite à cinq ans la durée convenue à la signature ; au-delà, il faut une prorogation par
    avenant.
    Bon : « duree_annees: 5 »
    Mauvais : « duree_annees: 7 »
    """
    duree, categorie = contexte.contrat.duree_annees, contexte.categorie
    if duree is not None and categorie is not None and duree > categorie.duree_max:
        yield Ecart(
            ("contrat", "duree_annees"),
            f"{duree} ans dépassent la durée maximale de {categorie.duree_max} ans.",
            f"Écrivez {categorie.duree_max} ans au plus ; une prorogation passe par un avenant.",
        )


def date_fin_annoncee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La date de fin écrite est la veille de l’anniversaire de la prise d’effet, ou celle de la prorogation.

    Pourquoi : un contrat de cinq ans qui prend effet le 1er janvier 2027 s’achève le 31 décembre 2031, non le
    lendemain.
    Bon : « date_effet: 2027-01-01 », « duree_annees: 5 », « date_fin: 2031-12-31 »
    Mauvais : « date_fin: 2032-01-01 »
    """
    ecrite, juste = contexte.contrat.date_fin, contexte.terme_convenu
    if ecrite is not None and juste is not None and ecrite not in (juste, contexte.contrat.date_fin_prorogee):
        yield Ecart(
            ("contrat", "date_fin"),
            f"La date de fin devrait être le {format_date(juste)} et non le {format_date(ecrite)}.",
            "Corrigez la date, ou retirez-la : elle se déduit de la date d’effet et de la durée.",
        )


def signature_tardive(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La signature ne suit pas la prise d’effet de plus de quatre-vingt-dix jours.

    Pourquoi : un contrat qui prend effet longtemps avant d’être signé appelle une clause de rétroactivité.
    Bon : « date_effet: 2027-01-01 », « date_signature: 2026-12-15 »
    Mauvais : « date_effet: 2027-01-01 », « date_signature: 2027-06-01 »
    """
    effet, signature = contexte.contrat.date_effet, contexte.contrat.date_signature
    if effet is not None and signature is not None and (retard := (signature - effet).days) > SIGNATURE_TARDIVE:
        yield Ecart(
            ("contrat", "date_signature"),
            f"La signature ({format_date(signature)}) est postérieure de {retard} jours à la prise d’effet "
            f"({format_date(effet)}).",
            "Prévoyez une clause de rétroactivité, ou repoussez la date d’effet.",
        )


def effet_premier_janvier(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le contrat prend effet un 1er janvier.

    Pourquoi : les dotations, l’activité et les cibles se comptent par année civile.
    Bon : « date_effet: 2027-01-01 »
    Mauvais : « date_effet: 2027-03-15 »
    """
    effet = contexte.contrat.date_effet
    if effet is not None and (effet.month, effet.day) != (1, 1):
        yield Ecart(
            ("contrat", "date_effet"),
            f"Le contrat prend effet le {format_date(effet)}, et non un 1er janvier.",
            "Confirmez : la première et la dernière année du contrat ne seront pas entières.",
        )


def categorie_convient(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le périmètre compte au moins un ESMS que vise la catégorie de contrat.

    Pourquoi : un CPOM d’EHPAD suppose un EHPAD, un CPOM de CHRS suppose un CHRS.
    Bon : « categorie: ehpad_iv_ter » et un établissement de catégorie 500
    Mauvais : « categorie: ehpad_iv_ter » et un seul SESSAD (182)
    """
    categorie = contexte.categorie
    if categorie is None or categorie.perimetre_libre:
        return
    connues = [contexte.categorie_esms(esms.id) for esms in contexte.dossier.perimetre.etablissements]
    if not connues or None in connues or any(c and categorie.code in c.contrats for c in connues):
        return
    possibles = sorted({contrat for c in connues if c for contrat in c.contrats})
    yield Ecart(
        ("contrat", "categorie"),
        f"Aucun ESMS du périmètre ne relève d’un contrat « {categorie.code} » ({categorie.beneficiaires}).",
        f"Au vu du périmètre, la catégorie serait {liste(possibles, 'ou')}." if possibles else "",
    )


def reunions_du_comite(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le comité de suivi se réunit la troisième et la dernière année, et jamais hors du contrat.

    Pourquoi : la revue à mi-parcours et le bilan final préparent l’ajustement puis le renouvellement du contrat.
    Bon : contrat 2027-2031, réunions en 2029 et en 2031
    Mauvais : une seule réunion, en 2028, ou une réunion en 2034
    """
    suivi, annees = contexte.dossier.general.suivi, contexte.exercices
    if suivi is None or not suivi.reunions or not annees:
        return
    for rang, reunion in enumerate(suivi.reunions):
        if reunion.annee not in annees:
            yield Ecart(
                ("suivi", "reunions", rang, "annee"),
                f"La réunion de {reunion.annee} est hors du contrat ({annees[0]}-{annees[-1]}).",
                "Corrigez l’année.",
            )
    attendues = {annees[min(MI_PARCOURS, len(annees)) - 1], annees[-1]}
    if manquantes := sorted(attendues - {reunion.annee for reunion in suivi.reunions}):
        yield Ecart(
            ("suivi", "reunions"),
            f"Aucune réunion du comité de suivi en {liste(map(str, manquantes))}.",
            "Prévoyez une réunion la troisième année (mi-parcours) et une la dernière (bilan final).",
            contexte.gravite(manquantes),
            on_key=True,
        )


def comite_complet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque partie au contrat siège au comité de suivi.

    Pourquoi : le comité réunit des représentants de chaque signataire, désignés par leur qualité.
    Bon : un membre « partie: gestionnaire » et un membre « partie: ars »
    Mauvais : le département signe, mais aucun membre n’a « partie: departement »
    """
    suivi, parties = contexte.dossier.general.suivi, contexte.parties
    if suivi is None or not suivi.comite:
        return
    presents = {membre.partie for membre in suivi.comite}
    attendus = {"gestionnaire": {"gestionnaire"}} | ({"agence régionale de santé": {"ars"}} if parties.ars else {})
    for partie in parties.departements:
        attendus[contexte.referentiel.signataire(partie.code).denomination] = {"departement", partie.code}
    for prefet in parties.prefets:
        attendus[contexte.referentiel.listes["niveau_prefet"].get(prefet.niveau, prefet.niveau)] = {
            "etat",
            f"prefet_{prefet.niveau}",
        }
    for nom, codes in attendus.items():
        if not codes & presents:
            yield Ecart(
                ("suivi", "comite"),
                f"Partie au contrat absente du comité de suivi : {nom}.",
                f"Ajoutez un membre avec « partie: {max(codes - {'etat'}, key=len)} ».",
                on_key=True,
            )


def siege_declare(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le gestionnaire qui répartit des frais de siège dit que son siège est autorisé.

    Pourquoi : seuls les frais d’un siège autorisé se répartissent entre les ESMS.
    Bon : « siege_autorise: oui » et « frais_siege » dans finances.yaml
    Mauvais : « siege_autorise: non » et « frais_siege » dans finances.yaml
    """
    finances = contexte.dossier.finances
    if contexte.parties.gestionnaire.siege_autorise is False and finances and finances.frais_siege:
        yield Ecart(
            ("parties", "gestionnaire", "siege_autorise"),
            "Le siège est dit non autorisé, mais finances.yaml répartit des frais de siège.",
            "Corrigez « siege_autorise », ou retirez « frais_siege » de finances.yaml.",
        )


def suspension_ehpad(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un CPOM d’EHPAD conclu depuis le 7 février 2025 rappelle que sa signature peut être suspendue.

    Pourquoi : l’agence peut surseoir aux contrats non négociés ; conclure tout de même se justifie.
    Bon : un avenant de prolongation, ou un préambule qui dit pourquoi le contrat est conclu
    Mauvais : « categorie: ehpad_iv_ter », prise d’effet en 2027
    """
    contrat, suspension = contexte.contrat, contexte.categorie.suspension if contexte.categorie else ""
    jour = contrat.date_signature or contrat.date_effet
    if jour is None or suspension not in contexte.referentiel.parametres:
        return
    depuis = contexte.referentiel.jour(suspension, jour)
    if depuis is not None:
        yield Ecart(
            ("contrat", "categorie"),
            f"Depuis le {format_date(depuis)}, l’agence peut surseoir à la signature des CPOM d’EHPAD.",
            "Dites dans le préambule pourquoi les parties concluent tout de même.",
            Severite.ALERTE,
        )
