"""The smallest value that a part of a form accepts: what stands in for a faulty one while the rest is checked."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

Loc = tuple[str | int, ...]
KEY = "[key]"
"""The last part of the place of an error about a key of a mapping."""
_LIKELY = ("x", "X", "EUR", "09:00", "1 h", "2001-02-23 09:00", 1, 0.5, True, date(2001, 2, 23))
"""Values of which each plain type of a pack accepts one."""
_MOST_ITEMS = 3
"""Lists of a pack that ask for a number of items ask for at most so many."""


def smallest(annotation: object) -> object:
    """Return a value that fits an annotation; None where none is known."""
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return {
            field.alias or name: smallest(_annotated(field))
            for name, field in bare.model_fields.items()
            if field.is_required()
        }
    if isinstance(bare, type) and issubclass(bare, Enum):
        return next(iter(bare)).value
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is Literal:
        return arguments[0]
    if origin in (list, dict):
        return _fitting(_collections(origin, arguments), annotation, strict=False)
    if _is_union(origin) and any(_is_model(arm) for arm in arguments):
        return smallest(arguments[0])
    return _fitting(iter(_LIKELY), annotation)


def annotation_at(annotation: object, loc: Loc) -> object:
    """Return what a form asks for at the place of an error; None where the form does not reach so far."""
    if not loc:
        return annotation
    bare, part = _bare(annotation), loc[0]
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        field = next((one for name, one in bare.model_fields.items() if part in (name, one.alias)), None)
        return None if field is None else annotation_at(_annotated(field), loc[1:])
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is list:
        return annotation_at(arguments[0], loc[1:])
    if origin is dict or origin is Mapping:
        return arguments[0] if loc[1:] == (KEY,) else annotation_at(arguments[1], loc[1:])
    if _is_union(origin):
        return _at_arm(arguments, loc) if any(map(_is_model, arguments)) else annotation
    return annotation


def _at_arm(arms: tuple[object, ...], loc: Loc) -> object:
    models = [arm for arm in arms if _is_model(arm)]
    if len(models) == 1:
        return annotation_at(models[0], loc)
    tagged = next((arm for arm in models if loc[0] in _tags(arm)), None)
    return None if tagged is None else annotation_at(tagged, loc[1:])


def _tags(arm: object) -> set[object]:
    """Return the names by which a form of several is told apart: its tag, or the words of its fixed fields."""
    tags = {one.tag for one in getattr(arm, "__metadata__", ()) if isinstance(one, Tag)}
    bare = _bare(arm)
    fields = bare.model_fields.values() if isinstance(bare, type) and issubclass(bare, BaseModel) else ()
    return tags | {
        word for field in fields if get_origin(field.annotation) is Literal for word in get_args(field.annotation)
    }


def _annotated(field: FieldInfo) -> object:
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _bare(annotation: object) -> Any:  # noqa: ANN401 - an annotation may be anything
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_model(annotation: object) -> bool:
    bare = _bare(annotation)
    return isinstance(bare, type) and issubclass(bare, BaseModel)


def _is_union(origin: object) -> bool:
    return origin is Union or origin is UnionType


def _collections(origin: object, arguments: tuple[object, ...]) -> Iterator[object]:
    if origin is dict:
        key = smallest(arguments[0])
        yield from ({f"{key}{n}": smallest(arguments[1]) for n in range(size)} for size in range(_MOST_ITEMS + 1))
    else:
        yield from ([smallest(arguments[0])] * size for size in range(_MOST_ITEMS + 1))


def _fitting(values: Iterator[object], annotation: object, *, strict: bool = True) -> object:
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)  # type: ignore[arg-type]  # any annotation of a form
    for value in values:
        try:
            adapter.validate_python(value, strict=strict or None)
        except ValidationError:
            continue
        return value
    return None
