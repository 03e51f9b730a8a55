"""The difference of two texts is complete, readable and quick."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from participation.language.difference import Change, difference, is_changed

_TEXTS = st.lists(st.sampled_from(["Bus", "Rad", "1,8", ",", ".", "(", "nicht", "Land-Kreis"]), max_size=30).map(
    " ".join
)


def _shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(run.change.value, run.text.strip()) for run in difference(before, after)]


def test_a_changed_word_is_removed_and_added() -> None:
    assert _shown("Bis 2030 fahren Busse.", "Bis 2032 fahren Busse.") == [
        ("kept", "Bis"),
        ("removed", "2030"),
        ("added", "2032"),
        ("kept", "fahren Busse."),
    ]


def test_an_added_word_leaves_the_rest_in_peace() -> None:
    assert _shown("mehr Busse", "viel mehr Busse") == [("added", "viel"), ("kept", "mehr Busse")]


def test_a_number_with_a_comma_is_one_word() -> None:
    assert ("added", "1,9") in _shown("kostet 1,8 Mio.", "kostet 1,9 Mio.")


def test_a_full_stop_is_no_part_of_the_word_before() -> None:
    assert _shown("mehr Busse.", "mehr Busse!") == [("kept", "mehr Busse"), ("removed", "."), ("added", "!")]


def test_marks_between_changes_belong_to_them() -> None:
    assert _shown("Bus, Bahn", "Rad, Fuß") == [("removed", "Bus, Bahn"), ("added", "Rad, Fuß")]


def test_only_spaces_differ_means_nothing_changed() -> None:
    assert not is_changed(difference("ein Bus", "ein  Bus"))
    assert not is_changed(difference("", ""))


@given(_TEXTS, _TEXTS)
def test_nothing_is_lost_and_nothing_invented(before: str, after: str) -> None:
    runs = difference(before, after)
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == after
    remaining = "".join(run.text for run in runs if run.change is not Change.ADDED)
    assert remaining.split() == before.split() or remaining.replace(" ", "") == before.replace(" ", "")
    assert is_changed(runs) == (before.split() != after.split())


@given(_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not is_changed(difference(text, text))


def test_five_thousand_words_take_less_than_two_seconds() -> None:
    words = [f"Wort{number % 700}" for number in range(5_000)]
    changed = [word if number % 50 else "neu" for number, word in enumerate(words)]
    start = time.process_time()
    assert is_changed(difference(" ".join(words), " ".join(changed)))
    assert time.process_time() - start < 2


def test_a_text_made_to_be_slow_is_replaced_as_a_whole() -> None:
    before = time.process_time()
    assert _shown("Bus Bahn Rad " * 385, "Rad Bahn Bus " * 385) == [
        ("removed", ("Bus Bahn Rad " * 385).strip()),
        ("added", ("Rad Bahn Bus " * 385).strip()),
    ]
    assert time.process_time() - before < 1
