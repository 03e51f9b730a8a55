"""Fields stand in the priority group that the rule proposes, until editors put them in another one and say why."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.crowd.models import CrowdField
from participation.regions.models import Region
from participation.statistics.published import AnswerKind, PublishedCell, PublishedRow, PublishedTable, Status
from participation.strategy.models import Element
from participation.surveys.models import Release, ReleaseTable
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, a_release, fields_of, set_up

PUBLIC, EASY = "/de/prioritaeten/zukunft", "/leicht/prioritaeten/zukunft"
FORM = "/de/verwaltung/ziele/zukunft/gruppen/mobilitaet"
PAIR = "importance*satisfaction.bus"
WHY = {"reason": "Erst ist die Straße dran.", "easy_reason": "Die Straße kommt zuerst."}


def _words(session: Session, scene: Scene) -> None:
    field = session.get_one(Element, scene.field_id)
    said = [{"word": "Rufbus", "count": 12, "score": 3.0}]
    session.add(CrowdField(thread_id=field.thread_id, region_id=scene.region.id, keywords=said))


def _by_audience(session: Session, _scene: Scene) -> None:
    """Citizens see the field in group 2 for certain; companies see it in group 1, but closely."""
    release = session.exec(select(Release)).one()
    names = {"citizens": "Bürgerschaft", "companies": "Betriebe"}
    shares = {"citizens": (2, 1.0), "companies": (1, 0.7)}
    release.facts = release.facts | {
        "breakdowns": ["audience"],
        "audiences": [{"slug": slug, "names": {"de": name}} for slug, name in names.items()],
        "figures": {
            "groups": {slug: {PAIR: {"group": group, "share": share}} for slug, (group, share) in shares.items()}
        },
    }
    for code, codes in (("importance", (3, 5)), ("satisfaction", (2, 2))):
        rows = tuple(
            PublishedRow((slug,), ((slug,),), Status.EXACT, 40, "40", (PublishedCell(given, 40, None),), mean=given)
            for slug, given in zip(names, codes, strict=True)
        )
        table = PublishedTable(f"{code}.bus", AnswerKind.SCALE, ("audience",), rows)
        session.add(
            ReleaseTable(
                release_id=release.id, question=table.question, dimensions="audience", document=table.as_document()
            )
        )
    session.add(release)


@pytest.fixture
def editor(browser: Browser) -> Browser:
    """The browser of an editor, with a released survey and words of contributions on the field."""
    set_up(browser, a_release, _words)
    signed_in(browser, Role.EDITOR)
    return browser


def _decide(browser: Browser, **more: Any) -> Any:
    answer = browser.post(FORM, fields_of(browser.get(FORM).text) | more)
    browser.site.refresh()
    return answer


def test_everybody_reads_the_rule_its_proposal_and_the_figures(editor: Browser) -> None:
    page = editor.get(PUBLIC).text
    assert "Die Regel schlägt Gruppe 1 vor. Das Ergebnis ist sicher." in page
    assert all(figure in page for figure in ("4,6", "2,1", "sicher (97"))
    assert "Die Regel sagt: Gruppe 1." in editor.get(EASY).text


def test_audiences_stand_apart_and_a_certain_view_goes_before_a_close_one(browser: Browser) -> None:
    set_up(browser, a_release, _by_audience)
    page = browser.get(PUBLIC).text
    assert "Die Regel schlägt Gruppe 2 vor. Das Ergebnis ist sicher." in page
    assert page.index("Bürgerschaft") < page.index("sicher (100") < page.index("Betriebe") < page.index("knapp (70")
    assert "Alle, die teilgenommen haben" not in page


def test_an_override_is_public_with_its_reason_in_both_languages_and_stays_after_the_next(editor: Browser) -> None:
    _decide(editor, group="2", **WHY)
    page = editor.get(PUBLIC).text
    assert page.index("Prioritätengruppe 2") < page.index("Vom Landkreis entschieden") < page.index(WHY["reason"])
    assert WHY["easy_reason"] in editor.get(EASY).text
    _decide(editor, group="rule", reason="Die Straße ist fertig.", easy_reason="Fertig.")
    page = editor.get(PUBLIC).text
    assert "Vom Landkreis entschieden" not in page
    assert page.index("Die Straße ist fertig.") < page.index(WHY["reason"])
    with editor.site.database.reading() as session:
        acts = session.exec(select(JournalEntry).where(JournalEntry.action == "decided the priority group")).all()
    details = [{"number": 1, "given": 2, "proposed": 1}, {"number": 2, "given": None, "proposed": 1}]
    assert [act.details for act in sorted(acts, key=lambda act: act.number or 0)] == details


def test_a_decision_reaches_pages_that_were_kept(editor: Browser) -> None:
    def published(browser: Browser) -> int:
        with browser.site.database.reading() as session:
            return session.exec(select(Region.published_version)).one()

    before = published(editor)
    _decide(editor, group="2", **WHY)
    assert published(editor) == before + 1


def test_an_override_without_reason_is_refused(editor: Browser) -> None:
    answer = _decide(editor, group="2", reason="", easy_reason=WHY["easy_reason"])
    assert answer.status_code == 422
    assert "Eine Begründung wird gebraucht" in answer.text
    assert "Vom Landkreis entschieden" not in editor.get(PUBLIC).text


def test_who_did_not_see_the_last_decision_is_told(editor: Browser) -> None:
    form = fields_of(editor.get(FORM).text)
    _decide(editor, group="2", **WHY)
    answer = editor.post(FORM, form | {"group": "1", "reason": "Doch nicht.", "easy_reason": "Nein."})
    assert answer.status_code == 409
    assert "Jemand anderes hat die Gruppe" in answer.text
    assert "Doch nicht." in fields_of(answer.text)["reason"]


def test_the_workspace_of_a_field_shows_how_sure_its_place_is_and_what_is_talked_about(editor: Browser) -> None:
    page = editor.get("/de/verwaltung/ziele/zukunft/mobilitaet").text
    assert "sicher (97" in page
    assert "Rufbus" in page
    assert "/de/verwaltung/texte/zukunft/teile/mobilitaet/gliederung" in page
