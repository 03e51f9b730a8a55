"""PDF documents for everybody: tagged, in our own type, made in another process from a page of HTML."""

from __future__ import annotations

import logging
from threading import BoundedSemaphore

from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import ParticipationError
from participation.core.text import msgid

logger = logging.getLogger(__name__)

NO_PANGO = 78
"""What `typesetting` ends with where the system's text library is missing (sysexits.h: EX_CONFIG)."""
LONGEST_SECONDS = 120
AT_ONCE, _LONGEST_WAIT = 2, 5
"""Documents made at the same time, and seconds to wait for a place: nobody keeps the whole machine busy with them."""
_PLACES = BoundedSemaphore(AT_ONCE)
_NOT_INSTALLED = msgid(
    "This server cannot make PDF documents yet: its administration has to install the package libpango."
)
_NOT_MADE = msgid("The PDF document could not be made. Please try again in a few minutes.")


class NoPdf(ParticipationError):  # noqa: N818 - the house's way of naming refusals
    """This machine cannot make PDF documents, or not this one."""

    status = 503


def pdf_of(html: str) -> bytes:
    """A tagged PDF (PDF/UA-1) of a whole HTML document; takes seconds, in another process.

    Args:
        html: with `lang` and `<title>`, its style sheets linked by `asset(…)`. Nothing but our own static files and
            `data:` addresses is loaded, and no scripts run.

    Raises:
        NoPdf: the text library is not installed, the document could not be set in time, or too many are being made.
    """
    if not _PLACES.acquire(timeout=_LONGEST_WAIT):
        raise NoPdf(_NOT_MADE)
    try:
        return elsewhere("participation.web.typesetting", html.encode(), LONGEST_SECONDS)
    except ElsewhereFailed as failed:
        if failed.status == NO_PANGO:
            raise NoPdf(_NOT_INSTALLED) from failed
        logger.error("A PDF document failed: %s", failed)  # noqa: TRY400 - the sentence says it, a trace does not
        raise NoPdf(_NOT_MADE) from failed
    finally:
        _PLACES.release()
