"""A schema error of a pack in a person's words, at its line, with the remedy."""

import difflib
import re
from collections.abc import Mapping

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ingestion.pack.findings import Finding
from ingestion.pack.model import Pack
from ingestion.pack.yaml_lines import Document, Place

TYPE_MESSAGES: Mapping[str, tuple[str, str]] = {
    "model_type": ("must hold keys and values", "Write `key: value` lines below it."),
    "list_type": ("must be a list", "Write it as `[a, b]` or as lines that begin with `-`."),
    "string_type": ("must be text", 'Put the value in quotes: `"…"`.'),
    "bool_type": ("must be true or false", "Write `true` or `false` without quotes."),
    "float_type": ("must be a number", "Write a number without quotes."),
    "int_type": ("must be a whole number", "Write a whole number without quotes."),
    "date_type": ("must be a day", "Write it as 2016-04-18 without quotes."),
    "union_tag_not_found": ("lacks `see`", "Add `see:` with one of the values in docs/pack-guide.md."),
}

EXAMPLES = ("loan-desk", "APPROVE", "passed_on", "EUR", "DE-BY", "30 d", "09:00", "2016-04-18 10:00")
"""A value of each form that a pack asks for, the usual one first where one fits several."""


def finding_of(
    detail: ErrorDetails, document: Document, model: type[BaseModel] = Pack, what: str = "a pack"
) -> Finding:
    """Say where a schema error stands, what is wrong and what to write instead; `what` is of the form `model`."""
    place = stored_place(detail["loc"], document)
    if detail["type"] == "missing":
        place = (*place, detail["loc"][-1])
    named = [part for part in detail["loc"] if isinstance(part, str)]
    name = named[-1] if named else "pack"
    message, remedy = _message_and_remedy(detail, name, model, what)
    return document.finding(place, f"`{name}` {message}.", remedy)


def _message_and_remedy(detail: ErrorDetails, name: str, model: type[BaseModel], what: str) -> tuple[str, str]:
    kind = detail["type"]
    if kind in TYPE_MESSAGES:
        return TYPE_MESSAGES[kind]
    if kind == "missing":
        return "is missing", f"Add `{name}:` here."
    if kind == "extra_forbidden":
        return f"is not part of {what} here", _nearest_key(detail["loc"], name, model)
    if kind == "string_pattern_mismatch":
        pattern = str(detail.get("ctx", {}).get("pattern"))
        example = next((text for text in EXAMPLES if re.fullmatch(pattern, text)), None)
        return "has the wrong form", f"{f'Write it like `{example}`: it' if example else 'It'} must match {pattern}."
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return message.removesuffix("."), f"Correct the value.{_nearest_value(detail)}"


def _nearest_value(detail: ErrorDetails) -> str:
    """Name the allowed value that a wrong one is most like; nothing where none is."""
    context = detail.get("ctx", {})
    allowed = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags") or ""))
    near = difflib.get_close_matches(str(context.get("tag") or detail["input"]), allowed, n=1)
    return f" Did you mean `{near[0]}`?" if near else ""


def stored_place(loc: Place, document: Document) -> Place:
    """Drop what is not in the file (the tag of a union), so that the line is the closest one."""
    candidates: list[Place] = [()]
    for part in loc:
        candidates += [(*place, part) for place in candidates if (*place, part) in document.lines]
    return max(candidates, key=len)


def _nearest_key(loc: Place, name: str, model: type[BaseModel]) -> str:
    known = sorted(_keys_at(model, loc[:-1]))
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Remove it; allowed here: {', '.join(known)}." if known else "Remove it."


def _keys_at(model: type[BaseModel], place: Place) -> set[str]:
    """Return the keys that are allowed at a place of the model; empty where unions blur it."""
    for index, part in enumerate(place):
        if isinstance(part, str) and part in model.model_fields:
            nested = _model_in(model.model_fields[part].annotation)
            return _keys_at(nested, place[index + 1 :]) if nested else set()
    return set(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = [_model_in(part) for part in getattr(annotation, "__args__", ())]
    return next((part for part in inner if part is not None), None)
