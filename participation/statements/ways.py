"""The ways in which contributions reach the county, in words for staff; readers never see them."""

from __future__ import annotations

from participation.core.text import msgid
from participation.threads.models import Way

WAY_NAMES = {
    Way.ONLINE: msgid("Online"),
    Way.LETTER: msgid("By letter"),
    Way.EMAIL: msgid("By e-mail"),
    Way.TELEPHONE: msgid("By telephone"),
    Way.IN_PERSON: msgid("In person, taken down on record"),
    Way.EVENT: msgid("Spoken at a meeting"),
}
RECORDED_WAYS = tuple(way for way in WAY_NAMES if way is not Way.ONLINE)
