"""The grammar of deadlines and the templates as they were compiled before, kept beside the compiled modules of Python.

They are code: whoever can write there could change our modules as well. So they never lie in the folder of a project, which a
stranger may have filled.
"""

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import jinja2.compiler

from generator import resources
from generator.files import digest
from generator.pages import template

_PLACE = Path(__file__).parent / "__pycache__"


def use_compiled(place: Path = _PLACE) -> None:
    """Let this process use what earlier ones have compiled, and leave what it compiles to later ones, where Python does so."""
    if sys.dont_write_bytecode or resources.compiled():
        return
    # Jinja tells whether it is of this template; who compiled it is told by the name.
    compilers = [Path(file).read_bytes() for file in (jinja2.compiler.__file__, template.__file__)]
    folder = place / f"drawing-{sys.implementation.cache_tag}-{digest(*compilers)}"
    with suppress(OSError):
        if not folder.is_dir():
            for old in place.glob(f"drawing-{sys.implementation.cache_tag}-*"):
                shutil.rmtree(old, ignore_errors=True)
            folder.mkdir(parents=True)
        (folder / "writable").touch()
        resources.keep_compiled(folder)
