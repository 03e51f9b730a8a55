"""The words for kinds, states and results of papers."""

from __future__ import annotations

from participation.core.text import msgid
from participation.papers.models import AmendmentState, Annex, OrganizationKind, PaperKind, PaperState, Result

KIND_NAMES = {
    PaperKind.RESOLUTION: msgid("Paper for a resolution"),
    PaperKind.INFORMATION: msgid("Paper for information"),
    PaperKind.SUPPLEMENT: msgid("Supplementary paper"),
    PaperKind.MOTION: msgid("Motion of the council"),
}
STATE_NAMES = {
    PaperState.DRAFT: msgid("Paper is being written"),
    PaperState.HANDED_IN: msgid("Handed in to the council office"),
    PaperState.DISPATCHED: msgid("Sent to the members"),
    PaperState.RELEASED: msgid("Public paper"),
    PaperState.WITHDRAWN: msgid("Withdrawn paper"),
}
RESULT_NAMES = {
    Result.ADOPTED: msgid("Adopted"),
    Result.REJECTED: msgid("Rejected by vote"),
    Result.AMENDED: msgid("Adopted with changes"),
    Result.POSTPONED: msgid("Postponed"),
    Result.REFERRED: msgid("Referred to another body"),
    Result.REMOVED: msgid("Taken off the agenda"),
    Result.NOTED: msgid("Noted without a vote"),
}
ORGANIZATION_NAMES = {
    OrganizationKind.COUNTY_COUNCIL: msgid("Council of the county"),
    OrganizationKind.COUNTY_COMMITTEE: msgid("Main committee of the county"),
    OrganizationKind.COMMITTEE: msgid("Expert committee"),
    OrganizationKind.MUNICIPAL_COUNCIL: msgid("Council of a municipality"),
}
ANNEX_NAMES = {
    Annex.STRATEGY: msgid("Full text of the strategy"),
    Annex.CONSIDERATIONS: msgid("Table of considerations"),
    Annex.REPORT: msgid("Report on the participation"),
    Annex.PROGRESS: msgid("Report on progress"),
}
AMENDMENT_NAMES = {
    AmendmentState.SUBMITTED: msgid("Handed in amendment"),
    AmendmentState.MERGED: msgid("Taken into the draft"),
    AmendmentState.REJECTED: msgid("Not taken over"),
}
ANSWER_NAMES = {"yes": msgid("yes"), "no": msgid("no"), "not_apt": msgid("does not apply")}
USUAL_CHECKS = (
    {"key": "un_brk", "label": "Die Ziele der UN-Behindertenrechtskonvention wurden berücksichtigt"},
    {"key": "climate", "label": "Die Auswirkungen auf das Klima wurden geprüft"},
)
"""The boxes of a region that has not chosen its own; in German, as they stand on the paper."""
