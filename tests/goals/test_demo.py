"""The demo's stories are told once, on the real strategies, with all that a visitor should find."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import col, func, select

from participation.areas import CONTENT
from participation.content import load_content
from participation.core.identifiers import receipt_code
from participation.goals.demo import add_demo_stories, client_id_of
from participation.goals.demo_groups import add_demo_groups
from participation.goals.demo_stories import DOCTORS, STORIES
from participation.strategy.models import Version
from tests.browser import Browser

CONTENT_FOLDER = Path(__file__).resolve().parent.parent.parent / "content"


def test_each_story_leads_to_version_2_and_telling_it_again_changes_nothing(browser: Browser, tmp_path: Path) -> None:
    for story in STORIES:
        (tmp_path / story.region).symlink_to(CONTENT_FOLDER / story.region)
    load_content(browser.site.database, tmp_path, CONTENT)
    with browser.site.database.writing() as session:
        assert add_demo_stories(session) == len(STORIES)
        assert add_demo_stories(session) == 0
        assert session.exec(select(func.max(col(Version.number)))).one() == 2
        assert (add_demo_groups(session), add_demo_groups(session)) == (1, 0)
    browser.site.refresh()
    page = browser.get(f"/de/{DOCTORS.region}/ziele/{DOCTORS.strategy}/{DOCTORS.goal}").text
    assert all(voice.rationale in page for voice in DOCTORS.voices)
    code = receipt_code(client_id_of(DOCTORS, 0))
    assert "Fassung 2" in browser.post(f"/de/{DOCTORS.region}/nachverfolgen", {"code": code}).text
    groups = browser.get(f"/de/{DOCTORS.region}/prioritaeten/{DOCTORS.strategy}").text
    assert "Das Konzept stellt das Feld dennoch in die zweite Gruppe" in groups
