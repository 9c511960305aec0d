"""What a node is called, for people, by the template of its kind.

A template names stored properties in braces: `{name}` as it is, `{state!l}` a code in small letters and blanks,
`{value!y}` a truth as yes or no, `{share:.0%}` formatted, `{shadow:Shadow|Live}` the first text where the property is
set and true, else the second.
"""

from string import Formatter

from graph.domain.kernel.labels import kind_label, label_of, yes_or_no
from graph.domain.kernel.stored import Stored
from graph.domain.lineage.kinds import TITLES

_PARSER = Formatter()


def title_of(kind: str, facts: Stored) -> str:
    """Return what a node is called: by its kind's template, else by the kind and the node's name."""
    if kind in TITLES:
        return _filled(TITLES[kind], facts)
    named = facts.get("name") or facts.get("externalId") or facts.get("key")
    title = kind_label(kind).capitalize()
    return f"{title} {named}" if named else title


def properties_of(template: str) -> frozenset[str]:
    """Return the stored properties that a template names."""
    parsed = list(_PARSER.parse(template))
    named = {name for _, name, _, _ in parsed if name}
    return frozenset(named.union(*(properties_of(spec) for _, _, spec, _ in parsed if spec)))


def _filled(template: str, facts: Stored) -> str:
    return "".join(
        literal if name is None else literal + _text(facts.get(name), conversion, spec or "", facts)
        for literal, name, spec, conversion in _PARSER.parse(template)
    )


def _text(value: object, conversion: str | None, spec: str, facts: Stored) -> str:
    if "|" in spec:
        stated, _, otherwise = spec.rpartition("|")
        return _filled(stated if value else otherwise, facts)
    match conversion:
        case "l":
            return label_of(str(value))
        case "y":
            return yes_or_no(str(value))
        case _:
            return format(value, spec)
