"""Rules on accompagnement_social.yaml: phases that follow one another, each once, before the contract ends."""

import itertools
from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.model.accompagnement import PhaseAccompagnement
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date, format_mois


def _phases(contexte: ContexteRegles) -> list[tuple[Chemin, str, PhaseAccompagnement]]:
    """Where each phase stands, how people call it, and itself."""
    social, noms = contexte.dossier.accompagnement_social, contexte.referentiel.listes["phase_accompagnement"]
    return [
        (("accompagnement_social", "phases", rang), noms.get(un.phase, un.phase), un)
        for rang, un in enumerate(social.phases if social else ())
    ]


def phase_ordonnee(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une phase de l’accompagnement ne finit pas avant de commencer.

    Pourquoi : l’un des deux mois est faux.
    Bon : « debut: 2027-03 », « fin: 2027-09 »
    Mauvais : « debut: 2027-09 », « fin: 2027-03 »
    """
    for path, nom, un in _phases(contexte):
        if un.debut is not None and un.fin is not None and un.fin < un.debut:
            yield Ecart(
                (*path, "fin"),
                f"Phase « {nom} » : elle finit en {format_mois(un.fin)}, avant de commencer ({format_mois(un.debut)}).",
                "Échangez ou corrigez les deux mois.",
            )


def suite_des_phases(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les phases se suivent : cadrage, conception, ouverture, fonctionnement, fermeture, chacune une fois.

    Pourquoi : le dispositif naît, sert et se ferme ; l’annexe imprime ses phases dans cet ordre.
    Bon : cadrage en mars 2027, puis conception en juin 2027
    Mauvais : conception écrite deux fois, ou commencée avant le cadrage
    """
    rangs = {code: rang for rang, code in enumerate(contexte.referentiel.listes["phase_accompagnement"])}
    phases = sorted(_phases(contexte), key=lambda one: rangs.get(one[2].phase, len(rangs)))
    for (_, avant, precedente), (path, nom, un) in itertools.pairwise(phases):
        if un.phase == precedente.phase:
            yield Ecart((*path, "phase"), f"La phase « {nom} » est écrite deux fois.", "Réunissez les deux éléments.")
        elif un.debut is not None and precedente.debut is not None and un.debut < precedente.debut:
            yield Ecart(
                (*path, "debut"),
                f"La phase « {nom} » commence en {format_mois(un.debut)}, avant la phase « {avant} » "
                f"({format_mois(precedente.debut)}).",
                "Corrigez l’un des deux mois.",
            )


def phase_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """L’accompagnement s’achève avant le terme du contrat ; il peut avoir commencé avant sa prise d’effet.

    Pourquoi : le contrat n’engage plus personne après son terme.
    Bon : contrat 2027-2031, fermeture en décembre 2030
    Mauvais : contrat 2027-2031, fermeture en mars 2033
    """
    for path, nom, un in _phases(contexte):
        if un.fin is not None and contexte.terme is not None and un.fin > contexte.terme:
            yield Ecart(
                (*path, "fin"),
                f"Phase « {nom} » : {format_mois(un.fin)} est après le terme du contrat "
                f"({format_date(contexte.terme)}).",
                "Ramenez la phase dans la durée du contrat.",
            )
