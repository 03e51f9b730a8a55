"""What stands against handing a paper in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from participation.core.text import msgid
from participation.papers.goal_words import ProposedGoal
from participation.papers.models import OrganizationKind, Paper, PaperKind, PaperSettings
from participation.papers.queries import Step, organizations_of

_WORDS_DIFFER = msgid("The words of a goal are not those of the frozen version.")
_NO_STEPS = msgid("The paper has no order of deliberation yet.")
_COUNCIL_MISSING = msgid("A council of the association is missing in the order of deliberation.")
_UNANSWERED = msgid("A box of the form is not answered.")
_NO_PROPOSAL = msgid("The paper proposes nothing.")


def obstacles(
    session: Session, paper: Paper, settings: PaperSettings, goals: Sequence[ProposedGoal], steps: Sequence[Step]
) -> list[str]:
    """The reasons (msgids) why the paper cannot be handed in; empty if it can.

    A Verbund needs every one of its councils, unless the paper only informs.
    """
    found = [_WORDS_DIFFER] if any(goal.differs for goal in goals) else []
    if not steps:
        found.append(_NO_STEPS)
    elif paper.kind is not PaperKind.INFORMATION:
        found += _missing_councils(session, paper, steps)
    if any(not paper.checks.get(check["key"]) for check in settings.checks):
        found.append(_UNANSWERED)
    if not (goals or paper.opening or paper.closing):
        found.append(_NO_PROPOSAL)
    return found


def _missing_councils(session: Session, paper: Paper, steps: Sequence[Step]) -> list[str]:
    needed = {
        one.council
        for one in organizations_of(session, paper.region_id)
        if one.council and one.is_active and one.kind is OrganizationKind.MUNICIPAL_COUNCIL
    }
    asked = {step.organization.council for step in steps if step.decides}
    return [_COUNCIL_MISSING] if needed - asked else []
