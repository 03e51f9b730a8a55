"""Quotes: chosen by an analyst, shortened at most, and gone with the sheet that they come from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.regions.actions import publish_change
from participation.surveys.models import Quote, Release, Survey
from participation.surveys.written.staff_words import EMPTY, NOT_THE_WORDS, TOO_LONG

GAP = "[…]"
LONGEST = 600
_GAPS = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]")
_SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    """A text with single spaces and one spelling of what was left out."""
    return _SPACES.sub(" ", _GAPS.sub(f" {GAP} ", text)).strip()


def problem_of(quote: str, original: str) -> str:
    """What is wrong with a quote of an original, as a msgid; empty where it is right.

    Right is the original itself, or parts of it in their order with GAP wherever something was left out, at the
    beginning and at the end, too.
    """
    parts = [part.strip() for part in tidy(quote).split(GAP)]
    if not any(parts):
        return EMPTY
    if len(tidy(quote)) > LONGEST:
        return TOO_LONG
    whole, place = tidy(original), 0
    for number, part in enumerate(parts):
        is_first, is_last = number == 0, number == len(parts) - 1
        found = _whole_words(part, is_last=is_last).search(whole, place)
        if found is None or (is_first and found.start() > 0):
            return NOT_THE_WORDS
        place = found.end()
    return ""


def _whole_words(part: str, *, is_last: bool) -> re.Pattern[str]:
    """A pattern for a part: nothing is cut within a word, or "unzufrieden" could lose its beginning."""
    before = r"(?<!\w)" if part[:1].isalnum() else ""
    after = r"(?!\w)" if part[-1:].isalnum() else ""
    return re.compile(before + re.escape(part) + after + (r"\Z" if is_last and part else ""))


def choose(
    session: Session, survey_id: UUID, submission_id: UUID, question: str, text: str, actor_id: UUID | None
) -> Quote:
    """Take an answer as a quote, in place of an earlier one from it; the caller has checked it."""
    session.exec(delete(Quote).where(col(Quote.submission_id) == submission_id, col(Quote.question) == question))
    quote = Quote(
        survey_id=survey_id,
        submission_id=submission_id,
        question=question,
        text=tidy(text),
        chosen_at=now(),
        chosen_by=actor_id,
    )
    session.add(quote)
    session.flush()
    return quote


def drop_quotes(session: Session, submission_id: UUID) -> None:
    """Delete the quotes of a sheet that is withdrawn or corrected; public pages lose them at once."""
    surveys = session.exec(select(Quote.survey_id).where(Quote.submission_id == submission_id)).all()
    if surveys:
        session.exec(delete(Quote).where(col(Quote.submission_id) == submission_id))
        publish_change(session, session.get_one(Survey, surveys[0]).region_id)


def drop(session: Session, survey: Survey, quote_id: UUID) -> bool:
    """Delete one quote of a survey; public pages lose it at once."""
    quote = session.get(Quote, quote_id)
    if quote is None or quote.survey_id != survey.id:
        return False
    session.delete(quote)
    publish_change(session, survey.region_id)
    return True


def chosen_quotes(session: Session, survey_id: UUID) -> dict[str, list[Quote]]:
    """Question -> its quotes, in the order in which they were chosen."""
    found: dict[str, list[Quote]] = {}
    chosen = select(Quote).where(Quote.survey_id == survey_id).order_by(col(Quote.chosen_at), col(Quote.id))
    for quote in session.exec(chosen):
        found.setdefault(quote.question, []).append(quote)
    return found


def sealed(quotes: Iterable[Quote]) -> list[dict[str, str]]:
    """What a release keeps of its quotes: which, and the digest of each text."""
    return [{"id": str(quote.id), "sha256": _digest(quote.text)} for quote in quotes]


def released_quotes(session: Session, release: Release) -> Mapping[str, list[str]]:
    """Question -> the texts that the release shows, as far as they still exist."""
    sealed_ones = release.facts.get("written", {}).get("quotes", {})
    if not sealed_ones:
        return {}
    kept = chosen_quotes(session, release.survey_id).values()
    texts = {str(quote.id): quote.text for quotes in kept for quote in quotes}
    return {
        question: [texts[one["id"]] for one in ones if _digest(texts.get(one["id"], "")) == one["sha256"]]
        for question, ones in sealed_ones.items()
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
