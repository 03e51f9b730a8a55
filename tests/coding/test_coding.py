"""Coding: the tree, sentences with codes, and that no word outlives its contribution."""

from __future__ import annotations

import io
import re
from uuid import UUID, uuid4

from openpyxl import load_workbook
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.coding.jobs import check
from participation.coding.models import Code, Segment
from participation.comments.models import Comment
from participation.core.identifiers import receipt_key_of
from participation.core.journal import JournalEntry
from participation.ideas.models import Idea
from participation.joints import CODING, WITHDRAWALS
from participation.regions.actions import publish_change
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea
from tests.surveys.builders import a_body, an_open_survey

BOOK = "/de/verwaltung/codieren/beteiligung"
TEXT = "Abends fehlt ein Bus. Der Radweg ist gut.\nDanke für die Mühe!"


def _stage(browser: Browser) -> tuple[Setting, UUID]:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        comment = a_comment(session, setting, TEXT, author_name="Erika Beispiel", **PUBLIC).id
        publish_change(session, setting.region.id)
    browser.site.refresh()
    return setting, comment


def _code(browser: Browser, name: str, **fields: str) -> UUID:
    assert browser.post(f"{BOOK}/codes/neu", {"name": name, **fields}).status_code == 303
    return _found(browser, name).id


def _found(browser: Browser, name: str) -> Code:
    with browser.site.database.reading() as session:
        return session.exec(select(Code).where(Code.name == name)).one()


def _segments(browser: Browser) -> list[Segment]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Segment).order_by(col(Segment.begins))))


def _mark(browser: Browser, comment: UUID, sentences: list[int], codes: list[UUID], **more: str) -> int:
    form = {"sentence": [str(one) for one in sentences], "code": [str(code) for code in codes], **more}
    return int(browser.post(f"{BOOK}/texte/comment/{comment}", form).status_code)


def test_several_codes_are_given_to_chosen_sentences(browser: Browser) -> None:
    _setting, comment = _stage(browser)
    signed_in(browser, Role.ANALYST)
    bus, praise = _code(browser, "Bus", mark="b"), _code(browser, "Lob")
    page = browser.get(f"{BOOK}/texte/comment/{comment}").text
    assert page.count('name="sentence"') == 3
    assert _mark(browser, comment, [1, 2], [bus, praise]) == 303
    assert _mark(browser, comment, [0], [bus]) == 303
    assert {TEXT[one.begins : one.ends] for one in _segments(browser)} == {
        "Abends fehlt ein Bus.",
        "Der Radweg ist gut.\nDanke für die Mühe!",
    }
    assert len(_segments(browser)) == 3
    quotes = browser.get(f"{BOOK}/codes/{bus}").text
    assert "Abends fehlt ein Bus." in quotes
    assert "Erika Beispiel" not in quotes
    assert _mark(browser, comment, [], [bus]) == 422
    removed = str(_segments(browser)[0].id)
    assert _mark(browser, comment, [], [], remove=removed) == 303
    assert len(_segments(browser)) == 2


def test_keywords_propose_a_code_and_a_person_takes_it(browser: Browser) -> None:
    _setting, comment = _stage(browser)
    signed_in(browser, Role.ANALYST)
    code = _code(browser, "Radverkehr", keywords="Radweg, Fahrrad")
    page = browser.get(f"{BOOK}/texte/comment/{comment}").text
    assert f'value="1:{code}"' in page
    assert page.count("code-proposal") == 1
    assert _segments(browser) == []
    browser.post(f"{BOOK}/texte/comment/{comment}", {"take": f"1:{code}"})
    assert [TEXT[one.begins : one.ends] for one in _segments(browser)] == ["Der Radweg ist gut."]


