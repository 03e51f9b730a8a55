"""A stop as staff fill it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from participation.core.days import ZONE
from participation.core.text import msgid
from participation.roadshow.models import RoadshowStop, RoadshowStopText, StopKind, StopState
from participation.roadshow.models.stops import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TITLE, LONGEST_WORDS
from participation.roadshow.stops import ShownQuestion
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Form

PIN_DIGITS = range(4, 9)
_TEXTS = {"title": LONGEST_TITLE, "programme": LONGEST_WORDS, "material": LONGEST_WORDS, "question": LONGEST_TITLE}
_NO_TIME = msgid("Please enter a day and a time from and until, such as 14:30.")


@dataclass(frozen=True)
class StopSheet:
    """What stands in the form, as text; `problems` are msgids by field.

    `options` are lines by language tag, the same number in each; without any the fields of the strategy are asked.
    """

    values: Mapping[str, str]
    surveys: tuple[UUID, ...] = ()
    has_pin: bool = False
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def starts_at(self) -> datetime | None:
        """The beginning, None if that is no time."""
        return self._moment("from")

    @property
    def ends_at(self) -> datetime | None:
        """The end on the same day."""
        return self._moment("until")

    def _moment(self, name: str) -> datetime | None:
        try:
            day = datetime.fromisoformat(self.values.get("day", "")).date()
            return datetime.combine(day, time.fromisoformat(self.values.get(name, "")), ZONE)
        except ValueError:
            return None

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, None without them."""
        try:
            lat, lon = (float(self.values.get(name, "").replace(",", ".")) for name in ("latitude", "longitude"))
        except ValueError:
            return None
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None  # noqa: PLR2004 - degrees

    @property
    def options(self) -> dict[str, list[str]]:
        """The lines of words of its own by language tag; only languages that have all of them."""
        lines = {one.tag: self.values.get(f"options_{one.slug}", "").splitlines() for one in LANGUAGES}
        cut = {tag: [line.strip()[:LONGEST_TITLE] for line in found if line.strip()] for tag, found in lines.items()}
        return {tag: found for tag, found in cut.items() if found and len(found) == len(cut[GERMAN.tag])}

    def texts(self, name: str) -> dict[str, str]:
        """A text by language tag, where there is one."""
        found = {one.tag: self.values.get(f"{name}_{one.slug}", "") for one in LANGUAGES}
        return {tag: text[: _TEXTS[name]] for tag, text in found.items() if text}


def sheet_from(form: Form, *, has_pin: bool) -> StopSheet:
    """What was sent, with what has to be put right."""
    surveys = tuple(UUID(one) for one in form.many("surveys") if _is_id(one))
    sheet = StopSheet(dict(form.items()), surveys, has_pin)
    if not sheet.values.get("place") or len(sheet.values["place"]) > LONGEST_NAME:
        sheet.problems["place"] = msgid("Please enter a place.")
    if len(sheet.values.get("address", "")) > LONGEST_ADDRESS:
        sheet.problems["address"] = msgid("This address is too long.")
    if GERMAN.tag not in sheet.texts("title"):
        sheet.problems[f"title_{GERMAN.slug}"] = msgid("Please enter a title in German.")
    if sheet.starts_at is None or sheet.ends_at is None:
        sheet.problems["day"] = _NO_TIME
    elif sheet.ends_at <= sheet.starts_at:
        sheet.problems["until"] = msgid("The end comes after the beginning.")
    if (sheet.values.get("latitude") or sheet.values.get("longitude")) and sheet.position is None:
        sheet.problems["latitude"] = msgid("Please enter both numbers in degrees, or none.")
    pin = sheet.values.get("pin", "")
    if (pin or not has_pin) and not (pin.isdecimal() and pin.isascii() and len(pin) in PIN_DIGITS):
        sheet.problems["pin"] = msgid("Please enter 4 to 8 digits.")
    return sheet


def sheet_of(
    stop: RoadshowStop, texts: Mapping[str, RoadshowStopText], surveys: tuple[UUID, ...], dots: list[ShownQuestion]
) -> StopSheet:
    """A stored stop as it stands in the form; the PIN is not known to anybody."""
    begins, ends = stop.starts_at.astimezone(ZONE), stop.ends_at.astimezone(ZONE)
    values = {
        "kind": stop.kind.value,
        "is_public": "yes" if stop.is_public else "",
        "is_announced": "yes" if stop.state is StopState.ANNOUNCED else "",
        "procedure": str(stop.procedure_id),
        "place": stop.place,
        "address": stop.address,
        "municipality": str(stop.municipality_id or ""),
        "latitude": "" if stop.latitude is None else str(stop.latitude),
        "longitude": "" if stop.longitude is None else str(stop.longitude),
        "day": begins.date().isoformat(),
        "from": begins.strftime("%H:%M"),
        "until": ends.strftime("%H:%M"),
        "team": stop.team,
    }
    for language in LANGUAGES:
        text = texts.get(language.tag)
        for name in ("title", "programme", "material"):
            values[f"{name}_{language.slug}"] = getattr(text, name) if text else ""
        values |= _dots_values(dots, language.tag, language.slug)
    return StopSheet(values, surveys, bool(stop.pin_hash))


def _dots_values(dots: list[ShownQuestion], tag: str, slug: str) -> dict[str, str]:
    if not dots:
        return {}
    own = [one.titles.get(tag, "") for one in dots[0].options]
    return {f"question_{slug}": dots[0].titles.get(tag, ""), f"options_{slug}": "\n".join(filter(None, own))}


def kind_in(values: Mapping[str, str]) -> StopKind:
    """The kind that was chosen; a stop of the tour if none was."""
    kind = values.get("kind", "")
    return StopKind(kind) if kind in set(StopKind) else StopKind.ROADSHOW


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
