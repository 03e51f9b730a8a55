"""From an empty survey to released results and a file for SPSS: an editor, a citizen with one thumb, an analyst."""

from __future__ import annotations

from pathlib import Path

import pyreadstat
import pytest
from playwright.sync_api import Page

from tests.journeys import surveying
from tests.served import Server

OTHERS = 60


@pytest.mark.journey
@pytest.mark.parametrize("county", ["file"], indirect=True)
def test_from_an_empty_survey_to_released_results_and_an_spss_file(
    county: Server, office: Page, thumb: Page, tmp_path: Path
) -> None:
    surveying.begin_a_survey(office)
    surveying.say_what_it_is_about(office)
    surveying.copy_from_the_library(office)
    surveying.ask_the_ways(office)
    surveying.ask_the_waiting(office)
    surveying.look_at_the_ways_through(office)
    surveying.publish_the_questionnaire(office)
    surveying.answer_with_one_thumb(thumb)
    surveying.others_answer(county, OTHERS)
    surveying.release(office, OTHERS + 1)
    surveying.read_the_results(thumb, OTHERS + 1)
    sheets, facts = pyreadstat.read_sav(surveying.take_the_spss_file(office, tmp_path))
    assert len(sheets) == OTHERS + 1
    assert facts.file_label == surveying.TITLES["de"]
    assert surveying.OTHER_WORDS in set(sheets["wie_sind_sie_meist_unterwegs_other"])
    by_bus = sheets["wie_sind_sie_meist_unterwegs"] == 1
    assert sheets.loc[~by_bus, "wie_lange_warten_sie"].isna().all()
    assert sheets.loc[by_bus, "wie_lange_warten_sie"].notna().any()
