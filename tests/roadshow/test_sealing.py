"""What browsers seal with WebCrypto, the server opens; nothing else opens it."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from participation.core.sealing import SealingKey, Unopenable, new_sealing_key, open_sealed, seal

VECTORS = json.loads((Path(__file__).parent / "data" / "sealed.json").read_text())
KEY = SealingKey(base64.b64decode(VECTORS["public"]), base64.b64decode(VECTORS["private"]))


@pytest.mark.parametrize("vector", VECTORS["items"], ids=["dots", "idea", "long comment"])
def test_what_a_browser_sealed_is_opened(vector: dict[str, str]) -> None:
    assert open_sealed(vector["sealed"], KEY, UUID(vector["id"])).decode() == vector["plain"]


def test_what_the_server_seals_it_opens_too() -> None:
    key, item = new_sealing_key(), uuid4()
    assert open_sealed(seal(b"words", key.public, item), key, item) == b"words"


def test_neither_another_key_nor_another_id_opens_it() -> None:
    key, item = new_sealing_key(), uuid4()
    sealed = seal(b"words", key.public, item)
    for other_key, other_item in ((new_sealing_key(), item), (key, uuid4())):
        with pytest.raises(Unopenable):
            open_sealed(sealed, other_key, other_item)


@pytest.mark.parametrize("sealed", ["", "no base64", "AAAA", base64.b64encode(b"\x04" + bytes(100)).decode()])
def test_what_is_no_sealed_text_is_refused(sealed: str) -> None:
    with pytest.raises(Unopenable):
        open_sealed(sealed, KEY, uuid4())
