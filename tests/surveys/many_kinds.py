"""A questionnaire with a question of every kind, and some that are shown to some people only."""

from __future__ import annotations

from typing import Any

from tests.surveys.builders import words


def _question(code: str, kind: str, *options: str, **more: Any) -> dict[str, Any]:
    question = {"code": code, "type": kind, "text": words(f"Frage {code}")} | more
    return question | {"options": [_option(option) for option in options]} if options else question


def _option(code: str) -> dict[str, Any]:
    return {"code": code.rstrip("…"), "text": words(f"Antwort {code}"), "open": code.endswith("…")}


def _items(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "text": words(f"Zeile {code}")} for code in codes]


def _pages() -> list[dict[str, Any]]:
    drives = {"question": "car", "is": "yes"}
    beside = {"beside": "wanted", "items": _items("roads", "trains"), "scale": "agreement"}
    return [
        {
            "questions": [
                _question("age_group", "single", "18-24", "25-34", "no_answer"),
                _question("car", "yes_no", missing=["no_answer"]),
                _question("drives", "single", "daily", "seldom", show_if=drives),
                _question("reason", "single", "work", "else…"),
                _question("means", "multiple", "bus", "bike", "other…", "no_answer"),
            ]
        },
        {
            "questions": [
                _question("wanted", "matrix", scale="agreement", items=_items("roads", "trains")),
                _question("given", "matrix", **beside),
                _question("voted", "statements", items=_items("one", "two"), missing=["no_answer"]),
                _question("ranked", "ranking", "a", "b", "c", "no_answer", most=2),
                _question("kilometres", "number", decimals=1, classes=[5, 10], show_if=drives),
                _question("since", "date", classes=["2000-01-01", "2020-01-01"], minimum="2000-01-01"),
                _question("children", "number", minimum=0),
                _question("where", "place"),
                _question("wish", "text"),
            ]
        },
        {"show_if": drives, "questions": [_question("parking", "matrix", scale="importance", items=_items("town"))]},
        {"questions": [_question("parking", "matrix", scale="importance", items=_items("village"))]},
    ]


MANY_KINDS: dict[str, Any] = {
    "slug": "viele-fragen",
    "title": words("Viele Fragen"),
    "introduction": words("Zum Zählen."),
    "thanks": words("Danke."),
    "pages": _pages(),
}
