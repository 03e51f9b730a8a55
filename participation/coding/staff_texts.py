"""Coding itself: the texts of a procedure, one text sentence by sentence, and what carries a code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from participation.coding.codes import code_in, tree_of
from participation.coding.models import Code
from participation.coding.opening import has_opened, open_answers
from participation.coding.proposals import proposed
from participation.coding.segments import Marked, codes_of, mark, marked_in, quotes, unmark
from participation.coding.sentences import Stretch, joined, stretches
from participation.coding.sources import Coding, CodingSource, Passage
from participation.coding.staff_book import person
from participation.core.errors import NotFound
from participation.procedures.models import Procedure
from participation.procedures.reading import procedure_named
from participation.web.visit import Visit, chosen

_UNCODED, _ALL = "ohne", "alle"
_TAKE = ":"


@dataclass(frozen=True)
class ShownSentence:
    """A sentence to choose, with the codes that it carries and those that are proposed for it."""

    words: str
    line: int
    marks: Sequence[Code]
    proposals: Sequence[Code]


@dataclass(frozen=True)
class TextViews:
    """The pages of texts."""

    coding: Coding

    def code_texts(self, visit: Visit, procedure: str) -> Response:
        """The texts of one kind, page by page, those without any code first asked for."""
        found = procedure_named(visit.db, visit.place, procedure)
        strands = self._strands(visit, found)
        kind = chosen(visit.query, "art", [f"{source.code}:{key}" for source, key, _label in strands])
        source = next(source for source, key, _label in strands if f"{source.code}:{key}" == kind)
        which = chosen(visit.query, "stand", (_UNCODED, _ALL))
        is_shown = self._may_read(visit, found, source)
        after, strand = _uuid(visit.query.get("nach", "")), kind.partition(":")[2]
        leaf = source.leaf(visit.db, found, strand, after, uncoded=which == _UNCODED) if is_shown else None
        return visit.render(
            "coding/texts.html",
            procedure=found,
            kinds=[(f"{source.code}:{key}", label) for source, key, label in strands],
            kind=kind,
            which=which,
            leaf=leaf,
            codes=codes_of(visit.db, [one.id for one in leaf.passages]) if leaf else {},
            source=source,
        )

    def open_coded_answers(self, visit: Visit, procedure: str) -> Response:
        """Say that raw answers are read now: the journal keeps it."""
        found = procedure_named(visit.db, visit.place, procedure)
        open_answers(visit.db, found, person(visit))
        return visit.redirect("code_texts", procedure=procedure, art=visit.form.text("art"))

    def code_text(self, visit: Visit, procedure: str, source: str, contribution: UUID) -> Response:
        """One text, sentence by sentence."""
        found = procedure_named(visit.db, visit.place, procedure)
        return self._text(visit, found, self._passage(visit, found, source, contribution))

    def mark_text(self, visit: Visit, procedure: str, source: str, contribution: UUID) -> Response:
        """Give codes to the chosen sentences, take a proposal, or take a code off."""
        found = procedure_named(visit.db, visit.place, procedure)
        passage = self._passage(visit, found, source, contribution)
        then = visit.form.text("then")
        place = f"satz-{1 + min(_numbers(visit.form.many('sentence')), default=0)}"
        if removed := _uuid(visit.form.text("remove")):
            unmark(visit.db, found, passage, removed, person(visit))
        else:
            given = list(_given(visit, found, passage))
            if not given:
                problem = visit._("Please choose at least one sentence and one code.")
                return self._text(visit, found, passage, problem, 422)
            mark(visit.db, found, passage, given, person(visit))
        going_on = self._next(visit, found, passage) if then == "next" else None
        params, kind = {"procedure": procedure, "source": source}, visit.form.text("art") or None
        if going_on is not None:
            return visit.redirect("code_text", contribution=going_on.id, teil=going_on.part or None, art=kind, **params)
        if then == "next":
            return visit.redirect("code_texts", procedure=procedure, art=kind)
        return visit.redirect(
            "code_text", contribution=contribution, teil=passage.part or None, art=kind, anchor=place, **params
        )

    def read_code(self, visit: Visit, procedure: str, code: UUID) -> Response:
        """What carries a code or one below it, word for word, with nothing about who said it."""
        found = procedure_named(visit.db, visit.place, procedure)
        known, tree = code_in(visit.db, found.id, code), tree_of(visit.db, found.id)
        readable = [one for one in self.coding.sources if self._may_read(visit, found, one)]
        after = _uuid(visit.query.get("nach", ""))
        shown, going_on = quotes(visit.db, self.coding, tree.below(code), [one.code for one in readable], after)
        return visit.render(
            "coding/quotes.html",
            procedure=found,
            node=tree.by_id[known.id],
            quotes=shown,
            sources=self.coding.by_code,
            after=after,
            next=visit.url("read_code", procedure=procedure, code=code, nach=going_on) if going_on else None,
            is_unopened=any(
                one.is_opened and one not in readable for one in self.coding.sources if _admits(visit, one)
            ),
        )

    def _strands(self, visit: Visit, procedure: Procedure) -> list[tuple[CodingSource, str, str]]:
        return [
            (source, strand.key, f"{visit._(source.label)}: {strand.label}" if strand.label else visit._(source.label))
            for source in self.coding.sources
            if _admits(visit, source)
            for strand in source.strands(visit.db, procedure, visit.language.tag)
        ]

    def _may_read(self, visit: Visit, procedure: Procedure, source: CodingSource) -> bool:
        if not _admits(visit, source):
            return False
        return not source.is_opened or has_opened(visit.db, procedure, person(visit), visit.now)

    def _passage(self, visit: Visit, procedure: Procedure, code: str, contribution: UUID) -> Passage:
        source = self.coding.source(code)
        part = visit.query.get("teil", "") or visit.form.text("part")
        found = source.find(visit.db, procedure.id, [(contribution, part)])
        if not found or not self._may_read(visit, procedure, source):
            raise NotFound("There is no such contribution.")
        return found[0]

    def _next(self, visit: Visit, procedure: Procedure, passage: Passage) -> Passage | None:
        """The next text of the strand that carries no code."""
        strand = visit.form.text("art").partition(":")[2]
        leaf = self.coding.source(passage.source).leaf(visit.db, procedure, strand, passage.id, uncoded=True)
        return leaf.passages[0] if leaf.passages else None

    def _text(
        self, visit: Visit, procedure: Procedure, passage: Passage, problem: str = "", status: int = 200
    ) -> Response:
        tree = tree_of(visit.db, procedure.id)
        marked = marked_in(visit.db, passage)
        return visit.render(
            "coding/text.html",
            status=status,
            procedure=procedure,
            passage=passage,
            opens=_opens(visit, passage),
            source=self.coding.source(passage.source),
            sentences=_shown(passage, marked, tree.given),
            marked=marked,
            nodes=[node for node in tree.nodes if node.code.retired_at is None],
            kind=visit.form.text("art") or visit.query.get("art", f"{passage.source}:"),
            chosen=_numbers(visit.form.many("sentence")),
            ticked=visit.form.many("code"),
            problem=problem,
        )


def _opens(visit: Visit, passage: Passage) -> bool:
    """Whether the reader may open the contribution where it is worked on."""
    there = visit.site.routes.by_name.get(passage.page.page) if passage.page else None
    return there is not None and there.only.admits(visit.person, visit.place)


def _shown(passage: Passage, marked: Sequence[Marked], codes: Sequence[Code]) -> list[ShownSentence]:
    sentences = stretches(passage.text)
    shown = []
    for sentence, offered in zip(sentences, proposed(codes, passage.text, sentences), strict=True):
        own = [one for one in marked if one.words and sentence.overlaps(one.segment.begins, one.segment.ends)]
        marks = list({one.code.id: one.code for one in own}.values())
        left = [code for code in offered if code.id not in {one.id for one in marks}]
        shown.append(ShownSentence(sentence.of(passage.text), sentence.line, marks, left))
    return shown


def _given(visit: Visit, procedure: Procedure, passage: Passage) -> Iterator[tuple[Stretch, Code]]:
    """What the form gives: the chosen codes for the chosen sentences, or one proposal ("2:code")."""
    sentences, codes = stretches(passage.text), {str(code.id): code for code in tree_of(visit.db, procedure.id).given}
    number, _colon, taken = visit.form.text("take").partition(_TAKE)
    wanted = _numbers([number]) if taken else _numbers(visit.form.many("sentence"))
    for stretch in joined(sentences, wanted):
        for name in [taken] if taken else visit.form.many("code"):
            if name in codes:
                yield stretch, codes[name]


def _numbers(given: Sequence[str]) -> set[int]:
    return {int(one) for one in given if one.isdecimal() and one.isascii()}


def _admits(visit: Visit, source: CodingSource) -> bool:
    return source.only.admits(visit.person, visit.place)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
