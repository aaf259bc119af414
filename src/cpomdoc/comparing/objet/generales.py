"""What has no sentence of its own is told by part of the contract, so that nothing is ever silent."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass

from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.objet.affaire import Affaire, Phrase, phrase
from cpomdoc.comparing.vocabulaire import generic

PAR_PARTIE = (
    ("contrat.reconduction", "les modalités de reconduction du contrat sont modifiées"),
    ("contrat.date_effet", "la date d’effet du contrat est modifiée"),
    ("contrat.duree_annees", "la durée du contrat est modifiée"),
    ("contrat.date_fin_prorogee", "le terme du contrat est modifié"),
    ("contrat.intitule", "l’intitulé du contrat est modifié"),
    ("contrat.objet", "l’objet du contrat est précisé"),
    ("contrat.categorie", "le fondement légal du contrat est modifié"),
    ("contrat.cadre_budgetaire", "le cadre budgétaire du contrat est modifié"),
    ("parties.gestionnaire", "la présentation du gestionnaire est mise à jour"),
    ("parties.cogestionnaires", "la désignation des gestionnaires est mise à jour"),
    ("parties.mandat", "le mandat par lequel le premier gestionnaire signe pour les autres est modifié"),
    ("parties", "la désignation des parties est modifiée"),
    ("visas", "les visas du contrat sont mis à jour"),
    ("visas_retires", "les visas du contrat sont mis à jour"),
    ("preambule", "le préambule du contrat est mis à jour"),
    ("suivi", "les modalités de suivi et d’évaluation du contrat sont modifiées"),
    ("litiges", "les dispositions relatives au règlement des litiges sont modifiées"),
    ("revision", "les dispositions relatives à la révision du contrat sont modifiées"),
    ("resiliation", "les dispositions relatives à la résiliation du contrat sont modifiées"),
    ("conventions_anterieures", "la liste des conventions antérieures est mise à jour"),
    ("clauses_particulieres", "les clauses particulières du contrat sont modifiées"),
    ("presentation.clauses_ecartees", "les clauses générales retenues au contrat sont modifiées"),
    ("perimetre.projets", "les projets de transformation de l’offre sont révisés"),
    ("perimetre.beneficiaire_dgc", "le bénéficiaire de la dotation globalisée commune est modifié"),
    ("perimetre.etablissements.*.autorisation", "les autorisations des établissements et services sont mises à jour"),
    ("perimetre.etablissements.*.sites", "les sites des établissements et services sont mis à jour"),
    (
        "perimetre.etablissements.*.ouverture",
        "les jours et heures d’ouverture des établissements et services sont modifiés",
    ),
    ("perimetre.etablissements.*.aide_sociale", "l’habilitation à l’aide sociale est modifiée"),
    ("perimetre.etablissements.*.capacite_totale", "les capacités des établissements et services sont modifiées"),
    ("perimetre.etablissements.*.option_tarifaire", "l’option tarifaire des soins est modifiée"),
    (
        "perimetre.etablissements.*.situation_sad",
        "la situation au regard des services autonomie à domicile est mise à jour",
    ),
    ("perimetre.etablissements.*.public", "la description des publics accueillis est modifiée"),
    ("perimetre.etablissements.*.activites", "la description des activités est modifiée"),
    ("perimetre", "la description des établissements et services est mise à jour"),
    ("diagnostic", "le diagnostic partagé est mis à jour"),
    ("objectifs", "les objectifs du contrat sont révisés"),
    ("fiches", "les fiches actions sont révisées"),
    ("activite", "les dispositions relatives à l’activité sont révisées"),
    ("finances.taux", "les taux d’évolution des dotations sont révisés"),
    ("finances.bases", "les bases de référence des dotations sont révisées"),
    ("finances.affectation_resultats", "les règles d’affectation des résultats sont révisées"),
    ("finances.frais_siege", "les dispositions relatives aux frais de siège sont révisées"),
    ("finances.dgc", "la composition de la dotation globalisée commune est modifiée"),
    ("finances.methode", "la méthode de fixation des tarifs est modifiée"),
    ("finances.methodes", "les méthodes de fixation des tarifs sont modifiées"),
    ("finances", "les dispositions financières du contrat sont révisées"),
    ("pgfp", "le plan global de financement pluriannuel est révisé"),
    ("ppi", "le programme d’investissement est révisé"),
    ("retour_equilibre", "le plan de retour à l’équilibre est révisé"),
    ("aide_sociale", "les dispositions relatives à l’aide sociale à l’hébergement sont révisées"),
    ("orientations", "les orientations des schémas auxquelles le contrat répond sont mises à jour"),
    ("partenariats", "les partenariats sont mis à jour"),
    ("rapt", "les engagements relatifs à la réponse accompagnée pour tous sont révisés"),
    ("accompagnement_social", "les dispositions relatives à l’accompagnement social sont révisées"),
    ("domicile", "les dispositions relatives à l’aide à domicile sont révisées"),
    ("hebergement", "les dispositions relatives à l’hébergement et à la réinsertion sociale sont révisées"),
    ("forfait_autonomie", "les dispositions relatives au forfait autonomie sont révisées"),
)
"""A sentence by part of the contract; the most precise part wins."""
DEFAUT = "les stipulations du contrat sont modifiées"
COMPLETES = {
    "objectifs": "les objectifs du contrat sont complétés",
    "fiches": "les fiches actions sont complétées",
    "partenariats": "les partenariats sont complétés",
    "ppi": "le programme d’investissement est complété",
    "rapt": "les engagements relatifs à la réponse accompagnée pour tous sont complétés",
    "visas": "les visas du contrat sont complétés",
    "clauses_particulieres": "les clauses particulières du contrat sont complétées",
    "preambule": "le préambule du contrat est complété",
    "suivi": "les modalités de suivi et d’évaluation du contrat sont complétées",
    "conventions_anterieures": "la liste des conventions antérieures est complétée",
    "contrat.reconduction": "les modalités de reconduction du contrat sont fixées",
    "perimetre.beneficiaire_dgc": "le bénéficiaire de la dotation globalisée commune est désigné",
    "parties.mandat": "le premier gestionnaire reçoit mandat de signer pour les autres",
    "perimetre.projets": "les projets de transformation de l’offre sont complétés",
}
"""The same when all that happens there is something more."""


_VERBE = re.compile(r"\b(est|sont) (?:modifié|révisé|mis|précisé)(e?)s?(?: à jour)?$")


def tell_others(affaire: Affaire, told: Iterable[Phrase]) -> Iterator[Phrase]:
    """One sentence by motif and part of the contract for the changes that no other sentence tells."""
    done = {(one.motif, id(each)) for one in told for each in one.changements}
    for motif, changements in affaire.classement.par_motif.items():
        par_partie: dict[str, list[Changement]] = {}
        for one in changements:
            if (motif, id(one)) not in done:
                par_partie.setdefault(_find_partie(one), []).append(one)
        par_texte: dict[str, list[Changement]] = {}
        for partie, ones in par_partie.items():
            par_texte.setdefault(_tell(partie, ones), []).extend(ones)
        yield from (phrase(motif, texte, *ones) for texte, ones in par_texte.items())


def _find_partie(one: Changement) -> str:
    path = ".".join(generic(one.chemin))
    known = [partie for partie, _ in PAR_PARTIE if path == partie or path.startswith(f"{partie}.")]
    return max(known, key=len, default="")


def _tell(partie: str, changements: list[Changement]) -> str:
    texte = dict(PAR_PARTIE).get(partie, DEFAUT)
    natures = {one.nature for one in changements}
    if natures == {Nature.AJOUT} and partie in COMPLETES:
        return COMPLETES[partie]
    whole = all(
        ".".join(generic(one.chemin)) == partie and (_is_block(one.avant) or _is_block(one.apres))
        for one in changements
    )
    if whole and natures in ({Nature.AJOUT}, {Nature.RETRAIT}):
        return _turn(texte, "ajouté" if natures == {Nature.AJOUT} else "supprimé")
    return texte


def _is_block(value: object) -> bool:
    return is_dataclass(value) or isinstance(value, tuple | Mapping)


def _turn(texte: str, participe: str) -> str:
    """« les règles… sont révisées » -> « les règles… sont supprimées »."""
    return _VERBE.sub(lambda one: f"{one[1]} {participe}{one[2]}{'s' if one[1] == 'sont' else ''}", texte)
