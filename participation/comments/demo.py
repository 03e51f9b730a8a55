"""Simulated comments for the demo: varied, in two languages, recognisably made up."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from participation.comments.models import Comment, CommentKind, CommentSupport
from participation.comments.rounds import comment_rounds
from participation.core.clock import now
from participation.core.identifiers import digest
from participation.procedures.contributed import demo_client_id, fate, identity
from participation.procedures.rounds import Round, open_rounds, settings_of
from participation.regions.actions import publish_change
from participation.regions.models import Region
from participation.strategy.models import Strategy
from participation.strategy.passages import Passage, frozen_words, latest_versions, passages
from participation.web.languages import EASY, GERMAN

_EASY_SHARE = 0.2
_LONGEST_QUOTE = 80  # letters of a title that somebody would quote
_ONE_REPLY_IN, _LATEST, _MOST_SUPPORTS = 6, 8, 14
_ANSWERS = (
    "Das sehe ich genauso.",
    "Da bin ich anderer Meinung.",
    "Ein guter Gedanke.",
    "Dazu eine Ergänzung aus unserem Ort.",
)
_FIRST = {
    CommentKind.REMARK: (
        "Zu „{title}“ fehlt mir ein Blick auf die kleinen Orte.",
        "Bei „{title}“ wird viel beschrieben und wenig gesagt, wer es macht.",
        "Der Abschnitt „{title}“ trifft ganz gut, was wir hier erleben.",
        "In unserem Ortsteil sieht es bei „{title}“ anders aus als im Text.",
    ),
    CommentKind.SUGGESTION: (
        "Ich schlage vor, bei „{title}“ eine feste Ansprechperson zu nennen.",
        "Man könnte „{title}“ zuerst in zwei Gemeinden ausprobieren.",
        "Bitte nehmen Sie bei „{title}“ eine Zahl auf, an der man den Erfolg messen kann.",
        "Für „{title}“ wäre ein gemeinsamer Termin mit den Vereinen gut.",
    ),
    CommentKind.OBJECTION: (
        "Mit „{title}“ in dieser Form bin ich nicht einverstanden.",
        "„{title}“ klingt schön, aber das Geld dafür fehlt an anderer Stelle.",
        "Gegen „{title}“ spricht, dass die Gemeinden dafür kein Personal haben.",
    ),
    CommentKind.QUESTION: (
        "Wer ist bei „{title}“ zuständig, der Landkreis oder die Gemeinde?",
        "Bis wann soll „{title}“ umgesetzt sein?",
        "Wie wird bei „{title}“ entschieden, welcher Ort zuerst an der Reihe ist?",
    ),
    CommentKind.PRAISE: (
        "Gut, dass „{title}“ endlich im Plan steht.",
        "Den Abschnitt „{title}“ finde ich verständlich und richtig.",
        "Bei „{title}“ hat sich schon etwas getan, das merkt man.",
    ),
}
_SECOND = (
    "Bei uns im Dorf gibt es seit Jahren dieselbe Frage.",
    "Für Familien mit zwei Arbeitswegen ist das jeden Tag ein Thema.",
    "Meine Eltern sind über achtzig und merken das besonders.",
    "Im Nachbarkreis wurde das mit wenig Geld gelöst.",
    "Unser Verein würde dabei mithelfen.",
    "Das betrifft auch Menschen, die nur am Wochenende hier sind.",
    "Wichtig ist, dass es dauerhaft bleibt und nicht nur ein Projekt ist.",
    "Ohne Auto ist man hier auf andere angewiesen.",
    "Junge Leute ziehen sonst weiter weg.",
    "Darüber wurde schon in der letzten Einwohnerversammlung gesprochen.",
)
_THIRD = (
    "",
    "",
    "Bitte schreiben Sie das deutlicher in den Text.",
    "Ein fester Termin im Jahr würde schon helfen.",
    "Vielleicht reicht am Anfang ein Versuch.",
    "Das sollte vor dem Beschluss geklärt sein.",
    "Dann würde auch bei uns mehr gehen.",
)
_EASY = (
    "Das ist ein gutes Thema.\nIch wünsche mir mehr Hilfe in meinem Ort.",
    "Ich verstehe den Plan.\nAber wann geht es los?",
    "Der Weg ist für mich zu weit.\nBitte denken Sie an Menschen im Roll-Stuhl.",
    "Ich finde das gut.\nMeine Freunde finden das auch gut.",
    "Ich möchte mitmachen.\nWen kann ich fragen?",
    "Bei uns fehlt eine Bank zum Sitzen.\nDas ist für alte Menschen wichtig.",
    "Bitte machen Sie auch etwas für Kinder.\nIm Dorf gibt es nur einen Spiel-Platz.",
)


def add_demo_comments(session: Session, region: Region, count: int, seed: int) -> int:
    """Add `count` simulated comments on the region's strategies that have a begun phase for comments.

    The same seed makes the same words and receipt codes; what is there already is not added again.

    Returns:
        How many were added.
    """
    begun = {one.strategy_id: one for one in comment_rounds(session, region.id) if one.opens_at <= now()}
    places = sorted(
        (place for place in passages(session).values() if place.strategy_id in begun),
        key=lambda place: (place.strategy_slug, place.element_key, place.block_key),
    )
    if not places:
        return 0
    rows = list(_comments(session, region, places, begun, count=count, seed=seed))
    known = dict(session.exec(select(Comment.key, Comment.id).where(col(Comment.region_id) == region.id)).all())
    for number, row in enumerate(rows):
        row.id = known.get(row.key, row.id)
        if number % _ONE_REPLY_IN == _ONE_REPLY_IN - 1:
            _answer_one_of(rows[:number], row, random.Random(number))  # noqa: S311 - made-up texts, no secrets
    new = [row for row in rows if row.key not in known]
    for is_reply in (False, True):
        session.add_all(row for row in new if (row.parent_id is not None) is is_reply)
        session.flush()
    session.add_all(support for row in new for support in _supports(row))
    if new:
        publish_change(session, region.id)
    return len(new)


def _comments(
    session: Session,
    region: Region,
    places: Sequence[Passage],
    begun: Mapping[UUID | None, Round],
    *,
    count: int,
    seed: int,
) -> Iterator[Comment]:
    titles = _titles(session, places)
    for number in range(count):
        chance = random.Random(f"{region.slug}:{seed}:{number}")  # noqa: S311 - made-up texts, no secrets
        place = chance.choice(places)
        phase = begun[place.strategy_id]
        kind = chance.choice(list(CommentKind))
        is_easy = chance.random() < _EASY_SHARE
        text = chance.choice(_EASY) if is_easy else _text(chance, kind, titles[place.element_id])
        client_id = demo_client_id("comment", region.slug, seed, number)
        yield Comment(
            **identity(client_id, region.id, text, chance),
            **fate(chance, phase).columns,
            text=text,
            language=EASY.tag if is_easy else GERMAN.tag,
            kind=kind,
            thread_id=place.thread_id,
            strategy_id=place.strategy_id,
            element_id=place.element_id,
            version_id=place.version_id,
            phase_id=phase.phase_id,
        )


def _answer_one_of(earlier: Sequence[Comment], row: Comment, chance: random.Random) -> None:
    """Make the comment a reply to an earlier public one, if it is public itself."""
    possible = [one for one in earlier if one.is_public and one.parent_id is None]
    if not possible or not row.is_public or row.published_at is None:
        return
    parent = chance.choice(possible[-_LATEST:])
    row.parent_id, row.kind = parent.id, CommentKind.REMARK
    row.thread_id, row.strategy_id, row.element_id = parent.thread_id, parent.strategy_id, parent.element_id
    row.version_id, row.phase_id = parent.version_id, parent.phase_id
    row.published_at = max(row.published_at, parent.published_at or row.published_at)
    row.text = f"{chance.choice(_ANSWERS)} {chance.choice(_SECOND)}"
    row.language = GERMAN.tag


def _supports(row: Comment) -> Iterator[CommentSupport]:
    """Made-up devices that see a public comment the same way; its counter says how many."""
    if not row.is_public or row.parent_id is not None:
        return
    row.supports = row.key[0] % _MOST_SUPPORTS
    for number in range(row.supports):
        key = digest(f"{row.key.hex()}:{number}")
        yield CommentSupport(comment_id=row.id, key=key, payload_hash=digest(str(row.id)), received_on=row.received_on)


def put_rounds_on_latest(session: Session) -> None:
    """Let the demo's open rounds of comments be on the texts that readers see, although these are newer than they."""
    latest = latest_versions(session, set(session.exec(select(Strategy.id))))
    for one in open_rounds(comment_rounds(session), now()):
        if one.version_id is None and one.strategy_id in latest:
            settings = settings_of(session, one.phase_id)
            settings.version_id = latest[one.strategy_id]
            session.add(settings)
    session.flush()


def _titles(session: Session, places: Sequence[Passage]) -> dict[object, str]:
    words = frozen_words(
        session,
        GERMAN.tag,
        {place.version_id for place in places},
        elements={place.element_id for place in places},
    )
    return {place[1]: title.text for place, title in words.titles.items()}


def _text(chance: random.Random, kind: CommentKind, title: str) -> str:
    shown = textwrap.shorten(title, _LONGEST_QUOTE, placeholder=" …")
    sentences = [chance.choice(_FIRST[kind]).format(title=shown), *chance.sample(_SECOND, chance.randint(1, 3))]
    return " ".join(part for part in [*sentences, chance.choice(_THIRD)] if part)
