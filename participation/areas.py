"""Every area's declarations, concatenated: pages, endpoints, jobs, content loaders, links."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from participation.accounts import routes as accounts
from participation.core.jobs import Job
from participation.core.mail import mail_job
from participation.core.settings import Settings
from participation.pages import routes as pages
from participation.procedures import content as procedures_content
from participation.procedures import routes as procedures
from participation.regions import api as regions_api
from participation.regions import theme
from participation.regions.models import Region
from participation.strategy import api as strategy_api
from participation.strategy import content as strategy_content
from participation.strategy import routes as strategy
from participation.surveys import api as surveys_api
from participation.surveys import content as surveys_content
from participation.surveys import routes as surveys
from participation.web import health
from participation.web.api import Endpoint
from participation.web.pages import Link, Page
from participation.web.site import Site

PAGES: tuple[Page, ...] = (*accounts.PAGES, *strategy.PAGES, *pages.PAGES, *procedures.PAGES, *surveys.PAGES)
ENDPOINTS: tuple[Endpoint, ...] = (*regions_api.ENDPOINTS, *strategy_api.ENDPOINTS, *surveys_api.ENDPOINTS)
JOBS: tuple[Job, ...] = ()
NAVIGATION: tuple[Link, ...] = (*strategy.NAVIGATION, *pages.NAVIGATION, *procedures.NAVIGATION, *surveys.NAVIGATION)
STAFF_LINKS: tuple[Link, ...] = (*accounts.STAFF_LINKS,)

# What `seed` loads below content/{region}, in this order; each returns how many things it added.
CONTENT: tuple[Callable[[Session, Path, Region], int], ...] = (
    strategy_content.load,
    procedures_content.load,
    surveys_content.load,
)

# Addresses that are no pages: health, metrics, themes, feeds.
PLAIN: dict[str, Callable[[Site, Request], Awaitable[Response]]] = {**health.PLAIN, **theme.PLAIN}


def all_jobs(settings: Settings) -> tuple[Job, ...]:
    """Every job that a worker of this installation does."""
    return (mail_job(settings), *JOBS)
