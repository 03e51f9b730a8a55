"""The words of imports for staff: levels, changes, decisions, what differs, stages."""

from __future__ import annotations

from participation.core.text import msgid
from participation.imports.models import Change, Decision, Stage
from participation.strategy.models import Kind

KIND_NAMES = {
    Kind.VISION: msgid("Vision"),
    Kind.MOTTO: msgid("Guiding idea"),
    Kind.PREAMBLE: msgid("Preamble"),
    Kind.CHAPTER: msgid("Chapter"),
    Kind.PRIORITY_GROUP: msgid("Priority group"),
    Kind.ACTION_CLUSTER: msgid("Action cluster"),
    Kind.ACTION_FIELD: msgid("Field of action"),
    Kind.AREA: msgid("Thematic area"),
    Kind.GUIDING_PRINCIPLE: msgid("Guiding principle"),
    Kind.GUIDING_QUESTION: msgid("Guiding question"),
    Kind.POINT: msgid("Bullet point"),
    Kind.STRATEGIC_GOAL: msgid("Strategic goal"),
    Kind.SUB_GOAL: msgid("Sub-goal"),
    Kind.OPERATIONAL_GOAL: msgid("Operational goal"),
    Kind.MEASURE: msgid("Measure"),
    Kind.INDICATOR: msgid("Indicator"),
}
CHANGE_NAMES = {
    Change.NEW: msgid("new part"),
    Change.CHANGED: msgid("differs"),
    Change.SAME: msgid("as it was"),
    Change.GONE: msgid("not in the document any more"),
}
DECISION_NAMES = {
    Decision.OPEN: msgid("to be decided"),
    Decision.ACCEPTED: msgid("is taken over"),
    Decision.DROPPED: msgid("is left out"),
    Decision.DONE: msgid("is in the draft"),
}
DIFFERENCE_NAMES = {
    "kind": msgid("level"),
    "number": msgid("number"),
    "title": msgid("title"),
    "text": msgid("text"),
    "place": msgid("place in the tree"),
    "links": msgid("links"),
}
STAGE_NAMES = {
    Stage.WAITING: msgid("waits to be read"),
    Stage.READING: msgid("is being read"),
    Stage.READY: msgid("ready to be looked through"),
    Stage.FAILED: msgid("could not be read"),
    Stage.ADOPTED: msgid("taken over into the draft"),
}
