"""Where the theme and the default configuration lie, in a checkout and in an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_theme"


def theme() -> Path:
    """The folder of the theme: templates of page bodies in `pages/`, overrides of the MkDocs theme in `overrides/`."""
    return _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "theme"


def drawing_style() -> Path:
    """How deadlines and signs are coloured: the sheet that the pages of the site load, and those for frames hold."""
    return theme() / "overrides/assets/stylesheets/drawing.css"


def prepared_annex() -> Path:
    """The template of annexes in Word where a folder has none of its own; it is on the site too, to begin one with."""
    return theme() / "overrides/assets/annex.docx"


def compiled() -> Path | None:
    """Where the grammar and the templates are kept as they were compiled; None where they are compiled anew in each process.

    Nothing else comes of them than of their sources: it only saves half a second, as the folders `__pycache__` of Python do.
    """
    return _compiled[-1] if _compiled else None


def keep_compiled(folder: Path) -> None:
    """Keep them in `folder` from now on, which can be written to. To be called before anything is read or drawn."""
    _compiled.append(folder)


_compiled: list[Path] = []
