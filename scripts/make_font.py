"""Make the site's serif from PT Serif: cut to what Russian pages need, without hinting, under a name of its own.

    python scripts/make_font.py PATH/PTSerif_400Regular.ttf [OUT.woff2]

PT Serif is licensed under the SIL Open Font License 1.1 with the reserved names "PT Sans", "PT Serif" and "ParaType":
a changed font must bear another name, stay under the same licence and be accompanied by its text, which therefore lies
beside the result (rm-antikva.LICENSE.txt). The source font is PTSerif_400Regular.ttf of version 0.4.1 of the npm
package @expo-google-fonts/pt-serif:

    npm pack @expo-google-fonts/pt-serif@0.4.1

Needs fonttools and brotli (both in the development lock). The same source and the same versions of the two give the
same bytes; nothing of the clock enters the file.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE_SHA256 = "13d9f82f41fcd7d2813dc0a44a9639dec0c1e9a922ab96c7de8dec467c3dec55"
FAMILY = "Rm Antikva"
RESULT = Path(__file__).parent.parent / "theme/overrides/assets/fonts/rm-antikva.woff2"

# ASCII, no-break space, « », Ё, А–я, ё, – — … №: the unicode-range of the @font-face rule in tokens.css.
CHARACTERS = [*range(0x20, 0x7F), 0xA0, 0xAB, 0xBB, 0x401, *range(0x410, 0x450), 0x451, 0x2013, 0x2014, 0x2026, 0x2116]

# Records of the name table: the copyright (0) stays as it is, the full licence (13) stands in the file beside the font,
# and the rest (trademark, designers, description) goes, for it speaks of another font.
KEPT = {0}
NAMES = {
    1: FAMILY,
    2: "Regular",
    3: f"{FAMILY}: cut for Russian",
    4: FAMILY,
    5: "Version 1.000",
    6: "RmAntikva-Regular",
    13: "SIL Open Font License, Version 1.1; see rm-antikva.LICENSE.txt",
    14: "https://openfontlicense.org",
}


def make(source: Path) -> TTFont:
    """Return the cut and renamed font made of `source`; ValueError if that is not the known file."""
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != SOURCE_SHA256:
        raise ValueError(f"{source}: not the PT Serif this script knows\n  expected sha256 {SOURCE_SHA256}\n  found    {found}")
    options = subset.Options(
        hinting=False,
        layout_features=["kern"],
        name_IDs=[*KEPT],
        notdef_outline=True,
        glyph_names=False,
    )
    options.drop_tables += ["GSUB", "gasp"]  # empty once the features are cut
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    rename(font)
    font.flavor = "woff2"
    return font


def rename(font: TTFont) -> None:
    """Put our names into the name table beside the original copyright."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT and record.platformID == 3]
    for number, text in NAMES.items():
        names.setName(text, number, platformID=3, platEncID=1, langID=0x409)


def main() -> int:
    """Write the font; exit 0, or 2 with the reason."""
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    result = Path(sys.argv[2]) if len(sys.argv) == 3 else RESULT
    try:
        font = make(Path(sys.argv[1]))
    except (OSError, ValueError) as reason:
        print(reason, file=sys.stderr)
        return 2
    result.parent.mkdir(parents=True, exist_ok=True)
    font.save(result)
    print(f"{result}: {result.stat().st_size} bytes, {len(font.getBestCmap())} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
