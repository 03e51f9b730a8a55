"""What a reader does to find something: type words, choose a strategy and a language, turn pages."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from participation.core.search import Scope, Wanted, filed_languages, found
from participation.core.text import cleaned
from participation.language.stems import Term, terms_of
from participation.search.results import results
from participation.search.snippets import Piece, marked, meets
from participation.strategy.queries import StrategyTitle, published_strategies
from participation.surveys.running import running_surveys
from participation.surveys.wording import plain
from participation.web.languages import BY_SLUG, LANGUAGES
from participation.web.visit import Visit, chosen, page_number

LONGEST = 200
PAGE = 20


@dataclass(frozen=True)
class Asked:
    """What was typed and chosen: the words, a strategy's slug, a language's slug; empty for all."""

    words: str
    strategy: str
    language: str

    @property
    def params(self) -> dict[str, str | None]:
        """For addresses that keep what was asked."""
        return {"q": self.words or None, "strategie": self.strategy or None, "sprache": self.language or None}


@dataclass(frozen=True)
class FoundSurvey:
    """A survey whose title has the words."""

    href: str
    title: tuple[Piece, ...]


def search(visit: Visit) -> Response:
    """Everything published that has the words, the best first."""
    strategies = published_strategies(visit.db, visit.place, visit.language.tag)
    asked, terms = _asked(visit, strategies), terms_of(visit.query.get("q", "")[:LONGEST])
    number = page_number(visit.query, most=500)
    ids = {one.strategy.slug: one.strategy.id for one in strategies}
    scope = _scope(visit, asked, ids.get(asked.strategy))
    wanted = [Wanted(term.stem, term.start) for term in terms]
    total, hits = found(visit.db, wanted, scope, offset=(number - 1) * PAGE, limit=PAGE)
    return visit.render(
        "search/search.html",
        fragment="found",
        asked=asked,
        total=total,
        number=number,
        results=results(visit, hits, terms),
        surveys=_surveys(visit, terms) if number == 1 and not asked.strategy else [],
        strategies=[(one.strategy.slug, one.title) for one in strategies],
        languages=_languages(visit),
        has_words=bool(terms),
        longest=LONGEST,
        pages=-(-total // PAGE),
        **visit.pages("search", number, total > number * PAGE, **asked.params),
        alternates=_alternates(visit, asked),
        breadcrumbs=[(visit._("Home"), visit.url("home")), (visit._("Search"), None)],
    )


def _asked(visit: Visit, strategies: list[StrategyTitle]) -> Asked:
    words = " ".join(cleaned(visit.query.get("q", ""))[:LONGEST].split())
    return Asked(
        words,
        chosen(visit.query, "strategie", ["", *(one.strategy.slug for one in strategies)]),
        chosen(visit.query, "sprache", ["", *BY_SLUG]),
    )


def _scope(visit: Visit, asked: Asked, strategy_id: UUID | None) -> Scope:
    language = BY_SLUG[asked.language].tag if asked.language else None
    return Scope(visit.place.id, visit.language.tag, strategy_id, language)


def _languages(visit: Visit) -> list[tuple[str, str]]:
    """The languages in which anything is published, to choose from."""
    place = visit.place.id
    filed = visit.site.remembered(("search.languages", place), lambda session: filed_languages(session, place))
    return [(language.slug, language.label) for language in LANGUAGES if language.tag in filed]


def _surveys(visit: Visit, terms: tuple[Term, ...]) -> list[FoundSurvey]:
    """Surveys whose title has all the words; they are few and in memory."""
    running = running_surveys(visit.site).of_region(visit.place.id) if terms else []
    titles = [(survey.slug, plain(survey.latest.questionnaire.title, visit.language.tag)) for survey in running]
    return [
        FoundSurvey(visit.url("survey", survey=slug), marked(title, terms))
        for slug, title in titles
        if meets(title, terms) == len(terms)
    ]


def _alternates(visit: Visit, asked: Asked) -> list[dict[str, object]]:
    """The same search in every language."""
    found = visit.site.alternates(visit)
    return [one | {"href": visit.url("search", language=one["slug"], **asked.params)} for one in found]
