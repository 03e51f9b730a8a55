"""The route table's rows: path, view, method and who may use it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from starlette.convertors import Convertor
from starlette.responses import Response
from starlette.routing import compile_path

from participation.core.intake import Delivery, Stored

Method = Literal["GET", "POST"]
_LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Place:
    """A region as every page needs it; detached from the database."""

    id: UUID
    slug: str
    name: str
    short_name: str


@dataclass(frozen=True)
class Person:
    """Somebody signed in, as access rules see them.

    `roles` holds (role, region id or None for all regions, element id or None for all fields).
    """

    id: UUID
    name: str
    roles: frozenset[tuple[str, UUID | None, UUID | None]] = frozenset()


@dataclass(frozen=True)
class Access:
    """A rule for who may use a page: its name stands in the access table, `admits` decides.

    Where others than staff are let in, `knows` says who a visit comes from, and strangers are led to the page `door`.
    """

    name: str
    admits: Callable[[Person | None, Place | None], bool] = field(compare=False)
    knows: Callable[[Any], Person | None] | None = field(default=None, compare=False)
    door: str = ""


def _everyone(_person: Person | None, _place: Place | None) -> bool:
    return True


everyone = Access("everyone", _everyone)


@dataclass(frozen=True)
class Link:
    """An entry that an area declares for the public navigation or the staff menu.

    `label` is an English msgid; `only` decides who sees it; `position` orders the entries of all areas. `within` are
    regular expressions of paths that belong to the entry besides those below its own page.
    """

    label: str
    page: str
    position: int
    only: Access = everyone
    within: tuple[str, ...] = ()

    def reach(self, own: str, path: str) -> int:
        """How many characters of a path belong to the entry, whose page has the path `own`; 0 for another's path."""
        if path == own or (own != "/" and path.startswith(own)):
            return len(own)
        found = (re.match(pattern, path) for pattern in self.within)
        return max((match.end() for match in found if match), default=0)


@dataclass(frozen=True)
class Deliver:
    """What a citizens' POST view returns: the rows to store, and what to answer when they are on disk."""

    delivery: Delivery
    then: Callable[[Stored], Response]


@dataclass(frozen=True)
class Consult:
    """What a view returns that has to ask another server first: `ask` waits outside of every transaction.

    `then` answers, on a thread and without a session; what it writes is a short transaction of its own.
    """

    ask: Callable[[], Awaitable[Any]]
    then: Callable[[Any], Response]


Answer = Response | Deliver | Consult
View = Callable[..., Answer]


@dataclass(frozen=True)
class Page:
    """A row of the route table.

    `cached` pages are a function of path, query and published data only. `whole_site` pages stand beside the regions,
    not below one. `takes` is the largest body in bytes where it is not that of all other pages; `takes_from` says, of
    the session and the path's parameters, who may send so much where the access rule admits everybody.
    """

    path: str
    view: View
    name: str
    only: Access
    method: Method = "GET"
    cached: bool = False
    whole_site: bool = False
    citizens: bool = False
    takes: int | None = None
    takes_from: Callable[[Any, Mapping[str, Any]], bool] | None = field(default=None, compare=False)
    regex: re.Pattern[str] = field(init=False, compare=False)
    shape: str = field(init=False, compare=False)
    convertors: dict[str, Convertor[Any]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the path once."""
        regex, shape, convertors = compile_path(self.path)
        object.__setattr__(self, "regex", regex)
        object.__setattr__(self, "shape", shape)
        object.__setattr__(self, "convertors", convertors)

    def matches(self, path: str) -> dict[str, Any] | None:
        """The path's parameters if it is this page's."""
        found = self.regex.match(path)
        if not found:
            return None
        try:
            params = {name: self.convertors[name].convert(value) for name, value in found.groupdict().items()}
        except ValueError:  # so many digits that Python refuses to read them
            return None
        return None if any(isinstance(one, int) and one > _LARGEST_NUMBER for one in params.values()) else params


def page(
    path: str,
    view: View,
    *,
    only: Access,
    name: str | None = None,
    method: Method = "GET",
    cached: bool = False,
    whole_site: bool = False,
    writes: bool = False,
    in_parts: bool = False,
    takes: int | None = None,
    takes_from: Callable[[Any, Mapping[str, Any]], bool] | None = None,
) -> Page:
    """A page below a region (or of the whole site), with its access rule; there is no default for it.

    The name defaults to the view's. A POST for everyone is a citizens' POST: its view reads only and returns `Deliver`
    to write; with `writes` it gets a write transaction all the same (signing in). A POST of staff `in_parts` reads,
    too, and writes in short transactions of its own: what takes long must not keep citizens waiting. `takes` is the
    largest body in bytes that whoever the access rule (and `takes_from`) admits may send, where that is more than the
    site takes.
    """
    return Page(
        path,
        view,
        name or view.__name__,
        only,
        method,
        cached,
        whole_site,
        citizens=method == "POST" and ((only is everyone and not writes) or in_parts),
        takes=takes,
        takes_from=takes_from,
    )
