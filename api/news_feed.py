"""One look a second at what happened, for all who listen in this process; none while nobody does."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph.domain.delivery.feed import NewOnes
from graph.errors import DatabaseUnavailable
from graph.store.delivery.feed import FeedTopic, News, news_since
from graph.store.kernel.store import Store

SECONDS = 1.0
"""Between two looks: a person sees no difference, and the graph is asked three times a second at most."""
MOST_WAITING = 1_000
"""News that a listener has not taken yet; whoever is further behind is let go, and asks for the lists again."""
_LOG = logging.getLogger("signoff.feed")


class TooFarBehind(Exception):
    """A listener took no news for so long that some had to be left out."""


class Listener:
    """News of one topic, in order, until it is let go."""

    def __init__(self) -> None:
        """Wait for the first."""
        self._waiting: asyncio.Queue[News] = asyncio.Queue(MOST_WAITING)
        self._behind = False

    def give(self, news: News) -> None:
        """Add one to what waits; one that does not fit lets the listener go."""
        try:
            self._waiting.put_nowait(news)
        except asyncio.QueueFull:
            self._behind = True

    async def take(self) -> News:
        """Return the next one; raises TooFarBehind."""
        if self._behind:
            raise TooFarBehind
        return await self._waiting.get()


class NewsFeed:
    """The listeners of one process."""

    def __init__(self, store: Store) -> None:
        """Bind the feed to the graph it looks at."""
        self._store = store
        self._listeners: dict[FeedTopic, set[Listener]] = {}
        self._lookers: dict[FeedTopic, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def listening(self, topic: FeedTopic) -> AsyncIterator[Listener]:
        """Hear of what happens of a topic from now on."""
        listener = Listener()
        self._listeners.setdefault(topic, set()).add(listener)
        if topic not in self._lookers:
            self._lookers[topic] = asyncio.create_task(self._look(topic, NewOnes(self._store.clock.now())))
        try:
            yield listener
        finally:
            self._listeners[topic].discard(listener)
            if not self._listeners[topic] and (looker := self._lookers.pop(topic, None)) is not None:
                looker.cancel()

    async def _look(self, topic: FeedTopic, new_ones: NewOnes) -> None:
        while True:
            at = self._store.clock.now()
            try:
                news = new_ones.of(await news_since(self._store, topic, new_ones.since), at)
            except DatabaseUnavailable:
                news = ()  # the next look goes back to the last one that succeeded
            except Exception:  # noqa: BLE001  # whatever it is, those who listen hear of what comes next
                _LOG.exception("a look at what happened of %s failed", topic)
                news = ()
            for one in news:
                for listener in tuple(self._listeners[topic]):
                    listener.give(one)
            await asyncio.sleep(SECONDS)
