"""What people send is cleaned in one place, whatever they type: form or API, comment, idea or report."""

from __future__ import annotations

import json
import unicodedata
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from participation.comments.models import Comment
from participation.core.text import MOST_MARKS, cleaned
from participation.threads.contributions import LONGEST_TEXT
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting

SEND = "/de/kommentare/neu"
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_ODD = st.text(
    st.sampled_from("a ä\n\r\t\x00\x1b\x85\u2028e\u0301\u0335\u0489\u200d\u200b🏳\ufe0f🌈ש\ufeff\ud800" + _TURNS)
)


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _stored(browser: Browser) -> list[Comment]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Comment)))


def _form(setting: Setting, text: str, **more: str) -> dict[str, str]:
    return {"id": str(uuid4()), "thread": str(setting.block_thread), "kind": "remark", "text": text} | more


def _body(setting: Setting, text: str, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "thread_id": str(setting.block_thread), "text": text} | more


@given(_ODD | st.text())
def test_cleaned_text_is_clean_and_stays_as_it_is(text: str) -> None:
    plain = cleaned(text)
    assert cleaned(plain) == plain == unicodedata.normalize("NFC", plain)
    assert plain.encode().decode() == plain
    assert not {unicodedata.category(letter) for letter in plain if letter not in "\n\t"} & {"Cc", "Cs"}
    assert not set(plain) & set(_TURNS)
    marks = "".join("m" if unicodedata.category(letter) in {"Mn", "Me"} else " " for letter in plain)
    assert "m" * (MOST_MARKS + 1) not in marks


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Cafe\u0301", "Caf\xe9"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("rechnung\u202egnp.exe", "rechnunggnp.exe"),
        ("Nu\x00ll und \x1b[31mrot\x85", "Null und [31mrot"),
        ("Z" + "\u0336\u0322\u0489" * 30 + "algo", "Z\u0336\u0322\u0489\u0336algo"),
        ("👨‍👩‍👧 🏳️‍🌈 1️⃣ 👍🏽", "👨‍👩‍👧 🏳️‍🌈 1️⃣ 👍🏽"),
        ("שָׁלוֹם مُحَمَّد", unicodedata.normalize("NFC", "שָׁלוֹם مُحَمَّد")),
        ("Tiếng Việt, Ðà Nẵng", "Tiếng Việt, Ðà Nẵng"),
        ("<b>fett</b> &amp;", "<b>fett</b> &amp;"),
    ],
)
def test_what_stays_and_what_goes(browser: Browser, setting: Setting, typed: str, kept: str) -> None:
    assert browser.post(SEND, _form(setting, typed, author_name=typed)).status_code == 303
    assert browser.api("POST", "/comments", json=_body(setting, typed, author_name=typed)).status_code == 201
    one_line = " ".join(kept.split())
    assert {(row.text, row.author_name) for row in _stored(browser)} == {(kept, one_line)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_ODD)
def test_nothing_that_is_typed_makes_the_form_fail(browser: Browser, setting: Setting, text: str) -> None:
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = browser.post(SEND, _form(setting, sent, author_name=sent[:70]))
    assert answer.status_code in {303, 422, 429}


def test_half_characters_over_json_are_refused_with_a_reason(browser: Browser, setting: Setting) -> None:
    raw = json.dumps(_body(setting, "Hallo \ud800 Welt"))
    answer = browser.api("POST", "/comments", content=raw, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    null = browser.api("POST", "/comments", json=_body(setting, "Hal\x00lo"))
    assert null.status_code == 201
    assert [row.text for row in _stored(browser)] == ["Hallo"]


def test_too_long_a_text_is_counted_and_kept(browser: Browser, setting: Setting) -> None:
    text = "Ä" * (LONGEST_TEXT + 7)
    page = browser.post(SEND, _form(setting, text))
    assert page.status_code == 422
    assert "Das sind 7 Zeichen zu viel" in page.text
    assert text in unescape(page.text)


def test_a_megabyte_is_too_much_and_says_so_calmly(browser: Browser, setting: Setting) -> None:
    page = browser.post(SEND, _form(setting, "x" * 1_048_576))
    assert page.status_code == 413
    assert page.headers["content-type"].startswith("text/html")
    assert "noch da" in page.text
    answer = browser.api("POST", "/comments", json=_body(setting, "x" * 1_048_576))
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert _stored(browser) == []


def test_markup_is_shown_as_it_was_typed_and_directions_stay_inside(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        text = "<script>alert(1)</script> **nicht fett** [kein](https://spam.example) ![](x)"
        a_comment(session, setting, text, author_name="<i>Demo</i> שלום", **PUBLIC)
    browser.site.refresh()
    page = browser.get(f"/de/kommentare/zu/{setting.block_thread}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **nicht fett** [kein](https://spam.example) ![](x)" in page
    assert '<bdi class="contribution__author">&lt;i&gt;Demo&lt;/i&gt; שלום</bdi>' in page
    assert 'dir="auto"' in page
