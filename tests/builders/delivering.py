"""Events sent to an address where nobody listens, and what became of them."""

from graph.domain.delivery.attempts import DeliveryState
from graph.domain.delivery.endpoints import EndpointChange, EndpointCommand, EventKind, NewEndpoint
from graph.domain.delivery.targets import networks_of
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.store.delivery.deliveries import deliveries_of
from graph.store.delivery.endpoints import ChangedEndpoint, add_endpoint, change_endpoint, counted_endpoints
from pipelines.delivery.sending import deliver_due
from tests.builders.firm import Firm


async def deliver(firm: Firm, name: str) -> None:
    """Have every event that is due sent to an address where nobody listens, and look at what became of it."""
    store, admin = firm.store, Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
    await firm.driver.execute_query(
        "MATCH (e:OutboxEvent {state: 'PENDING'}) SET e.deliverAfter = 1, e.pendingUntil = 1"
    )
    closed = NewEndpoint(name, "http://127.0.0.1:9/hooks", tuple(EventKind))
    added = await add_endpoint(store, admin, closed, f"{name}-webhook", plain_http=True)
    assert isinstance(added, ChangedEndpoint), added
    assert await deliver_due(store, networks_of("127.0.0.0/8")) > 0
    await deliveries_of(store, added.endpoint_id, DeliveryState.WAITING, 4)
    assert len(await counted_endpoints(store)) > 0
    removal = EndpointChange(added.endpoint_id, EndpointCommand.REMOVE)
    assert isinstance(await change_endpoint(store, admin, removal, f"{name}-remove"), ChangedEndpoint)
