"""The demo's round of statements: made-up offices in every standing, and a closed round on a working version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.procedures.days import day_begins, local_day
from participation.procedures.models import Phase, PhaseKind, PhaseText, Procedure, StoredState
from participation.regions.models import Region
from participation.statements.actions import RoundSheet, ask, extend, mark_invited, set_up
from participation.statements.forms import SectionSheet, StatementSheet
from participation.statements.handing_in import Receipt, hand_in, save_draft
from participation.statements.models import Addressee, AddresseeKind, Contact
from participation.statements.places import Places, places_of_version
from participation.statements.rounds import Round, round_of
from participation.strategy.models import Strategy
from participation.strategy.passages import main_parts
from participation.strategy.versions import current_version, freeze_version
from participation.threads.models import Way

_REGION: Final = "boerde"
_TITLES: Final = {
    "de": "Stellungnahmen der Gemeinden und Träger öffentlicher Belange",
    "de-simple": "Ämter und Vereine sagen ihre Meinung",
    "en": "Statements of municipalities and public agencies",
}
_CLOSED_TITLES: Final = {"de": "Vorabstimmung mit Leitung und Fraktionen", "de-simple": "Erst sprechen wir intern"}
_COVER: Final = "Der Landkreis bittet Sie um Ihre Stellungnahme zum Entwurf. Ihre Hinweise werden einzeln abgewogen."


@dataclass(frozen=True)
class Played:
    """An office of the demo, what it says on which field (by its place in the text), and in which way."""

    name: str
    kind: AddresseeKind
    act: str = "invited"
    words: str = ""
    field: int = 0
    way: Way = Way.ONLINE


_OFFICES: Final = (
    Played(
        "Demo-Gemeinde Nordfeld",
        AddresseeKind.MUNICIPALITY,
        "received",
        "Die Gemeinde begrüßt das Handlungsfeld. Für die Ortsteile ohne Bahnhof sollte ein Takt am Abend genannt sein.",
        1,
    ),
    Played("Demo-Gemeinde Ostau", AddresseeKind.MUNICIPALITY, "nil"),
    Played(
        "Demo-Stadt Westhagen",
        AddresseeKind.MUNICIPALITY,
        "council",
        "Vorbehaltlich des Stadtrates: Wir bitten, die Kosten der Maßnahme zwischen Kreis und Gemeinden aufzuteilen.",
        2,
    ),
    Played("Demo-Verbandsgemeinde Südaue", AddresseeKind.MUNICIPALITY, "draft", "Unser Bauamt prüft den Entwurf."),
    Played("Demo-Wasserverband", AddresseeKind.PUBLIC_AGENCY, "extended"),
    Played(
        "Demo-Polizeirevier",
        AddresseeKind.PUBLIC_AGENCY,
        "received",
        "Bei Schulwegen regen wir an, die Sicherheit als eigenen Punkt aufzunehmen.",
        3,
        Way.LETTER,
    ),
    Played("Demo-Industrie- und Handelskammer", AddresseeKind.PUBLIC_AGENCY, "invited"),
    Played("Demo-Sozialverband", AddresseeKind.ASSOCIATION, "opened"),
    Played("Demo-Kreissportbund", AddresseeKind.ASSOCIATION, "listed"),
)
_CIRCLE: Final = (
    Played("Demo-Leitung der Kreisverwaltung", AddresseeKind.MANAGEMENT, "received", "Der Aufbau überzeugt.", 1),
    Played("Demo-Fraktion A, Vorsitz", AddresseeKind.COUNCIL_GROUP, "invited"),
    Played("Demo-Bürgermeisterkonferenz", AddresseeKind.MAYORS, "invited"),
)


def add_demo_statements(session: Session) -> int:
    """Play both rounds once; how many statements came in. Without the region nothing is played."""
    region = session.exec(select(Region).where(Region.slug == _REGION)).first()
    procedure = _procedure(session, region) if region else None
    strategy = session.get(Strategy, procedure.strategy_id) if procedure else None
    if region is None or procedure is None or strategy is None or not strategy.latest_version:
        return 0
    if session.exec(select(Contact.id).where(Contact.region_id == region.id)).first():
        return 0
    published = current_version(session, strategy).id
    sheet = RoundSheet(published, is_closed=False, accepts_late=True, cover=_COVER, office="Stabsstelle Demo")
    done = _play(session, _round(session, procedure, sheet, _TITLES), _OFFICES)
    working = freeze_version(session, strategy, "Demo", None).id
    closed = replace(sheet, version_id=working, is_closed=True, cover="")
    return done + _play(session, _round(session, procedure, closed, _CLOSED_TITLES), _CIRCLE)


def _procedure(session: Session, region: Region) -> Procedure | None:
    chosen = select(Procedure).where(
        Procedure.region_id == region.id,
        Procedure.state == StoredState.ACTIVE,
        col(Procedure.strategy_id).is_not(None),
    )
    return session.exec(chosen.order_by(col(Procedure.id))).first()


def _round(session: Session, procedure: Procedure, sheet: RoundSheet, titles: dict[str, str]) -> Round:
    today = local_day(now())
    phase = Phase(
        procedure_id=procedure.id,
        kind=PhaseKind.STATEMENTS,
        opens_at=day_begins(today - timedelta(days=20)),
        closes_at=day_begins(today + timedelta(days=25)),
        position=20,
    )
    session.add(phase)
    session.flush()
    session.add_all(PhaseText(phase_id=phase.id, language=tag, title=title) for tag, title in titles.items())
    set_up(session, phase, sheet, None)
    return round_of(session, procedure.region_id, phase.id)


def _play(session: Session, asked: Round, offices: tuple[Played, ...]) -> int:
    contacts = [
        Contact(
            region_id=asked.row.region_id,
            name=one.name,
            kind=one.kind,
            email=f"stelle-{number}@demo.example",
            postal_address="Musterweg 1\n00000 Demostadt",
        )
        for number, one in enumerate(offices, start=1)
    ]
    session.add_all(contacts)
    session.flush()
    ask(session, asked, contacts, None)
    rows = {row.name: row for row in session.exec(select(Addressee).where(Addressee.phase_id == asked.id))}
    mark_invited(session, asked, [rows[one.name] for one in offices if one.act != "listed"], "email", None)
    places = places_of_version(session, asked.version, "%(element)s, Absatz %(number)s")
    return sum(_act(session, asked, rows[one.name], one, places) for one in offices)


def _act(session: Session, asked: Round, addressee: Addressee, one: Played, places: Places) -> int:
    said = StatementSheet([SectionSheet(_place(places, one.field), one.words)], "Demo-Amt")
    if one.act == "extended":
        extend(session, asked, [addressee], asked.last_day + timedelta(days=14), "Verbandsversammlung", None)
    elif one.act == "opened":
        addressee.opened_at = now()
        session.add(addressee)
    elif one.act == "draft":
        save_draft(session, addressee, said)
    elif one.act in {"received", "nil", "council"}:
        day = local_day(now()) - timedelta(days=3)
        if one.act == "council":
            said = replace(said, is_subject_to_council=True, expected_on=_next_month(day))
        sheet = StatementSheet(()) if one.act == "nil" else said
        secret = _secret(one.name)
        hand_in(session, asked, addressee, sheet, secret, places, Receipt(day, one.way))
        return 1
    session.flush()
    return 0


def _place(places: Places, number: int) -> str:
    parts = main_parts(places.tree)
    return str(parts[(number - 1) % len(parts)].thread_id) if number and parts else ""


def _next_month(day: date) -> date:
    return day + timedelta(days=30)


def _secret(name: str) -> UUID:
    """The same receipt codes in every demo."""
    return UUID(bytes=uuid5(NAMESPACE_URL, f"statement:{name}").bytes, version=4)
