"""What a node is called, for people, by the template of its kind.

A template names stored properties in braces: `{name}` as it is, `{state!l}` a code in small letters and blanks,
`{value!y}` a truth as yes or no, `{share:.0%}` formatted, `{shadow:Shadow|Live}` the first text where the property is
set and true, else the second. `{called}` is the name of what a node belongs to (`__called__` of its model). Where only
a key is there, `{key!n}` is its name without the version, `{key!p}` its last part and `{key!m}` a model and its
version, each in words; `{knownAt!d}` is a moment in UTC.
"""

from string import Formatter

from graph.domain.kernel.keys import SEPARATOR, VersionKey
from graph.domain.kernel.labels import kind_label, label_of, yes_or_no
from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.lineage.kinds import TITLES

CALLED = "called"
"""What a node takes its name from, beside the stored properties: the name of what it belongs to."""
_PARSER = Formatter()


def title_of(kind: str, facts: Stored) -> str:
    """Return what a node is called: by its kind's template, else by the kind and the node's name."""
    if kind in TITLES:
        return _filled(TITLES[kind], facts)
    named = facts.get("name") or facts.get("externalId") or facts.get("key")
    title = kind_label(kind).capitalize()
    return f"{title} {named}" if named else title


def name_of(kind: str, facts: Stored) -> str:
    """Return what a node is called beside others of its kind: its title without the kind, or its own name."""
    lead = f"{kind_label(kind).capitalize()}: "
    title = title_of(kind, facts)
    if title.startswith(lead):
        return title.removeprefix(lead)
    return str(facts.get("name") or facts.get("externalId") or facts.get("key"))


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
        case "n":
            return _plain(str(value).rpartition(SEPARATOR)[0] or str(value))
        case "p":
            return _last_part(str(value))
        case "m":
            version = VersionKey.parse(str(value))
            return f"{_last_part(version.name)}, version {version.version}"
        case "d":
            return "an unknown time" if value is None else f"{moment(value):%-d %b %Y, %H:%M}"
        case _:
            return format(value, spec)


def _last_part(key: str) -> str:
    """Return what a key ends with, in words: `desk.is_late` → `is late`."""
    return _plain(key.rpartition(SEPARATOR)[2].rpartition(".")[2])


def _plain(key: str) -> str:
    return key.replace("-", " ").replace("_", " ")
