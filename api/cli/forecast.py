"""`signoff forecast`: measure how good forecasts would have been, on any pack and any file of its shape."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store
from graph.domain.kernel.problems import Problem
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from forecasting.backtest import Backtest
    from forecasting.hotspot_backtest import HotspotMetrics, HotspotScores
    from graph.domain.planning.risk_record import RiskRecord
    from graph.store.planning.forecast_reading import RecordedKind
    from pipelines.hotspots.ahead import HotspotsAhead
    from pipelines.impact.ahead import ImpactAhead
    from pipelines.routing.suggesting import Suggestion

app = typer.Typer(help="Forecast risk, and measure how good the forecasts were.", no_args_is_help=True)


@app.callback()
def forecast() -> None:
    """Forecast risk, and measure how good the forecasts were."""


@app.command()
def run(*, as_json: AsJson = False) -> None:
    """Compute the forecasts that are due or requested, as a worker does."""
    left_out = set[str]()

    async def work(store: Store) -> int:
        from pipelines.forecasts.issuing import BACK, issue_missing

        def on_runs(done: int, wanted: int) -> None:
            on_step(f"forecasting: {done} of {wanted} runs")

        return await issue_missing(store, BACK, on_runs, left_out)

    on_step = _step_printer()
    done = with_store(work, background=True)
    text = f"{done} runs computed"
    if left_out:
        text += f"; {len(left_out)} were not: before them lie fewer than 14 days or periods of what they count"
    answer({"runs": done, "leftOut": len(left_out)}, text, as_json=as_json)


@app.command()
def score(*, as_json: AsJson = False) -> None:
    """Score the forecasts whose period is over, as a worker does."""

    async def work(store: Store) -> tuple[int, list[str]]:
        from graph.store.planning.forecasts import unscored
        from pipelines.forecasts.scoring import score_due

        return await score_due(store), await unscored(store)

    scored, left = with_store(work, background=True)
    answer({"scored": scored, "unscored": left}, f"{scored} forecasts scored, {len(left)} left", as_json=as_json)


@app.command()
def record(
    point: Annotated[str, typer.Option(help="The decision point.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show how good the stored forecasts of each kind were: coverage of their intervals first, then their error."""

    async def work(store: Store) -> "tuple[list[RecordedKind], list[RiskRecord]]":
        from graph.store.planning.forecast_reading import recorded_kinds, risk_records

        return await recorded_kinds(store, point), await risk_records(store, point)

    kinds, risks = with_store(work, background=True)
    if not kinds:
        raise InvalidInput(f"There is no decision point {point!r}: `decisionPoints` lists them.")
    facts = [
        {"kind": one.kind.name, "event": one.kind.event, "period": one.kind.period.value}
        | asdict(one.record)
        | {"coverage_90": one.record.coverage, "mean_abs_error": one.record.mean_abs_error}
        | {"ewma_mean_abs_error": one.record.ewma_mean_abs_error}
        for one in kinds
    ]
    lines = [f"{one.kind.name}, by {one.kind.period.value.lower()}: {one.record.sentence}" for one in kinds]
    lines += [f"risk, {one.model} {one.version}: {one.sentence}" for one in risks]
    of_risk = [asdict(one) | {"coverage_90": one.coverage} for one in risks]
    answer({"kinds": facts, "risk": of_risk}, "\n".join(lines), as_json=as_json)


@app.command()
def route(
    point: Annotated[str, typer.Argument(help="The decision point.")],
    each: Annotated[int, typer.Option(min=1, help="Tasks for a person, with those that they hold already.")] = 5,
    *,
    as_json: AsJson = False,
) -> None:
    """Propose a reviewer for each free task: who is likely to be right on it, may take it and has room; or the queue.

    Nothing is written: whoever claims a task has it. Learned from the people's decisions whose outcome is known.
    """

    async def work(store: Store) -> "list[Suggestion]":
        from graph.embedded.finding import find
        from graph.settings import GraphSettings
        from pipelines.routing.suggesting import suggestions

        return await suggestions(store, point, find(GraphSettings()).data_dir, each)

    proposed = with_store(work, background=True)
    lines = [f"{one.external_id}: {one.person or 'whoever is next'}. {one.because}" for one in proposed]
    text = "\n".join(lines) or f"No free task of {point} has a score."
    answer({"suggestions": [asdict(one) for one in proposed]}, text, as_json=as_json)


