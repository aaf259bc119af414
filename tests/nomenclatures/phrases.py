"""Sentences that name every entry of the nomenclatures, for people to proof-read."""

from collections.abc import Iterator

from cpomdoc.francais import accord, le, majuscule, participe, son
from cpomdoc.model.referentiel import Referentiel


def write_phrases(referentiel: Referentiel) -> Iterator[str]:
    """One line per entry, each form of its name inside a sentence."""
    for d in referentiel.departements.values():
        signataire = referentiel.signataire(d.code)
        yield (
            f"{d.code} : {majuscule(d.avec_article)} ; un contrat conclu {d.lieu}, notifié {d.a} ; "
            f"la population {d.de} ; {signataire.denomination}, {participe('représenté', signataire.genre)} par "
            f"{le(signataire.titre('m'), 'm')} ou {le(signataire.titre('f'), 'f')} ; la délibération {signataire.de}."
        )
    for r in referentiel.regions.values():
        yield f"{r.code} : {majuscule(r.l_ars)} ; le directeur général {r.de_l_ars} ; {r.lieu}, la population {r.de}."
    for c in referentiel.categories_esms.values():
        yield f"{c.code} : {c.nom_court} — {c.indefini} ; le projet {c.de} ; {c.defini} ; les {c.pluriel}."
    for f in referentiel.formes_juridiques.values():
        yield (
            f"{f.code} : {majuscule(f.defini)}, {participe('représenté', f.genre)} par "
            f"{son(f.signataire('m'), 'm')} ou {son(f.signataire('f'), 'f')} ; "
            f"les engagements {f.de} ; la délibération prise par {f.organe}."
        )
    for k in referentiel.categories_contrat.values():
        yield f"{k.code} : un {k.libelle} ({k.sigle}), prévu par l’{k.base_legale}, conclu avec les {k.beneficiaires}."
    for m in referentiel.modalites.values():
        unite = referentiel.unite(m.unite)
        un, douze = (f"{n} {accord(n, unite.libelle, unite.pluriel)}" for n in (1, 12))
        yield f"{m.code} : {un}, {douze} ({m.libelle})."
