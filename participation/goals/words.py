"""Names of states and groups as the pages of goals show them."""

from __future__ import annotations

from participation.core.text import msgid
from participation.strategy.models import TwinState

TWIN_NAMES = {
    TwinState.IN_TRANSLATION: msgid("being translated"),
    TwinState.DRAFT: msgid("draft"),
    TwinState.IN_CHECKING: msgid("being checked by a test group"),
    TwinState.REVIEWED: msgid("reviewed by a test group"),
}

GROUP_NAMES = {
    1: msgid("Priority group 1: important, and people are not satisfied"),
    2: msgid("Priority group 2: important, or people are not satisfied"),
    3: msgid("Priority group 3: neither of both"),
}
