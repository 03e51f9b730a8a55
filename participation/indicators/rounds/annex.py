"""The progress report of a year as rows that a council paper prints; German, frozen with the release."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from participation.core.text import msgid
from participation.indicators.figures import Figure
from participation.indicators.lights import LIGHT_NAMES
from participation.indicators.report_views import Progress
from participation.measures.models import STAGE_NAMES, STEP_NAMES
from participation.measures.told import Told
from participation.web.languages import GERMAN

Say = Callable[..., str]


def report_rows(progress: Progress, say: Say) -> dict[str, Any]:
    """Sections with a heading and lines; JSON values only. What lacks a value for the year is named, too."""
    sections = [
        (say(msgid("Indicators")), [_figure(figure, say) for figure in progress.measured]),
        (say(msgid("Without a value for this year")), [figure.name for figure in progress.missing]),
        (
            say(msgid("What the administration says about the goals")),
            [f"{node.number} {node.title.text}: {comment.text}".strip() for node, comment in progress.comments],
        ),
        (say(msgid("Measures")), [_measure(told, say) for told in progress.measures]),
    ]
    return {
        "title": say(msgid("Progress report %(year)s"), year=progress.year),
        "sections": [{"heading": heading, "lines": lines} for heading, lines in sections if lines],
    }


def _figure(figure: Figure, say: Say) -> str:
    latest = figure.latest
    if latest is None:
        return figure.name
    wanted = figure.wanted(latest)
    parts = [f"{figure.name}: {_amount(figure, latest.value)}"]
    if wanted is not None:
        parts.append(say(msgid("on the way to the target %(amount)s"), amount=_amount(figure, wanted)))
    return "; ".join([*parts, say(LIGHT_NAMES[figure.light])])


def _amount(figure: Figure, value: float) -> str:
    pattern = "#,##0" + ("." + "0" * figure.indicator.decimals if figure.indicator.decimals else "")
    return f"{format_decimal(value, pattern, locale=GERMAN.locale)} {figure.indicator.unit}".strip()


def _measure(told: Told, say: Say) -> str:
    steps = [
        f"{step.titles[GERMAN.tag]} ({format_date(step.due_on, 'dd.MM.y', locale=GERMAN.locale)}): "
        f"{say(STEP_NAMES[step.state])}"
        for step in told.steps
    ]
    return "; ".join([f"{told.name}: {say(STAGE_NAMES[told.stage])}", *steps])
