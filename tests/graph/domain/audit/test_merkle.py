"""RFC 6962: known roots, every proof up to 512 leaves against an independent verifier, and no forged one accepted."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.audit.merkle import (
    EMPTY_ROOT,
    Window,
    appended,
    consistency_proof,
    inclusion_proof,
    root,
    root_of,
    verify_consistency,
    verify_inclusion,
)

LARGEST = 512
# The eight entries and roots that the reference implementations of Certificate Transparency publish.
ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


LEAVES = [leaf(index.to_bytes(4, "big")) for index in range(LARGEST)]


def defined_root(leaves: Sequence[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


def climbed(low: int, high: int, index: int, path: list[bytes], leaf_hash: bytes) -> bytes:
    """An independent verifier: walks the recursive definition down to the leaf and folds the path on the way up."""
    if high - low == 1:
        return leaf_hash
    split = 1
    while split * 2 < high - low:
        split *= 2
    sibling = path.pop()
    if index < low + split:
        return hashlib.sha256(b"\x01" + climbed(low, low + split, index, path, leaf_hash) + sibling).digest()
    return hashlib.sha256(b"\x01" + sibling + climbed(low + split, high, index, path, leaf_hash)).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(size: int) -> None:
    leaves = [leaf(bytes.fromhex(entry)) for entry in ENTRIES[:size]]

    assert root(leaves).hex() == ROOTS[size - 1]


def test_the_empty_log_has_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_a_growing_frontier_tells_every_root() -> None:
    frontier: list[bytes] = []
    size = 0
    for count in range(1, LARGEST + 1):
        frontier, size = appended(frontier, size, [LEAVES[count - 1]])
        assert root_of(frontier) == defined_root(LEAVES[:count])
    assert size == LARGEST


def sizes(full_size: bool) -> list[int]:
    """Every size up to 512 at full size; else every size up to 70 and those around powers of two."""
    edges = {n + d for n in (128, 256, 512) for d in (-1, 0, 1)} - {513}
    return list(range(1, LARGEST + 1)) if full_size else sorted({*range(1, 71), *edges})


def test_every_inclusion_proof_verifies_here_and_by_an_independent_verifier(full_size: bool) -> None:
    for size in sizes(full_size):
        leaves = LEAVES[:size]
        expected = defined_root(leaves)
        for index in range(size):
            path = inclusion_proof(leaves, index)
            assert verify_inclusion(leaves[index], index, size, path, expected)
            assert climbed(0, size, index, list(path), leaves[index]) == expected


def test_a_window_with_the_frontier_of_what_went_before_tells_the_same_proofs() -> None:
    for size in range(1, 70):
        for start in range(size):
            frontier, _ = appended((), 0, LEAVES[:start])
            window = Window(frontier, start, LEAVES[start:size])
            for index in {start, (start + size) // 2, size - 1} - {size}:
                assert window.inclusion_proof(index) == inclusion_proof(LEAVES[:size], index)


def test_every_consistency_proof_verifies_and_none_for_another_prefix(full_size: bool) -> None:
    other = [leaf(b"other"), *LEAVES[1:]]
    for size in sizes(full_size):
        new = (size, defined_root(LEAVES[:size]))
        for earlier in range(1, size + 1):
            path = consistency_proof(LEAVES[:size], earlier)
            assert verify_consistency((earlier, root(LEAVES[:earlier])), new, path)
            assert not verify_consistency((earlier, root(other[:earlier])), new, path)


@given(
    size=st.integers(1, 64),
    data=st.data(),
)
def test_a_forged_inclusion_proof_is_refused(size: int, data: st.DataObject) -> None:
    leaves = LEAVES[:size]
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_proof(leaves, index)
    forged_path = data.draw(
        st.one_of(
            st.just([*path, LEAVES[0]]),
            st.just(path[1:]).filter(lambda cut: cut != path),
            st.lists(st.binary(min_size=0, max_size=40), max_size=8).filter(lambda some: some != path),
        )
    )

    assert not verify_inclusion(leaves[index], index, size, forged_path, root(leaves))


@given(size=st.integers(2, 64), data=st.data())
def test_a_proof_fits_no_other_place_leaf_or_size(size: int, data: st.DataObject) -> None:
    leaves = LEAVES[:size]
    index = data.draw(st.integers(0, size - 1))
    path, expected = inclusion_proof(leaves, index), root(leaves)
    other = data.draw(st.integers(-2, size + 2).filter(lambda place: place != index))

    assert not verify_inclusion(leaves[index], other, size, path, expected)
    assert not verify_inclusion(leaf(b"other"), index, size, path, expected)
    assert not verify_inclusion(leaves[index], index, size, path, leaf(b"other"))
    assert not verify_inclusion(leaves[index], index, -size, path, expected)


@given(st.integers(-2, 70), st.integers(-2, 70), st.lists(st.binary(max_size=33), max_size=9))
def test_no_garbage_crashes_the_verifiers(first: int, second: int, path: list[bytes]) -> None:
    assert not verify_inclusion(b"x", first, second, path, b"y")
    assert not verify_consistency((first, b"x" * 32), (second, b"y" * 32), path)
