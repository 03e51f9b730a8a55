"""How a contribution begins: public at once, or held for a moderator, by the mode and the rules of its round."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, update
from sqlmodel import col

from participation.core.intake import Claim
from participation.regions.models import Region
from participation.threads.models import ContributionState, HeldFor, ModerationMode
from participation.threads.personal_hints import personal_hints
from participation.threads.watched_words import NO_WORDS, WordList

SHORT, LONG = 15, 2_500
"""Characters below and above which a text is held by the rule of length."""
_SHOUTED = 20  # letters, from which on only capitals are shouting
_SHOUTING = 0.7
_ENDINGS = "de|com|net|org|info|eu|io|me|shop|online|ru|to|biz|xyz"
_LINK = re.compile(rf"https?://|www\.|\b[\w-]{{2,63}}\.(?:{_ENDINGS})\b", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+")
# The region's row comes after everything else that a delivery takes, so that nobody waits for it holding it.
_LAST_KEY = b"\xff" * 32


@dataclass(frozen=True)
class IntakeRules:
    """What holds for new contributions of one round; ready to be asked on the event loop."""

    mode: ModerationMode = ModerationMode.BEFORE
    codes: frozenset[str] = frozenset()
    words: WordList = NO_WORDS

    @property
    def holds_first(self) -> bool:
        """Whether it matters that something of the author was published before."""
        return self.mode is ModerationMode.RULES and HeldFor.FIRST in self.codes


def first_state(
    rules: IntakeRules,
    text: str,
    *,
    is_known: bool = False,
    in_a_flood: bool = False,
    similar: Callable[[str], bool] | None = None,
) -> tuple[ContributionState, str]:
    """State of a new contribution, and for which rules a moderator should look (codes, separated by spaces).

    Args:
        rules: of its round.
        text: everything that the author wrote: title and text.
        is_known: whether the author has shown that a moderator published something of theirs before.
        in_a_flood: whether far more comes in than people write; then everything waits for a moderator.
        similar: whether something much like the text is there already; asked only if the round has that rule. None
            where nobody can ask (over the API, on the event loop): then a moderator looks, or the rule could be evaded.
    """
    if in_a_flood:
        return ContributionState.PENDING, HeldFor.FLOOD.value
    if rules.mode is ModerationMode.AFTER:
        return ContributionState.PUBLISHED, HeldFor.UNSEEN.value
    if rules.mode is ModerationMode.BEFORE:
        return ContributionState.PENDING, ""
    held = held_for(rules, text, is_known=is_known, similar=similar)
    if held:
        return ContributionState.PENDING, " ".join(held)
    return ContributionState.PUBLISHED, HeldFor.UNSEEN.value


def held_for(
    rules: IntakeRules, text: str, *, is_known: bool = False, similar: Callable[[str], bool] | None = None
) -> list[HeldFor]:
    """The rules of a round that a text meets, whatever the mode."""
    met: dict[HeldFor, Callable[[], bool]] = {
        HeldFor.FIRST: lambda: not is_known,
        HeldFor.LINKS: lambda: bool(_LINK.search(_MAIL.sub("", text))),
        HeldFor.WORDS: lambda: bool(rules.words.hits(text)),
        HeldFor.LENGTH: lambda: not SHORT <= len(text) <= LONG,
        HeldFor.CAPITALS: lambda: _is_shouted(text),
        HeldFor.SIMILAR: lambda: similar is None or similar(text),
        HeldFor.PERSONAL: lambda: bool(personal_hints(text)),
    }
    return [code for code, holds in met.items() if code in rules.codes and holds()]


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _SHOUTED and sum(letter.isupper() for letter in letters) > _SHOUTING * len(letters)


def begun(state: tuple[ContributionState, str], moment: datetime) -> dict[str, Any]:
    """The columns of a contribution that begins so; in a public one the moment of publication is that of sending."""
    is_public = state[0] is ContributionState.PUBLISHED
    return {"state": state[0], "held_for": state[1], "published_at": moment if is_public else None}


def publishing_claims(state: ContributionState, region_id: UUID) -> Sequence[Claim]:
    """What a delivery claims in addition: one that is public at once raises the region's published version with it."""
    if state is not ContributionState.PUBLISHED:
        return ()

    def take(connection: Connection) -> bool:
        raised = update(Region).where(col(Region.id) == region_id)
        connection.execute(raised.values(published_version=col(Region.published_version) + 1))
        return True

    return (Claim(_LAST_KEY, take),)
