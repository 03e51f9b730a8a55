"""Whatever happens to goals and contributions, in whatever order: nothing is lost, and only what is public is shown."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from participation.comments.models import Comment
from participation.comments.receipts import withdraw
from participation.core.database import Database
from participation.goals.actions import Grounds, change_wording
from participation.goals.citing import Citation
from participation.goals.history import SHOWN, cited_in, history
from participation.goals.publishing import next_version, publish_draft
from participation.goals.waiting import without_effect
from participation.strategy.models import Element, Kind, Strategy
from participation.strategy.versions import numbered_version
from participation.threads.models import ContributionState
from participation.writing.acts import Planned
from participation.writing.ancestry import forebears
from participation.writing.draft import draft_blocks
from participation.writing.states import draft_of
from participation.writing.structure import merge_elements
from participation.writing.wording import Wording, wordings_of
from tests.goals.builders import a_comment, a_scene, an_element

GOALS, COMMENTS = 4, 5
Step = tuple[str, int, int]
_STEPS = st.tuples(
    st.sampled_from(("merge", "reword", "withdraw", "hide", "publish")),
    st.integers(0, GOALS - 1),
    st.integers(0, COMMENTS - 1),
)


class _Undone(Exception):  # noqa: N818 - takes back what one history stored
    pass


@dataclass
class _Played:
    """A strategy of goals that are reworded and merged, and comments; beside it what has to come out."""

    session: Session
    strategy: Strategy
    goals: list[Element]
    comments: list[Comment]
    merged: list[tuple[UUID, UUID]] = field(default_factory=list)
    published_merges: list[tuple[UUID, UUID]] = field(default_factory=list)
    drafted: list[tuple[UUID, UUID]] = field(default_factory=list)
    cited: dict[tuple[UUID, int], set[UUID]] = field(default_factory=dict)

    def merge(self, one: int, other: int) -> None:
        goal, into = self.goals[one], self.goals[other % GOALS]
        if goal.id != into.id and goal.retired_at is None and into.retired_at is None:
            planned = Planned("merge", draft_of(self.session, self.strategy).revision, None)
            merge_elements(self.session, self.strategy, planned, goal, into)
            self.merged.append((goal.id, into.id))

    def reword(self, one: int, comment: int) -> None:
        goal, cited = self.goals[one], self.comments[comment]
        if goal.retired_at is None and cited.is_public:
            title = wordings_of(draft_blocks(self.session, goal), ("de",))[0]
            new = Wording(title.block, "de", f"{title.text} Öfter.", title.base)
            grounds = Grounds([Citation(comment_id=cited.id)], "", None)
            change_wording(self.session, self.strategy, goal, [new], grounds)
            self.drafted.append((goal.id, cited.id))

    def withdraw(self, _goal: int, comment: int) -> None:
        withdraw(self.session, self.comments[comment].receipt_key)

    def hide(self, _goal: int, comment: int) -> None:
        if self.comments[comment].is_public:
            self.comments[comment].state = ContributionState.HIDDEN
            self.session.add(self.comments[comment])
            self.session.flush()

    def publish(self, _goal: int = 0, _comment: int = 0) -> None:
        expected = next_version(self.session, self.strategy)
        if expected.elements:
            version = publish_draft(self.session, self.strategy, expected, "", None)
            for goal, comment in self.drafted:
                self.cited.setdefault((goal, version.number), set()).add(comment)
            self.published_merges += self.merged
            self.merged, self.drafted = [], []

    def ancestors(self, goal: UUID) -> set[UUID]:
        """What went into a goal, step by step."""
        found: set[UUID] = set()
        for one, into in reversed(self.published_merges):
            if into == goal or into in found:
                found.add(one)
        return found


def _played(session: Session, steps: Sequence[Step]) -> _Played:
    scene = a_scene(session)
    strategy = session.get_one(Strategy, scene.strategy_id)
    field_element = session.get_one(Element, scene.field_id)
    goals = [session.get_one(Element, scene.goal_id)] + [
        an_element(session, strategy, f"z-{n}", Kind.STRATEGIC_GOAL, f"1.{n}", (f"Ziel {n}.", ""), parent=field_element)
        for n in range(2, GOALS + 1)
    ]
    comments = [a_comment(session, scene, f"Geheimnis {n}.") for n in range(COMMENTS)]
    played = _Played(session, strategy, goals, comments)
    played.publish()
    for step, one, other in steps:
        getattr(played, step)(one, other)
    played.publish()
    return played


def _check(played: _Played) -> None:
    for goal in played.goals:
        assert set(forebears(played.session, played.strategy, goal.id)) == played.ancestors(goal.id)
        for wording in history(played.session, played.strategy, goal.id, "de"):
            expected = played.cited.get((goal.id, wording.version.number), set())
            assert wording.cited == len(expected)
            assert {ground.id for ground in wording.grounds} == expected
            assert all(ground.is_hidden or (ground.comment and ground.comment.is_public) for ground in wording.grounds)
    for (goal_id, number), expected in played.cited.items():
        version = numbered_version(played.session, played.strategy, number)
        grounds, total = cited_in(played.session, goal_id, version, 0, SHOWN)
        assert ({ground.id for ground in grounds}, total) == (expected, len(expected))
    cited = set().union(*played.cited.values()) if played.cited else set()
    still_open = [one for one in played.comments if one.is_public and one.id not in cited]
    assert without_effect(played.session, played.strategy) == len(still_open)


@given(steps=st.lists(_STEPS, max_size=10))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_goals_know_their_ancestors_and_evidence_through_any_history(database: Database, steps: list[Step]) -> None:
    with suppress(_Undone), database.writing() as session:
        _check(_played(session, steps))
        raise _Undone
