"""Hours as people write them: « 14 h 30 », « 14h », « de 9 h à 12 h »."""

import re
from datetime import time

HEURE = re.compile(r"\b(?P<heure>[01]?\d|2[0-3])\s*(?:h|:)\s*(?P<minute>[0-5]\d)?(?!\w)", re.IGNORECASE)
UNE_HEURE = 1


def read_heures(texte: str) -> tuple[time, time] | None:
    """Start and end of a meeting; an end that nobody said is an hour later; None for what is no hour, nor in order."""
    found = [time(int(one["heure"]), int(one["minute"] or 0)) for one in HEURE.finditer(texte)]
    if len(found) == 1 and found[0].hour + UNE_HEURE < 24:
        found.append(found[0].replace(hour=found[0].hour + UNE_HEURE))
    return (found[0], found[1]) if len(found) == 2 and found[0] < found[1] else None
