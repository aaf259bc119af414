"""Rules on fiches/*.yaml: calendar and means of each action."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.objectifs import FicheAction
from cpomdoc.typographie import format_date, format_mois, format_montant


def _fiches(contexte: ContexteRegles) -> Iterator[tuple[int, FicheAction]]:
    return enumerate(contexte.dossier.fiches)


def echeance_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’échéance d’une fiche est dans la durée du contrat.

    Pourquoi : le contrat n’engage plus personne après son terme.
    Bon : contrat 2027-2031, « echeance: 2031-12-31 »
    Mauvais : contrat 2027-2031, « echeance: 2033-06-30 »
    """
    for rang, fiche in _fiches(contexte):
        if fiche.echeance is not None and not contexte.dans_la_periode(fiche.echeance):
            yield Ecart(
                ("fiches", rang, "echeance"),
                f"Fiche {fiche.fiche} : l’échéance du {format_date(fiche.echeance)} est hors du contrat"
                f"{_bornes(contexte)}.",
                "Ramenez l’échéance dans la durée du contrat.",
            )


def etapes_ordonnees(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une étape ne finit pas avant de commencer.

    Pourquoi : le calendrier de la fiche se dessine à partir des étapes.
    Bon : « debut: 2027-02 », « fin: 2027-06 »
    Mauvais : « debut: 2027-06 », « fin: 2027-02 »
    """
    for rang, fiche in _fiches(contexte):
        for place, etape in enumerate(fiche.etapes):
            if etape.debut is not None and etape.fin is not None and etape.fin < etape.debut:
                yield Ecart(
                    ("fiches", rang, "etapes", place, "fin"),
                    f"Fiche {fiche.fiche}, étape « {etape.libelle} » : elle finit en "
                    f"{format_mois(etape.fin)}, avant de commencer ({format_mois(etape.debut)}).",
                    "Échangez ou corrigez les deux mois.",
                )


def etapes_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les étapes d’une fiche sont dans la durée du contrat.

    Pourquoi : une étape hors du contrat n’apparaît pas dans son calendrier.
    Bon : contrat 2027-2031, « debut: 2027-02 »
    Mauvais : contrat 2027-2031, « debut: 2026-02 »
    """
    effet = contexte.contrat.date_effet
    premier = effet.replace(day=1) if effet else None
    for rang, fiche in _fiches(contexte):
        for place, etape in enumerate(fiche.etapes):
            for cle, mois in (("debut", etape.debut), ("fin", etape.fin)):
                # A step is a month: its first day may come before a contract that starts in mid-month.
                if mois is not None and mois != premier and not contexte.dans_la_periode(mois):
                    yield Ecart(
                        ("fiches", rang, "etapes", place, cle),
                        f"Fiche {fiche.fiche}, étape « {etape.libelle} » : {format_mois(mois)} est hors du contrat"
                        f"{_bornes(contexte)}.",
                        "Ramenez l’étape dans la durée du contrat.",
                    )


def fiche_sans_indicateur(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une fiche a au moins un indicateur.

    Pourquoi : sans indicateur, le comité de suivi ne peut pas juger de l’avancement. C’est une alerte dans un projet,
    une erreur dans un contrat définitif.
    Bon : un indicateur avec ses cibles
    Mauvais : une fiche sans « indicateurs »
    """
    for rang, fiche in _fiches(contexte):
        if not fiche.indicateurs:
            yield Ecart(
                ("fiches", rang, "fiche"),
                f"La fiche {fiche.fiche} n’a aucun indicateur.",
                "Ajoutez « indicateurs », avec au moins un indicateur.",
                contexte.lacune,
            )


def fiches_nombreuses(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les fiches, et les indicateurs de chaque fiche, restent en nombre resserré.

    Pourquoi : l’instruction de 2017 recommande un nombre d’objectifs et d’indicateurs que l’on peut suivre.
    Bon : douze fiches, deux indicateurs chacune
    Mauvais : trente-quatre fiches, ou une fiche de six indicateurs
    """
    fiches, maximum = contexte.dossier.fiches, contexte.seuil("nombre_fiches_recommande")
    if maximum is not None and len(fiches) > maximum:
        yield Ecart(
            ("fiches", maximum, "fiche"),
            f"{len(fiches)} fiches actions : au-delà de {maximum}, le contrat se suit mal.",
            "Regroupez les actions proches.",
        )
    indicateurs = contexte.seuil("nombre_indicateurs_fiche")
    for rang, fiche in _fiches(contexte):
        if indicateurs is not None and len(fiche.indicateurs) > indicateurs:
            yield Ecart(
                ("fiches", rang, "indicateurs"),
                f"Fiche {fiche.fiche} : {len(fiche.indicateurs)} indicateurs ; au-delà de {indicateurs}, le "
                "suivi devient lourd.",
                "Gardez les indicateurs qui disent si l’objectif est atteint.",
                on_key=True,
            )


def mesure_nouvelle_financee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le montant, l’année et l’ESMS d’une mesure nouvelle sont les mêmes dans la fiche et dans finances.yaml.

    Pourquoi : la fiche promet ce que l’annexe financière accorde.
    Bon : 96 000,00 € en 2028 dans la fiche et dans finances.yaml
    Mauvais : 96 000,00 € dans la fiche, 90 000,00 € dans finances.yaml
    """
    finances = contexte.dossier.finances
    mesures = {mesure.id: mesure for mesure in reversed(finances.mesures_nouvelles)} if finances else {}
    for rang, fiche in _fiches(contexte):
        for place, moyen in enumerate(fiche.moyens.financiers if fiche.moyens else ()):
            mesure, path = mesures.get(moyen.mesure_nouvelle or ""), ("fiches", rang, "moyens", "financiers", place)
            if mesure is None:
                continue
            if None not in (moyen.montant, mesure.montant) and moyen.montant != mesure.montant:
                yield Ecart(
                    (*path, "montant"),
                    f"Fiche {fiche.fiche} : la mesure « {mesure.id} » est de {format_montant(moyen.montant)} ici et de "
                    f"{format_montant(mesure.montant)} dans finances.yaml.",
                    "Mettez les deux montants d’accord.",
                )
            if moyen.annee is not None and mesure.date_effet is not None and moyen.annee != mesure.date_effet.year:
                yield Ecart(
                    (*path, "annee"),
                    f"Fiche {fiche.fiche} : la mesure « {mesure.id} » est de {moyen.annee} ici et de "
                    f"{mesure.date_effet.year} dans finances.yaml.",
                    "Mettez les deux années d’accord.",
                )
            if fiche.etablissements and not {mesure.etablissement, "tous"} & set(fiche.etablissements):
                yield Ecart(
                    (*path, "mesure_nouvelle"),
                    f"Fiche {fiche.fiche} : la mesure « {mesure.id} » finance « "
                    f"{contexte.nom(mesure.etablissement)} », que la fiche ne concerne pas.",
                    "Ajoutez l’ESMS à la fiche, ou corrigez la mesure.",
                )


def _bornes(contexte: ContexteRegles) -> str:
    debut, fin = contexte.contrat.date_effet, contexte.terme
    return f" ({format_date(debut)} – {format_date(fin)})" if debut and fin else ""
