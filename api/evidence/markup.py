"""Pieces of an evidence page: everything that is shown is escaped here."""

import json
from collections.abc import Iterable, Sequence
from html import escape

from graph.domain.kernel.moments import moment, shown_to_the_minute

_DASH = "\u2013"


def text(value: object) -> str:
    """Return a value as people read it, escaped: a truth as yes or no, nothing as a dash, what is nested as JSON."""
    match value:
        case None | "":
            return _DASH
        case bool():
            return "yes" if value else "no"
        case str():
            return escape(value)
        case int():
            return str(value)
        case float():
            return f"{value:.6g}"
        case _:
            return f"<code>{escape(json.dumps(value, ensure_ascii=False, sort_keys=True))}</code>"


def time(at: object) -> str:
    """Return a stored time (ms) to the minute in UTC."""
    return _DASH if at is None else shown_to_the_minute(moment(at))


def signed(amount: object) -> str:
    """Return a contribution in log-odds with its sign."""
    return f"{amount:+.4f}".replace("-", "\u2212") if isinstance(amount, int | float) else _DASH


def code(value: object) -> str:
    """Return an id or a digest."""
    return _DASH if value is None else f"<code>{escape(str(value))}</code>"


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return names with what they stand for; the latter is markup already."""
    lines = "\n".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f"<dl>\n{lines}\n</dl>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """Return a table; cells are markup already."""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="wide"><table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def sentences(lines: Sequence[str]) -> str:
    """Return sentences as a list, escaped."""
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in lines)}</ul>" if lines else _DASH


def folded(title: str, content: str) -> str:
    """Return what is long, folded; without a script, and unfolded in print by the style."""
    return f"<details><summary>{escape(title)}</summary>\n{content}\n</details>"


def whole(value: object) -> str:
    """Return what is nested as indented JSON."""
    return f"<pre>{escape(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1))}</pre>"


def in_script(value: object) -> str:
    """Return a value as JSON that no script element ends early."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).replace("<", "\\u003c")
