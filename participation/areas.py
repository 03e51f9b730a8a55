"""Every area's declarations, concatenated: pages, endpoints, jobs, content loaders, links."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from participation.accounts import routes as accounts
from participation.admin.desk import Desk
from participation.admin.moderation import jobs as moderation_jobs
from participation.admin.moderation import routes as moderation
from participation.admin.moderation.replying import PassingOn
from participation.admin.recording import routes as recording
from participation.brakes import routes as brakes
from participation.brakes import upkeep as brakes_upkeep
from participation.coding import content as coding_content
from participation.coding import jobs as coding_jobs
from participation.coding import routes as coding
from participation.comments import api as comments_api
from participation.comments import routes as comments
from participation.considerations import routes as considerations
from participation.core.jobs import Job
from participation.core.mail import mail_job
from participation.core.settings import Settings
from participation.crowd import content as crowd_content
from participation.crowd import jobs as crowd_jobs
from participation.crowd import routes as crowd
from participation.glossary import content as glossary_content
from participation.glossary import routes as glossary
from participation.goals import api as goals_api
from participation.goals import routes as goals
from participation.ideas import api as ideas_api
from participation.ideas import jobs as ideas_jobs
from participation.ideas import routes as ideas
from participation.imports import jobs as imports_jobs
from participation.imports import routes as imports
from participation.indicators import api as indicators_api
from participation.indicators import routes as indicators
from participation.indicators import views as indicators_views
from participation.joints import CODING, CROWD, DATASETS, DOORS, EFFECTS, MODERATED, TRACING
from participation.measures import routes as measures
from participation.measures import views as measures_views
from participation.members import digests as members_digests
from participation.members import routes as members
from participation.open_data import routes as open_data
from participation.pages import routes as pages
from participation.pages import sitemap
from participation.papers import api as papers_api
from participation.papers import following as papers_following
from participation.papers import goal_state as papers_goal_state
from participation.papers import jobs as papers_jobs
from participation.papers import routes as papers
from participation.procedures import content as procedures_content
from participation.procedures import routes as procedures
from participation.procedures.rounds import open_on
from participation.publications import jobs as publications_jobs
from participation.publications import routes as publications
from participation.regions import api as regions_api
from participation.regions import theme
from participation.regions.models import Region
from participation.roadshow import routes as roadshow
from participation.search import jobs as search_jobs
from participation.search import routes as search
from participation.statements import jobs as statements_jobs
from participation.statements import routes as statements
from participation.strategy import api as strategy_api
from participation.strategy import content as strategy_content
from participation.strategy import routes as strategy
from participation.surveys import api as surveys_api
from participation.surveys import content as surveys_content
from participation.surveys import jobs as surveys_jobs
from participation.surveys import routes as surveys
from participation.trace import api as trace_api
from participation.trace import routes as trace
from participation.trace.notices import digests as notices_digests
from participation.web import health
from participation.web.api import Endpoint
from participation.web.pages import Link, Page
from participation.web.site import Site
from participation.writing import jobs as writing_jobs
from participation.writing import routes as writing
from participation.writing import twin_routes
from participation.youth_council import api as youth_api
from participation.youth_council import help_lines as youth_help_lines
from participation.youth_council import jobs as youth_jobs
from participation.youth_council import routes as youth

STAFF_LINKS: tuple[Link, ...] = (
    *accounts.STAFF_LINKS,
    *writing.STAFF_LINKS,
    *glossary.STAFF_LINKS,
    *imports.STAFF_LINKS,
    *procedures.STAFF_LINKS,
    *surveys.STAFF_LINKS,
    *moderation.STAFF_LINKS,
    *brakes.STAFF_LINKS,
    *crowd.STAFF_LINKS,
    *coding.STAFF_LINKS,
    *ideas.STAFF_LINKS,
    *youth.STAFF_LINKS,
    *roadshow.STAFF_LINKS,
    *statements.STAFF_LINKS,
    *recording.STAFF_LINKS,
    *considerations.STAFF_LINKS,
    *goals.STAFF_LINKS,
    *measures.STAFF_LINKS,
    *indicators.STAFF_LINKS,
    *papers.STAFF_LINKS,
    *pages.STAFF_LINKS,
)

PAGES: tuple[Page, ...] = (
    *accounts.PAGES,
    *brakes.PAGES,
    *accounts.provider_pages(DOORS),
    *strategy.PAGES,
    *writing.PAGES,
    *glossary.PAGES,
    *imports.PAGES,
    *twin_routes.pages(open_on),
    *publications.PAGES,
    *pages.PAGES,
    *open_data.pages(DATASETS),
    *search.PAGES,
    *procedures.PAGES,
    *surveys.PAGES,
    *ideas.PAGES,
    *comments.PAGES,
    *statements.PAGES,
    *youth.pages(EFFECTS),
    *roadshow.PAGES,
    *crowd.pages(CROWD, PassingOn(MODERATED).pass_on),
    *coding.pages(CODING),
    *considerations.PAGES,
    *goals.pages(papers_goal_state.section_of, measures_views.section_of, indicators_views.section_of),
    *measures.PAGES,
    *indicators.PAGES,
    *papers.PAGES,
    *trace.pages(TRACING),
    *moderation.pages(MODERATED),
    *members.pages(TRACING, MODERATED),
    *recording.PAGES,
    *Desk(STAFF_LINKS, MODERATED).pages(),
)
ENDPOINTS: tuple[Endpoint, ...] = (
    *regions_api.ENDPOINTS,
    *strategy_api.ENDPOINTS,
    *surveys_api.ENDPOINTS,
    *ideas_api.ENDPOINTS,
    *comments_api.ENDPOINTS,
    *youth_api.ENDPOINTS,
    *roadshow.ENDPOINTS,
    *goals_api.ENDPOINTS,
    *indicators_api.ENDPOINTS,
    *papers_api.ENDPOINTS,
    *trace_api.endpoints(TRACING),
)
JOBS: tuple[Job, ...] = (*brakes_upkeep.JOBS, *surveys_jobs.JOBS, *youth_jobs.JOBS, *moderation_jobs.jobs(MODERATED))
NAVIGATION: tuple[Link, ...] = (
    *strategy.NAVIGATION,
    *pages.NAVIGATION,
    *procedures.NAVIGATION,
    *surveys.NAVIGATION,
    *ideas.NAVIGATION,
    *comments.NAVIGATION,
    *(*youth.NAVIGATION, *roadshow.NAVIGATION),
    *goals.NAVIGATION,
    *indicators.NAVIGATION,
    *papers.NAVIGATION,
)
# What `seed` loads below content/{region}, in this order; each returns how many things it added.
CONTENT: tuple[Callable[[Session, Path, Region], int], ...] = (
    strategy_content.load,
    glossary_content.load,
    crowd_content.loader(CROWD),
    procedures_content.load,
    coding_content.load,
    surveys_content.load,
    youth_help_lines.load,
)

# Addresses that are no pages: health, metrics, themes, feeds.
PLAIN: dict[str, Callable[[Site, Request], Awaitable[Response]]] = {
    **health.PLAIN,
    **theme.PLAIN,
    **open_data.plain(DATASETS),
    **sitemap.PLAIN,
    **roadshow.PLAIN,
}


def all_jobs(settings: Settings) -> tuple[Job, ...]:
    """Every job that a worker of this installation does."""
    return (
        mail_job(settings),
        notices_digests.digest_job(settings, TRACING),
        members_digests.digest_job(settings, TRACING),
        statements_jobs.clean_up_job(settings),
        *imports_jobs.jobs(settings),
        *publications_jobs.jobs(settings),
        *papers_jobs.jobs(settings),
        *papers_following.JOBS,
        *ideas_jobs.jobs(settings),
        *crowd_jobs.jobs(CROWD, settings),
        *coding_jobs.jobs(CODING),
        *writing_jobs.jobs(settings),
        *search_jobs.JOBS,
        *JOBS,
    )
