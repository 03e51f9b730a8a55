"""Comments as contributions that can be compared with others."""

from __future__ import annotations

from sqlmodel import col

from participation.comments.models import Comment
from participation.comments.moderation import MODERATED
from participation.crowd.sources import CrowdSource
from participation.procedures.rounds import is_for_all

SOURCE = CrowdSource(
    MODERATED.code,
    MODERATED.label,
    Comment,
    ("text",),
    lambda: is_for_all(col(Comment.phase_id)),
    MODERATED.public_page,
    form_page="send_comment",
    support="support",
)
