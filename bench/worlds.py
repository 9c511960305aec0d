"""F8 and F9 on a folder of firms with known truth: the shipped what-if against what really would have happened."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from forecasting.examination.answers import KPIS, Answers, answers_of
from forecasting.examination.record import QUESTIONS, read_firm
from graph.errors import InvalidInput

_LATE, _BASE = "breach_rate", "base"
_REPLICATIONS = 200
"""What `signoff forecast examine` uses by itself."""
PROTOCOL = (
    "Each folder is a firm: `signoff forecast examine` answers its questions from log, reviewers, configuration and "
    "questions; truth.json is read afterwards. Error: |share of late reviews answered - the truth's mean|, mean over a "
    "firm's changes. `no change`: the same error of no_change.json, the mean of the log's last four weeks. Coverage: "
    "mean share of the truth's replications inside the 90 % band, over all figures and questions. Sign: share of "
    "changes of a figure whose direction against `base` is right, of those whose true change exceeds its sd. Figures "
    "are means over firms, with a 90 % interval of that mean."
)


@dataclass(frozen=True, slots=True)
class ExaminedWorld:
    """One firm: errors of the late share, ours and of `no change`; coverage by figure; share of signs right."""

    name: str
    error: float
    no_change: float
    worst: float
    coverage: Mapping[str, float]
    sign: float


def examine_worlds(folder: Path, replications: int = _REPLICATIONS) -> list[ExaminedWorld]:
    """Examine every firm of a folder; raises InvalidInput where there is none, and what reading a firm raises."""
    places = firms_with(QUESTIONS, folder)
    return [_examined(place, answers_of(read_firm(place), replications, lambda *_: True)) for place in places]


def firms_with(file: str, folder: Path) -> list[Path]:
    """Return the folders with this file and a truth; raises InvalidInput where there is none."""
    places = sorted(one.parent for one in folder.glob("*/truth.json") if (one.parent / file).exists())
    if not places:
        raise InvalidInput(f"{folder}: has no folder with {file} and truth.json")
    return places


def _examined(place: Path, answers: Answers) -> ExaminedWorld:
    truth = _read(place / "truth.json")["interventions"]
    errors, plain = _late_errors(truth, answers), _late_errors(truth, _read(place / "no_change.json"))
    coverage = {kpi: float(np.mean([_inside(one["kpis"][kpi], answers[name][kpi]) for name, one in truth.items()]))
                for kpi in KPIS}  # fmt: skip
    return ExaminedWorld(
        name=place.name,
        error=float(np.mean(errors)),
        no_change=float(np.mean(plain)),
        worst=float(np.max(errors)),
        coverage=coverage,
        sign=_signs(truth, answers),
    )


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _late_errors(truth: Mapping[str, Any], answers: Answers) -> list[float]:
    return [
        abs(answers[name][_LATE]["mean"] - float(one["kpis"][_LATE]["mean"]))
        for name, one in truth.items()
        if name != _BASE
    ]


def _inside(truth: Mapping[str, Any], answer: Mapping[str, float]) -> float:
    samples = np.array(truth["samples"])
    return float(np.mean((samples >= answer["lo90"]) & (samples <= answer["hi90"])))


def _signs(truth: Mapping[str, Any], answers: Answers) -> float:
    right = [
        np.sign(answers[name][kpi]["mean"] - answers[_BASE][kpi]["mean"]) == np.sign(one["kpis"][kpi]["delta_mean"])
        for name, one in truth.items()
        if name != _BASE
        for kpi in KPIS
        if abs(one["kpis"][kpi]["delta_mean"]) > one["kpis"][kpi]["delta_sd"]
    ]
    return float(np.mean(right)) if right else float("nan")


def figures(worlds: Sequence[ExaminedWorld]) -> dict[str, float]:
    """Return the figures of F8 and F9."""
    errors = np.array([one.error for one in worlds])
    plain = np.array([one.no_change for one in worlds])
    signs = [one.sign for one in worlds if np.isfinite(one.sign)]
    half = 1.645 * float(errors.std(ddof=1)) / np.sqrt(len(errors)) if len(errors) > 1 else float("nan")
    return {
        "error": float(errors.mean()),
        "error_low": float(errors.mean() - half),
        "error_high": float(errors.mean() + half),
        "no_change": float(plain.mean()),
        "better_in": float((errors < plain).sum()),
        "worlds": float(len(worlds)),
        "sign_right": float(np.mean(signs)) if signs else float("nan"),
        **{f"coverage_{kpi}": float(np.mean([one.coverage[kpi] for one in worlds])) for kpi in KPIS},
    }


def shown(worlds: Sequence[ExaminedWorld], *, as_json: bool) -> str:
    """Return the examination as JSON or as text."""
    if as_json:
        return json.dumps({
            "id": "F8", "protocol": PROTOCOL, **figures(worlds), "by_world": [asdict(one) for one in worlds]
        })  # fmt: skip
    lines = [
        f"{one.name:12}{one.error:8.4f}{one.no_change:11.4f}{one.worst:8.4f}{one.sign:7.2f}  "
        + "  ".join(f"{kpi} {one.coverage[kpi]:.2f}" for kpi in KPIS)
        for one in worlds
    ]
    head = f"{'firm':12}{'error':>8}{'no change':>11}{'worst':>8}{'sign':>7}  coverage of the 90 % bands"
    summary = "  ".join(f"{name} {value:.4g}" for name, value in figures(worlds).items())
    return "\n".join([PROTOCOL, "", head, *lines, "", f"F8: {summary}"])


def on_worlds(folder: Path, *, as_json: bool) -> str:
    """Examine every firm of a folder and return it as JSON or as text."""
    return shown(examine_worlds(folder), as_json=as_json)
