"""Templates: one escaping environment per language, pages and their fragments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from participation.core.days import ZONE
from participation.core.text import msgid
from participation.web.languages import LANGUAGES, Language
from participation.web.markdown import easy_text, inline_markdown, markdown, plain_text
from participation.web.translations import load_catalogues

if TYPE_CHECKING:
    from participation.web.visit import Visit

Navigation = Callable[["Visit"], list[dict[str, Any]]]


class Rendering:
    """All templates of the installation, ready in every language."""

    def __init__(self, templates: Path, catalogues: Path, asset: Callable[[str], str], navigation: Navigation) -> None:
        """Build an environment per language.

        Args:
            templates: the folder of the pages.
            catalogues: the folder `locales`.
            asset: a static file's name to its address.
            navigation: the main navigation of a visit, as {label, href, current}.
        """
        self._translations = load_catalogues(catalogues)
        self._navigation = navigation
        self.environments = {language: self._environment(language, templates, asset) for language in LANGUAGES}

    def _environment(self, language: Language, templates: Path, asset: Callable[[str], str]) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        translations = self._translations[language]
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            translations.gettext, translations.ngettext, newstyle=True
        )
        environment.globals["asset"] = asset
        environment.filters |= _filters(language)
        environment.filters["plain_text"] = partial(plain_text, blackened=translations.gettext(msgid("blackened")))
        environment.globals |= {name: _filters(language)[name] for name in ("format_date", "format_number")}
        return environment

    def translate(self, language: Language, message: str, **values: object) -> str:
        """The message in that language, with its values filled in."""
        translated = self._translations[language].gettext(message)
        return translated % values if values else translated

    def render(self, visit: Visit, template: str, fragment: str | None, context: Mapping[str, Any]) -> str:
        """The whole page, or one of its blocks."""
        environment = self.environments[visit.language]
        everything = {**self._frame(visit), **context}
        if fragment:
            return render_block(environment, template, fragment, everything)
        return environment.get_template(template).render(everything)

    def render_text(self, language: Language, template: str, **context: Any) -> str:
        """A template that is no page (a mail, a feed); only the given names exist in it."""
        return self.environments[language].get_template(template).render(**context)

    def blocks_of(self, template: str) -> set[str]:
        """The names of a template's blocks, its possible fragments."""
        return set(self.environments[LANGUAGES[0]].get_template(template).blocks)

    def _frame(self, visit: Visit) -> dict[str, Any]:
        return {
            "visit": visit,
            "url": visit.url,
            "nav": self._navigation(visit),
            "alternates": visit.site.alternates(visit),
            "breadcrumbs": [],
            "twin_is_draft": True,  # until a page says that a test group has read it
        }


def _filters(language: Language) -> dict[str, Callable[..., Any]]:
    locale = language.locale

    def day(value: date | datetime, style: str = "long") -> str:
        local = value.astimezone(ZONE).date() if isinstance(value, datetime) else value
        return format_date(local, style, locale=locale)

    def moment(value: datetime, style: str = "short") -> str:
        return format_datetime(value, style, tzinfo=ZONE, locale=locale)

    def number(value: float, decimals: int = 0) -> str:
        return format_decimal(round(value, decimals), locale=locale)

    def share(value: float, decimals: int = 0) -> str:
        return (
            format_percent(round(value, decimals + 2), "#,##0." + "#" * decimals + " %", locale=locale)
            if decimals
            else (format_percent(value, locale=locale))
        )

    return {
        "format_date": day,
        "format_moment": moment,
        "format_number": number,
        "format_share": share,
        "markdown": easy_text if language.slug == "leicht" else markdown,
        "standard_markdown": markdown,
        "easy_text": easy_text,
        "inline_markdown": inline_markdown,
        "plain_text": plain_text,
    }
