"""The HTTP application: GraphQL, log-in, health, metrics and the web pages over one open store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from fastapi import FastAPI
from starlette.routing import Route, WebSocketRoute

from api.admission.middleware import admission
from api.auth.authenticator import Authenticator
from api.auth.checking import Checking
from api.auth.sessions import Sessions
from api.graphql.engine import Engine
from api.graphql.schema import build_schema
from api.http import evidence, lineage, openapi
from api.http.batches import DOORS, batch
from api.http.export import PARQUET, PATH, export
from api.http.forwarding import forwarded
from api.http.graphql import GraphQLEndpoint
from api.http.headers import SecurityHeaders
from api.http.health import live, ready
from api.http.login import login, logout
from api.http.metrics import metrics
from api.http.subscriptions import SubscriptionEndpoint
from api.http.ui import ui_routes
from api.news_feed import NewsFeed
from api.outage import Outage
from api.runtime import Runtime
from api.settings import ApiSettings
from graph.embedded.finding import find, private_home
from graph.embedded.room import free_mb, lacking_disk
from graph.session import open_graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from pipelines.loading.progress import PackNotes


def create_app(
    settings: ApiSettings | None = None, graph: GraphSettings | None = None, *, guard: bool = False
) -> FastAPI:
    """Return the application; the graph is opened when it starts and closed when it stops.

    With a `guard` it starts the private server again where that is of no use any more.
    """
    served, engine = settings or ApiSettings(), _engine()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        wanted = graph or GraphSettings()
        located = find(wanted)
        async with open_graph(located) as opened:
            await opened.refuse_stale_schema()
            master = MasterKey.of_folder(located.data_dir)
            store = open_store(opened, master)
            sessions = Sessions.under(master.secret)
            outage = Outage(store.clock.now, opened.refuse_stale_schema, lambda: _want_of_room(wanted))
            checking = Checking()
            who, packs = Authenticator(store, sessions), PackNotes(located.data_dir)
            app.state.runtime = Runtime(served, store, who, engine, outage, checking, packs, NewsFeed(store))
            guarding = asyncio.create_task(_guard(wanted)) if guard and wanted.neo4j_uri is None else None
            yield
            if guarding is not None:
                guarding.cancel()
            outage.close()
            checking.close()

    app = FastAPI(title="Signoff", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.router.routes.extend(
        [
            Route("/graphql", GraphQLEndpoint(), methods=["POST"]),
            WebSocketRoute("/graphql", SubscriptionEndpoint()),
            *(Route(path, batch, methods=["POST"]) for path in DOORS),
            Route(lineage.PATH, lineage.lineage, methods=["POST"]),
            Route(openapi.PATH, openapi.openapi, methods=["GET"]),
            Route(PATH, export, methods=["GET"]),
            Route(PARQUET, export, methods=["GET"]),
            Route(evidence.ONE, evidence.evidence_page, methods=["GET"]),
            Route(evidence.SOME, evidence.evidence_page, methods=["GET"]),
            Route("/auth/login", login, methods=["POST"]),
            Route("/auth/logout", logout, methods=["POST"]),
            Route("/health/live", live),
            Route("/health/ready", ready),
            Route("/metrics", metrics),
            *ui_routes(),  # last: it answers every address that nothing above does
        ]
    )
    app.add_middleware(admission, settings=served, batches=tuple(DOORS))
    app.add_middleware(SecurityHeaders, secure=served.secure_cookie)
    app.add_middleware(forwarded, trusted=served.trusted_proxies)
    return app


@cache
def _engine() -> Engine:
    """Return the engine of the process: what it judged of a text holds for every application."""
    return Engine(build_schema())


async def _guard(settings: GraphSettings) -> None:
    from graph.embedded.guard import Guard  # noqa: PLC0415  # what starts a server loads only where one may be started

    await Guard(settings, tied=False).keep()


def _want_of_room(settings: GraphSettings) -> str | None:
    """Return that the disk of the private database is full, in words for every client."""
    if settings.neo4j_uri is not None or lacking_disk(settings, free_mb(private_home(settings).folder)) is None:
        return None
    return "The disk of the database is full; once there is room it starts again by itself"
