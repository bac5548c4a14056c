"""Files as values: what is read and what is to be written, without a disk."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file of the data: `path` relative to the data folder with `/` between parts, `data` its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class SiteFile:
    """A file to be written: `path` relative to the folder it goes into with `/` between parts, `data` its bytes.

    `digest` is that of the bytes, if it is known already.
    """

    path: str
    data: bytes
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, order=True)
class KeptFile:
    """A file that is to stay as it was written before: `digest` is that of its bytes."""

    path: str
    digest: str


def digest(*parts: bytes) -> str:
    """The hash of some bytes, or of a sequence of them: blake2b, as 32 hexadecimal digits."""
    whole = hashlib.blake2b(digest_size=16)
    if len(parts) > 1:
        for part in parts:
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    else:
        whole.update(b"".join(parts))
    return whole.hexdigest()
