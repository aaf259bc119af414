"""Two states of a contract put one after the other, as if the first were sealed and the second its avenant."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from cpomdoc.avenants.ouvrage import Ouvrage, build_ouvrage
from cpomdoc.avenants.suite import Suite, build_contexte
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.loading.load_gabarits import load_gabarit
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier
from cpomdoc.rendering.documents.contexte import Edition
from cpomdoc.rendering.documents.normalise import normalise_dossier
from cpomdoc.rendering.render_edition import Atelier
from cpomdoc.versions.chaine import Version
from cpomdoc.versions.etats import TRAVAIL, Etat, read_etat
from cpomdoc.versions.sceau import Sceau

ROOT = Path(__file__).parents[2]
AVENANT = Avenant(1, ("finances",), date_effet=date(2028, 1, 1))
SIGNATURE = date(2026, 12, 15)


def read_exemple(ref: str) -> Etat:
    """An example as it is written, without its avenant if it has one."""
    etat = read_etat(ROOT, ref, TRAVAIL)
    return replace(etat, dossier=keep_contrat(etat.dossier))


def follow(avant: Etat, apres: Dossier, avenant: Avenant = AVENANT) -> Suite:
    """The second state as what an avenant makes of the first."""
    sceau = Sceau(avant.dossier.ref, "00-contrat", SIGNATURE, "essai", "0" * 64, {}, {}, {})
    version = Version("00-contrat", 0, sceau, avant)
    travail = replace(avant, nom=TRAVAIL, dossier=replace(apres, avenant=avenant))
    return Suite(travail, (version,), (version,), compare(avant.dossier, apres), avenant)


def draft(suite: Suite) -> Ouvrage:
    """The avenant printed, without its drawings."""
    contexte = build_contexte(suite.travail, Edition("1" * 64))
    dossier = replace(keep_contrat(suite.travail.dossier), avenant=suite.avenant)
    contexte = replace(contexte, dossier=normalise_dossier(dossier))
    return build_ouvrage(suite, contexte, open_atelier(), dessins=False)


def open_atelier() -> Atelier:
    """What the contracts of the repository are printed with."""
    return Atelier(partial(load_gabarit, ROOT))
