"""Files of answer sheets: all or nothing, every bad row named, a dry run changes nothing."""

from __future__ import annotations

import io
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from sqlmodel import select

from participation.accounts.models import Role
from participation.cli import group
from participation.cli import submissions as submissions_command
from participation.core.errors import ParticipationError
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.entry import staff_upload
from participation.surveys.models import Channel, EntryBatch, Pending, Submission
from participation.surveys.recount import differences
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.builders import an_open_survey
from tests.surveys.entry.desk import ANSWERS, LIST, submissions
from tests.surveys.paper.every_kind import EVERY_KIND

HEADER = [
    "language",
    *("importance.mobility", "importance.health", "satisfaction.mobility", "trust", "has_car", "ways", "ways_other"),
    *("bus_time", "moved", "first.night", "first.price", "fields.one", "picture", "where.text", "wish", "municipality"),
    "age_group",
]
CELLS = [
    "de",
    *("5", "97", "2", "4", "yes", "bus;other", "mit dem Boot"),
    *("35", "2019-05-01", "1", "2", "agree", "bike", "am Bahnhof", "Mehr Busse", "15000002"),
    "75+",
]


class Office:
    """The command line beside a running application."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.survey = an_open_survey(browser, EVERY_KIND)

    def file(self, name: str, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
        path = self.folder / name
        lines = (delimiter.join(f'"{cell}"' for cell in row) for row in rows)
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    def bring_in(self, path: Path, *more: str, batch: str = "Kasten 1") -> Result:
        arguments = ["import-submissions", "umfrage", str(path), "--channel", "paper", "--batch", batch, *more]
        return CliRunner().invoke(group, arguments)

    @property
    def stored(self) -> list[Submission]:
        with self.browser.site.database.reading() as session:
            return submissions(session)


@pytest.fixture
def office(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(submissions_command, "open_database", lambda: nullcontext(browser.site.database))
    return Office(browser, tmp_path)


def refusal(result: Result) -> str:
    assert isinstance(result.exception, ParticipationError), result.output
    return str(result.exception)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-8-sig")])
def test_a_table_is_stored_as_answers_like_any_other(office: Office, delimiter: str, encoding: str) -> None:
    cells = [*CELLS[:-3], "Mehr Bänke", *CELLS[-2:]]
    result = office.bring_in(office.file("a.csv", [HEADER, cells, cells], delimiter, encoding))
    assert result.exit_code == 0, result.output
    assert [json.loads(one.answers) for one in office.stored] == [{**ANSWERS, "wish": "Mehr Bänke"}] * 2
    assert {one.channel for one in office.stored} == {Channel.PAPER}
    fold_pending(office.browser.site.database)
    with office.browser.site.database.reading() as session:
        assert not list(differences(session, office.survey.id))


def test_a_workbook_may_have_a_column_of_zeros_and_ones_for_each_option(office: Office) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["trust", "ways.bus", "ways.bike", "bus_time", "importance.mobility"])
    sheet.append([4, 1, 0, 12.0, 5])
    sheet.append([None] * 5)
    sheet.append([None, 0, 1, None, None])
    book.save(office.folder / "a.xlsx")
    result = office.bring_in(office.folder / "a.xlsx")
    assert result.exit_code == 0, result.output
    found = sorted((json.loads(one.answers) for one in office.stored), key=len)
    wanted = {"trust": 4, "ways": ["bus"], "bus_time": 12, "importance": {"mobility": 5}}
    assert found == [{"ways": ["bike"]}, wanted]


def test_bodies_of_the_api_are_taken_with_their_ids(office: Office) -> None:
    ids = [str(uuid4()), str(uuid4())]
    bodies = [
        {"id": ids[0], "questionnaire_version": 1, "language": "de", "answers": {"trust": 4}},
        {"id": ids[1], "questionnaire_version": 1, "language": "de-simple", "answers": {"trust": 5}},
    ]
    path = office.folder / "a.ndjson"
    path.write_text("\n".join(map(json.dumps, bodies)), encoding="utf-8")
    assert office.bring_in(path).exit_code == 0
    again = office.bring_in(path, batch="Kasten 2")
    assert "2 problems in 2 rows" in refusal(again)
    assert "stored already" in again.output
    assert {one.language for one in office.stored} == {"de", "de-simple"}


def test_one_bad_row_stops_everything_and_every_bad_row_is_named(office: Office) -> None:
    bad, worse = [*CELLS], [*CELLS]
    bad[HEADER.index("trust")], bad[HEADER.index("bus_time")] = "9", "999"
    worse[0] = "tlh"
    path = office.file("a.csv", [HEADER, CELLS, bad, CELLS, worse])
    result = office.bring_in(path, "--json")
    told = json.loads(result.stdout)
    assert (told["rows"], told["stored"]) == (4, 0)
    assert [(one["row"], one["field"]) for one in told["problems"]] == [(3, "trust"), (3, "bus_time"), (5, "language")]
    assert refusal(result) == "3 problems in 4 rows. Nothing was stored."
    assert not office.stored
    plain = office.bring_in(path)
    assert (
        "Row 3, trust: Der Landkreis hört auf die Menschen. – Please choose one of the answers offered." in plain.output
    )


def test_a_dry_run_changes_nothing_and_a_name_stores_only_once(office: Office) -> None:
    path = office.file("a.csv", [HEADER, CELLS])
    dry = office.bring_in(path, "--dry-run")
    assert dry.exit_code == 0
    assert not office.stored
    with office.browser.site.database.reading() as session:
        assert session.exec(select(EntryBatch)).first() is None
    assert office.bring_in(path).exit_code == 0
    assert "There is a batch “Kasten 1” with 1 answer sheets already" in refusal(office.bring_in(path))
    assert len(office.stored) == 1
    with office.browser.site.database.reading() as session:
        assert len(session.exec(select(Pending)).all()) == 1


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (["trust", "haltung"], "No question of this survey has the column “haltung”."),
        (["importance"], "No question of this survey has the column “importance”."),
        (["trust", "trust"], "The column “trust” comes twice."),
        ([""], "The table has no first row with the names of its columns."),
    ],
)
def test_a_table_with_columns_that_mean_nothing_is_refused(office: Office, header: list[str], sentence: str) -> None:
    assert refusal(office.bring_in(office.file("a.csv", [header, ["4"] * len(header)]))) == sentence


def test_the_template_has_every_column_and_takes_back_what_is_written_into_it(office: Office) -> None:
    path = office.folder / "template.csv"
    made = CliRunner().invoke(group, ["import-submissions", "umfrage", "--template", str(path)])
    assert made.exit_code == 0, made.output
    columns = path.read_text(encoding="utf-8").strip().split(",")
    assert set(HEADER) < set(columns)
    path.write_text(
        ",".join(columns) + "\n" + ",".join("4" if one == "trust" else "" for one in columns) + "\n", "utf-8"
    )
    assert office.bring_in(path).exit_code == 0
    assert json.loads(office.stored[0].answers) == {"trust": 4}


def upload(browser: Browser, content: bytes, name: str = "a.csv", **form: Any) -> Any:
    fields = {"name": "Datei", "channel": "event", "language": "de", **form}
    return browser.post(f"{LIST}/datei", fields, files={"file": (name, io.BytesIO(content))})


def test_a_file_in_the_web_becomes_a_batch_that_is_looked_at_and_then_stored(browser: Browser) -> None:
    an_open_survey(browser, EVERY_KIND)
    signed_in(browser, Role.ANALYST)
    table = "\n".join([",".join(HEADER), ",".join(CELLS), ",".join(CELLS)])
    answer = upload(browser, table.encode())
    assert answer.status_code == 303, answer.text
    with browser.site.database.reading() as session:
        assert not submissions(session)
    assert "<dd>2</dd>" in browser.get(answer.headers["location"]).text.replace(
        ' class="kern-description-list-item__value"', ""
    )
    assert browser.post(f"{answer.headers['location']}/speichern").status_code == 303
    with browser.site.database.reading() as session:
        stored = submissions(session)
        assert [json.loads(one.answers) for one in stored] == [ANSWERS] * 2
        assert {one.channel for one in stored} == {Channel.EVENT}


def test_a_file_of_some_megabytes_is_taken_and_a_larger_one_told_why_not(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_open_survey(browser, EVERY_KIND)
    signed_in(browser, Role.ANALYST)
    table = ",".join(HEADER).encode() + b"\n" + (",".join(CELLS).encode() + b"\n") * 3 + b"\n" * 1_000_000
    with monkeypatch.context() as patch:
        patch.setattr(staff_upload, "MOST_BYTES", 1_000_000)
        answer = upload(browser, table)
    assert answer.status_code == 422
    assert "bis 1 Megabyte" in answer.text
    assert upload(browser, table).status_code == 303


def test_a_bad_file_in_the_web_is_named_row_by_row_and_nothing_is_kept(browser: Browser) -> None:
    an_open_survey(browser, EVERY_KIND)
    signed_in(browser, Role.ANALYST)
    answer = upload(browser, b"trust,bus_time\n9,5\n4,1\n")
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine der angebotenen Antworten" in answer.text
    for name, content in (("a.pdf", b"%PDF"), ("a.xlsx", b"no workbook"), ("a.csv", b"")):
        assert upload(browser, content, name).status_code == 422
    assert browser.post(f"{LIST}/datei", {"name": "Datei"}).status_code == 422
    with browser.site.database.reading() as session:
        assert session.exec(select(EntryBatch)).first() is None
    template = browser.get(f"{LIST}/vorlage.csv")
    assert template.text.startswith("\ufeffid;language;audience;importance.mobility")
