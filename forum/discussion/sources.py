"""What a translation belongs to: one exact text in one language."""

import hashlib


def source_hash(text: str, language: str) -> str:
    """Return what tells one source from another, in 64 characters."""
    return hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()
