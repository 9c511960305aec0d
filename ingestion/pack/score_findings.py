"""What a pack forecasts must be labels of it, each once, and what a ready-made score was trained on must be said."""

from collections.abc import Iterator

from ingestion.pack.casework import DeadlineMissed, ReadyScore
from ingestion.pack.condition_findings import Setting, where_findings
from ingestion.pack.findings import Finding
from ingestion.pack.model import Pack
from ingestion.pack.yaml_lines import Place


def score_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    """Yield everything that is wrong with the scores."""
    names, document = [score.name for score in pack.scores], setting.document
    for index, score in enumerate(pack.scores):
        ready = isinstance(score, ReadyScore)
        label = pack.labels.get(score.label)
        place: Place = ("scores", index, "predicts" if ready else "own")
        if label is None:
            known = ", ".join(pack.labels)
            yield document.finding(place, f"No label is called `{score.label}`.", f"Use one of {known}.")
        elif ready and isinstance(label, DeadlineMissed):
            fault = f"`{score.label}` is known of a key, and a score in a column is that of a case."
            yield document.finding(place, fault, "Name a label with another `see:`.")
        if score.name in names[:index]:
            named = ("scores", index, "column" if ready else "own")
            yield document.finding(named, f"`{score.name}` is forecast twice.", "Keep one of them.")
        if isinstance(score, ReadyScore) and score.condition is not None:
            yield from where_findings(score.condition, ("scores", index, "trained_on"), setting)
