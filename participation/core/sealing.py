"""Words sealed to a public key: whoever seals them, a tablet for example, cannot open them again."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT = 65  # bytes of an uncompressed point on P-256
_SCALAR, _IV, _KEY = 32, 12, 32
_INFO = b"participation stop"


class Unopenable(ValueError):  # noqa: N818 - what it says of the words
    """This was not sealed to that key under that id, or is damaged."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A P-256 key pair: `public` is the raw point (65 bytes), `private` the scalar (32 bytes, big-endian)."""

    public: bytes
    private: bytes


def new_sealing_key() -> SealingKey:
    """A fresh key pair."""
    private = ec.generate_private_key(ec.SECP256R1())
    scalar = private.private_numbers().private_value.to_bytes(_SCALAR, "big")
    return SealingKey(_raw(private.public_key()), scalar)


def seal(words: bytes, public: bytes, item_id: UUID) -> str:
    """What only the owner of the key opens, as base64, in the shape that browsers make with WebCrypto.

    It is the sender's one-time point, 12 random bytes and the AES-256-GCM text with its tag; the key is HKDF-SHA256
    (RFC 5869) of the ECDH secret, salted with both points. `item_id` is authenticated with it.
    """
    ours = ec.generate_private_key(ec.SECP256R1())
    point = _raw(ours.public_key())
    shared = ours.exchange(ec.ECDH(), _point(public))
    iv = os.urandom(_IV)
    text = _cipher(shared, point + public).encrypt(iv, words, _bound_to(item_id))
    return base64.b64encode(point + iv + text).decode()


def open_sealed(sealed: str, key: SealingKey, item_id: UUID) -> bytes:
    """The words that were sealed.

    Raises:
        Unopenable: they were sealed to another key or under another id, or are damaged.
    """
    try:
        raw = base64.b64decode(sealed, validate=True)
        point, iv, text = raw[:POINT], raw[POINT : POINT + _IV], raw[POINT + _IV :]
        shared = _own(key.private).exchange(ec.ECDH(), _point(point))
        return _cipher(shared, point + key.public).decrypt(iv, text, _bound_to(item_id))
    except (binascii.Error, InvalidTag, ValueError) as problem:
        raise Unopenable("This cannot be opened.") from problem


@lru_cache(maxsize=64)
def _own(private: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())


def _cipher(shared: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), _KEY, salt, _INFO).derive(shared))


def _point(raw: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)


def _raw(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _bound_to(item_id: UUID) -> bytes:
    return str(item_id).encode()
