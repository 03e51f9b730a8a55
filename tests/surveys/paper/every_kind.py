"""A questionnaire with every kind of question, for paper."""

from __future__ import annotations

from typing import Any

from tests.surveys.builders import words

_ROWS = [
    ("mobility", "Bus und Bahn in den Dörfern"),
    ("health", "Ärztinnen und Ärzte in der Nähe"),
    ("culture", "Kultur"),
]


def _items() -> list[dict[str, Any]]:
    return [{"code": code, "text": words(text)} for code, text in _ROWS]


def _options(*pairs: tuple[str, str], **more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"code": code, "text": words(text), **more.get(code, {})} for code, text in pairs]


_ABOUT_FIELDS: list[dict[str, Any]] = [
    {
        "code": "importance",
        "type": "matrix",
        "scale": "importance",
        "missing": ["dont_know", "no_answer"],
        "text": words("Wie wichtig ist Ihnen das?"),
        "items": _items(),
    },
    {
        "code": "satisfaction",
        "type": "matrix",
        "scale": "satisfaction",
        "missing": ["dont_know", "no_answer"],
        "beside": "importance",
        "text": words("Wie zufrieden sind Sie damit?"),
        "items": _items(),
    },
    {"code": "note", "type": "information", "text": words("Nun geht es um Ihren Ort.")},
    {
        "code": "trust",
        "type": "scale",
        "scale": "agreement",
        "text": words("Der Landkreis hört auf die Menschen."),
    },
]

_ABOUT_MOBILITY: list[dict[str, Any]] = [
    {"code": "has_car", "type": "yes_no", "missing": ["no_answer"], "text": words("Haben Sie ein Auto?")},
    {
        "code": "ways",
        "type": "multiple",
        "most": 2,
        "text": words("Wie kommen Sie zur Arbeit?"),
        "options": _options(
            ("bus", "mit dem Bus"),
            ("bike", "mit dem Rad"),
            ("none", "Ich arbeite nicht"),
            ("other", "anders, nämlich"),
            none={"exclusive": True},
            other={"open": True},
        ),
        "missing": ["no_answer"],
    },
    {
        "code": "bus_time",
        "type": "number",
        "minimum": 0,
        "maximum": 240,
        "classes": [0, 30, 60],
        "unit": words("Minuten"),
        "text": words("Wie lange fahren Sie mit dem Bus?"),
        "show_if": {
            "all": [{"question": "ways", "contains": "bus"}, {"question": "importance.mobility", "at_least": 3}]
        },
    },
    {"code": "moved", "type": "date", "minimum": "1920-01-01", "text": words("Seit wann wohnen Sie hier?")},
    {
        "code": "first",
        "type": "ranking",
        "most": 3,
        "missing": ["dont_know"],
        "text": words("Was soll zuerst geschehen?"),
        "options": _options(
            ("stops", "mehr Haltestellen"),
            ("night", "Busse am Abend"),
            ("price", "billigere Karten"),
            ("paths", "Radwege"),
        ),
    },
    {
        "code": "fields",
        "type": "statements",
        "text": words("Stimmen Sie zu?"),
        "items": [
            {"code": "one", "text": words("Der Bus ist pünktlich.")},
            {"code": "two", "text": words("Radwege sind sicher.")},
        ],
    },
    {
        "code": "picture",
        "type": "picture",
        "text": words("Womit fahren Sie gern?"),
        "options": _options(("bus", "Bus"), ("bike", "Rad"), bus={"image": "bus"}, bike={"image": "bike"}),
    },
]

_ABOUT_YOU: list[dict[str, Any]] = [
    {"code": "where", "type": "place", "text": words("Wo fehlt eine Haltestelle?")},
    {
        "code": "wish",
        "type": "text",
        "max_length": 300,
        "lines": 4,
        "text": words("Was wünschen Sie sich zu {{ways}}?"),
    },
    {"code": "municipality", "type": "municipality", "text": words("Wo wohnen Sie?")},
    {
        "code": "age_group",
        "type": "single",
        "text": words("Wie alt sind Sie?"),
        "options": _options(("18-24", "18 bis 24 Jahre"), ("25-34", "25 bis 34 Jahre"), ("75+", "75 Jahre und älter")),
        "missing": ["no_answer"],
    },
]

EVERY_KIND: dict[str, Any] = {
    "slug": "umfrage",
    "title": words("Was ist wichtig in Lindenau?"),
    "introduction": words("Es dauert zehn Minuten."),
    "thanks": words("Danke, dass Sie mitmachen."),
    "pages": [
        {"title": words("Themen"), "questions": _ABOUT_FIELDS},
        {"title": words("Unterwegs"), "questions": _ABOUT_MOBILITY},
        {
            "title": words("Über Sie"),
            "questions": _ABOUT_YOU,
            "show_if": {"not": {"question": "has_car", "is": 99}},
        },
    ],
}
