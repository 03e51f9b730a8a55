"""What editors do with test groups: begin a review, note what was said, conclude it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.text import msgid
from participation.language.sentences import sentences_of
from participation.strategy.models import Strategy
from participation.web.languages import BY_TAG, EASY
from participation.web.visit import Visit
from participation.writing.draft import branch_of, draft_nodes, draft_strategy, part_options
from participation.writing.reviews.actions import (
    FEWEST_TESTERS,
    Outcome,
    Remark,
    begin_review,
    conclude,
    note,
    settle,
    unsettled,
)
from participation.writing.reviews.queries import blocks_of, protocol_of, review_named, reviews_of
from participation.writing.twin_models import Review
from participation.writing.twins.standing import Twin, twins_of
from participation.writing.twins.views import strategy_context

LONGEST_GROUP, LONGEST_NAMES, LONGEST_REMARK = 160, 300, 1_000
_COUNT = re.compile(r"[1-9]\d?")


def reviews(visit: Visit, strategy: str) -> Response:
    """The reviews of a strategy, and the form to begin one."""
    return _reviews(visit, draft_strategy(visit.db, visit.place, strategy), {})


def start_review(visit: Visit, strategy: str) -> Response:
    """Give a part of the strategy to a test group."""
    found = draft_strategy(visit.db, visit.place, strategy)
    group, part, tag = visit.form.text("test_group"), visit.form.text("part"), EASY.tag
    nodes = draft_nodes(visit.db, found)
    keys = {node.element.key for node in branch_of(nodes, part)}
    twins = [twin for twin in twins_of(visit.db, found, tag) if twin.node.element.key in keys and twin.text]
    problems = {}
    if not group or len(group) > LONGEST_GROUP:
        problems["test_group"] = msgid("Please name the test group.")
    if not twins:
        problems["part"] = msgid("There is no text yet that a test group could read.")
    if problems:
        return _reviews(visit, found, problems, 422)
    review = begin_review(visit.db, found, tag, group, twins, visit.person_id)
    return visit.redirect("read_review", strategy=strategy, review=review.id)


def read_review(visit: Visit, strategy: str, review: UUID) -> Response:
    """The texts sentence by sentence with what was said, and the form to conclude."""
    found = draft_strategy(visit.db, visit.place, strategy)
    return _page(visit, found, review_named(visit.db, found, review))


def note_remark(visit: Visit, strategy: str, review: UUID) -> Response:
    """Note what testers said about a sentence."""
    found = draft_strategy(visit.db, visit.place, strategy)
    one = review_named(visit.db, found, review)
    place = visit.form.text("sentence")
    sentence = _sentences(_texts(visit, found, one)).get(place)
    not_understood, proposal = visit.form.text("not_understood"), visit.form.text("proposal")
    testers = _count(visit.form.text("testers"))
    problems = {}
    if sentence is None or one.concluded_at:
        problems["texts"] = msgid("This sentence has changed. Please choose it again.")
    if not (not_understood or proposal) or max(len(not_understood), len(proposal)) > LONGEST_REMARK:
        problems["not_understood"] = msgid("Please write what was not understood, or a proposal.")
    if not testers:
        problems["testers"] = msgid("Please say how many testers said this.")
    if problems or sentence is None:
        return _page(visit, found, one, problems, 422, noting=place)
    note(
        visit.db,
        one,
        Remark(sentence[0].block.id, sentence[1][:LONGEST_REMARK], not_understood, proposal, testers),
        visit.person_id,
    )
    return visit.redirect("read_review", strategy=strategy, review=review, anchor="said")


def settle_remark(visit: Visit, strategy: str, review: UUID) -> Response:
    """Mark what was said as settled."""
    found = draft_strategy(visit.db, visit.place, strategy)
    one = review_named(visit.db, found, review)
    entry = visit.form.text("entry")
    for known in protocol_of(visit.db, one):
        if str(known.id) == entry:
            settle(visit.db, one, known.id)
    return visit.redirect("read_review", strategy=strategy, review=review, anchor="said")


def conclude_review(visit: Visit, strategy: str, review: UUID) -> Response:
    """Record who read the texts and when; without two testers and a day there is no record."""
    found = draft_strategy(visit.db, visit.place, strategy)
    one = review_named(visit.db, found, review)
    testers, day = _count(visit.form.text("testers")), visit.form.day("reviewed_on")
    names, may_be_named = visit.form.text("names"), bool(visit.form.text("may_be_named"))
    problems = {}
    if testers < FEWEST_TESTERS:
        problems["testers"] = msgid("A review takes two testers or more.")
    if day is None or day > visit.today:
        problems["reviewed_on"] = msgid("Please give the day on which the texts were read.")
    if (names and not may_be_named) or len(names) > LONGEST_NAMES:
        problems["names"] = msgid("Names are kept only if the testers agree to be named.")
    if unsettled(visit.db, one):
        problems["said"] = msgid("Some of what the testers said is not settled yet.")
    if problems or day is None:
        return _page(visit, found, one, problems, 422)
    conclude(visit.db, found, one, Outcome(testers, day, names, may_be_named), visit.person_id)
    return visit.redirect("read_review", strategy=strategy, review=review)


def _texts(visit: Visit, strategy: Strategy, review: Review) -> list[Twin]:
    blocks = blocks_of(visit.db, review)
    return [twin for twin in twins_of(visit.db, strategy, review.language) if twin.block.id in blocks and twin.text]


def _sentences(twins: Sequence[Twin]) -> dict[str, tuple[Twin, str]]:
    """The sentences of the texts by place: "{element}/{block}/{number}"."""
    return {
        f"{twin.node.element.key}/{twin.block.key}/{number}": (twin, sentence.text)
        for twin in twins
        for number, sentence in enumerate(sentences_of(twin.text), start=1)
    }


def _reviews(visit: Visit, strategy: Strategy, problems: dict[str, str], status: int = 200) -> Response:
    nodes = draft_nodes(visit.db, strategy)
    written = {twin.node.element.id for twin in twins_of(visit.db, strategy, EASY.tag) if twin.text}
    return visit.render(
        "writing/reviews/reviews.html",
        status=status,
        reviews=reviews_of(visit.db, strategy),
        choices=part_options(node for node in nodes if node.element.id in written),
        problems={name: visit._(problem) for name, problem in problems.items()},
        longest_group=LONGEST_GROUP,
        **strategy_context(visit, strategy),
    )


def _page(
    visit: Visit,
    strategy: Strategy,
    review: Review,
    problems: dict[str, str] | None = None,
    status: int = 200,
    noting: str = "",
) -> Response:
    twins = _texts(visit, strategy, review)
    context: dict[str, Any] = strategy_context(visit, strategy) | {"language": BY_TAG[review.language]}
    return visit.render(
        "writing/reviews/review.html",
        status=status,
        review=review,
        sentences=_sentences(twins),
        protocol=protocol_of(visit.db, review),
        noting=noting or visit.query.get("satz", ""),
        today=visit.today,
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        form=visit.form,
        longest_names=LONGEST_NAMES,
        longest_remark=LONGEST_REMARK,
        **context,
    )


def _count(number: str) -> int:
    return int(number) if _COUNT.fullmatch(number) else 0
