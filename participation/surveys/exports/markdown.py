"""The codebook as a Markdown text to read, print or put beside a report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from participation.surveys.exports.cells import Cell
from participation.surveys.exports.codebook import TAGS, Codebook
from participation.surveys.scales import DE
from participation.surveys.wording import plain

_LANGUAGES = dict(zip(TAGS, ("Deutsch", "Leichte Sprache", "Englisch"), strict=True))
_MISSING = (
    "97 heißt *weiß nicht*, 98 *kann ich nicht beurteilen*, 99 *keine Angabe*. "
    "Eine leere Zelle heißt: nicht gefragt oder nicht beantwortet."
)


def codebook_markdown(codebook: Codebook) -> str:
    """The whole codebook; no HTML in it."""
    survey = codebook.sheets.survey
    head = [
        f"# Codebuch: {plain(survey.latest.questionnaire.title, DE)}",
        f"Umfrage `{survey.slug}`, {len(survey.versions)} Fassung(en) des Fragebogens.",
        _MISSING,
    ]
    lines = groupby(codebook.lines(), key=lambda line: line["question"] or line["column"])
    return "\n\n".join([*head, *(_section(list(group)) for _, group in lines)]) + "\n"


def _section(lines: list[dict[str, Cell]]) -> str:
    first = lines[0]
    return "\n\n".join(part for part in (_heading(first), *_facts(first), _columns(lines), _codes(lines)) if part)


def _heading(line: dict[str, Cell]) -> str:
    return f"## `{line['question'] or line['column']}`"


def _facts(line: dict[str, Cell]) -> Iterator[str]:
    told = [f"- {_LANGUAGES[tag]}: {_escaped(line[f'question_{tag}'])}" for tag in TAGS if line[f"question_{tag}"]]
    told.append(f"- Art: `{line['type']}`, Messniveau {line['level']}, Fassung {line['versions']}")
    if line["minimum"] is not None or line["maximum"] is not None:
        told.append(f"- Von {_shown(line['minimum'])} bis {_shown(line['maximum'])} {line['unit']}".rstrip())
    if line["condition"]:
        told.append(f"- Nur nach bestimmten Antworten auf: {line['condition']}")
    if line["changes"]:
        told.append(f"- {line['changes']}")
    yield "\n".join(told)


def _columns(lines: list[dict[str, Cell]]) -> str:
    seen = {line["column"]: line for line in lines}
    rows = [f"| `{name}` | `{line['spss_name']}` | {_escaped(line['part_de'])} |" for name, line in seen.items()]
    return "\n".join(["| Spalte | SPSS | Teil |", "|---|---|---|", *rows])


def _codes(lines: list[dict[str, Cell]]) -> str:
    seen = {line["code"]: line for line in lines if line["code"] is not None}
    if not seen:
        return ""
    rows = [
        f"| {code} | {line['spss_value']} | "
        + " | ".join(_escaped(line[f"answer_{tag}"]) for tag in TAGS)
        + f" | {'ja' if line['is_missing'] else ''} |"
        for code, line in seen.items()
    ]
    head = " | ".join(_LANGUAGES.values())
    return "\n".join([f"| Code | SPSS | {head} | fehlend |", "|---|---|---|---|---|---|", *rows])


def _shown(value: Cell) -> str:
    return "…" if value is None else str(value)


def _escaped(text: Cell) -> str:
    return str(text or "").replace("|", "\\|").replace("<", "&lt;")
