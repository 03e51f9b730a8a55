"""What the domain refuses, as exceptions that one place turns into a page, a fragment or a problem document."""

from __future__ import annotations

from collections.abc import Mapping


class ParticipationError(Exception):
    """A refusal that a person is told about.

    Args:
        message: an English msgid with `%(name)s` placeholders; it is translated where it is shown.
        params: the values for the placeholders.
    """

    status = 500
    retry_after: int | None = None  # seconds until the same may be tried again, where that helps

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        """The English sentence with its values."""
        return self.message % self.params if self.params else self.message


class NotFound(ParticipationError):  # noqa: N818 - the house's name for it
    """There is no such thing, or strangers may not know that there is."""

    status = 404


class NotKnown(ParticipationError):  # noqa: N818
    """Whoever asks has shown nothing by which we know them."""

    status = 401


class Gone(ParticipationError):  # noqa: N818
    """It was there, and will not be there again: used up, or expired."""

    status = 410


class NotAllowed(ParticipationError):  # noqa: N818
    """The person is known and may not do this."""

    status = 403


class NotNow(ParticipationError):  # noqa: N818
    """Right thing, wrong time: not yet open, or closed."""

    status = 403


class Conflict(ParticipationError):  # noqa: N818
    """Somebody else was faster, or the same id came with something else."""

    status = 409


class Invalid(ParticipationError):  # noqa: N818
    """What was handed in cannot be used; `problems` names each field.

    Form pages treat problems as values; this is for the JSON API and for commands.
    """

    status = 422

    def __init__(self, message: str, problems: dict[str, str] | None = None, **params: object) -> None:
        super().__init__(message, **params)
        self.problems = problems or {}


class TooLarge(ParticipationError):  # noqa: N818
    """More was sent at once than is taken."""

    status = 413


class ProofNeeded(ParticipationError):  # noqa: N818
    """Much comes from one network: nothing was stored; the same with a proof that solves `challenge` is taken."""

    status = 429

    def __init__(self, message: str, challenge: Mapping[str, object], retry_after: int) -> None:
        super().__init__(message)
        self.challenge = challenge
        self.retry_after = retry_after


class Busy(ParticipationError):  # noqa: N818
    """Nothing was stored; trying again in `retry_after` seconds is right."""

    status = 503
    retry_after = 5
