"""A calendar is read back as it was meant, and imported a second time it replaces what it had brought."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from icalendar import Calendar

from cpomdoc.rendering.calendrier import Agenda, Evenement
from cpomdoc.rendering.formats.ics import render_ics

DIAGNOSTIC = Evenement(("etape", "diagnostic"), "Diagnostic", date(2026, 1, 15), date(2026, 3, 15))
COPIL = Evenement(
    ("reunion", "copil"),
    "Comité de pilotage ; validation, enfin",
    date(2026, 5, 21),
    heures=(time(14, 30), time(16)),
    lieu="siège, salle « Érable »",
    description="Ordre du jour :\nle diagnostic",
)
VISEE = Evenement(("etape", "signature"), "Signature (date visée)", date(2026, 12, 15), ferme=False)
AGENDA = Agenda("Rétroplanning – CPOM d’essai", "essai", (COPIL, DIAGNOSTIC, VISEE))


def read_back(data: bytes) -> list[Any]:
    calendar: Any = Calendar.from_ical(data)
    return list(calendar.walk("VEVENT"))


def by_title(data: bytes) -> dict[str, Any]:
    return {str(one["SUMMARY"]): one for one in read_back(data)}


def import_all(*files: bytes) -> dict[str, Any]:
    """What a program holds once it has imported files one after the other: an event per identifier."""
    held: dict[str, Any] = {}
    for data in files:
        for one in read_back(data):
            known = held.get(str(one["UID"]))
            if known is None or int(one["SEQUENCE"]) >= int(known["SEQUENCE"]):
                held[str(one["UID"])] = one
    return held


def test_a_program_reads_the_events_by_day_with_their_words() -> None:
    data = render_ics(AGENDA)
    found = read_back(data)
    assert [str(one["SUMMARY"]) for one in found] == [DIAGNOSTIC.titre, COPIL.titre, VISEE.titre]
    copil = by_title(data)[COPIL.titre]
    assert str(copil["LOCATION"]) == "siège, salle « Érable »"
    assert str(copil["DESCRIPTION"]) == "Ordre du jour :\nle diagnostic"
    calendar: Any = Calendar.from_ical(data)
    assert str(calendar["X-WR-CALNAME"]) == AGENDA.nom
    assert "METHOD" not in calendar


def test_a_step_takes_whole_days_up_to_the_eve_of_the_next_and_leaves_people_free() -> None:
    step = by_title(render_ics(AGENDA))["Diagnostic"]
    assert (step["DTSTART"].dt, step["DTEND"].dt) == (date(2026, 1, 15), date(2026, 3, 15))
    assert type(step["DTSTART"].dt) is date
    assert str(step["TRANSP"]) == "TRANSPARENT"


def test_a_meeting_whose_hour_is_known_is_at_that_hour_wherever_one_is() -> None:
    copil = by_title(render_ics(AGENDA))[COPIL.titre]
    assert copil["DTSTART"].dt == datetime(2026, 5, 21, 14, 30)
    assert copil["DTEND"].dt == datetime(2026, 5, 21, 16)
    assert str(copil["TRANSP"]) == "OPAQUE"
    assert b"VTIMEZONE" not in render_ics(AGENDA)


def test_a_day_that_may_still_move_is_tentative() -> None:
    found = by_title(render_ics(AGENDA))
    assert str(found[VISEE.titre]["STATUS"]) == "TENTATIVE"
    assert str(found["Diagnostic"]["STATUS"]) == "CONFIRMED"


def test_lines_end_and_fold_as_the_standard_says() -> None:
    long = replace(VISEE, titre="é" * 200)
    data = render_ics(replace(AGENDA, evenements=(long,)))
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert by_title(data).keys() == {long.titre}


def test_the_same_agenda_gives_the_same_bytes_in_whatever_order() -> None:
    shuffled = replace(AGENDA, evenements=AGENDA.evenements[::-1])
    assert render_ics(AGENDA) == render_ics(AGENDA) == render_ics(shuffled)


def test_what_is_imported_twice_is_there_once() -> None:
    held = import_all(render_ics(AGENDA), render_ics(AGENDA))
    assert len(held) == len(AGENDA.evenements)


def test_a_day_that_moved_replaces_the_old_one() -> None:
    moved = replace(AGENDA, evenements=(replace(COPIL, jour=date(2026, 6, 4)), DIAGNOSTIC, VISEE), version=1)
    held = import_all(render_ics(AGENDA), render_ics(moved))
    assert len(held) == len(AGENDA.evenements)
    assert date(2026, 6, 4) in {one["DTSTART"].dt.date() for one in held.values() if str(one["SUMMARY"]) == COPIL.titre}


def test_an_older_file_imported_late_changes_nothing() -> None:
    moved = replace(AGENDA, evenements=(replace(VISEE, jour=date(2027, 1, 15)),), version=3)
    held = import_all(render_ics(moved), render_ics(AGENDA))
    days = {str(one["SUMMARY"]): one["DTSTART"].dt for one in held.values()}
    assert days[VISEE.titre] == date(2027, 1, 15)


def test_a_later_version_is_also_said_to_be_written_later() -> None:
    first, second = read_back(render_ics(AGENDA))[0], read_back(render_ics(replace(AGENDA, version=1)))[0]
    assert second["DTSTAMP"].dt > first["DTSTAMP"].dt
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert second["UID"] == first["UID"]


def test_two_contracts_never_share_an_event() -> None:
    other = replace(AGENDA, contrat="autre")
    held = import_all(render_ics(AGENDA), render_ics(other))
    assert len(held) == 2 * len(AGENDA.evenements)
