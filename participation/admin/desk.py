"""The staff's start page: what this person can do here, and what waits for them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from participation.accounts.access import any_staff
from participation.admin.moderation.stacks import waiting
from participation.core.text import msgid
from participation.threads.moderation import Moderated
from participation.web.pages import Link, Page, page
from participation.web.visit import Visit

# What stands on the card of a staff page, by the page's name.
DESCRIPTIONS = {
    "moderation": msgid("Read new comments and ideas, publish or reject them, answer."),
    "order": msgid("Find duplicates, assign fields, look for themes."),
    "staff_surveys": msgid("See how many have answered, release results."),
    "idea_progress": msgid("Say where each idea stands and why."),
    "staff_procedures": msgid("Plan phases by date, back from the council meeting."),
    "youth_office": msgid("Bodies of young people, their motions with the answer clock, reports of worries."),
    "considerations": msgid("Give every contribution an outcome and a reason."),
    "goal_drafts": msgid("Change the wording of goals, with the evidence for it, and publish the next version."),
    "departments": msgid("Name the departments that contributions are handed over to."),
    "people": msgid("Say who may do what, hand over sign-in links."),
    "record_contribution": msgid("Type in what came by letter, by telephone or at a desk."),
    "coded_procedures": msgid("Say what contributions are about, with the county's own codes."),
    "statement_rounds": msgid("Ask public agencies and associations, keep their statements and deadlines."),
    "roadshow_tour": msgid("Plan stops, prepare devices, look at what is held back."),
    "questionnaires": msgid("Write and try out questionnaires in all languages."),
    "written_strategies": msgid("Write the paragraphs of a strategy, with their twins in Leichte Sprache."),
    "imports": msgid("Make a draft out of a Word file or a PDF."),
    "glossary_words": msgid("Explain words that not everybody knows."),
    "indicator_desk": msgid("Keep target values and actual values, start rounds of reporting."),
    "measure_desk": msgid("Say what is done for a goal, by whom and until when."),
    "papers": msgid("Write papers for the council and keep what it decides."),
    "barrier_reports": msgid("Read what people cannot use, and answer in time."),
    "brake": msgid("Slow down floods of contributions."),
}


class Desk:
    """The start page over the links that the areas declare."""

    def __init__(self, links: Sequence[Link], moderated: Sequence[Moderated]) -> None:
        """Take the links of all areas and the kinds that moderators look after."""
        self._links = sorted(links, key=lambda link: link.position)
        self._moderated = moderated

    def show(self, visit: Visit) -> Response:
        """What this person can do."""
        cards = [
            (visit._(link.label), visit.url(link.page), visit._(DESCRIPTIONS[link.page]), link.page)
            for link in self._links
            if link.only.admits(visit.person, visit.region)
        ]
        number = sum(waiting(visit.db, self._moderated, visit.place.id).values())
        return visit.render("admin/desk.html", cards=cards, waiting=number)

    def pages(self) -> tuple[Page, ...]:
        """The page below a region."""
        return (page("/verwaltung/", self.show, only=any_staff, name="staff_home"),)