@app.command()
def hotspots(
    point: Annotated[str, typer.Option(help="The decision point.")],
    by: Annotated[str, typer.Option(help="The node kind: one that the pack declares, team, reviewer, source, owner…")],
    event: Annotated[
        str | None,
        typer.Option(help="What is counted: an outcome, wrong-decision, late-review…; by default as the pack says."),
    ] = None,
    days: Annotated[int, typer.Option(help="Days from today on: 1, 7, 28 or any up to 92.")] = 7,
    first: Annotated[int, typer.Option(min=1, max=60, help="So many nodes, the highest first.")] = 10,
    *,
    as_json: AsJson = False,
) -> None:
    """Forecast where events will cluster in the next days, with 90 % intervals, excess and likely causes.

    A kind or event that there is not is answered with those that there are. The last line says whether what ties the
    nodes (owners, categories, teams, data) tells anything. Nothing is stored: the forecasts that are stored and scored
    are those of the periods that the pack declares.
    """

    async def work(store: Store) -> "HotspotsAhead | Problem":
        from pipelines.hotspots.ahead import AheadQuestion, hotspots_ahead

        return await hotspots_ahead(store, AheadQuestion(point, by, days, event))

    ahead = with_store(work, background=True)
    if isinstance(ahead, Problem):
        raise InvalidInput(ahead.message)
    nodes = ahead.nodes[:first]
    lines = [f"{ahead.kind.name}, cases that {ahead.kind.counted}, {ahead.span}"]
    lines += [
        f"{one.node}: {one.expected:.1f} ({one.low} to {one.high}), {one.excess or 0.0:+.1f} beyond its volume"
        + "".join(f"; {cause['words']}" for cause in one.causes[:1])
        for one in nodes
    ]
    pooling = ahead.pooling
    lines += [*ahead.turnover.sentences, *([] if pooling is None else [pooling.sentence])]
    facts = {
        "kind": ahead.kind.name,
        "event": ahead.kind.event,
        "period_start": ahead.since and ahead.since.isoformat(),
        "period_end": ahead.until and ahead.until.isoformat(),
        "rows": ahead.rows,
        "nodes": [asdict(one) for one in nodes],
        "emerging": ahead.turnover.emerging,
        "vanished": ahead.turnover.vanished,
        "pooling": None if pooling is None else {**asdict(pooling), "sentence": pooling.sentence},
    }
    answer(facts, "\n".join(lines), as_json=as_json)


@app.command()
def impact(
    point: Annotated[str, typer.Option(help="The decision point.")],
    days: Annotated[int, typer.Option(help="Days from today on, 1 to 28.")] = 7,
    *,
    as_json: AsJson = False,
) -> None:
    """Forecast what the decisions of the next days will rest on, and how many would change if it were wrong.

    The weight of a node is the share of explained cases that the gate would send another way without it.
    """

    async def work(store: Store) -> "ImpactAhead | Problem":
        from pipelines.impact.ahead import impact_ahead

        return await impact_ahead(store, point, days)

    ahead = with_store(work, background=True)
    if isinstance(ahead, Problem):
        raise InvalidInput(ahead.message)
    from pipelines.impact.tables import impact_facts, impact_lines

    answer(impact_facts(ahead), "\n".join(impact_lines(ahead)), as_json=as_json)


