"""What the pages of the queue need besides the entries: names, prepared texts, who may sign."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from participation.admin.moderation.acts import STAY
from participation.admin.moderation.forms import DecisionSheet
from participation.regions.departments import active_departments
from participation.regions.models import Department
from participation.threads.appeals import LONGEST_APPEAL
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.labels import FLAG_NAMES, HELD_NAMES, REASON_NAMES, STATE_NAMES
from participation.threads.moderation import Act
from participation.threads.prepared_texts import EASY_REJECTIONS, PLACEHOLDERS, rejection_texts, reply_texts
from participation.threads.watched_words import WordList, stored_words, word_list
from participation.web.visit import Visit, chosen


def words_of(visit: Visit) -> WordList:
    """The region's word list, made ready once."""
    region_id = visit.place.id
    return visit.site.remembered(("word list", region_id), lambda session: word_list(stored_words(session, region_id)))


def signatures(visit: Visit, departments: list[Department]) -> list[tuple[str, str]]:
    """Who may sign, as options: the county, its departments, one's own name."""
    own = [visit.person.name] if visit.person else []
    names = dict.fromkeys([visit.place.name, *(department.name for department in departments), *own])
    return [(name, name) for name in names]


def prepared_replies(visit: Visit) -> dict[str, Any]:
    """The region's prepared replies, their names as options, and what can stand in them."""
    texts = reply_texts(visit.db, visit.place.id)
    return {
        "reply_texts": texts,
        "reply_names": [(name, name) for name in texts],
        "placeholders": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
    }


def page_words(visit: Visit, sheet: DecisionSheet, errors: dict[str, str]) -> dict[str, Any]:
    """The words of an entry's forms."""
    departments = active_departments(visit.db, visit.place.id)
    texts = rejection_texts(visit.db, visit.place.id)
    return {
        "sheet": sheet,
        "errors": errors,
        "in_part": visit.wants_fragment,
        "state_names": STATE_NAMES,
        "reason_names": REASON_NAMES,
        "held_names": HELD_NAMES,
        "flag_names": FLAG_NAMES,
        "reasons": [(code.value, visit._(name)) for code, name in REASON_NAMES.items()],
        "reason_texts": {code.value: text for code, text in texts.items()},
        "easy_reason_texts": {code.value: text for code, text in EASY_REJECTIONS.items()},
        **prepared_replies(visit),
        "departments": [(str(department.id), department.name) for department in departments],
        "signatures": signatures(visit, departments),
        "new_id": uuid4,
        "longest_message": LONGEST_REASON,
        "longest_reply": LONGEST_TEXT,
        "longest_appeal": LONGEST_APPEAL,
        "done": chosen(visit.query, "getan", ["", *Act, *STAY]),
    }
