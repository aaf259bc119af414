"""A calendar in iCalendar (RFC 5545), which Outlook, Thunderbird and others import; docs/analyses/calendriers.md."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from cpomdoc.rendering.calendrier import Agenda, Evenement

PRODID = "-//cpomdoc//calendrier//FR"
ESPACE = UUID("8b0f6c1e-5c0b-5d53-9d5e-6a1f4f0c7b21")
"""Where the identifiers of events are drawn from: never change it, every event would be imported a second time."""

ORIGINE = datetime(2000, 1, 1, tzinfo=UTC)
"""When version 0 is said to be written: no clock, so that the same contract gives the same bytes."""


def render_ics(agenda: Agenda) -> bytes:
    """The calendar, its events by day; the same agenda gives the same bytes."""
    calendar: Any = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", agenda.nom)
    calendar.add("x-wr-calname", agenda.nom)
    for event in _iterate_events(agenda):
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def identify(contrat: str, evenement: Evenement) -> str:
    """The identifier of an event: of what it is, never of its day, which may move."""
    return str(uuid5(ESPACE, "/".join((contrat, *evenement.cle))))


def _iterate_events(agenda: Agenda) -> Iterator[Event]:
    written = ORIGINE + timedelta(minutes=agenda.version)
    for one in sorted(agenda.evenements, key=lambda one: (one.jour, one.cle)):
        event: Any = Event()
        event.add("uid", identify(agenda.contrat, one))
        event.add("dtstamp", written)
        event.add("last-modified", written)
        event.add("sequence", agenda.version)
        event.add("summary", one.titre)
        event.add("status", "CONFIRMED" if one.ferme else "TENTATIVE")
        event.add("transp", "OPAQUE" if one.heures else "TRANSPARENT")
        start, end = _bounds(one)
        event.add("dtstart", start)
        event.add("dtend", end)
        for name, text in (("location", one.lieu), ("description", one.description)):
            if text:
                event.add(name, text)
        if one.categorie:
            event.add("categories", [one.categorie])
        yield event


def _bounds(one: Evenement) -> tuple[date, date]:
    """Whole days, the last one excluded; or hours of the place where one is, hence without any time zone."""
    if one.heures:
        return datetime.combine(one.jour, one.heures[0]), datetime.combine(one.jour, one.heures[1])
    suivant = one.jour + timedelta(days=1)
    return one.jour, max(one.fin or suivant, suivant)
