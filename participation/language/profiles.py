"""Rule books: which rules count in which, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from participation.language.findings import Finding, Level


@dataclass(frozen=True)
class Profile:
    """A rule book; `levels` overrides the level of a rule, None switches it off.

    Lengths are words a sentence: above `long` a note, above `too_long` an error; `mean` limits a text's average.
    `allows_harm_and_wishes`: "wurden verletzt" and "hätte gern" are no faults.
    """

    name: str
    title: str
    long: int
    too_long: int
    mean: int
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    allows_names_in_genitive: bool = False
    allows_harm_and_wishes: bool = False

    def level_of(self, finding: Finding) -> Level | None:
        """The level of a finding in this rule book, None where the rule does not count."""
        return self.levels.get(finding.rule, finding.level)


# BITV 2.0 Anlage 2 Teil 2 and the rules of the Netzwerk Leichte Sprache: the strict reading.
BITV = Profile("bitv", "Leichte Sprache nach BITV 2.0", long=10, too_long=12, mean=10)

# DIN SPEC 33429:2025-03: graded; names in the genitive and needed negation are no fault.
DIN = Profile(
    "din",
    "Leichte Sprache nach DIN SPEC 33429",
    long=10,
    too_long=12,
    mean=10,
    levels={"S20": None, "Z03": Level.NOTE},
    allows_names_in_genitive=True,
    allows_harm_and_wishes=True,
)

# DIN 8581-1 and DIN ISO 24495-1: Einfache Sprache, for the general public.
_NOT_IN_PLAIN = (
    "W04 W05 W06 W07 W10 W12 W16 S03 S04 S06 S09 S13 S15 S16 S17 S19 S20 S21 Z01 Z02 "
    "Z03 Z05 Z07 Z08 Z09 T01 T04 T07 T09"
)
PLAIN = Profile(
    "einfach",
    "Einfache Sprache nach DIN 8581-1",
    long=15,
    too_long=20,
    mean=15,
    levels=dict.fromkeys(_NOT_IN_PLAIN.split()) | {"W01": Level.WARNING, "S10": Level.WARNING, "T02": Level.WARNING},
)

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (BITV, DIN, PLAIN)}


def profile_for(language: str) -> Profile:
    """The rule book for a text's language tag: strict for "de-simple", Einfache Sprache for "de".

    Raises:
        ValueError: the language is neither.
    """
    chosen = {"de-simple": BITV, "de": PLAIN}
    if language not in chosen:
        raise ValueError(f"No rules for the language {language!r}; there are de-simple and de.")
    return chosen[language]
