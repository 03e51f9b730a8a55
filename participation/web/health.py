"""Addresses for machines: alive, ready, figures, security contact, robots."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta

from sqlalchemy import text
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from participation.core.clock import now
from participation.web.site import Site

_WRITER_SILENT_AFTER = 15.0
_LEAST_FREE_BYTES = 50_000_000


async def alive(_site: Site, _request: Request) -> Response:
    """200 as long as the process answers; the database is not asked."""
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def ready(site: Site, _request: Request) -> Response:
    """200 if requests can be served, else 503; each check by name."""
    checks = await run_in_threadpool(_checks, site)
    status = 200 if all(checks.values()) else 503
    return JSONResponse({"ready": status == 200, **checks}, status, {"cache-control": "no-store"})  # noqa: PLR2004


def _checks(site: Site) -> dict[str, bool]:
    writer = site.intake.is_running and time.monotonic() - site.intake.alive_at < _WRITER_SILENT_AFTER
    checks = {"writer": writer, "database": False, "disk": True}
    try:
        with site.database.reading() as session:
            session.execute(text("SELECT 1"))
            checks["database"] = True
    except Exception:  # noqa: BLE001 - any failure means: not ready
        return checks
    if site.database.is_one_file:
        checks["disk"] = shutil.disk_usage(site.database.path.parent).free > _LEAST_FREE_BYTES
    return checks


async def metrics(site: Site, request: Request) -> Response:
    """Figures for Prometheus; only for the hosts in the settings."""
    if request.client is None or request.client.host not in site.settings.metrics_hosts:
        return PlainTextResponse("Not found.\n", 404)
    lines = [
        "# TYPE participation_intake_waiting gauge",
        f"participation_intake_waiting {site.intake.waiting}",
        "# TYPE participation_intake_stored_total counter",
        f"participation_intake_stored_total {site.intake.stored}",
        "# TYPE participation_page_cache_pages gauge",
        f"participation_page_cache_pages {len(site.cache)}",
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


async def security_contact(site: Site, _request: Request) -> Response:
    """RFC 9116: whom to tell about a weakness."""
    expires = (now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {site.settings.security_contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: de, en",
    ]
    return PlainTextResponse("\n".join(lines) + "\n")


async def robots(site: Site, request: Request) -> Response:
    """RFC 9309: search engines may read what is public, and learn where the list of it stands."""
    origin = site.origin_for(request)
    rules = "User-agent: *\nDisallow: /*/verwaltung/\nDisallow: /api/\n"
    return PlainTextResponse(f"{rules}\nSitemap: {origin}/sitemap.xml\n")


PLAIN = {
    "/healthz": alive,
    "/readyz": ready,
    "/metrics": metrics,
    "/.well-known/security.txt": security_contact,
    "/robots.txt": robots,
}
