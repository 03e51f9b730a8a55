"""What a region says about accessibility: the law of its Land, whom to reach, who decides a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlmodel import Session

from participation.regions.models import Region
from participation.web.languages import EASY, GERMAN, Language


@dataclass(frozen=True)
class AccessibilityFacts:
    """Facts from `[accessibility]` in region.toml; empty where the county has not said them yet.

    `law` names the law of the Land, `duty` what it obliges to, `checked` who tested when, `body` who decides disputes,
    with address. Texts are German; `duty`, `checked` and `body` may have a twin with `_leicht` or `_en` behind.
    """

    law: str = ""
    duty: str = ""
    duty_leicht: str = ""
    duty_en: str = ""
    checked: str = ""
    checked_leicht: str = ""
    checked_en: str = ""
    body: str = ""
    body_leicht: str = ""
    body_en: str = ""
    telephone: str = ""
    email: str = ""
    post: str = ""

    def said(self, name: str, language: Language) -> tuple[str, str]:
        """A text and its language tag: in this language, else, but never in Leichte Sprache, in German."""
        own = str(getattr(self, name if language == GERMAN else f"{name}_{language.slug}"))
        if own or language == EASY:
            return own, language.tag
        return str(getattr(self, name)), GERMAN.tag


KNOWN = frozenset(field.name for field in fields(AccessibilityFacts))


def facts_of(session: Session, region_id: UUID) -> AccessibilityFacts:
    """What the region has said."""
    return from_settings(session.get_one(Region, region_id).accessibility)


def from_settings(settings: Mapping[str, Any]) -> AccessibilityFacts:
    """The facts of a stored table; names of a newer program are left out."""
    return AccessibilityFacts(**{name: str(value) for name, value in settings.items() if name in KNOWN})
