"""Public pages are kept until something is published, and only as many as fit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.responses import HTMLResponse
from starlette.types import Scope

from participation.core.clock import now, standing_at
from participation.web import cache as cache_module
from participation.web.cache import PageCache


def _scope(path: str, **headers: str) -> Scope:
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"method": "GET", "raw_path": path.encode(), "query_string": b"", "headers": given}


def test_a_kept_page_is_found_plain_and_packed() -> None:
    cache = PageCache(10)
    cache.keep(_scope("/a"), HTMLResponse("x" * 2000), None, cache.generation)
    plain, packed = cache.find(_scope("/a")), cache.find(_scope("/a", accept_encoding="br, gzip"))
    assert plain is not None
    assert packed is not None
    assert (plain[1], packed[1]) == (False, True)
    assert len(plain[0].packed[1]) < len(plain[0].plain[1])


def test_nothing_is_found_after_something_was_published() -> None:
    cache = PageCache(10)
    begun_in = cache.generation
    cache.keep(_scope("/a"), HTMLResponse("old"), None, begun_in)
    cache.clear()
    assert cache.find(_scope("/a")) is None
    cache.keep(_scope("/a"), HTMLResponse("still old"), None, begun_in)
    assert cache.find(_scope("/a")) is None


def test_a_page_is_kept_only_until_the_next_phase_begins() -> None:
    cache = PageCache(10)
    cache.keep(_scope("/a"), HTMLResponse("open"), now() + timedelta(minutes=1), cache.generation)
    assert cache.find(_scope("/a")) is not None
    with standing_at(now() + timedelta(minutes=2)):
        assert cache.find(_scope("/a")) is None


def test_a_fragment_is_another_page() -> None:
    cache = PageCache(10)
    cache.keep(_scope("/a"), HTMLResponse("whole"), None, cache.generation)
    assert cache.find(_scope("/a", hx_request_type="partial")) is None


def test_the_least_used_page_goes_first_when_there_are_too_many() -> None:
    cache = PageCache(2)
    for path in ("/a", "/b"):
        cache.keep(_scope(path), HTMLResponse(path), None, cache.generation)
    cache.find(_scope("/a"))
    cache.keep(_scope("/c"), HTMLResponse("/c"), None, cache.generation)
    assert [cache.find(_scope(path)) is not None for path in ("/a", "/b", "/c")] == [True, False, True]


def test_large_pages_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 10_000)
    cache = PageCache(1_000)
    for number in range(50):
        cache.keep(_scope(f"/{number}"), HTMLResponse(str(number) * 500), None, cache.generation)
    assert 0 < len(cache) < 20
    assert cache.size <= 10_000