def test_a_code_that_is_merged_leaves_everything_to_the_other(browser: Browser) -> None:
    _setting, comment = _stage(browser)
    signed_in(browser, Role.EDITOR)
    bus, traffic = _code(browser, "Bus"), _code(browser, "Verkehr")
    below = _code(browser, "Takt", parent=str(bus))
    _mark(browser, comment, [0], [bus, traffic])
    _mark(browser, comment, [1], [bus])
    under_itself = browser.post(f"{BOOK}/codes/{bus}/bearbeiten", {"name": "Bus", "mark": "1", "parent": str(below)})
    assert under_itself.status_code == 409
    assert browser.post(f"{BOOK}/codes/{bus}/bearbeiten", {"then": "merge", "into": str(traffic)}).status_code == 303
    assert [(one.code_id, one.begins) for one in _segments(browser)] == [(traffic, 0), (traffic, 22)]
    assert _found(browser, "Takt").parent_id == traffic
    with browser.site.database.reading() as session:
        assert session.get(Code, bus) is None
        done = session.exec(select(JournalEntry).where(JournalEntry.action == "merged")).one()
    assert done.details["into"] == str(traffic)
    browser.post(f"{BOOK}/codes/{traffic}/bearbeiten", {"then": "retire"})
    assert f'value="{traffic}"' not in browser.get(f"{BOOK}/texte/comment/{comment}").text


def test_a_code_book_goes_out_and_comes_back(browser: Browser) -> None:
    _stage(browser)
    signed_in(browser, Role.ANALYST)
    upper = _code(browser, "=Verkehr", mark="V", keywords="Bus, Bahn")
    _code(browser, "Takt", mark="V1", parent=str(upper))
    book = browser.get(f"{BOOK}/codes.xlsx").content
    rows = list(load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True))
    assert rows[1][:2] == ("V", "'=Verkehr")
    changed = (
        browser.get(f"{BOOK}/codes.csv").content.decode("utf-8-sig").replace("Takt", "Taktung") + "W;Wohnen;;;\r\n"
    )
    sent = browser.post(f"{BOOK}/einlesen", files={"file": ("codes.csv", changed.encode())})
    assert sent.status_code == 303
    assert _found(browser, "Taktung").parent_id == upper == _found(browser, "=Verkehr").id
    assert browser.post(f"{BOOK}/einlesen", files={"file": ("codes.xlsx", book)}).status_code == 303
    assert _found(browser, "Takt").mark == "V1"
    wrong = "Kürzel;Name;Gehört zu\nX;Neu;\nY;Fehlt;Q\n".encode()
    assert browser.post(f"{BOOK}/einlesen", files={"file": ("codes.csv", wrong)}).status_code == 422
    with browser.site.database.reading() as session:
        assert not session.exec(select(Code).where(Code.name == "Neu")).all()


def test_words_go_with_their_contribution(browser: Browser) -> None:
    setting, comment = _stage(browser)
    signed_in(browser, Role.ANALYST)
    bus = _code(browser, "Bus")
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, "Rufbus", **PUBLIC).id
    _mark(browser, comment, [0], [bus])
    browser.post(f"{BOOK}/texte/idea/{idea}", {"sentence": "0", "code": str(bus)})
    with browser.site.database.writing() as session:
        session.get_one(Comment, comment).text = TEXT.replace("Bus", "████")
        session.get_one(Idea, idea).state = ContributionState.HIDDEN
    page = browser.get(f"{BOOK}/codes/{bus}").text
    assert "fehlt ein" not in page
    assert "Rufbus" not in page
    check(browser.site.database, CODING)
    assert [one.is_lost for one in _segments(browser)] == [True, True]
    assert ">0 Beiträge<" in browser.get(f"{BOOK}/").text
    with browser.site.database.writing() as session:
        session.get_one(Idea, idea).state = ContributionState.PUBLISHED
    check(browser.site.database, CODING)
    assert sorted(one.is_lost for one in _segments(browser)) == [False, True]


def test_who_withdraws_takes_the_segments_along(browser: Browser) -> None:
    _setting, comment = _stage(browser)
    signed_in(browser, Role.ANALYST)
    _mark(browser, comment, [0], [_code(browser, "Bus")])
    with browser.site.database.writing() as session:
        key = bytes(session.get_one(Comment, comment).receipt_key)
        assert [withdraw(session, key) for withdraw in WITHDRAWALS].count(True) == 1
    assert _segments(browser) == []


