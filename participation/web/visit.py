"""A visit: one request as a view sees it, and the ways to answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlmodel import Session
from starlette.datastructures import FormData, QueryParams, UploadFile
from starlette.responses import RedirectResponse, Response

from participation.core.clock import now
from participation.core.days import day_or_none, local_day
from participation.core.errors import ParticipationError
from participation.core.files import FileStore, file_store
from participation.core.identifiers import uuid_or_none
from participation.core.settings import Settings
from participation.core.text import cleaned
from participation.web.languages import Language
from participation.web.pages import Page, Person, Place

if TYPE_CHECKING:
    from participation.web.site import Site

HTML = "text/html; charset=utf-8"


class Form:
    """What was handed in, as text, all of it cleaned."""

    def __init__(self, fields: FormData | None = None) -> None:
        """Wrap parsed form data."""
        self._fields = fields or FormData()

    def text(self, name: str, default: str = "") -> str:
        """The last value of a field, stripped, with plain line ends."""
        value = self._fields.get(name, default)
        return cleaned(value) if isinstance(value, str) else default

    def many(self, name: str) -> list[str]:
        """All values of a field."""
        return [cleaned(value) for value in self._fields.getlist(name) if isinstance(value, str)]

    def day(self, name: str) -> date | None:
        """A day, as date fields send it or as Germans write it; None for anything else."""
        return day_or_none(self.text(name))

    def id(self, name: str) -> UUID | None:
        """An id; None for anything else."""
        return uuid_or_none(self.text(name))

    def client_id(self, *names: str) -> UUID:
        """The id in the first of these fields that carries one, or a new one."""
        return next(filter(None, map(self.id, names)), None) or uuid4()

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Name and content of a file that was sent; None if none was chosen."""
        value = self._fields.get(name)
        return (value.filename, value.file.read()) if isinstance(value, UploadFile) and value.filename else None

    @property
    def has_file(self) -> bool:
        """Whether any file was chosen."""
        return any(isinstance(value, UploadFile) and value.filename for value in self._fields.values())

    def items(self) -> list[tuple[str, str]]:
        """All text fields in the order sent."""
        return [(name, cleaned(value)) for name, value in self._fields.multi_items() if isinstance(value, str)]

    def __contains__(self, name: str) -> bool:
        """Whether the field was sent at all."""
        return name in self._fields


@dataclass
class Visit:
    """One request, its region, language, person and database session."""

    site: Site
    page: Page
    language: Language
    region: Place | None
    path: str
    query: QueryParams
    headers: Mapping[str, str]
    form: Form = field(default_factory=Form)
    person: Person | None = None
    session: Session | None = None
    params: dict[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None
    cookies: list[tuple[str, str, int]] = field(default_factory=list)
    session_token: str | None = None
    brought: Mapping[str, str] = field(default_factory=dict)
    is_secure: bool = False
    address: str = ""  # of the client; never stored, never logged

    @property
    def db(self) -> Session:
        """The open session: read-only on GET and citizens' POST, writing on staff POST."""
        if self.session is None:
            raise RuntimeError("The transaction of this visit is closed already.")
        return self.session

    @property
    def person_id(self) -> UUID | None:
        """The id of who is signed in, for the journal and for what they make."""
        return self.person.id if self.person else None

    @property
    def place(self) -> Place:
        """The region; only pages below a region may ask."""
        if self.region is None:
            raise RuntimeError(f"Page {self.page.name} stands beside the regions.")
        return self.region

    def cookie(self, name: str) -> str | None:
        """A cookie of ours that the visit brings along; on https only the one that no other host can set."""
        return self.brought.get(f"__Host-{name}" if self.is_secure else name)

    @property
    def settings(self) -> Settings:
        """The installation's settings."""
        return self.site.settings

    def files(self, area: str) -> FileStore:
        """Where this installation keeps the files of an area."""
        return file_store(self.site.database, self.settings.files_folder, area)

    @property
    def canonical(self) -> str:
        """The page's one address; relative where no public origin is configured."""
        known = self.page.name in self.site.routes.by_name
        return self.settings.public_origin + self.url(self.page.name, **self.params) if known else ""

    @property
    def origin(self) -> str:
        """The public origin for whole addresses; without one that of this very request, whose host the guards know."""
        scheme = "https" if self.is_secure else "http"
        return self.settings.public_origin or f"{scheme}://{self.headers.get('host', 'localhost')}"

    @property
    def now(self) -> datetime:
        """The present moment."""
        return now()

    @property
    def today(self) -> date:
        """The present day as the county's calendar has it."""
        return local_day(self.now)

    @property
    def wants_fragment(self) -> bool:
        """Whether htmx asks for a part of the page."""
        return self.headers.get("hx-request-type") == "partial"

    def _(self, message: str, **values: object) -> str:
        """The message in the reader's language."""
        return self.site.rendering.translate(self.language, message, **values)

    def told(self, problem: ParticipationError) -> str:
        """A refusal in the reader's language."""
        return self._(problem.message, **problem.params)

    def url(self, name: str, /, *, language: str | None = None, region: str | None = None, **params: Any) -> str:
        """The path of a page by name, in this language and region unless others are given.

        Parameters that are not part of the path become the query; None is left out.
        """
        return self.site.url(self, name, language, region, params)

    def pages(self, name: str, number: int, has_next: bool, /, **params: Any) -> dict[str, Any]:  # noqa: FBT001
        """`previous` and `next` for the pager: the addresses of the pages beside page `number`, None for no page."""

        def address(page: int) -> str:
            return self.url(name, **params, seite=page)

        return {
            "previous": address(number - 1) if number > 1 else None,
            "next": address(number + 1) if has_next else None,
        }

    def render(self, template: str, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
        """The page, or the block `fragment` of it when htmx asks for a part."""
        body = self.site.rendering.render(self, template, fragment if self.wants_fragment else None, context)
        return Response(body, status, {"vary": "HX-Request-Type"}, HTML)

    def redirect(self, name: str, /, *, anchor: str = "", **params: Any) -> Response:
        """See other (303): the page of that name."""
        return self.redirect_to(self.url(name, **params) + (f"#{anchor}" if anchor else ""))

    def redirect_to(self, path: str) -> Response:
        """See other (303): a path of ours; anything else goes to the start (no open redirects)."""
        inside = path.startswith("/") and not path.startswith(("//", "/\\"))
        return RedirectResponse(path if inside else "/", 303)

    def cache_until(self, moment: datetime | None) -> None:
        """What this page shows changes by itself at `moment`, so it may be kept only until then."""
        if moment is not None and (self.expires_at is None or moment < self.expires_at):
            self.expires_at = moment


def page_number(query: QueryParams, most: int = 10_000) -> int:
    """The page asked for, from 1; nonsense is 1."""
    asked = query.get("seite", "1")
    return min(max(int(asked), 1), most) if asked.isdecimal() and len(asked) <= len(str(most)) else 1


def chosen(query: QueryParams, name: str, allowed: Sequence[str]) -> str:
    """A filter or sort order from an allow-list; the first of it if something else was asked for."""
    asked = query.get(name, allowed[0])
    return asked if asked in allowed else allowed[0]
