"""Rules on ppi.yaml: money that adds up, loans that are approved, years in order."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import SIEGE, iterate_inconnus
from cpomdoc.model.ppi import Approbation, Operation, Ppi
from cpomdoc.typographie import format_date, format_montant

EMPRUNT = "emprunt"
DE_L_EMPRUNT = ("duree_annees", "taux", "type_taux")


def operations_de(contexte: ContexteRegles) -> tuple[Operation, ...]:
    """The operations of ppi.yaml; none when there is no such file."""
    return (contexte.dossier.ppi or Ppi()).operations


def financement_complet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La somme des financements d’une opération est son montant.

    Pourquoi : ce qui n’est pas financé ne se fera pas, ou retombera sur l’exploitation.
    Bon : « montant: 1 200 000,00 », emprunt de 700 000 €, subvention de 500 000 €
    Mauvais : « montant: 1 200 000,00 », emprunt de 700 000 €, subvention de 400 000 €
    """
    for rang, operation in enumerate(operations_de(contexte)):
        parts = [one.montant for one in operation.financements]
        known = [part for part in parts if part is not None]
        somme = sum(known, Decimal(0))
        if operation.montant is not None and parts and len(known) == len(parts) and somme != operation.montant:
            yield Ecart(
                ("ppi", "operations", rang, "montant"),
                f"« {operation.intitule} » : les financements font {format_montant(somme)} pour une opération de "
                f"{format_montant(operation.montant)}.",
                "Corrigez un financement, ou le montant.",
            )


def emprunt_approuve(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un emprunt de plus d’un an est soumis à l’approbation de l’autorité de tarification.

    Pourquoi : le programme, son plan de financement et ses emprunts de plus d’un an s’approuvent à part du contrat ;
    le silence de l’autorité vaut approbation soixante jours après réception du dossier.
    Bon : « approbation: {date_reception: 2026-11-02} »
    Mauvais : un emprunt sur vingt ans, sans « approbation »
    """
    for rang, operation in enumerate(operations_de(contexte)):
        one = operation.approbation or Approbation()
        depose = one.date_reception is not None or one.date is not None
        longs = [one for one in operation.financements if one.source == EMPRUNT and (one.duree_annees or 2) > 1]
        if longs and not depose:
            yield Ecart(
                ("ppi", "operations", rang, "id"),
                f"« {operation.intitule} » comporte un emprunt de plus d’un an, que l’autorité de tarification doit "
                "approuver.",
                "Ajoutez « approbation » dès que le dossier est reçu.",
            )


def operation_ordonnee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une opération finit après avoir commencé, et se décide après réception de son dossier.

    Pourquoi : c’est le plus souvent une année ou une date mal recopiée.
    Bon : « debut: 2028 », « fin: 2029 »
    Mauvais : « debut: 2029 », « fin: 2028 »
    """
    for rang, operation in enumerate(operations_de(contexte)):
        path = ("ppi", "operations", rang)
        if operation.debut is not None and operation.fin is not None and operation.fin < operation.debut:
            yield Ecart(
                (*path, "fin"),
                f"« {operation.intitule} » finirait en {operation.fin}, avant d’avoir commencé ({operation.debut}).",
                "Corrigez l’une des deux années.",
            )
        one = operation.approbation or Approbation()
        if one.date is not None and one.date_reception is not None and one.date < one.date_reception:
            yield Ecart(
                (*path, "approbation", "date"),
                f"« {operation.intitule} » serait approuvée le {format_date(one.date)}, avant réception du dossier.",
                "Corrigez l’une des deux dates.",
            )


def emprunt_decrit(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Durée, taux et type de taux ne se donnent que pour un emprunt.

    Pourquoi : ailleurs, ils ne seraient imprimés nulle part ; la source est sans doute mal choisie.
    Bon : « source: emprunt », « duree_annees: 20 »
    Mauvais : « source: subvention », « duree_annees: 20 »
    """
    for rang, operation in enumerate(operations_de(contexte)):
        for place, one in enumerate(operation.financements):
            for champ in DE_L_EMPRUNT if one.source != EMPRUNT else ():
                if getattr(one, champ) is not None:
                    yield Ecart(
                        ("ppi", "operations", rang, "financements", place, champ),
                        f"« {operation.intitule} » : « {champ} » ne vaut que pour un emprunt.",
                        "Retirez-le, ou corrigez « source ».",
                    )


def references_ppi(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une opération cite un ESMS du périmètre (ou le siège) ; deux opérations n’ont pas le même identifiant.

    Pourquoi : le contrat ne finance que ses ESMS, et l’avenant désignera l’opération par son identifiant.
    Bon : « etablissement: ime-tilleuls », et « id: ime-tilleuls » au périmètre
    Mauvais : « etablissement: ime-tileuls »
    """
    vus: set[str] = set()
    for rang, operation in enumerate(operations_de(contexte)):
        path = ("ppi", "operations", rang)
        cites = [((*path, "etablissement"), operation.etablissement)]
        yield from iterate_inconnus("un ESMS du périmètre, ni « siege »", cites, {*contexte.esms, SIEGE})
        if operation.id in vus:
            yield Ecart(
                (*path, "id"),
                f"Une autre opération porte déjà l’identifiant « {operation.id} ».",
                "Corrigez ou retirez l’une des deux.",
            )
        vus.add(operation.id)
