"""The rules on the preparation and the follow-up of a contract: lancement.yaml and suivi/."""

from cpomdoc.checking.rules.regle import Regle

LANCEMENT: tuple[Regle, ...] = ()
