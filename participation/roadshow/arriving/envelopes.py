"""Sealed items as devices send them, and what is inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import orjson

from participation.core.columns import dump_json
from participation.core.identifiers import digest
from participation.core.sealing import SealingKey, Unopenable, open_sealed
from participation.core.text import cleaned, msgid
from participation.roadshow.models import RoadshowStop
from participation.web.languages import BY_TAG, GERMAN


class Unacceptable(ValueError):  # noqa: N818 - what it says of the item
    """The item cannot become what it says: an English sentence with its values, which staff read in German."""

    def __init__(self, sentence: str, **values: object) -> None:
        """Say why, as a msgid."""
        super().__init__(sentence % values if values else sentence)
        self.sentence, self.values = sentence, values


@dataclass(frozen=True, slots=True)
class Envelope:
    """An item as it came: its secret id, the slug of its stop, and what is sealed."""

    item_id: UUID
    stop: str
    sealed: str

    @classmethod
    def read(cls, sent: Any) -> Envelope:
        """The envelope; what has no usable one keeps everything that came, so that somebody can look at it."""
        found = sent if isinstance(sent, dict) else {}
        stop, sealed = str(found.get("stop", ""))[:80], found.get("sealed")
        try:
            item_id = UUID(str(found["id"]))
        except (KeyError, ValueError):
            return cls(uuid5(NAMESPACE_OID, dump_json(sent)), stop, dump_json(sent))
        return cls(item_id, stop, sealed if isinstance(sealed, str) and sealed else dump_json(sent))

    @property
    def key(self) -> bytes:
        """The digest under which the item is stored."""
        return digest(str(self.item_id))

    @property
    def conflict_key(self) -> bytes:
        """The same for something else that came under this id."""
        return digest(f"{self.item_id}:{self.sealed}")

    @property
    def payload_hash(self) -> bytes:
        """The digest of what was sealed; a device sends the very same again."""
        return digest(self.sealed)


def opened(envelope: Envelope, stop: RoadshowStop) -> Plain:
    """What is inside.

    Raises:
        Unacceptable: it cannot be opened, or is no JSON object.
    """
    key = SealingKey(bytes(stop.key_public), bytes(stop.key_private))
    try:
        content = orjson.loads(open_sealed(envelope.sealed, key, envelope.item_id))
    except Unopenable:
        raise Unacceptable(msgid("It cannot be opened with the key of this stop.")) from None
    except orjson.JSONDecodeError:
        raise Unacceptable(msgid("What is inside is no JSON.")) from None
    if not isinstance(content, dict):
        raise Unacceptable(msgid("What is inside has another form."))
    return Plain(content, envelope.item_id)


@dataclass(frozen=True, slots=True)
class Plain:
    """What was sealed: words and choices of a visitor or of the team, not checked yet."""

    content: Mapping[str, Any]
    item_id: UUID

    @property
    def kind(self) -> str:
        """What it says it is."""
        return str(self.content.get("kind", ""))

    @property
    def language(self) -> str:
        """The tag of the language in which it was written; German if it does not say."""
        tag = str(self.content.get("language", ""))
        return tag if tag in BY_TAG else GERMAN.tag

    @property
    def client_id(self) -> UUID:
        """The contribution's secret id, to which the receipt code belongs: one under the seal, else the item's own."""
        try:
            return UUID(str(self.content["id"]))
        except (KeyError, ValueError):
            return self.item_id

    def text(self, name: str) -> str:
        """A field of words.

        Raises:
            Unacceptable: it is there and is no text.
        """
        value = self.content.get(name) or ""
        if not isinstance(value, str):
            raise Unacceptable(msgid("“%(name)s” is no text."), name=name)
        return cleaned(value)

    def number(self, name: str, most: int) -> int:
        """A whole number from 1.

        Raises:
            Unacceptable: it is something else.
        """
        return whole_number(self.content.get(name), name, most)


def whole_number(value: Any, name: str, most: int) -> int:
    """The number if it is a whole one from 1 to `most`.

    Raises:
        Unacceptable: it is something else.
    """
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise Unacceptable(msgid("“%(name)s” is no number from 1 to %(most)s."), name=name, most=most)
    return value
