"""Indicators of a year beside their targets, and hours of a service à domicile beside those of the contract."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cpomdoc.computing.sommes import compute_pourcentage
from cpomdoc.model.calculs_suivi import HeuresSuivies, IndicateurSuivi
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.objectifs import IndicateurFiche, Valeur, ValeurInitiale
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.suivi_annuel import SuiviAnnuel, ValeurIndicateur

RAPT, HEBERGEMENT = "rapt", "hebergement"
Cle = tuple[str, str]


def compute_indicateurs(
    dossier: Dossier, suivi: SuiviAnnuel, passes: Sequence[SuiviAnnuel], referentiel: Referentiel
) -> tuple[IndicateurSuivi, ...]:
    """Every indicator of the fiches, of rapt.yaml and of hebergement.yaml, in the order of the contract."""
    connus = tuple(_iterate_indicateurs(dossier, referentiel))
    # Without a fiche, an indicator is told by its name alone: those of rapt.yaml and of hebergement.yaml share them.
    hors_fiche = {one.id: origine for origine, one in connus if origine in (RAPT, HEBERGEMENT)}
    valeurs = [(one.annee, _index(one, hors_fiche)) for one in (*passes, suivi)]
    nombres = (
        {x.code: x.nombres.get(suivi.annee) for x in dossier.hebergement.indicateurs} if dossier.hebergement else {}
    )
    return tuple(
        _compute_indicateur(origine, one, suivi.annee, valeurs, nombres.get(one.id) if origine == HEBERGEMENT else None)
        for origine, one in connus
    )


def _iterate_indicateurs(dossier: Dossier, referentiel: Referentiel) -> Iterator[tuple[str, IndicateurFiche]]:
    for fiche in dossier.fiches:
        yield from ((fiche.fiche, one) for one in fiche.indicateurs)
    yield from ((RAPT, one) for one in (dossier.rapt.indicateurs if dossier.rapt else ()))
    for suivi in dossier.hebergement.indicateurs if dossier.hebergement else ():
        connu = referentiel.indicateurs_hebergement.get(suivi.code)
        depart = suivi.initiale
        yield (
            HEBERGEMENT,
            IndicateurFiche(
                id=suivi.code,
                libelle=connu.libelle if connu else suivi.code,
                nature="taux",
                source=suivi.source,
                initiale=ValeurInitiale(depart.annee, depart.taux) if depart else None,
                cibles=suivi.taux,
            ),
        )


def _index(suivi: SuiviAnnuel, hors_fiche: Mapping[str, str]) -> dict[Cle, ValeurIndicateur]:
    return {
        (one.fiche or hors_fiche.get(one.indicateur, ""), one.indicateur): one for one in reversed(suivi.indicateurs)
    }


def _compute_indicateur(
    origine: str,
    one: IndicateurFiche,
    annee: int,
    valeurs: Sequence[tuple[int, Mapping[Cle, ValeurIndicateur]]],
    nombre_cible: int | None,
) -> IndicateurSuivi:
    known = {year: found for year, index in valeurs if (found := index.get((origine, one.id))) is not None}
    ecrite, avant = known.get(annee), known.get(annee - 1)
    realise = ecrite.valeur if ecrite else None
    cible = one.cibles.get(annee)
    return IndicateurSuivi(
        origine=origine,
        indicateur=one,
        cible=cible,
        realise=realise,
        ecart=realise - cible if isinstance(realise, Decimal) and isinstance(cible, Decimal) else None,
        atteint=judge(one.sens, cible, realise),
        historique={year: found.valeur for year, found in known.items()},
        nombre_cible=nombre_cible,
        nombre=ecrite.nombre if ecrite else None,
        precedent=avant.valeur if avant else None,
        deja_manque=avant is not None and judge(one.sens, one.cibles.get(annee - 1), avant.valeur) is False,
    )


def judge(sens: str | None, cible: Valeur | None, realise: Valeur | None) -> bool | None:
    """Whether the target is reached, in the sense of the indicator; None for what only people can judge."""
    if isinstance(cible, Decimal) and isinstance(realise, Decimal):
        ecart = int((realise - cible).compare(0))
    elif isinstance(cible, date) and isinstance(realise, date):
        ecart = (realise - cible).days
    else:
        return None
    if sens == "hausse":
        return ecart >= 0
    if sens == "baisse":
        return ecart <= 0
    return True if ecart == 0 else None


def compute_heures(dossier: Dossier, suivi: SuiviAnnuel) -> tuple[HeuresSuivies, ...]:
    """Schemes of the services à domicile in the order of the contract."""
    found = []
    for service in dossier.domicile.services if dossier.domicile else ():
        for one in service.prises_en_charge:
            ecrite = next(
                (
                    x
                    for x in suivi.domicile
                    if (x.etablissement, x.type) == (service.etablissement, one.type)
                    and (x.libelle is None or x.libelle == one.libelle)
                ),
                None,
            )
            prevues, realisees = one.heures.get(suivi.annee), ecrite.heures if ecrite else None
            found.append(
                HeuresSuivies(
                    etablissement=service.etablissement,
                    type=one.type,
                    libelle=one.libelle,
                    prevues=prevues,
                    realisees=realisees,
                    taux_realisation=compute_pourcentage(realisees, prevues),
                    prevus=one.beneficiaires.get(suivi.annee),
                    aides=ecrite.beneficiaires if ecrite else None,
                )
            )
    return tuple(found)
