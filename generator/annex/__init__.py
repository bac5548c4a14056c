"""The annex of an order in Word: a template with marks in braces, learned once and filled for every plan.

The package is Office Open XML (ISO/IEC 29500), the body of the document is WordprocessingML. Of the package only the body and
the properties are written anew, all else is taken over as it is: styles, margins, header and footer, pictures.

1. `package`: the parts of a file of Word, and what none of them may be.
2. `fill`: a template that has been learned, filled with a plan.
3. `template`: learning one.
"""

from generator.annex.fill import Annex, Filling, Section
from generator.annex.package import UnfitAnnexError
from generator.annex.template import learn

__all__ = ["Annex", "Filling", "Section", "UnfitAnnexError", "learn"]
