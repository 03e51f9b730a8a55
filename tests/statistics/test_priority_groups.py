"""The rule that proposes priority groups: urgent views come first, certain ones before close ones, none is averaged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from participation.statistics.priorities import Group, Proposal, Stability, proposed_group

CITIZENS_SURE, STAKEHOLDERS_CLOSE = 0.99, 0.6


@pytest.mark.parametrize(
    ("views", "groups", "proposed"),
    [
        ([(2, CITIZENS_SURE), (1, CITIZENS_SURE)], 3, Proposal(1, is_certain=True)),
        ([(2, CITIZENS_SURE), (1, STAKEHOLDERS_CLOSE)], 3, Proposal(2, is_certain=True)),
        ([(2, STAKEHOLDERS_CLOSE), (1, STAKEHOLDERS_CLOSE)], 3, Proposal(1, is_certain=False)),
        ([(3, 0.95)], 3, Proposal(3, is_certain=True)),
        ([(3, 0.949)], 3, Proposal(3, is_certain=False)),
        ([(3, CITIZENS_SURE)], 2, Proposal(2, is_certain=True)),
        ([], 3, None),
    ],
)
def test_the_most_urgent_certain_view_gives_the_group(
    views: Sequence[tuple[Group, float]], groups: int, proposed: Proposal | None
) -> None:
    assert proposed_group([Stability(group, share) for group, share in views], groups) == proposed
