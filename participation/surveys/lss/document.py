"""The tables of a LimeSurvey structure file (.lss), read without ever following a document type or an entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.parsers.expat import ExpatError, ParserCreate

from participation.core.errors import Invalid

Row: TypeAlias = Mapping[str, str]

LARGEST = 4_000_000
"""Bytes; a questionnaire with hundreds of questions in three languages has about one million."""

_ROW_DEPTH = 4  # document / table / rows / row


@dataclass
class _Reader:
    """Collects document/{table}/rows/row/{field}; anything else is passed over."""

    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        self._text.clear()
        if len(self._path) == _ROW_DEPTH and self._path[2:] == ["rows", "row"]:
            self.tables.setdefault(self._path[1], []).append({})

    def text(self, data: str) -> None:
        self._text.append(data)

    def end(self, name: str) -> None:
        text = "".join(self._text).strip()
        if len(self._path) == _ROW_DEPTH + 1 and self._path[2:4] == ["rows", "row"]:
            self.tables[self._path[1]][-1][name] = text
        elif len(self._path) == 2:  # noqa: PLR2004 - a fact of the whole document
            self.facts[name] = text
        self._text.clear()
        self._path.pop()


def tables_of(data: bytes) -> dict[str, list[dict[str, str]]]:
    """Table -> its rows, field -> text; "answers" and "answer_l10ns" are tables, for example.

    Raises:
        Invalid: it is too large, no XML, has a document type (which could hold entities), or is no survey.
    """
    if len(data) > LARGEST:
        raise Invalid("This file is too large. A questionnaire has at most 4 megabytes.")
    reader, parser = _Reader(), ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the last piece
    except (ExpatError, UnicodeDecodeError) as problem:
        raise Invalid("This file is no structure file of LimeSurvey (.lss): it is no whole XML.") from problem
    if reader.facts.get("LimeSurveyDocType") != "Survey" or not reader.tables.get("questions"):
        raise Invalid("This file is no structure file of LimeSurvey (.lss): it holds no survey with questions.")
    return reader.tables


def _refuse(*_declared: Any) -> None:
    raise Invalid("This file declares a document type. LimeSurvey's files never do, so it is not read.")
