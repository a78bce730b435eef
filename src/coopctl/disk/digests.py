"""Digests of bytes, without the cryptography that `hashlib` loads first, which takes longer than to record."""

try:
    from _blake2 import blake2b
except ImportError:  # it is CPython's own
    from hashlib import blake2b

__all__ = ["blake2b"]
