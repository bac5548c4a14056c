"""The words of a document on a page, letter for letter."""

from markupsafe import Markup, escape

_WHITE_SPACE = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def verbatim(text: str | None) -> Markup:
    """`text` escaped, its white space as it stands in the file; nothing for None.

    Tabs and line ends are written as entities: a Markdown parser would level them, and an empty line would end the block.
    """
    return Markup(str(escape(text or "")).translate(_WHITE_SPACE))  # noqa: S704  # escaped before
