"""Rules on orientations.yaml: the schemes that the contract answers have a period, and are in force."""

from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.orientations import Schema


def _schemas(contexte: ContexteRegles) -> Iterator[tuple[int, Schema]]:
    return enumerate(contexte.dossier.orientations.schemas if contexte.dossier.orientations else ())


def schema_ordonne(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La période d’un schéma ne finit pas avant de commencer.

    Pourquoi : l’une des deux années est fausse.
    Bon : « debut: 2023 », « fin: 2028 »
    Mauvais : « debut: 2028 », « fin: 2023 »
    """
    for rang, un in _schemas(contexte):
        if un.debut is not None and un.fin is not None and un.fin < un.debut:
            yield Ecart(
                ("orientations", "schemas", rang, "fin"),
                f"« {un.intitule} » : la période finit en {un.fin}, avant de commencer ({un.debut}).",
                "Échangez ou corrigez les deux années.",
            )


def schema_en_vigueur(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un schéma que le contrat décline est en vigueur quand le contrat prend effet.

    Pourquoi : des objectifs qui répondent à un schéma échu peuvent contredire celui qui le remplace.
    Bon : contrat de 2027, schéma 2023-2028
    Mauvais : contrat de 2027, schéma 2018-2022
    """
    effet = contexte.contrat.date_effet
    for rang, un in _schemas(contexte):
        if effet is not None and un.fin is not None and un.fin < effet.year and un.fin >= (un.debut or un.fin):
            yield Ecart(
                ("orientations", "schemas", rang, "fin"),
                f"« {un.intitule} » s’est achevé en {un.fin}, avant la prise d’effet du contrat ({effet.year}).",
                "Citez le schéma qui le remplace, ou dites dans l’abrégé pourquoi il vaut encore.",
            )
