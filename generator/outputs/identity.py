"""Identity: the UUID of something published, by which calendars and feed readers know it again.

It is made of addresses alone, which never change, and not of the host: a site that moves, or gets its address later, gives
nobody everything twice; and where the address is not known, no host need be invented.
"""

from uuid import UUID, uuid5

_ROADMAPS = UUID("83f67262-6cac-532d-867a-ff81f4ea04da")
"""The namespace of all roadmaps; another one would be new events and entries for every subscriber."""


def identity(*names: str) -> UUID:
    """The UUID (version 5, RFC 9562) of what these names stand for: its kind, its address, its day."""
    return uuid5(_ROADMAPS, "\n".join(names))
