"""An answer sheet on its way to the disk: the submission, and the pending row that the counters take in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.core.identifiers import digest, receipt_key_of
from participation.core.intake import Claim, Delivery
from participation.procedures.days import local_day
from participation.statistics.cell_key import new_record_key
from participation.surveys.aggregation.segments import ASKED_FOR
from participation.surveys.answers import Answers
from participation.surveys.models import Channel, Pending, Submission
from participation.surveys.questionnaire import Code
from participation.surveys.running import FrozenVersion, RunningSurvey

_NO_ANSWER = "no_answer"
_UUID_BYTES = 16


@dataclass(frozen=True)
class AnswerSheet:
    """A complete, validated answer sheet.

    `audience` is the slug of one of the survey's audiences or empty; `orders` the random orders of options that were
    shown; `batch_id` says with which sheets it came in from paper or a file.
    """

    client_id: UUID
    survey: RunningSurvey
    version: FrozenVersion
    language: str
    answers: Answers
    channel: Channel = Channel.ONLINE
    audience: str = ""
    orders: Mapping[str, list[Code]] = field(default_factory=dict)
    batch_id: UUID | None = None

    @property
    def payload_hash(self) -> bytes:
        """SHA-256 over everything that the person sent, without the id and without the invitation."""
        sent = [str(self.survey.id), self.version.number, self.language, self.answers]
        return digest(dump_json([*sent, self.audience] if self.audience else sent))

    @cached_property
    def public_id(self) -> UUID:
        """The submission's id: the same for every retry, and no way back to the client's secret id."""
        return UUID(bytes=hashlib.sha256(f"submission:{self.client_id}".encode()).digest()[:_UUID_BYTES], version=4)

    def delivery(self, claims: Sequence[Claim] = ()) -> Delivery:
        """The rows to store in one commit, and what must be had for that."""
        answers, record_key = dump_json(self.answers), new_record_key()
        key, payload_hash = digest(str(self.client_id)), self.payload_hash
        common = {"survey_id": self.survey.id, "version_id": self.version.id, "answers": answers}
        submission = {
            **common,
            "id": self.public_id,
            "key": key,
            "payload_hash": payload_hash,
            "receipt_key": receipt_key_of(self.client_id),
            "language": self.language,
            "channel": self.channel,
            "record_key": record_key,
            "received_on": local_day(now()),
            "corrected_on": None,
            "audience": self.audience,
            "orders": dump_json(self.orders) if self.orders else "",
            "batch_id": self.batch_id,
            "withdrawn_at": None,
        }
        segments = dump_json(segments_of(self.answers, self.language, self.channel, self.audience))
        pending = {**common, "sign": 1, "segments": segments, "record_key": record_key}
        return Delivery(_SUBMISSIONS, key, payload_hash, submission, ((_PENDING, pending),), claims)


_SUBMISSIONS = Submission.__table__  # type: ignore[attr-defined]
_PENDING = Pending.__table__  # type: ignore[attr-defined]


def segments_of(answers: Answers, language: str, channel: Channel, audience: str = "") -> dict[str, str]:
    """Dimension -> category of the person who answered; whoever did not say is in the category "no_answer"."""
    said = {dimension: answers.get(question) for dimension, question in ASKED_FOR.items()}
    categories = {dimension: code if isinstance(code, str) else _NO_ANSWER for dimension, code in said.items()}
    known = {**categories, "language": language, "channel": channel.value}
    return {**known, "audience": audience} if audience else known


def is_stored(session: Session, sheet: AnswerSheet) -> bool:
    """Whether this very sheet is on disk already, so that a late retry is told the truth after the survey closed."""
    stored = session.exec(select(Submission.payload_hash).where(Submission.key == digest(str(sheet.client_id)))).first()
    return stored is not None and bytes(stored) == sheet.payload_hash
