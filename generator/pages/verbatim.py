"""The words of a document on a page, letter for letter."""

from markupsafe import Markup, escape


def verbatim(text: str | None) -> Markup:
    """`text` escaped, its white space as it stands in the file; nothing for None.

    Tabs and line ends are written as entities: a Markdown parser would level them, and an empty line would end the block.
    """
    escaped = str(escape(text or ""))
    if escaped.isprintable():
        return Markup(escaped)  # noqa: S704  # escaped before
    return Markup(escaped.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;"))  # noqa: S704  # the same
