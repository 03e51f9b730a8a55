"""Words of the glossary in a text: the first use of each leads to its explanation, in whatever inflected form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from markupsafe import Markup

from participation.language.stems import folded, stem, written_words

_TAG = re.compile(r"(<[^>]*>)")
_OPENING = re.compile(r"<(a|h[1-6]|code)\b")
_CLOSING = re.compile(r"</(a|h[1-6]|code)>")


@dataclass(frozen=True)
class Entry:
    """A word with its explanation in the reader's language."""

    key: str
    term: str
    explanation: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spelling:
    """How a word or phrase of the glossary is recognised: the stems of its words, and which are written large."""

    stems: tuple[str, ...]
    large: tuple[bool, ...]


class Glossary:
    """The words of a region in one language, made ready for finding them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take the entries; longer phrases win over the words in them."""
        self.entries = tuple(entries)
        self._by_first: dict[str, list[tuple[Spelling, Entry]]] = {}
        for entry in entries:
            for words in (entry.term, *entry.also):
                if spelling := _spelling(words):
                    self._by_first.setdefault(spelling.stems[0], []).append((spelling, entry))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0].stems))

    def found_at(self, words: Sequence[re.Match[str]], place: int) -> tuple[Entry, int] | None:
        """The entry whose word begins at a place, and how many words it takes."""
        for spelling, entry in self._by_first.get(_stem(words[place].group()), ()):
            taken = words[place : place + len(spelling.stems)]
            if _says([word.group() for word in taken], spelling):
                return entry, len(taken)
        return None


@dataclass
class Linker:
    """Links the words of one page, each where it comes first; `used` are they, in that order."""

    glossary: Glossary
    used: dict[str, Entry] = field(default_factory=dict)

    def __call__(self, html: Markup) -> Markup:
        """The HTML with links; what stands in links, headings and code stays as it is."""
        inside, parts = 0, []
        for piece in _TAG.split(str(html)):
            if piece.startswith("<"):
                inside += bool(_OPENING.match(piece)) - bool(_CLOSING.match(piece))
                parts.append(piece)
            else:
                parts.append(piece if inside else "".join(self._linked(unescape(piece))))
        return Markup("".join(parts))  # noqa: S704 - the tags are those that came in, everything else is escaped

    def _linked(self, text: str) -> Iterator[str]:
        text = unicodedata.normalize("NFC", text)
        words, place, reached = list(written_words(text)), 0, 0
        while place < len(words):
            found = self.glossary.found_at(words, place)
            if found is None or found[0].key in self.used:
                place += found[1] if found else 1
                continue
            entry, count = found
            start, end = words[place].start(), words[place + count - 1].end()
            self.used[entry.key] = entry
            yield escape(text[reached:start], quote=False)
            yield f'<a class="term" href="#wort-{entry.key}">{escape(text[start:end], quote=False)}</a>'
            reached, place = end, place + count
        yield escape(text[reached:], quote=False)


def _spelling(words: str) -> Spelling | None:
    found = [match.group() for match in written_words(unicodedata.normalize("NFC", words))]
    return Spelling(tuple(map(_stem, found)), tuple(word[0].isupper() for word in found)) if found else None


def _stem(word: str) -> str:
    return stem(folded(word))


def _says(words: Sequence[str], spelling: Spelling) -> bool:
    """Whether these are the words; a noun's are written large, so that no verb is taken for it."""
    return len(words) == len(spelling.stems) and all(
        _stem(word) == wanted and (word[0].isupper() or not large)
        for word, wanted, large in zip(words, spelling.stems, spelling.large, strict=True)
    )
