"""Why something did not come, in the reader's words."""

from typing import Any

from annotations.domain.text import CannotExtract
from annotations.fetching import sentence_for
from annotations.forms.extraction_errors import sentence_of


def sentence_of_failure(failure: dict[str, Any]) -> str:
    """Of what exchange.failures kept; "" where nothing failed."""
    if not failure:
        return ""
    if failure["of"] == "fetching":
        return sentence_for(failure["code"], failure["params"])
    if failure["of"] == "extraction":
        return sentence_of(CannotExtract(failure["code"], **failure["params"]))
    return str(failure["sentence"])
