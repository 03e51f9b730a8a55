"""Names of outcomes, sources, states and groups as the pages of goals show them."""

from __future__ import annotations

from typing import Any

from participation.considerations.labels import outcome_label
from participation.considerations.models import OUTCOME_NAMES
from participation.core.text import msgid
from participation.goals.models import SOURCE_KIND_NAMES
from participation.goals.results import in_language
from participation.web.visit import Visit

GROUP_NAMES = {
    1: msgid("Priority group 1: important, and people are not satisfied"),
    2: msgid("Priority group 2: important, or people are not satisfied"),
    3: msgid("Priority group 3: neither of both"),
}


def shown_names(visit: Visit) -> dict[str, Any]:
    """What templates that show evidence and considerations need, in the reader's language."""
    return {
        "outcome_names": {outcome: visit._(name) for outcome, name in OUTCOME_NAMES.items()},
        "outcome_label": lambda consideration: visit._(outcome_label(consideration)),
        "source_kinds": {kind: visit._(name) for kind, name in SOURCE_KIND_NAMES.items()},
        "words_of": lambda texts: in_language(texts, visit.language.tag),
    }
