"""Lists of comments: sorted, filtered by place and kind, paged without a gap while others are published."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from participation.comments.models import CommentKind
from participation.comments.paging import PAGE
from participation.core.clock import now
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting

ORDERS = ("neu", "unterstuetzt", "beantwortet")


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _many(browser: Browser, setting: Setting, count: int) -> None:
    """Comments 0 to count-1, one a minute; every third is supported, every fourth answered, the newest last."""
    with browser.site.database.writing() as session:
        for number in range(count):
            moment = now() - timedelta(minutes=count - number)
            facts: dict[str, Any] = PUBLIC | {"published_at": moment, "supports": number % 3}
            if number % 4 == 0:
                facts |= {"official_reply": "Danke.", "replied_at": moment + timedelta(seconds=30)}
            a_comment(session, setting, f"Nummer {number}.", **facts)
    browser.site.refresh()


def _numbers(page: Any) -> list[int]:
    return [int(number) for number in re.findall(r"Nummer (-?\d+)\.", page.text)]


def _link(page: Any, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"#]*)', page.text)
    return found.group(1).replace("&amp;", "&") if found else None


def _expected(order: str, count: int) -> list[int]:
    newest = list(range(count))[::-1]
    if order == "unterstuetzt":
        return sorted(newest, key=lambda number: -(number % 3))
    return sorted(newest, key=lambda number: number % 4 != 0) if order == "beantwortet" else newest


@pytest.mark.parametrize(
    ("order", "where"),
    [
        ("neu", "/de/kommentare/?feld=mobilitaet&"),
        ("unterstuetzt", "/de/kommentare/?feld=mobilitaet&"),
        ("beantwortet", "/de/kommentare/zu/{thread}?"),
        ("beantwortet", "/de/kommentare/?"),
    ],
)
def test_pages_follow_each_other_without_a_gap_while_others_are_published(
    browser: Browser, setting: Setting, order: str, where: str
) -> None:
    count = 2 * PAGE + 5
    _many(browser, setting, count)
    path: str | None = where.format(thread=setting.block_thread) + f"sortierung={order}"
    seen: list[int] = []
    pages: list[tuple[str, list[int]]] = []
    while path:
        page = browser.get(path)
        pages.append((path, _numbers(page)))
        seen += pages[-1][1]
        path = _link(page, "next")
        with browser.site.database.writing() as session:
            a_comment(session, setting, f"Nummer -{len(pages)}.", **PUBLIC | {"published_at": now(), "supports": 9})
        browser.site.refresh()
    assert seen == _expected(order, count)
    back = _link(browser.get(pages[2][0]), "prev")
    assert back is not None
    assert _numbers(browser.get(back)) == pages[1][1]


@pytest.mark.parametrize(
    "place", ["nach=x", "nach=0.1", "nach=7.1.1", "nach=-1.1.1", "vor=0.9999999999999999999.x", "nach="]
)
def test_nonsense_in_the_address_is_the_first_page(browser: Browser, setting: Setting, place: str) -> None:
    _many(browser, setting, 3)
    for order in ORDERS:
        page = browser.get(f"/de/kommentare/?sortierung={order}&{place}")
        assert page.status_code == 200
        assert _numbers(page) == _expected(order, 3)


def test_places_are_chosen_from_the_text(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Zum Absatz.", **PUBLIC)
        a_comment(session, setting, "Zum Ganzen.", **PUBLIC | {"thread_id": setting.element_thread})
    browser.site.refresh()
    field = "/de/kommentare/?feld=mobilitaet"
    both, paragraph = browser.get(field).text, browser.get(f"{field}&stelle=mobilitaet.p1").text
    assert "1. Der Bus fährt jede Stunde." in both
    assert ("Zum Absatz." in both, "Zum Ganzen." in both) == (True, True)
    assert ("Zum Absatz." in paragraph, "Zum Ganzen." in paragraph) == (True, False)
    assert "Zum Ganzen." in browser.get(f"{field}&stelle=mobilitaet").text
    assert "Zum Ganzen." in browser.get(f"{field}&stelle=anderswo.p9").text


def test_the_page_of_a_paragraph_shows_its_words_and_takes_kinds(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Das ist gut.", **PUBLIC | {"kind": CommentKind.PRAISE})
        a_comment(session, setting, "Das ist schlecht.", **PUBLIC | {"kind": CommentKind.OBJECTION})
    browser.site.refresh()
    path = f"/de/kommentare/zu/{setting.block_thread}"
    page = browser.get(path).text
    assert "Der Bus fährt jede Stunde." in page
    assert "2 Kommentare" in page
    assert "Das ist schlecht." not in browser.get(f"{path}?art=praise").text
    assert path in browser.get("/de/strategien/zukunft/mobilitaet").text or "2 Kommentare" in page


def test_nobody_counts_further_than_a_thousand(browser: Browser, setting: Setting, monkeypatch: Any) -> None:
    monkeypatch.setattr("participation.comments.queries.MOST_COUNTED", 3)
    _many(browser, setting, 5)
    assert "mehr als 3 Kommentare" in browser.get("/de/kommentare/").text
    assert "mehr als 3 Kommentare" in browser.get("/de/strategien/zukunft/mobilitaet").text


def test_the_api_sorts_from_an_allow_list_with_cursors(browser: Browser, setting: Setting) -> None:
    _many(browser, setting, 7)
    for sort, order in zip(("new", "supported", "answered"), ORDERS, strict=True):
        texts: list[str] = []
        following: str | None = ""
        while following is not None:
            page = browser.api("GET", f"/comments?sort={sort}&limit=3&thread={setting.block_thread}&cursor={following}")
            texts += [item["text"] for item in page.json()["items"]]
            following = page.json()["next"]
        assert texts == [f"Nummer {number}." for number in _expected(order, 7)]
    assert browser.api("GET", "/comments?sort=loudest").status_code == 422
    assert browser.api("GET", "/comments?sort=new&cursor=x").status_code == 422
    assert browser.api("GET", "/comments?sort=new&limit=x").status_code == 422


def test_a_region_without_a_published_strategy_has_an_empty_list(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Verborgenes.", **PUBLIC | {"state": ContributionState.HIDDEN})
    browser.site.refresh()
    page = browser.get("/de/kommentare/")
    assert "0 Kommentare" in page.text
    assert "Hier gibt es noch keine Kommentare." in page.text
