"""Ready-made scales and missing values, labels written out in every language, always in the same direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

Texts: TypeAlias = Mapping[str, str]
"""Language tag -> text."""

DE, EASY, EN = "de", "de-simple", "en"

MISSING_CODES: Final[Mapping[str, int]] = {"dont_know": 97, "not_applicable": 98, "no_answer": 99}
"""User-missing values as statistical programs know them; kept apart, never in a mean or a base."""

MISSING_TEXTS: Final[Mapping[str, Texts]] = {
    "dont_know": {DE: "weiß nicht", EASY: "Das weiß ich **nicht**", EN: "don’t know"},
    "not_applicable": {DE: "kann ich nicht beurteilen", EASY: "Dazu kann ich **nichts** sagen", EN: "cannot judge"},
    "no_answer": {DE: "keine Angabe", EASY: "Das möchte ich **nicht** sagen", EN: "prefer not to say"},
}

OUTSIDE = "outside"
OUTSIDE_TEXTS: Final[Mapping[str, Texts]] = {
    "county": {
        DE: "Ich wohne nicht im Landkreis",
        EASY: "Ich wohne nicht im Land-Kreis",
        EN: "I do not live in the county",
    },
    "association": {
        DE: "Ich wohne nicht in dieser Region",
        EASY: "Ich wohne nicht in dieser Region",
        EN: "I do not live in this region",
    },
}

SCALES: Final[Mapping[str, tuple[tuple[int, Texts], ...]]] = {
    "importance": (
        (5, {DE: "sehr wichtig", EASY: "Sehr wichtig", EN: "very important"}),
        (4, {DE: "eher wichtig", EASY: "Eher wichtig", EN: "rather important"}),
        (3, {DE: "teils/teils", EASY: "Mittel", EN: "partly"}),
        (2, {DE: "eher unwichtig", EASY: "Eher **nicht** wichtig", EN: "rather unimportant"}),
        (1, {DE: "sehr unwichtig", EASY: "Gar **nicht** wichtig", EN: "very unimportant"}),
    ),
    "satisfaction": (
        (5, {DE: "sehr zufrieden", EASY: "Sehr zufrieden", EN: "very satisfied"}),
        (4, {DE: "eher zufrieden", EASY: "Eher zufrieden", EN: "rather satisfied"}),
        (3, {DE: "teils/teils", EASY: "Mittel", EN: "partly"}),
        (2, {DE: "eher unzufrieden", EASY: "Eher **nicht** zufrieden", EN: "rather dissatisfied"}),
        (1, {DE: "sehr unzufrieden", EASY: "Gar **nicht** zufrieden", EN: "very dissatisfied"}),
    ),
    "agreement": (
        (5, {DE: "stimme voll und ganz zu", EASY: "Das stimmt genau", EN: "agree completely"}),
        (4, {DE: "stimme eher zu", EASY: "Das stimmt eher", EN: "rather agree"}),
        (3, {DE: "teils/teils", EASY: "Mittel", EN: "partly"}),
        (2, {DE: "stimme eher nicht zu", EASY: "Das stimmt eher **nicht**", EN: "rather disagree"}),
        (1, {DE: "stimme überhaupt nicht zu", EASY: "Das stimmt gar **nicht**", EN: "do not agree at all"}),
    ),
}
"""Highest code first, as they are shown (product.md, survey wording)."""

YES_NO: Final[tuple[tuple[str, Texts], ...]] = (
    ("yes", {DE: "Ja", EASY: "Ja", EN: "Yes"}),
    ("no", {DE: "Nein", EASY: "Nein", EN: "No"}),
)

STATEMENT_VOTES: Final[tuple[tuple[str, Texts], ...]] = (
    ("agree", {DE: "Stimme zu", EASY: "Das finde ich auch", EN: "Agree"}),
    ("disagree", {DE: "Stimme nicht zu", EASY: "Das finde ich **nicht**", EN: "Disagree"}),
    ("pass", {DE: "Überspringen", EASY: "Dazu sage ich nichts", EN: "Pass"}),
)