def test_counts_by_field_are_for_staff(browser: Browser) -> None:
    _setting, comment = _stage(browser)
    assert browser.get(f"{BOOK}/zahlen").status_code == 303
    signed_in(browser, Role.MODERATOR)
    assert browser.get(f"{BOOK}/codes/neu").status_code == 404
    signed_in(browser, Role.ANALYST)
    _mark(browser, comment, [0, 2], [_code(browser, "Bus")])
    table = browser.get(f"{BOOK}/zahlen").text
    assert re.findall(r'cell--numeric">(\d+)<', table) == ["1", "1"]
    assert "Mobilität" in table


def test_codes_of_one_region_are_unknown_in_another(browser: Browser) -> None:
    _setting, comment = _stage(browser)
    signed_in(browser, Role.ANALYST)
    code = _code(browser, "Bus")
    with browser.site.database.writing() as session:
        other = a_setting(session, "marbach").region
        publish_change(session, other.id)
    browser.site.refresh()
    signed_in(browser, Role.ANALYST, other)
    there = BOOK.replace("/de/", "/de/marbach/")
    assert browser.get(f"{there}/codes/{code}").status_code == 404
    assert browser.get(f"{there}/texte/comment/{comment}").status_code == 404
    assert browser.get(f"{BOOK.replace('/de/', '/de/lindenau/')}/").status_code in {403, 404}
    assert "Abends fehlt" not in browser.get(f"{there}/texte?stand=alle").text


def test_answers_in_words_are_opened_by_analysts_who_then_stand_in_the_journal(browser: Browser) -> None:
    an_open_survey(browser)
    body = a_body()
    assert browser.api("POST", "/surveys/umfrage/submissions", json=body).status_code == 201
    texts = f"{BOOK}/texte?art=answer:umfrage:wish"
    signed_in(browser, Role.EDITOR)
    assert "Was wünschen" not in browser.get(texts).text
    signed_in(browser, Role.ANALYST)
    code = _code(browser, "Bus")
    assert "Mehr Busse" not in browser.get(texts).text
    browser.post(f"{BOOK}/oeffnen", {"art": "answer:umfrage:wish"})
    page = browser.get(texts).text
    assert "Mehr Busse" in page
    address = re.search(r'href="(/[^"]*/texte/answer/[^"]*)"', page)
    assert address is not None
    path = address[1].partition("?")[0]
    assert (
        browser.post(
            path, {"part": "wish", "sentence": "0", "code": str(code), "art": "answer:umfrage:wish"}
        ).status_code
        == 303
    )
    assert "Mehr Busse" not in browser.get(texts).text
    assert "Mehr Busse" in browser.get(f"{BOOK}/codes/{code}").text
    signed_in(browser, Role.MODERATOR)
    assert "Mehr Busse" not in browser.get(f"{BOOK}/codes/{code}").text
    assert browser.get(f"{path}?teil=wish").status_code == 404
    with browser.site.database.writing() as session:
        key = receipt_key_of(UUID(body["id"]))
        assert [withdraw(session, key) for withdraw in WITHDRAWALS].count(True) == 1
        assert session.exec(select(JournalEntry).where(JournalEntry.subject == "answers of procedure")).one()
    assert _segments(browser) == []


def test_the_consideration_table_tells_codes_and_filters_by_them(browser: Browser) -> None:
    setting, comment = _stage(browser)
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Ohne Code.", **PUBLIC)
    signed_in(browser, Role.EDITOR)
    traffic = _code(browser, "Verkehr")
    bus = _code(browser, "Bus und Bahn", parent=str(traffic))
    _mark(browser, comment, [0], [bus])
    table = "/de/verwaltung/abwaegung/zukunft/?stand=alle"
    assert browser.get(table).text.count("queue__item") == 2
    narrowed = browser.get(f"{table}&code={traffic}").text
    assert "Ohne Code." not in narrowed
    assert "Bus und Bahn</span></span></p>" in narrowed
    assert browser.get(f"{table}&code={uuid4()}").text.count("queue__item") == 2
