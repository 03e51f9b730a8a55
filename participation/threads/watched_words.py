"""A region's word list against a text: every inflected form, and compounds; a hit decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.language.lexicon import zipf
from participation.threads.inflection import Form, folded, possible_forms, roots_of, spellings
from participation.threads.models import WatchedWord

LONGEST_WORD = 80
MOST_WORDS = 5_000
_LONGEST_IN_TEXT = 80
"""Letters of a word that is looked at; trying every cut of a longer one would keep a server busy for seconds."""
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST_IN_COMPOUND = 3
_SHORTEST_PART = 3
_LONG_ROOT = 4
_KNOWN_PART = 3.0  # zipf: at least once in a million words
_Word = tuple[int, int, str]
_Phrase = tuple[frozenset[Form], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the list found in a text from `start` to `end` (characters)."""

    start: int
    end: int
    entry: str


@dataclass(frozen=True)
class WordList:
    """A word list made ready: `phrases` by the roots of their first word, `parts` of compounds, `never` no hit."""

    phrases: dict[Form, list[tuple[_Phrase, str]]]
    parts: dict[str, str]
    never: frozenset[Form] = frozenset()

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Where the words of the list stand in the text, in their order."""
        if not self.phrases:
            return ()
        words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
        hits = (self._hit(words, place) for place in range(len(words)))
        return tuple(hit for hit in hits if hit)

    def _hit(self, words: list[_Word], place: int) -> Hit | None:
        start, end, word = words[place]
        if len(word) > _LONGEST_IN_TEXT:
            return None
        forms = possible_forms(word)
        if not forms.isdisjoint(self.never):
            return None
        for form in forms & self.phrases.keys():
            for phrase, entry in self.phrases[form]:
                following = words[place + 1 : place + len(phrase)]
                if _are(following, phrase[1:]):
                    return Hit(start, following[-1][1] if following else end, entry)
        entry = self._in_compound(word)
        return Hit(start, end, entry) if entry else None

    def _in_compound(self, word: str) -> str:
        """The entry that a compound begins or ends with, the other part being a known word; empty for none."""
        if not self.parts:
            return ""
        for plain in spellings(word):
            as_written = word.lower() if len(word) == len(plain) else plain  # with umlauts, to look the other part up
            for cut in range(_SHORTEST_PART, len(plain) - _SHORTEST_PART + 1):
                head = self.parts.get(plain[:cut], "")
                if head and _is_other_part(as_written[cut:], cut, first=False):
                    return head
                ends = {form.root for form in possible_forms(word[cut:].capitalize()) if form.is_noun}
                tail = next((self.parts[root] for root in ends & self.parts.keys()), "")
                if tail and _is_other_part(as_written[:cut], len(plain) - cut, first=True):
                    return tail
        return ""


def _is_other_part(letters: str, root: int, *, first: bool) -> bool:
    """Whether letters beside a root of that length are a known word, with link letters between them or without.

    Short roots have no link letters: Saustall, but Sau-er-stoff is none.
    """
    if root < _LONG_ROOT:
        return len(letters) >= _LONG_ROOT and _is_known(letters)
    cut, begins = (str.removesuffix, str.endswith) if first else (str.removeprefix, str.startswith)
    return any(_is_known(cut(letters, link)) for link in _LINKS if begins(letters, link))


def _are(words: list[_Word], phrase: _Phrase) -> bool:
    pairs = list(zip(words, phrase, strict=False))
    if len(pairs) < len(phrase) or any(len(word[2]) > _LONGEST_IN_TEXT for word, _ in pairs):
        return False
    return all(not possible_forms(word[2]).isdisjoint(forms) for word, forms in pairs)


NO_WORDS = WordList({}, {})


def word_list(entries: Iterable[str]) -> WordList:
    """The list made ready for many texts; `=word` leaves compounds out, `-word` is never a hit."""
    phrases: dict[Form, list[tuple[_Phrase, str]]] = {}
    parts: dict[str, str] = {}
    never: set[Form] = set()
    for entry in entries:
        words = _WORD.findall(entry)
        roots = [frozenset(roots_of(word)) for word in words]
        if not words or not roots[0]:
            continue
        if entry.startswith("-"):
            never |= {form for root in roots[0] for form in (root, Form(root.root, not root.is_noun))}
            continue
        for form in roots[0]:
            phrases.setdefault(form, []).append((tuple(roots), entry))
        if len(words) == 1 and not entry.startswith("="):
            parts |= {form.root: entry for form in roots[0] if len(form.root) >= _SHORTEST_IN_COMPOUND}
    return WordList(phrases, parts, frozenset(never))


def _is_known(word: str) -> bool:
    return len(word) >= _SHORTEST_PART and zipf(word) >= _KNOWN_PART


def entries_of(text: str) -> list[str]:
    """The entries of an imported text: one a line, without empty lines, comments (#) and repetitions."""
    lines = (" ".join(line.split())[:LONGEST_WORD] for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#") and _WORD.search(line)))


def stored_words(session: Session, region_id: UUID) -> list[str]:
    """A region's entries in the order of the alphabet."""
    found = session.exec(select(WatchedWord.word).where(WatchedWord.region_id == region_id))
    return sorted(found, key=lambda word: (folded(word).lstrip("=-"), word))


def store_words(session: Session, region_id: UUID, entries: Iterable[str]) -> None:
    """Put a list in the place of the region's present one."""
    session.exec(delete(WatchedWord).where(col(WatchedWord.region_id) == region_id))
    session.add_all(WatchedWord(region_id=region_id, word=word) for word in entries)
    session.flush()
