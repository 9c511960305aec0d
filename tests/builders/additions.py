"""What CONTRIBUTING's walk-through has a person write for a node kind, a mutation and a key figure, and where."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.builders.examples import ROOT

COPIED = ("graph", "cypher", "api", "pipelines", "ingestion", "forecasting", "bench", "docs", "tests", "web/src")
LEFT = shutil.ignore_patterns("__pycache__", "*.jar", "node_modules", "introspection.d.ts", "screenshots")
FIRST_FREE = 1 + max(int(path.name[1:5]) for path in (ROOT / "cypher" / "migrations").glob("V*.cypher"))


@dataclass(frozen=True)
class AddedLines:
    """Lines for a file: before the first place where `before` stands, or else at the end."""

    text: str
    before: str = ""

    def added_to(self, whole: str) -> str:
        if not self.before:
            return whole + self.text
        start, anchor, end = whole.partition(self.before)
        assert anchor, f"there is no {self.before!r} any more: choose another place"
        return start + self.text + anchor + end


def copy_of_the_tree(folder: Path) -> Path:
    """Copy what the gates that need no database look at."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT)
    for name in ("pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def add(tree: Path, addition: Mapping[str, tuple[AddedLines, ...]]) -> None:
    """Write each part into its file; a file that is not there yet is new."""
    for name, parts in addition.items():
        file = tree / name
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for part in parts:
            text = part.added_to(text)
        file.write_text(text, encoding="utf-8")


NODE_KIND: Mapping[str, tuple[AddedLines, ...]] = {
    "graph/models/review.py": (
        AddedLines('''

class ChecklistNode(Entity):
    """What a reviewer is to look at before the verdict."""

    __label__ = "Checklist"
    __layer__ = 7
    __title__ = "Checklist {name}"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.ReviewTaskNode", "ABOUT")
'''),
    ),
    f"cypher/migrations/V{FIRST_FREE:04}__checklists.cypher": (
        AddedLines("""\
// Checklists of review tasks.
CREATE CONSTRAINT checklist_id_unique IF NOT EXISTS FOR (n:Checklist) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT checklist_key_unique IF NOT EXISTS FOR (n:Checklist) REQUIRE n.key IS UNIQUE;
"""),
    ),
    "graph/records/review.py": (
        AddedLines('''

@dataclass(frozen=True, slots=True)
class ChecklistRecord(Record):
    """What a reviewer is to look at, written once."""

    id: str
    key: str
    name: str
    recorded_at: int
'''),
    ),
    "cypher/review/add_checklist.cypher": (
        AddedLines("""\
// Which checklists are written, each for its task?
UNWIND $rows AS row
MATCH (t:ReviewTask {id: row.taskId})
USING INDEX SEEK t:ReviewTask(id)
MERGE (l:Checklist {key: row.checklist.key})
  ON CREATE SET l:Entity, l += row.checklist
MERGE (l)-[:ABOUT]->(t)
RETURN 'WRITTEN' AS verdict
"""),
    ),
    "graph/queries/review/checklists.py": (
        AddedLines('''\
"""Checklists of review tasks."""

from dataclasses import dataclass

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows, VerdictRow
from graph.records.review import ChecklistRecord


@dataclass(frozen=True, slots=True)
class ChecklistRow(Row):
    """A checklist and the task that it is for."""

    task_id: str
    checklist: ChecklistRecord


ADD_CHECKLIST = Query("review/add_checklist.cypher", Rows[ChecklistRow], VerdictRow, Access.WRITE)
'''),
    ),
}

MUTATION: Mapping[str, tuple[AddedLines, ...]] = {
    "graph/domain/review/exclusion.py": (
        AddedLines('''\
"""Keeping a person away from a task before anybody holds it."""

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import TaskFacts, TaskState


def exclude(task: TaskFacts, person_id: str) -> frozenset[str] | Problem:
    """Return who may not decide the task then."""
    if task.state is not TaskState.READY:
        return Problem(ProblemCode.ILLEGAL_TRANSITION, "Only a task that waits in its queue can be kept from somebody.")
    return task.barred | {person_id}
'''),
    ),
    "cypher/review/exclude.cypher": (
        AddedLines("""\
// Which tasks are kept from a person? Each locks case and task first, then checks what the rule relied on.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  WHERE used IS NULL AND t.state = 'READY' AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
    AND c.version = row.caseVersion
  // include: blocks/rules_unchanged.cypher
  MATCH (person:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
  USING INDEX SEEK person:Person(id)
  WITH DISTINCT row, t
  SET t += row.task
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
"""),
    ),
    "graph/queries/review/tasks.py": (
        AddedLines('''

@dataclass(frozen=True, slots=True)
class ExcludeRow(TaskCommandRow):
    """A task that is kept from a person."""

    task: ReviewTaskUpdate


EXCLUDE = Query("review/exclude.cypher", Rows[Keyed[ExcludeRow]], VerdictRow, Access.WRITE, hot=True)
'''),
    ),
    "graph/store/kernel/store.py": (
        AddedLines("    exclusions: GroupCommit[Keyed[review.ExcludeRow]]\n", before="    points: dict["),
        AddedLines(
            "        exclusions=GroupCommit(_writer(graph, review.EXCLUDE)),\n", before="    )\n\n\ndef _writer("
        ),
    ),
    "graph/store/review/exclusions.py": (
        AddedLines('''\
"""Keeping a person away from a task."""

from functools import partial

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.exclusion import exclude as exclude_rule
from graph.queries.review.tasks import ExcludeRow
from graph.records.review import ReviewTaskUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.task_facts import TaskView, task_view


async def exclude(store: Store, actor: Actor, task_id: str, person_id: str, idempotency_key: str) -> int | Problem:
    """Keep the person away; returns the task's version."""

    async def read(one: Try) -> TaskView | UsedKey | Problem:
        return await task_view(store, actor, task_id, one.key.key)

    request = Request("excludeReviewer", actor.account, {"taskId": task_id, "personId": person_id})
    attempt = partial(_attempt, store, person_id)
    return await execute(
        store, actor, CommandSpec(Operation.ESCALATE_TASK, request, idempotency_key, read, attempt, _version)
    )


async def _attempt(store: Store, person_id: str, view: TaskView, _: Try) -> Attempted:
    barred = exclude_rule(view.task, person_id)
    if isinstance(barred, Problem):
        return barred
    version = view.task.version + 1
    update = ReviewTaskUpdate(version=version, barred_ids=sorted(barred))
    result: dict[str, Json] = {"version": version}
    row = ExcludeRow(*view.tokens(), write_id=store.clock.new_id(), task=update)
    return PlannedWrite(store.exclusions, row, result, view.case_id)


def _version(result: StoredResult) -> int:
    return int(result["version"])
'''),
    ),
    "api/graphql/review/mutations.py": (
        AddedLines(
            """\
from typing import Annotated, TypeAlias

from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.store.review.exclusions import exclude
""",
            before="import strawberry\n",
        ),
        AddedLines(
            '''\
@strawberry.input(description="Whom to keep away from which task.")
class ExcludeReviewerInput:
    """Whom to keep away."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    person_id: strawberry.ID = strawberry.field(description="The person.")
    idempotency_key: str = strawberry.field(description="The same key gives the same answer.")


@strawberry.type(
    description="A task that is kept from a person.", directives=[readable(Operation.READ_CASES)]
)
class ExcludedReviewer:
    """A task that is kept from a person."""

    version: int = strawberry.field(description="The task's version.")


ExcludeReviewerResult: TypeAlias = Annotated[
    ExcludedReviewer | Refusal, strawberry.union("ExcludeReviewerResult", description="The task, or why it stays.")
]


''',
            before="@strawberry.type\nclass TaskMutations",
        ),
        AddedLines(
            '''\
    @strawberry.mutation(
        description="Keep a person away from a task that waits.", extensions=[Requires(Operation.ESCALATE_TASK)]
    )
    async def exclude_reviewer(
        self, info: SignoffInfo, input: ExcludeReviewerInput  # noqa: A002  # GraphQL's convention
    ) -> ExcludeReviewerResult:
        """Keep one person away."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.task_id, "ReviewTask", "taskId"),
            lambda task: exclude(store, actor, task, input.person_id, input.idempotency_key),
            lambda version: ExcludedReviewer(version=version),
        )

''',
            before='    @strawberry.mutation(\n        description="Reserve a task;',
        ),
    ),
}

KEY_FIGURE: Mapping[str, tuple[AddedLines, ...]] = {
    "graph/domain/decision/kpis.py": (
        AddedLines('    REJECTED_SHARE = "REJECTED_SHARE"\n', before="    COST_OF_ERRORS = "),
        AddedLines(
            """    KeyFigure.REJECTED_SHARE: KpiSpec(
        "Rejected", "Decisions that reject, of all.", KpiUnit.SHARE, Better.NEITHER, _NO_DECISION
    ),
""",
            before="    KeyFigure.COST_OF_ERRORS: ",
        ),
    ),
    "pipelines/kpi/measures.py": (
        AddedLines(
            """    KeyFigure.REJECTED_SHARE: Measure(
        lambda rows: (rows["verdict"] == "REJECT").astype(float), Aggregate.MEAN
    ),
""",
            before="    KeyFigure.COST_OF_ERRORS: ",
        ),
    ),
}
