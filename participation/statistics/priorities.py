"""Which fields of action come first: importance against satisfaction, and how sure the group of a field is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

from participation.statistics.counts import Scores, mean, top_share

SCALE = range(1, 6)

Group: TypeAlias = Literal[1, 2, 3]
"""1: important and unsatisfying; 2: one of both; 3: neither."""

Joint: TypeAlias = Mapping[tuple[int, int], int]
"""(importance, satisfaction) -> number of people who gave both: 25 options."""

CERTAIN = 0.95
RUNS = 1000


@dataclass(frozen=True, slots=True)
class CutOffs:
    """Where the groups divide, in scale points; locked before a survey opens."""

    importance: float = 4.0
    satisfaction: float = 3.0

    def group(self, importance: float, satisfaction: float) -> Group:
        """The group of a field by its two mean scores; never relative to the mean of all fields."""
        conditions = (importance >= self.importance) + (satisfaction < self.satisfaction)
        return 1 if conditions == 2 else 2 if conditions else 3  # noqa: PLR2004 - both of two


@dataclass(frozen=True, slots=True)
class Priority:
    """One field in the eyes of one audience.

    Attributes:
        n_importance: answers on importance; `n_satisfaction` likewise; `n_paired` gave both.
        importance: mean score from 1 to 5; `satisfaction` likewise.
        top_importance: share of the two highest codes, 0 to 1; `top_satisfaction` likewise.
        gap: mean of importance minus satisfaction over those who gave both, scale points; None if nobody did.
        opportunity: importance plus its unmet part, on top-2 shares, 0 to 20.
        group: by the cut-offs.
    """

    n_importance: int
    n_satisfaction: int
    n_paired: int
    importance: float
    satisfaction: float
    top_importance: float
    top_satisfaction: float
    gap: float | None
    opportunity: float
    group: Group


def priority(importance: Scores, satisfaction: Scores, joint: Joint, cut_offs: CutOffs) -> Priority | None:
    """The figures of one field, from counts (published ones where the audience is a segment).

    Returns:
        None when one of the two questions has no answer.
    """
    weight, content = mean(importance), mean(satisfaction)
    high, pleased = top_share(importance, SCALE), top_share(satisfaction, SCALE)
    if weight is None or content is None or high is None or pleased is None:
        return None
    return Priority(
        n_importance=sum(importance.values()),
        n_satisfaction=sum(satisfaction.values()),
        n_paired=sum(joint.values()),
        importance=weight,
        satisfaction=content,
        top_importance=high,
        top_satisfaction=pleased,
        gap=paired_gap(joint),
        opportunity=opportunity(high, pleased),
        group=cut_offs.group(weight, content),
    )


def paired_gap(joint: Joint) -> float | None:
    """The mean of importance minus satisfaction in scale points over the people who gave both, or None."""
    n = sum(joint.values())
    return sum((wanted - given) * count for (wanted, given), count in joint.items()) / n if n else None


def opportunity(top_importance: float, top_satisfaction: float) -> float:
    """The opportunity score, 0 to 20, from two top-2 shares (0 to 1), never from means.

    Source: Ulwick 2002, Harvard Business Review 80(1), 91-97: importance + max(importance - satisfaction, 0), in tens.
    """
    return 10 * (top_importance + max(top_importance - top_satisfaction, 0))


@dataclass(frozen=True, slots=True)
class Stability:
    """How often a resampled survey puts a field in the same group."""

    group: Group
    share: float

    @property
    def is_certain(self) -> bool:
        """Whether the group is called certain; otherwise it is close."""
        return self.share >= CERTAIN


def independent(importance: Scores, satisfaction: Scores) -> Joint:
    """The joint counter as if both answers had nothing to do with one another, where no other is published.

    Its size is that of the smaller question, so that the bootstrap spreads rather too widely than too little.
    """
    n, wanted, given = min(sum(importance.values()), sum(satisfaction.values())), importance, satisfaction
    pairs = {(a, b): wanted[a] * given[b] for a in wanted for b in given}
    whole = sum(pairs.values())
    return {pair: round(n * product / whole) for pair, product in pairs.items()} if whole else {}


def stability(
    joint: Joint, cut_offs: CutOffs, *, seed: int, runs: int = RUNS, group: Group | None = None
) -> Stability | None:
    """The multinomial bootstrap of the joint counter.

    Args:
        joint: counts of the 25 options.
        cut_offs: of the survey.
        seed: any integer; the same gives the same share.
        runs: resampled surveys of the same size.
        group: the one that is shown, where its means also count those who gave only one of both answers.

    Returns:
        None when nobody answered both questions. Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, §6.
    """
    import numpy as np  # noqa: PLC0415 - results pages need only the figures, and numpy is heavy

    n = sum(joint.values())
    if not n:
        return None
    pairs = np.array(list(joint), dtype=float)
    counts = np.array(list(joint.values()))
    # The summation order of the counter must not matter for a frozen release.
    order = np.lexsort(pairs.T)
    drawn = np.random.default_rng(seed).multinomial(n, counts[order] / n, size=runs)
    # Sums of integers are exact, so a mean that sits on a cut-off is judged like the observed one.
    means = (drawn @ pairs[order]) / n
    wanted, given = (counts @ pairs) / n
    group = group or cut_offs.group(float(wanted), float(given))
    same = sum(cut_offs.group(float(row[0]), float(row[1])) == group for row in means)
    return Stability(group, same / runs)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The group that the rule proposes for a field; `is_certain` if it rests on certain views."""

    group: int
    is_certain: bool


def proposed_group(views: Collection[Stability], groups: int = 3) -> Proposal | None:
    """The group of a field of action from the groups in which audiences see its subjects.

    1. Every audience is looked at by itself; audiences are never averaged.
    2. Certain views count. Only where none is certain, close ones do, and the proposal is close, too.
    3. The most urgent of the views that count gives the group.
    4. A strategy with fewer groups puts what is less urgent in its last one.

    Args:
        views: one for each subject and audience.
        groups: how many groups the strategy has, at least one.

    Returns:
        None where nobody's view was released. Source: importance against deficit, which led to the two groups of
        Landkreis Börde, here with the uncertainty of `stability`.
    """
    certain = [view.group for view in views if view.is_certain]
    counted = certain or [view.group for view in views]
    return Proposal(min(*counted, groups), bool(certain)) if counted else None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A field with its group for every audience; audiences stand beside each other and are never averaged.

    `views_differ`: audiences judge it differently, by the test of `comparison`; that a mean lies on the other side of a
    cut-off alone is no difference.
    """

    field: str
    groups: Mapping[str, Group]
    views_differ: bool


def audience_matrix(
    priorities: Mapping[str, Mapping[str, Priority]], different: AbstractSet[str] = frozenset()
) -> list[MatrixRow]:
    """The groups per field and audience, fields in order of the most urgent view, then as given.

    Args:
        priorities: field -> audience -> figures.
        different: the fields of which a notable difference was found.
    """
    rows = [
        MatrixRow(name, {who: seen.group for who, seen in views.items()}, name in different)
        for name, views in priorities.items()
    ]
    return sorted(rows, key=lambda row: min(row.groups.values(), default=3))
