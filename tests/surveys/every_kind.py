"""Builders: a questionnaire with every kind of question, and people who answer it with awkward words."""

from __future__ import annotations

from typing import Any

from tests.surveys.builders import words

ROWS = [{"code": "mobility", "text": words("Mobilität")}, {"code": "health", "text": words("Gesundheit")}]
MISSING = ["dont_know", "not_applicable", "no_answer"]


def options(*codes: str, **more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"code": code, "text": words(f"Antwort {code}")} | more.get(code, {}) for code in codes]


def _question(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "type": kind, "text": words(f"Frage {code}")} | more


EVERY_KIND: dict[str, Any] = {
    "slug": "umfrage",
    "title": words("Alles größer & schöner?", "Alles", "Everything"),
    "introduction": words("Es dauert zwei Minuten."),
    "thanks": words("Danke."),
    "pages": [
        {
            "questions": [
                _question("gender", "single", options=options("female", "male", "diverse"), missing=["no_answer"]),
                _question("age_group", "single", options=options("18-24", "35-49", "50-64", "no_answer")),
                _question("municipality", "municipality"),
                _question("satisfied", "scale", scale="satisfaction", missing=MISSING),
                _question("own", "scale", options=options("1", "2", "3")),
                _question("member", "yes_no", missing=["no_answer"]),
                _question("picture", "picture", options=options("bus", "rad", bus={"image": "bus"})),
            ],
        },
        {
            "questions": [
                _question(
                    "relation",
                    "multiple",
                    options=options("live", "work", "other", other={"open": True}),
                    missing=["no_answer"],
                    shuffle=True,
                ),
                _question("importance", "matrix", scale="importance", items=ROWS),
                _question("quality", "matrix", scale="satisfaction", items=ROWS, beside="importance"),
                _question("votes", "statements", items=ROWS, missing=["no_answer"]),
                _question("top", "ranking", options=options("bus", "rad", "bahn"), most=2, missing=["dont_know"]),
            ],
        },
        {
            "questions": [
                _question("children", "number", minimum=-5, maximum=20),
                _question("distance", "number", decimals=1, minimum=-10, maximum=500, unit=words("km")),
                _question("since", "date", minimum="1900-01-01"),
                _question("wish", "text", max_length=5000),
                _question("where", "place"),
                _question("later", "text", show_if={"question": "member", "is": "yes"}),
            ],
        },
    ],
}

FULL: dict[str, Any] = {
    "gender": "female",
    "age_group": "35-49",
    "municipality": "15000001",
    "satisfied": 5,
    "own": 2,
    "member": "yes",
    "picture": "rad",
    "relation": ["live", "other"],
    "relation_other": "+49 Verein",
    "importance": {"mobility": 5, "health": 97},
    "quality": {"mobility": 1},
    "votes": {"mobility": "agree", "health": 99},
    "top": ["rad", "bus"],
    "children": -2,
    "distance": 12.5,
    "since": "1999-12-31",
    "wish": '=HYPERLINK("http://böse") ; "Zitat"\nzweite Zeile',
    "where": {"lat": 52.131, "lon": 11.628, "text": "@Markt"},
    "later": "Ja – gern",
}
SILENT: dict[str, Any] = {
    "gender": 99,
    "satisfied": 98,
    "member": 99,
    "relation": [99],
    "top": [97],
    "wish": "x" * 4000,
}
EMPTY: dict[str, Any] = {}
