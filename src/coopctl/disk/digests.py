"""Digests of bytes, without the cryptography that `hashlib` loads first, which takes longer than to record."""

from collections.abc import Iterable

try:
    from _blake2 import blake2b
except ImportError:  # it is CPython's own
    from hashlib import blake2b

__all__ = ["blake2b", "of_many"]


def of_many(blocks: Iterable[bytes]) -> bytes:
    """The digest of many bytes, which most processors make in a third of the time of another, once it is loaded."""
    from hashlib import sha256

    digest = sha256(usedforsecurity=False)
    for block in blocks:
        digest.update(block)
    return digest.digest()[:16]
