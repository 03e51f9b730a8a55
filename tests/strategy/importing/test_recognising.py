"""What documents say is recognised: levels, numbers, places, links and contradictions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest

from participation.strategy.importing.furniture import without_line_numbers
from participation.strategy.importing.plain_text import lines_of_text
from participation.strategy.importing.recognising import recognise
from participation.strategy.importing.tree import Recognised, Recognition
from tests.strategy.importing.documents import AIMS, CLUSTERS, FIELDS, LINKED, RESOLUTION

Row = tuple[str, str, str, str]


def read(text: str) -> Recognition:
    return recognise(lines_of_text(text))


def rows(recognition: Recognition, *kinds: str) -> list[Row]:
    """(kind, number, title, title of what it hangs below) of the elements of some kinds."""

    def walk(element: Recognised, above: str) -> Iterator[Row]:
        yield element.kind.value, element.number, element.title, above
        for child in element.children:
            yield from walk(child, element.title)

    found = [row for root in recognition.elements for row in walk(root, "")]
    return [row for row in found if row[0] in kinds]


def test_numbered_fields_areas_and_goals_are_found_once_though_an_appendix_repeats_them() -> None:
    recognition = read(FIELDS)
    assert rows(recognition, "priority_group", "action_field") == [
        ("priority_group", "1", "Prioritätengruppe 1", ""),
        ("action_field", "1", "Arbeit und Innovation", "Prioritätengruppe 1"),
        ("action_field", "2", "Leben und Wohnen", "Prioritätengruppe 1"),
        ("priority_group", "2", "Prioritätengruppe 2", ""),
        ("action_field", "3", "Wald und Wasser", "Prioritätengruppe 2"),
    ]
    assert [row[1:] for row in rows(recognition, "area", "strategic_goal")] == [
        ("1.1", "Betriebe", "Arbeit und Innovation"),
        ("1.1.1", "Beratung für alle, die einen Betrieb gründen oder übernehmen und dafür Räume suchen", "Betriebe"),
        ("1.1.2", "Schnelles Netz in jedem Gewerbegebiet", "Betriebe"),
        ("2.1", "Wohnen im Dorf", "Leben und Wohnen"),
        ("2.1.1", "Umbau leerer Höfe zu Wohnungen", "Wohnen im Dorf"),
        ("3.1", "Gewässer", "Wald und Wasser"),
        ("3.1.1", "Freier Zugang zu den Ufern", "Gewässer"),
    ]


def test_items_whose_sign_is_lost_are_operational_goals_and_page_furniture_is_none() -> None:
    assert [row[2] for row in rows(read(FIELDS), "operational_goal")] == [
        "Sprechtage in jeder Gemeinde, mindestens einmal im Vierteljahr und bei Bedarf auch öfter",
        "Eine Börse für leere Läden",
        "Glasfaser bis zum Jahr 2030",
        "Ein Zuschuss für die Planung",
        "Zwei neue Badestellen im Süden",
    ]


def test_the_sentence_in_quotation_marks_below_an_area_guides_it() -> None:
    assert rows(read(FIELDS), "guiding_principle")[2] == (
        "guiding_principle", "", "Der Landkreis hält seine Bäche und Seen sauber und zugänglich.", "Gewässer"
    )  # fmt: skip


def test_other_wordings_in_the_appendix_and_in_prose_are_named() -> None:
    said = read(FIELDS).contradictions
    assert any("1.1.2" in one and "Schnelles Netz" in one and "Schnelles Internet" in one for one in said)
    assert any("„Wald und Wasser“ und „Wald und Gewässer“" in one for one in said)
    assert len(said) == 2


def test_a_field_in_two_groups_is_named() -> None:
    moved = FIELDS.replace("Wasser\n\n\n\nLegende", "Wasser\n\nLeben und Wohnen\n\n\n\nLegende")
    assert moved != FIELDS
    said = read(moved).contradictions
    assert any("„Leben und Wohnen“ steht in zwei Gruppen" in one for one in said)


def test_clusters_take_their_title_from_the_heading_and_their_fields_from_the_list_before_it() -> None:
    assert rows(read(CLUSTERS), "action_cluster", "action_field", "strategic_goal") == [
        ("action_cluster", "1", "Arbeit und Wege", ""),
        ("action_field", "", "Betriebe und Handel", "Arbeit und Wege"),
        ("action_field", "", "Busse und Bahnen", "Arbeit und Wege"),
        ("strategic_goal", "", "Anlaufstelle für neue Betriebe", "Arbeit und Wege"),
        ("strategic_goal", "", "Bus im Stundentakt", "Arbeit und Wege"),
        ("action_cluster", "2", "Zusammenleben", ""),
        ("action_field", "", "Vereine", "Zusammenleben"),
        ("strategic_goal", "", "Ein Haus für Vereine in jeder Gemeinde", "Zusammenleben"),
    ]


def test_the_text_of_a_field_stands_with_it() -> None:
    field = next(one for one in read(CLUSTERS).all() if one.title == "Betriebe und Handel")
    assert field.paragraphs == ["Kleine Betriebe sollen bleiben können."]


def test_a_resolution_with_line_numbers_that_says_its_goals_twice_has_each_once() -> None:
    recognition = read(RESOLUTION)
    assert rows(recognition, "strategic_goal", "point") == [
        ("strategic_goal", "1", "Der Landkreis bringt die 3 Aktionsräume voran!", ""),
        ("point", "", "Ratgeber für die Gemeinden", "Der Landkreis bringt die 3 Aktionsräume voran!"),
        ("strategic_goal", "2", "Mehr als 70.000 Menschen wohnen hier!", ""),
        ("point", "", "Die 3 Aktionsräume zahlen alle auf dieses Ziel ein", "Mehr als 70.000 Menschen wohnen hier!"),
    ]
    assert recognition.contradictions == [
        (
            "Ziel 2 steht in zwei Fassungen da: „Mehr als 70.000 Menschen wohnen hier!“ und "
            "„Mehr als 70.000 Menschen wohnen hier, auch junge!“."
        )
    ]


def test_fields_that_only_a_figure_names_get_working_titles_and_pay_into_the_goal() -> None:
    fields = [one for one in read(RESOLUTION).all() if one.kind == "action_field"]
    assert [one.title for one in fields] == ["Schule und Sport", "Handel und Gewerbe", "Wald und Feld"]
    assert {one.paragraphs[0] for one in fields} == {"Arbeitstitel"}
    assert {target.number for one in fields for _, target in one.links} == {"2"}


def test_sub_goals_hang_below_their_goal_and_goals_below_the_vision() -> None:
    vision = "Lindenau hält zusammen."
    first = "Lindenau bietet guten Wohnraum und eine gute Anbindung an die großen Städte der Nachbarschaft."
    second = "Lindenau ist eine starke Wirtschaftsregion mit vielen Betrieben und mit guten Arbeitsplätzen."
    assert [(row[1], row[3]) for row in rows(read(AIMS), "strategic_goal", "sub_goal")] == [
        ("1", vision), ("1.1", first), ("1.2", first), ("2", vision), ("2.1", second),
    ]  # fmt: skip
    assert [row[2] for row in rows(read(AIMS), "point")] == [
        "Wohnen für jedes Alter",
        "Umnutzung alter Höfe in den Dörfern, auch durch Vereine und Genossenschaften",
    ]


def test_only_the_final_wording_of_goals_counts_and_fields_contribute_to_it() -> None:
    recognition = read(LINKED)
    assert [row[2] for row in rows(recognition, "strategic_goal")] == [
        "Stärkung der gemeinsamen Feuerwehr in allen Orten",
        "Kurze Wege im Rettungsdienst",
        "Ein gemeinsames Portal für Anträge der Bürgerinnen und Bürger",
    ]
    assert [row[1:3] for row in rows(recognition, "action_field")] == [
        ("1", "Feuerwehr und Rettung"), ("2", "Digitale Verwaltung"),
    ]  # fmt: skip
    links = {
        field.number: [target.title[:11] for _, target in field.links] for field in recognition.all() if field.links
    }
    assert links == {"1": ["Stärkung de", "Kurze Wege "], "2": ["Ein gemeins"]}
    assert any(
        "„Zusätzliche Fördermittel“" in one and "„Digitale Verwaltung“" in one for one in recognition.contradictions
    )


def test_questions_of_a_table_have_its_answers() -> None:
    assert [row[2] for row in rows(read(LINKED), "guiding_question", "point")] == [
        "Wofür steht der Verbund?", "Gemeinsame Wege", "Kurze Wege – lange Freundschaft"
    ]  # fmt: skip


@pytest.mark.parametrize("width", [60, 76, 100])
@pytest.mark.parametrize("text", [CLUSTERS, RESOLUTION, LINKED, AIMS], ids=["clusters", "resolution", "linked", "aims"])
def test_other_line_breaks_change_nothing(text: str, width: int) -> None:
    kinds = ("action_cluster", "action_field", "strategic_goal", "sub_goal")
    wrapped = "\n".join(
        "\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) if "\t" not in line else line
        for line in text.split("\n")
    )
    assert rows(read(wrapped), *kinds) == rows(read(text), *kinds)


def test_every_element_stands_there_once_in_the_json() -> None:
    document = read(LINKED).as_document()
    assert set(document["children"][0]) == {"kind", "number", "title", "text", "children", "links"}
    titles = [(row[0], row[2]) for row in rows(read(LINKED), "strategic_goal", "action_field")]
    assert len(titles) == len(set(titles))


def test_prose_without_levels_has_none() -> None:
    text = (
        "# Bericht\n\nDie Ziele wurden beraten. Handlungsfelder gibt es noch nicht.\n\n- Ein Punkt\n- Noch ein Punkt\n"
    )
    assert rows(read(text), "strategic_goal", "action_field", "sub_goal") == []


def test_a_column_of_line_numbers_survives_a_five_in_the_text_and_numbers_left_out() -> None:
    column = [f"Satz {'abcdefgh'[place // 5 % 8]}" + (f" {place}" if place % 5 == 0 else "") for place in range(1, 60)]
    column[17] = "Handlungsfeld 5"
    column[29] = "Überschrift"
    kept = without_line_numbers(column)
    assert kept[17] == "Handlungsfeld 5"
    assert [line for place, line in enumerate(kept) if place != 17 and any(sign.isdigit() for sign in line)] == []


def test_numbers_of_goals_may_have_points_after_the_name_of_the_level() -> None:
    text = (
        "# Handlungsfeld 1: Verkehr\n\n## Ziel 1.1: Mehr Busse\n\n## Ziel 1.2. Mehr Züge\n\n## Ziel 12.10 Mehr Wege\n"
    )
    assert rows(read(text), "strategic_goal") == [
        ("strategic_goal", "1.1", "Mehr Busse", "Verkehr"),
        ("strategic_goal", "1.2", "Mehr Züge", "Verkehr"),
        ("strategic_goal", "12.10", "Mehr Wege", "Verkehr"),
    ]
