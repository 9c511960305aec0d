"""A pack with faults of form, mended by stand-ins, so that what is sound in it is checked at the same time."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ingestion.pack.model import Pack
from ingestion.pack.smallest import KEY, annotation_at, smallest
from ingestion.pack.wording import stored_place
from ingestion.pack.yaml_lines import Document, Place

_ROUNDS = 8
"""A stand-in brings hardly ever a second fault to light; more rounds mean that none fits."""
_DEFINING = ("columns", "derive", "actions", "labels")
"""Parts whose names all others use: where one of them is missing, nothing can be said of those names."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A pack that can be read, the document it stands for, and the places at which stand-ins were put."""

    pack: Pack
    document: Document
    broken: Sequence[Place]

    @property
    def names_known(self) -> bool:
        """Whether every column, action and label still has its name."""
        return not any(
            place in {(), *((part,) for part in _DEFINING)}
            or (place[0] == "columns" and place[-1] in {"name", "alias"})
            for place in self.broken
        )

    @property
    def facts_known(self) -> bool:
        """Whether everything stands there from which a decision table may read."""
        return not any(place[0] in {"features", "scores", "deadline"} for place in self.broken)

    def sound(self, place: str) -> bool:
        """Tell whether what is wrong at a place does not come from a stand-in."""
        names = [".".join(map(str, one)) for one in self.broken]
        return not any(f"{place}.".startswith(f"{one}.") or f"{one}.".startswith(f"{place}.") for one in names)


def mended(document: Document, errors: Sequence[ErrorDetails]) -> Mended | None:
    """Return the pack with a stand-in for each faulty part; None where it cannot be mended so."""
    value: Any = deepcopy(document.value)
    broken: list[Place] = []
    for _ in range(_ROUNDS):
        for detail in errors:
            place = _broken_place(detail, document)
            if not place or not isinstance(value, dict):
                return None
            broken.append(place)
            _replace(value, place, detail)
        try:
            pack = Pack.model_validate(value)
        except ValidationError as error:
            errors = error.errors()
        else:
            return Mended(pack, replace(document, value=value), broken)
    return None


def _broken_place(detail: ErrorDetails, document: Document) -> Place:
    """Return the place of a fault; that of a missing key is the key itself."""
    place = stored_place(detail["loc"], document)
    return (*place, detail["loc"][-1]) if detail["type"] == "missing" else place


def _replace(value: Any, place: Place, detail: ErrorDetails) -> None:  # noqa: ANN401 - whatever stands in the file
    holder = _holder(value, place)
    if holder is None:
        return
    loc, last = detail["loc"], place[-1]
    stand_in = smallest(annotation_at(Pack, loc))
    if loc[-1] == KEY and isinstance(holder, dict):
        _rename(holder, last, str(stand_in))
    elif detail["type"] == "extra_forbidden" and isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, dict) or (isinstance(last, int) and last < len(holder)):
        holder[last] = stand_in  # type: ignore[index]  # a key of a mapping, or a place in a list


def _rename(holder: dict[Any, Any], old: str | int, new: str) -> None:
    """Give a value another key where it stands, so that the order of all keys stays."""
    renamed = [(new if key == old else key, one) for key, one in holder.items()]
    holder.clear()
    holder.update(renamed)


def _holder(value: Any, place: Place) -> dict[Any, Any] | list[Any] | None:  # noqa: ANN401 - whatever stands in the file
    """Return the mapping or list that holds what stands at a place."""
    for part in place[:-1]:
        if not _has(value, part):
            return None
        value = value[part]
    return value if isinstance(value, dict | list) else None


def _has(value: object, part: str | int) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)
