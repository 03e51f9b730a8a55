"""Editors give contributions outcomes and rationales; everybody reads what is released, as a proposal until decided."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.considerations.models import Consideration, ConsiderationRevision, ConsiderationState, Outcome
from participation.core.identifiers import receipt_code, receipt_key_of
from participation.core.journal import JournalEntry
from participation.regions.actions import publish_change
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import a_region, signed_in
from tests.goals.builders import Scene, a_comment, a_scene, an_idea, fields_of, set_up

TABLE = "/de/verwaltung/abwaegung/zukunft/"
GOAL = "/de/ziele/zukunft/z-bus"


def _row(kind: str, contribution: object) -> str:
    return f"{TABLE}{kind}/{contribution}"


def _consider(browser: Browser, address: str, **more: str) -> object:
    form = fields_of(browser.get(f"{address}?bearbeiten=1").text)
    form |= {"outcome": "accepted", "rationale": "Das stimmt so.", "then": "release"} | more
    return browser.post(address, form)


def test_contributions_without_outcome_come_first(browser: Browser) -> None:
    _scene, first, _second = set_up(
        browser,
        lambda session, scene: a_comment(session, scene, "Schon bedacht.").id,
        lambda session, scene: an_idea(session, scene, "Noch offen").id,
    )
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", first))
    everything = browser.get(f"{TABLE}?stand=all").text
    assert 0 < everything.index("Noch offen") < everything.index("Schon bedacht.")
    still_open = browser.get(TABLE).text
    assert "Noch offen" in still_open
    assert "Schon bedacht." not in still_open


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("stand=all&art=idea", {"Rufbus"}),
        ("stand=all&art=comment", {"Bitte auch"}),
        ("stand=released", {"Bitte auch"}),
        ("stand=all&ergebnis=accepted", {"Bitte auch"}),
        ("stand=all&teil=mobilitaet", {"Bitte auch", "Rufbus"}),
        ("stand=all&art=%27;drop&ergebnis=nonsense&teil=nirgends", {"Bitte auch", "Rufbus"}),
    ],
)
def test_the_table_is_filtered_by_what_is_on_the_lists(browser: Browser, query: str, shown: set[str]) -> None:
    _scene, comment, _idea = set_up(
        browser,
        lambda session, scene: a_comment(session, scene, "Bitte auch am Abend.").id,
        lambda session, scene: an_idea(session, scene).id,
    )
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment))
    page = browser.get(f"{TABLE}?{query}").text
    assert {text for text in ("Bitte auch", "Rufbus") if text in page} == shown


def test_an_outcome_needs_a_rationale_and_nothing_typed_is_lost(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    answer = _consider(browser, _row("comment", comment), rationale="", easy_rationale="Wir denken nach.")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Jedes Ergebnis braucht eine Begründung." in answer.text  # type: ignore[attr-defined]
    assert "Wir denken nach." in answer.text  # type: ignore[attr-defined]
    with browser.site.database.reading() as session:
        assert session.exec(select(Consideration)).all() == []


def test_what_is_outside_the_remit_says_where_it_went(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    refused = _consider(browser, _row("comment", comment), outcome="out_of_remit")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    _consider(browser, _row("comment", comment), outcome="out_of_remit", forwarded_to="Deutsche Bahn")
    assert "Weitergeleitet an: Deutsche Bahn" in browser.get(GOAL).text


def test_with_htmx_only_the_row_comes_back(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    address = _row("comment", comment)
    opened = browser.htmx(f"{address}?bearbeiten=1").text
    assert opened.strip().startswith(f'<li class="queue__item" id="contribution-{comment}" tabindex="-1" autofocus>')
    form = fields_of(opened) | {"outcome": "noted", "rationale": "Danke für den Hinweis.", "then": "release"}
    partial = {"hx-request": "true", "hx-request-type": "partial"}
    saved = browser.post(address, form, headers=partial)
    assert saved.status_code == 200
    assert "<html" not in saved.text
    assert "Danke für den Hinweis." in saved.text


def test_only_what_is_released_is_public(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment), then="propose")
    assert "Das stimmt so." not in browser.get(GOAL).text
    _consider(browser, _row("comment", comment), then="release")
    assert "Das stimmt so." in browser.get(GOAL).text
    _consider(browser, _row("comment", comment), then="propose")
    assert "Das stimmt so." not in browser.get(GOAL).text


def test_an_outcome_is_a_proposal_until_the_council_has_decided(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment))
    assert "Vorschlag der Verwaltung: berücksichtigen" in browser.get(GOAL).text
    _decided(browser)
    assert "Beschluss des Kreistags: berücksichtigt" in browser.get(GOAL).text
    assert "Vorschlag der Verwaltung" not in browser.get(GOAL).text
    assert _consider(browser, _row("comment", comment)).status_code == 403  # type: ignore[attr-defined]


def _decided(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        found = session.exec(select(Consideration)).one()
        found.state = ConsiderationState.DECIDED
        session.add(found)
        publish_change(session, session.exec(select(JournalEntry.region_id)).all()[-1])  # type: ignore[arg-type]
    browser.site.refresh()


def test_every_rationale_that_stood_there_is_kept(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment), rationale="Erste Fassung der Begründung.")
    _consider(browser, _row("comment", comment), rationale="Bessere Begründung.", outcome="noted")
    page = browser.get(_row("comment", comment)).text
    assert "Erste Fassung der Begründung." in page
    with browser.site.database.reading() as session:
        kept = session.exec(select(ConsiderationRevision).order_by(ConsiderationRevision.id)).all()  # type: ignore[arg-type]
        assert [revision.outcome for revision in kept] == [Outcome.ACCEPTED, Outcome.NOTED]
        acts = session.exec(select(JournalEntry).where(JournalEntry.action == "considered")).all()
        assert [act.details["outcome"] for act in acts] == ["accepted", "noted"]


def test_what_somebody_else_wrote_meanwhile_is_shown_and_not_overwritten(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, Role.EDITOR)
    address = _row("comment", comment)
    mine = fields_of(browser.get(f"{address}?bearbeiten=1").text)
    _consider(browser, address, rationale="Von der Kollegin.")
    mine |= {"outcome": "noted", "rationale": "Von mir.", "then": "release"}
    answer = browser.post(address, mine)
    assert answer.status_code == 409
    assert "Von der Kollegin." in answer.text
    assert "Von mir." in answer.text
    again = fields_of(answer.text) | {"outcome": "noted", "then": "release"}
    assert again["rationale"] == "Von mir."
    assert browser.post(address, again).status_code == 303
    assert "Von mir." in browser.get(GOAL).text


def test_a_withdrawn_contribution_keeps_its_consideration_without_text(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene, "Nicht mehr meine Meinung.").id)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment))
    _becomes(browser, comment, ContributionState.WITHDRAWN)
    for address in (GOAL, f"{TABLE}?stand=all"):
        page = browser.get(address).text
        assert "Das stimmt so." in page
        assert "Nicht mehr meine Meinung." not in page


def test_the_consideration_of_a_hidden_contribution_is_not_public(browser: Browser) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene, "Das war zu grob.").id)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment))
    _becomes(browser, comment, ContributionState.HIDDEN)
    page = browser.get(GOAL).text
    assert "Das war zu grob." not in page
    assert "Das stimmt so." not in page


def test_withdrawing_a_hidden_contribution_does_not_bring_its_consideration_back(browser: Browser) -> None:
    client = uuid4()

    def mine(session: Session, scene: Scene) -> UUID:
        comment = a_comment(session, scene)
        comment.receipt_key = receipt_key_of(client)
        return comment.id

    _scene, comment = set_up(browser, mine)
    signed_in(browser, Role.EDITOR)
    _consider(browser, _row("comment", comment))
    _becomes(browser, comment, ContributionState.HIDDEN)
    assert browser.post("/de/nachverfolgen/zurueckziehen", {"code": receipt_code(client)}).status_code == 200
    assert "Das stimmt so." not in browser.get(GOAL).text


def _becomes(browser: Browser, comment: object, state: ContributionState) -> None:
    with browser.site.database.writing() as session:
        found = session.get_one(Comment, comment)
        found.state = state
        session.add(found)
        publish_change(session, found.region_id)
    browser.site.refresh()


def test_what_waits_for_a_moderator_cannot_be_considered(browser: Browser) -> None:
    def pending(session: object, scene: Scene) -> object:
        return a_comment(session, scene, "Ungeprüft.", ContributionState.PENDING).id  # type: ignore[arg-type]

    _scene, comment = set_up(browser, pending)
    signed_in(browser, Role.EDITOR)
    assert "Ungeprüft." not in browser.get(f"{TABLE}?stand=all").text
    assert browser.get(_row("comment", comment)).status_code == 404


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST])
def test_other_roles_find_no_table(browser: Browser, role: Role) -> None:
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene).id)
    signed_in(browser, role)
    for address in (TABLE, _row("comment", comment), "/de/verwaltung/abwaegung/"):
        assert browser.get(address).status_code == 404
    form = {"outcome": "accepted", "rationale": "x", "then": "release"}
    assert browser.post(_row("comment", comment), form).status_code == 404


def test_editors_of_another_region_find_no_table(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        scene = a_scene(session)
        comment = a_comment(session, scene).id
        elsewhere = a_region(session, "marbach", "Landkreis Marbach")
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, elsewhere)
    for region in ("lindenau", "marbach"):
        address = f"/de/{region}/verwaltung/abwaegung/zukunft/comment/{comment}"
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"outcome": "noted", "rationale": "x"}).status_code == 404


def test_strangers_are_asked_to_sign_in(browser: Browser) -> None:
    set_up(browser)
    assert "anmelden" in browser.get(TABLE).headers["location"]
