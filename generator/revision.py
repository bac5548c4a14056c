"""The corrections of the publisher: the states of a file in the history of the data, and what changed from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.change import Change


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a file: the commit that brought it (full hash), the day of that commit in the time zone of the site.

    `blob` names the bytes; it is empty where the commit removed the file.
    """

    commit: str
    day: date
    blob: str


class Step(StrEnum):
    """What a commit did with a file."""

    PUBLISHED = "published"
    REMOVED = "removed"
    RETURNED = "returned"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    """Changed, but one of the two states is no plan by the rules of today."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that made a difference to a plan; `changes` are those of a `CHANGED` one."""

    commit: str
    day: date
    step: Step
    changes: tuple[Change, ...] = ()


class Gap(StrEnum):
    """Why the history of the data is not known."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    SHALLOW = "shallow"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the corrections of some files.

    `revisions` are those of each file, by its path in the data, the newest first; a file that is in no commit yet has none.
    With a `gap` nothing is known. `commit_url` is the address of a commit with `{commit}` for its hash, or empty.
    """

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    gap: Gap | None = None
    commit_url: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What a history is made from: the `versions` of each file, the oldest first, and the bytes of their `blobs` (None: no
    file).

    `gap` and `commit_url` as in `History`.
    """

    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    blobs: Mapping[str, bytes | None] = field(default_factory=dict)
    gap: Gap | None = None
    commit_url: str = ""
