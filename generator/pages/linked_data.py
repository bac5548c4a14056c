"""Linked data (JSON-LD, schema.org) for search engines, as a block of a page; only what is true and stands on the page too."""

import json
from collections.abc import Mapping

from markupsafe import Markup

from generator.pages.markdown import Html

_SIGNS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the script or begin a comment in it, and what old parsers take for the end of a line (HTML, 4.12.1.3)."""


def linked_data(value: Mapping[str, object]) -> Html:
    """The block with `value`; its texts may hold anything. Neither an embed nor the low-vision version has it."""
    text = json.dumps({"@context": "https://schema.org", **value}, ensure_ascii=False).translate(_SIGNS)
    return Html(Markup(f'<div hidden><script type="application/ld+json">{text}</script></div>'), lite=False)  # noqa: S704
