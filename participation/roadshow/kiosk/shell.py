"""The app on the tablet: its one page, its service worker, its manifest and its words, at addresses of their own."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from participation.roadshow.kiosk.words import words_in_all_languages
from participation.web.folders import STATIC
from participation.web.languages import GERMAN
from participation.web.site import Site

MODULES: Final = tuple(sorted(path.stem for path in (STATIC / "js" / "kiosk").glob("*.js") if path.stem != "worker"))
_SHEETS: Final = ("css/tokens.css", "css/kiosk.css")
_FURTHER: Final = (
    "img/favicon.svg",
    "img/kiosk-192.png",
    "img/kiosk-512.png",
    "vendor/fira-sans/fira-sans-400.woff2",
    "vendor/fira-sans/fira-sans-600.woff2",
)
_ASKED_FOR_EACH_TIME: Final = {"cache-control": "no-cache"}


async def kiosk_page(site: Site, _request: Request) -> Response:
    """`/kiosk/`: the frame that the modules fill."""
    return Response(_page(site), 200, _ASKED_FOR_EACH_TIME, "text/html; charset=utf-8")


async def kiosk_words(site: Site, _request: Request) -> Response:
    """`/kiosk/words.json`: the interface in every language."""
    return JSONResponse(words_in_all_languages(site.rendering), headers=_ASKED_FOR_EACH_TIME)


async def kiosk_manifest(site: Site, _request: Request) -> Response:
    """`/kiosk/manifest.webmanifest`: what an installed app is called and looks like (W3C Web Application Manifest)."""
    icons = [
        {"src": site.static.address(f"img/kiosk-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    manifest = {
        "id": "/kiosk/",
        "name": "Mitreden unterwegs",
        "short_name": "Mitreden",
        "lang": GERMAN.tag,
        "start_url": "/kiosk/",
        "scope": "/kiosk/",
        "display": "fullscreen",
        "display_override": ["fullscreen", "standalone"],
        "background_color": "#fbf9f5",
        "theme_color": "#1d4f63",
        "icons": icons,
    }
    return JSONResponse(manifest, 200, _ASKED_FOR_EACH_TIME, "application/manifest+json")


async def kiosk_worker(site: Site, _request: Request) -> Response:
    """`/kiosk/worker.js`: the service worker with the list of everything that the app consists of."""
    head = f"const BUILD = {json.dumps(_build(site))}; const FILES = {json.dumps(_files(site))};\n"
    body = head + (STATIC / "js" / "kiosk" / "worker.js").read_text(encoding="utf-8")
    return Response(body, 200, _ASKED_FOR_EACH_TIME, "text/javascript; charset=utf-8")


def _page(site: Site) -> str:
    named = {"build": _build(site), "modules": MODULES, "sheets": _SHEETS}
    return site.rendering.render_text(GERMAN, "roadshow/kiosk.html", **named)


def _files(site: Site) -> list[str]:
    names = (*_SHEETS, *_FURTHER, *(f"js/kiosk/{module}.js" for module in MODULES))
    return ["/kiosk/", "/kiosk/words.json", *map(site.static.address, names)]


def _build(site: Site) -> str:
    """Another one when any file or any word of the app is another one."""
    return site.lasting("kiosk build", lambda: _digest(site))


def _digest(site: Site) -> str:
    words = json.dumps(words_in_all_languages(site.rendering), sort_keys=True)
    return hashlib.sha256((site.static.build + words).encode()).hexdigest()[:12]


PLAIN = {
    "/kiosk/": kiosk_page,
    "/kiosk/words.json": kiosk_words,
    "/kiosk/manifest.webmanifest": kiosk_manifest,
    "/kiosk/worker.js": kiosk_worker,
}
