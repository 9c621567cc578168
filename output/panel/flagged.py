"""Whether a row's flags ask a person to look at it before its figures are used."""

from jixiao.normalize.catalogue import CATALOGUE
from jixiao.normalize.records import Severity
from jixiao.output.documents import TableRow


def doubtful_flags(row: TableRow) -> tuple[str, ...]:
    """Give the row's flags that are warnings or errors; a code that is not known is one, too."""
    return tuple(
        code for code in row["flags"].split() if code not in CATALOGUE or CATALOGUE[code].severity is not Severity.INFO
    )
