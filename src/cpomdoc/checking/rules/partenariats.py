"""Rules on partenariats.yaml: dates that follow one another, conventions that outlive the contract."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.partenariats import Partenariat
from cpomdoc.typographie import format_date


def _partenariats(contexte: ContexteRegles) -> Iterator[tuple[int, Partenariat]]:
    return enumerate(contexte.dossier.partenariats.partenariats if contexte.dossier.partenariats else ())


def partenariat_ordonne(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un partenariat n’échoit pas avant d’être signé.

    Pourquoi : l’une des deux dates est fausse.
    Bon : « date: 2025-03-14 », « echeance: 2028-03-13 »
    Mauvais : « date: 2025-03-14 », « echeance: 2024-03-13 »
    """
    for rang, un in _partenariats(contexte):
        if un.date is not None and un.echeance is not None and un.echeance < un.date:
            yield Ecart(
                ("partenariats", "partenariats", rang, "echeance"),
                f"Partenariat avec « {un.partenaire} » : il échoit le {format_date(un.echeance)}, avant sa signature "
                f"({format_date(un.date)}).",
                "Échangez ou corrigez les deux dates.",
            )


def partenariat_a_renouveler(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un partenariat couvre la durée du contrat, ou se poursuit par tacite reconduction.

    Pourquoi : les parties comptent sur lui pendant tout le contrat ; son renouvellement se prépare.
    Bon : « echeance: 2028-03-13 », « tacite_reconduction: oui »
    Mauvais : contrat 2027-2031, « echeance: 2028-03-13 », sans reconduction
    """
    effet, terme = contexte.contrat.date_effet, contexte.terme
    for rang, un in _partenariats(contexte):
        if un.echeance is None or un.tacite_reconduction or terme is None or un.echeance >= terme:
            continue
        if un.date is not None and un.echeance < un.date:
            continue
        echu = effet is not None and un.echeance < effet
        suite = "avant la prise d’effet du contrat" if echu else f"avant le terme du contrat ({format_date(terme)})"
        yield Ecart(
            ("partenariats", "partenariats", rang, "echeance"),
            f"Partenariat avec « {un.partenaire} » : il échoit le {format_date(un.echeance)}, {suite}.",
            "Prévoyez son renouvellement, ou écrivez « tacite_reconduction: oui ».",
        )
