"""Ideas as contributions that can be compared with others."""

from __future__ import annotations

from sqlmodel import col

from participation.crowd.sources import CrowdSource
from participation.ideas.models import Idea
from participation.ideas.moderation import MODERATED
from participation.procedures.rounds import is_for_all

SOURCE = CrowdSource(
    MODERATED.code,
    MODERATED.label,
    Idea,
    ("title", "text"),
    lambda: is_for_all(col(Idea.phase_id)),
    MODERATED.public_page,
    form_page="send_idea",
    support="support",
)
