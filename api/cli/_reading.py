"""Lists on the terminal which rows of a file were refused, also where that ends the command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from api.cli._output import answer


@contextmanager
def refusals_listed(*, as_json: bool) -> Iterator[None]:
    """Where too many rows are refused, list them before the command fails: on standard error, or as JSON."""
    from ingestion.log.report import TooManyRefused, reading_facts, reading_sentences

    try:
        yield
    except TooManyRefused as error:
        if as_json:
            answer({"written": False, "reading": reading_facts(error.report)}, "", as_json=True)
        else:
            print("\n".join(reading_sentences(error.report)), file=sys.stderr)
        raise
