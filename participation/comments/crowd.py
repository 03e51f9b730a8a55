"""Comments as contributions that can be compared with others."""

from __future__ import annotations

from sqlmodel import col

from participation.comments.models import Comment
from participation.comments.moderation import MODERATED
from participation.crowd.sources import CrowdSource
from participation.procedures.rounds import is_for_all

SOURCE = CrowdSource(MODERATED, ("text",), lambda: is_for_all(col(Comment.phase_id)), "send_comment", "support")