@app.command()
def backtest(
    pack: Annotated[Path, typer.Option(help="Folder of the pack.", exists=True, file_okay=False)],
    data: Annotated[list[Path], typer.Option(help="Data file of the pack's shape; repeat for more.", exists=True)],
    cut: Annotated[str, typer.Option(help="Models learn only from what was known before it.")],
    until: Annotated[
        str | None,
        typer.Option(help="Test only records opened before it; without it, up to the end of the log's active span."),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Learn from what was known before the cut, test on what came after it, and print protocol and figures.

    Times are on the pack's own clock; rows without one are named by their place, such as 'row 9600'. Progress goes to
    standard error.
    """
    on_step = _step_printer()
    on_step("loading libraries")
    from ingestion.clock import given_moment
    from ingestion.pack.load import load_pack
    from pipelines.training.backtest import BacktestSpec, run_backtest

    declared = load_pack(pack)
    begin = given_moment(declared, cut, "--cut")
    end = None if until is None else given_moment(declared, until, "--until")
    report, hotspots = run_backtest(BacktestSpec(pack, data, begin, end, seed), on_step)
    if as_json:
        print(json.dumps(report_json(report, hotspots), ensure_ascii=False))
    else:
        _print_table(report)
        _print_hotspots(hotspots)


@app.command()
def examine(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder with log.csv.gz, reviewers.csv, config.json and questions.json; or with decisions.csv.gz; or "
            "with reviews.csv.gz."
        ),
    ],
    out: Annotated[Path | None, typer.Option(help="Write the answers to this file instead of printing them.")] = None,
    replications: Annotated[int, typer.Option(min=20, max=5000, help="More give smoother bands.")] = 200,
) -> None:
    """Answer about a firm from its files alone, as JSON: what-ifs, what makes decisions fail, or who only stamps.

    The engines are those of `signoff what-if` and of hot spots. docs/planner.md describes the files. Progress goes to
    standard error.
    """
    on_step = _step_printer()
    on_step("loading libraries")
    from forecasting.examination.answers import answers_of
    from forecasting.examination.culprits import DECISIONS, culprits_of
    from forecasting.examination.record import read_firm
    from forecasting.examination.reviewers import REVIEWS, reviewers_of

    def watch(done: int, wanted: int) -> bool:
        if done % 20 == 0:
            on_step(f"simulating: {done} of {wanted} replications")
        return True

    on_step("reading the files")
    if (folder / DECISIONS).exists():
        answers = culprits_of(folder)
    elif (folder / REVIEWS).exists():
        answers = reviewers_of(folder)
    else:
        answers = answers_of(read_firm(folder), replications, watch)
    text = json.dumps(answers, indent=1)
    if out is None:
        print(text)
    else:
        out.write_text(f"{text}\n", encoding="utf-8")


def report_json(report: "Backtest", hotspots: "HotspotScores") -> dict[str, object]:
    """Return the report under the names that outsiders rely on; sizes are those of the first target.

    A node kind has the figures of its daily counts, and beside them those of its weeks under `weekly`; without a clock
    those of counts by so many rows.
    """
    from forecasting.hotspot_backtest import PROTOCOL

    first = next(iter(report.results.values()))
    return {
        "protocol": report.protocol,
        "hotspots_protocol": PROTOCOL if hotspots else "",
        "hotspots": {name: _scores_json(list(scores.items())) for name, scores in hotspots.items()},
        "n_train": first.n_train,
        "n_test": first.n_test,
        "targets": {
            name: {"n_train": result.n_train, "n_test": result.n_test, **asdict(result.metrics)}
            for name, result in report.results.items()
        },
    }


def _scores_json(scores: "Sequence[tuple[str, HotspotMetrics]]") -> dict[str, object]:
    (_, first), *further = scores
    return asdict(first) | {period: asdict(score) for period, score in further}


def _print_table(report: "Backtest") -> None:
    print(report.protocol, end="\n\n")
    print(f"{'target':24}{'train':>7}{'test':>7}{'yes':>7}{'AUC':>7}{'Brier':>8}{'prior':>8}{'ECE':>7}{'top 10 %':>10}")
    for name, result in report.results.items():
        m = result.metrics
        print(
            f"{name:24}{result.n_train:7}{result.n_test:7}{m.prevalence:7.1%}{m.auc:7.3f}{m.brier:8.4f}"
            f"{m.brier_prior:8.4f}{m.ece:7.3f}{m.precision_top10:10.1%}"
        )


def _print_hotspots(hotspots: "HotspotScores") -> None:
    if not hotspots:
        return
    from forecasting.hotspot_backtest import PROTOCOL

    print(f"\n{PROTOCOL}\n")
    print(f"{'hot spots':24}{'periods':>8}{'nodes':>7}{'top 10':>8}{'EWMA':>8}{'last':>8}{'90 %':>8}{'deviance':>10}")
    for name, scores in hotspots.items():
        for period, score in scores.items():
            figures = (score.precision_at_10, score.ewma, score.last_period, score.coverage_90)
            shown = "".join(f"{'-' if figure is None else format(figure, '.3f'):>8}" for figure in figures)
            change = "-" if score.deviance_vs_ewma is None else f"{score.deviance_vs_ewma:+.1%}"
            print(f"{f'{name}, {period}':24}{score.periods:8}{score.nodes:7}{shown}{change:>10}")


def _step_printer() -> Callable[[str], None]:
    return lambda message: print(message, file=sys.stderr, flush=True)
