"""A preview on the terminal, and as one HTML page that opens offline."""

from collections.abc import Iterator
from html import escape

from graph.domain.gate.policy import AUTOMATIC
from pipelines.preview.reviewing import Preview, ReviewedCase

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1c2733; }
article { border: 1px solid #ccd5de; border-radius: 8px; margin: 1.5rem 0; padding: 1rem 1.5rem; }
h2 { font-family: ui-monospace, monospace; margin: 0; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .3rem 1.5rem; }
dt { color: #52606d; } dd { margin: 0; }
.to { font-weight: 600; } .action { border: 1px solid #9aa8b6; border-radius: 6px; padding: .2rem .7rem; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def preview_sentences(shown: Preview) -> Iterator[str]:
    """Yield a preview as lines of text."""
    yield f"{shown.question} ({shown.moment})"
    yield _model(shown)
    if not shown.cases:
        yield "no case: no row opens one before this moment; see `cases` and `demo` in pack.yaml"
    for case in shown.cases:
        yield ""
        yield f"{case.title}  since {case.began}"
        yield from (f"  {label}: {value}" for label, value in case.facts)
        yield f"  risk: {_risk(case)}"
        yield from (f"    {reason}" for reason in case.reasons)
        yield f"  {destination(shown, case)}"
        yield from (f"    {reason}" for reason in case.outcome.reasons)
        yield f"  actions: {', '.join(f'{action} ({verdict})' for action, verdict in shown.actions)}"


def destination(shown: Preview, case: ReviewedCase) -> str:
    """Say where the gate sends a case."""
    result = case.outcome.result
    done = f"decided automatically: {shown.proposal}" if result in AUTOMATIC else "waits for a person"
    return f"{done} ({result}, row {case.outcome.rule}); proposed is {shown.proposal}"


def preview_page(shown: Preview) -> str:
    """Return a preview as an HTML page; nothing is fetched, no script runs."""
    return "\n".join(_page(shown)) + "\n"


def _page(shown: Preview) -> Iterator[str]:
    title = escape(shown.question)
    yield f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
    yield f"<p>{escape(shown.moment)}. {escape(_model(shown))}</p>"
    for case in shown.cases:
        yield f"<article>\n<h2><bdi>{escape(case.title)}</bdi></h2>"
        yield f"<p>since {case.began}</p>\n<dl>"
        yield from (
            f"<div><dt>{escape(label)}</dt><dd><bdi>{escape(value)}</bdi></dd></div>" for label, value in case.facts
        )
        yield f"</dl>\n<p>Risk: {escape(_risk(case))}</p>\n{_listed(case.reasons)}"
        yield f'<p class="to">{escape(destination(shown, case))}</p>\n{_listed(case.outcome.reasons)}'
        buttons = " ".join(f'<span class="action">{escape(action)}</span>' for action, _ in shown.actions)
        yield f"<p>{buttons}</p>\n</article>"
    yield "</main>\n</body>\n</html>"


def _model(shown: Preview) -> str:
    if shown.threshold is None:
        return f"no risk is forecast: {shown.no_model}"
    return f"risk by a model that is trained on what was known before; automatic below {shown.threshold:.4f}"


def _risk(case: ReviewedCase) -> str:
    return "not known" if case.risk is None else f"{case.risk:.1%}"


def _listed(lines: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li><bdi>{escape(line)}</bdi></li>" for line in lines) + "</ul>" if lines else ""
