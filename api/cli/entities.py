"""`signoff entities`: business entities that may be one."""

import uuid
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.domain.registry.identity import MatchChange, MatchState
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.store.registry.identity import ChangedMatch, Match, MatchPage

app = typer.Typer(help="Compare, list and decide business entities that may be one.", no_args_is_help=True)


@app.callback()
def entities() -> None:
    """Compare, list and decide business entities that may be one."""


@app.command()
def match(*, as_json: AsJson = False) -> None:
    """Compare the names of all entities of a kind now, as the worker does: sure pairs are joined, others proposed."""
    from graph.store.registry.resolving import resolve_entities

    done = with_store(resolve_entities, background=True)
    text = (
        f"{done.proposed:,} new pairs of entities may be one, {done.joined:,} were sure and are held to be one; "
        "`signoff entities list` shows the likeliest of the others, `--state SAME` what was joined"
    )
    answer({"proposed": done.proposed, "joined": done.joined}, text, as_json=as_json)


@app.command("list")
def list_pairs(
    state: Annotated[MatchState, typer.Option(help="How the pairs stand.")] = MatchState.PROPOSED,
    *,
    as_json: AsJson = False,
) -> None:
    """List the likeliest pairs with their ids; `signoff entities decide` decides one."""
    from graph.store.registry.identity import LARGEST_PAGE, matches_page

    async def work(store: Store) -> "MatchPage":
        return granted(await matches_page(store, state, LARGEST_PAGE, None))

    page = with_store(work)
    more = ["there are more; GraphQL pages through all of them"] if page.has_next else []
    none = f"no pair is {state.lower()}" if state is not MatchState.PROPOSED else "no pair waits to be decided"
    text = "\n".join([*map(_line, page.items), *more]) or none
    answer({"pairs": [_facts(one) for one in page.items], "more": page.has_next}, text, as_json=as_json)


@app.command()
def decide(
    pair: Annotated[str, typer.Argument(help="The pair's id, as listed.")],
    state: Annotated[MatchState, typer.Argument(help="SAME or DIFFERENT; PROPOSED takes a decision back.")],
    reason: Annotated[str | None, typer.Option(help="Why; SAME and DIFFERENT need one.")] = None,
    account: Annotated[str, typer.Option(help="The account that acts.")] = "admin",
    *,
    as_json: AsJson = False,
) -> None:
    """Hold two entities to be one or two, or take back what a person or the program decided."""
    from graph.store.registry.identity import decide_match

    async def work(store: Store) -> "ChangedMatch":
        actor = await actor_named(store, account, "policy_owner")
        return granted(await decide_match(store, actor, MatchChange(pair, state, reason), uuid.uuid4().hex))

    done = with_store(work)
    answer({"id": done.match_id, "state": done.state.value}, f"{done.match_id}: {done.state.lower()}", as_json=as_json)


def _facts(one: "Match") -> dict[str, object]:
    decided = one.decision
    return {
        "id": one.id,
        "score": one.score,
        "reason": one.reason,
        "names": [each.name for each in one.entities],
        "decidedBy": None if decided is None else decided.by,
        "automatic": decided is not None and decided.automatic,
        "because": None if decided is None else decided.reason,
    }


def _line(one: "Match") -> str:
    names = f"{one.entities[0].name}  |  {one.entities[1].name}"
    by = "" if one.decision is None else f"  ({one.decision.by}: {one.decision.reason or 'no reason given'})"
    return f"{one.id}  {one.score:5.1f}  {names}{by}"
