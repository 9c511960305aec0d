"""What the application holds open while it serves."""

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from api.auth.authenticator import Authenticator
from api.auth.checking import Checking
from api.graphql.engine import Engine
from api.news_feed import NewsFeed
from api.outage import Outage
from api.settings import ApiSettings
from graph.store.kernel.store import Store
from pipelines.loading.progress import PackNotes


@dataclass(slots=True)
class Runtime:
    """The open store and those who use it."""

    settings: ApiSettings
    store: Store
    authenticator: Authenticator
    engine: Engine
    outage: Outage
    checking: Checking
    packs: PackNotes
    feed: NewsFeed


def runtime_of(request: Request) -> Runtime:
    """Return the runtime of the application that serves a request."""
    return cast("Runtime", request.app.state.runtime)
