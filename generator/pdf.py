"""Printouts as tagged PDF (PDF/UA-1, ISO 14289-1) by WeasyPrint, an optional part that needs Pango, a library of the system.

A file carries in its identifier what it was made from, so one that is there already need not be made again. It holds no time
and no random number: its bytes follow from the printout, the versions of WeasyPrint and Pango, and the typeface, which is ours.
"""

from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from generator.disk import disk_errors
from generator.files import digest
from generator.outputs.printout import FONT
from generator.resources import theme


class PdfError(Exception):
    """No PDF can be made here; the text says why and what to install, in Russian."""


@dataclass(frozen=True, slots=True)
class Printer:
    """What makes PDF of printouts; `parts` stand for what it depends on besides them."""

    html: Any
    fetcher: Any
    parts: tuple[bytes, ...]

    def key(self, printout: str) -> str:
        """What the PDF of `printout` is known again by."""
        return digest(printout.encode(), *self.parts)

    def is_made(self, file: Path, printout: str) -> bool:
        """Whether `file` is the PDF of `printout`. Raises DiskError."""
        with disk_errors(file):
            return file.is_file() and f"({self.key(printout)})".encode() in file.read_bytes()

    def draw(self, printout: str) -> bytes:
        """The PDF of `printout`."""
        document = self.html(string=printout, url_fetcher=self.fetcher())
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=self.key(printout).encode())
        return made


def printer() -> Printer:
    """What makes PDF here. Raises PdfError where WeasyPrint or Pango is missing."""
    try:
        with redirect_stdout(StringIO()):  # where WeasyPrint says in English what it does not find
            weasyprint, ffi, urls = map(import_module, ("weasyprint", "weasyprint.text.ffi", "weasyprint.urls"))
    except ImportError as error:
        raise PdfError("Для PDF нужен пакет WeasyPrint. Установите его: pip install 'roadmaps[pdf]'") from error
    except OSError as error:
        words = "Для PDF нужна системная библиотека Pango, WeasyPrint её не нашёл. Установите её"
        raise PdfError(f"{words}: в Debian и Ubuntu — apt install libpango-1.0-0 libpangoft2-1.0-0.") from error
    font = (theme() / "overrides/assets/fonts/rm-antikva.woff2").read_bytes()

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]  # it has no types
        """Gives the typeface and nothing else, neither from the network nor from the disk."""

        def fetch(self, url: str, _headers: object = None) -> Any:
            """The typeface; any other address ends the drawing."""
            if url != FONT:
                raise ValueError(url)
            return urls.URLFetcherResponse(url, font)

    versions = f"{weasyprint.__version__} {ffi.pango.pango_version()}".encode()
    return Printer(weasyprint.HTML, partial(Fetcher, fail_on_errors=True), (versions, font))
