"""The checker as a whole: findings, profiles, score, indices."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from participation.language.checker import Report, check
from participation.language.findings import Level
from participation.language.lexicon import load
from participation.language.reading import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
EASY = sorted(ROOT.glob("content/**/*.leicht.md"))
STANDARD = (
    "Zur Sicherung gleichwertiger Lebensverhältnisse im gesamten Kreisgebiet soll das Angebot des öffentlichen "
    "Personennahverkehrs bis zum Jahr 2030 schrittweise ausgebaut werden."
)
SAMPLE = """Busse im Land-Kreis

Alle Menschen im Land-Kreis sollen gut leben.
Das gilt auch für kleine Dörfer.
Dafür brauchen wir gute Busse.

Das plant der Land-Kreis bis zum Jahr 2030:
• Zwischen Lindenau und Marbach fahren mehr Busse.
• Am Abend fahren Ruf-Busse.

Sagen Sie uns Ihre Meinung!
Sie haben Zeit bis zum 30. April 2026.
"""


def rules(text: str, **options: object) -> set[str]:
    return {finding.rule for finding in check(text, year=2026, with_indices=False, **options).findings}  # type: ignore[arg-type]


def test_a_good_easy_text_has_neither_errors_nor_warnings() -> None:
    report = check(SAMPLE, year=2026)
    assert [finding for finding in report.findings if finding.level is not Level.NOTE] == []


def test_an_office_sentence_breaks_many_rules_and_scores_far_higher() -> None:
    assert {"S01", "S07", "S09", "W05", "W08"} <= rules(STANDARD)
    assert check(STANDARD).score > 2 * check(SAMPLE).score


def test_a_finding_names_line_span_sentence_and_a_way_out() -> None:
    text = "# Der Plan\n\nWir lesen den Plan.\nDann wird der Plan geprüft."
    finding = next(finding for finding in check(text).findings if finding.rule == "S07")
    assert (finding.level, finding.line, finding.sentence) == (Level.WARNING, 4, "Dann wird der Plan geprüft.")
    assert text.splitlines()[3][finding.start : finding.end] == "wird der Plan geprüft"
    assert "Passiv" in finding.message
    assert finding.suggestion


def test_spans_are_right_behind_markup() -> None:
    text = "- Das ist **nicht** der *Ort* z. B. in [Halle](https://example.org)."
    finding = next(finding for finding in check(text).findings if finding.rule == "W01")
    assert text[finding.start : finding.end] == "z. B."


def test_the_rules_of_plain_language_are_milder() -> None:
    text = "Der Landkreis plant neue Busse. Das Angebot wird im Sommer größer. Dafür gibt es Geld vom Land."
    assert "T01" in rules(text)
    assert "T01" not in rules(text, language="de")
    thirteen = "Wir bauen in diesem Jahr mit dem Geld vom Land einen neuen Weg."
    assert "S01" in rules(thirteen)
    assert "S01" not in rules(thirteen, language="de")


def test_names_in_the_genitive_are_a_fault_in_the_strict_profile_only() -> None:
    assert "S09" in rules("Annas Haus ist neu.", profile="bitv")
    assert "S09" not in rules("Annas Haus ist neu.", profile="din")


def test_the_score_does_not_depend_on_the_profile() -> None:
    assert check(STANDARD, profile="einfach").score == check(STANDARD, profile="bitv").score


@pytest.mark.parametrize("options", [{"language": "en"}, {"profile": "streng"}])
def test_an_unknown_language_or_profile_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"there are"):
        check("Ein Satz.", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "   \n\n", "…", "# ", "| a |\n|---|", "***", "\u00ad"])
def test_a_text_without_words_is_no_accident(text: str) -> None:
    assert check(text).score == 0.0


def test_indices_are_german_and_stand_only_from_100_words_on() -> None:
    assert check(SAMPLE).indices == {}
    indices = check("\n".join([STANDARD] * 6)).indices
    # English coefficients would give about -50 here.
    assert 0 < indices["amstad"] < 50
    assert indices["wiener_sachtextformel"] > 12


def test_the_editors_terms_are_kept() -> None:
    words = Vocabulary(explained=frozenset({"Quorum"}), variants={"Partizipation": "Bürger-Beteiligung"})
    assert "W08" in rules("Das Quorum ist wichtig.")
    assert "W08" not in rules("Das Quorum ist wichtig.", vocabulary=words)
    assert "W11" in rules("Die Partizipation ist gut.", vocabulary=words)


def reports() -> list[Report]:
    return [check(path.read_text(encoding="utf-8"), year=2026, with_indices=False) for path in EASY]


def test_our_own_easy_texts_have_hardly_an_error() -> None:
    found = reports()
    errors = {finding.sentence for report in found for finding in report.findings if finding.level is Level.ERROR}
    assert len(EASY) > 50
    assert len(errors) / sum(report.sentences for report in found) < 0.02


def test_each_easy_text_scores_below_its_standard_twin() -> None:
    for path in EASY[::4]:
        twin = path.with_name(path.name.replace(".leicht.", ".de."))
        easy, standard = (check(file.read_text(encoding="utf-8"), with_indices=False).score for file in (path, twin))
        assert easy < standard, path.name


def test_a_thousand_words_take_less_than_a_second() -> None:
    load()
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("content/helmstedt/*/*.de.md")))
    started = time.process_time()
    words = check(text, with_indices=False).words
    assert words > 1000
    assert (time.process_time() - started) / words * 1000 < 1


def test_our_tests_are_found_before_those_that_textstat_installs() -> None:
    import tests  # noqa: PLC0415 - what the name means is what is tested

    assert Path(next(iter(tests.__path__))).resolve() == ROOT / "tests"
