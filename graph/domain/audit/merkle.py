"""The Merkle tree of RFC 6962: roots, a frontier that grows, inclusion and consistency proofs, and their verification.

Leaf hash SHA-256(0x00 ‖ entry), inner hash SHA-256(0x01 ‖ left ‖ right); hashes are 32 bytes. A frontier holds the
roots of the perfect subtrees of a log, largest first: all that is needed to append and to tell the root.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

HASH_BYTES = 32
"""SHA-256."""
EMPTY_ROOT = hashlib.sha256(b"").digest()


def inner(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def appended(frontier: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> tuple[list[bytes], int]:
    """Return frontier and size after `leaves` (leaf hashes) were added to a log of `size` leaves."""
    roots = list(frontier)
    for leaf in leaves:
        root, full = leaf, size
        while full & 1:
            root = inner(roots.pop(), root)
            full >>= 1
        roots.append(root)
        size += 1
    return roots, size


def root_of(frontier: Sequence[bytes]) -> bytes:
    """Return the root of the log that a frontier stands for."""
    if not frontier:
        return EMPTY_ROOT
    return reduce(lambda right, left: inner(left, right), reversed(frontier))


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return root_of(appended((), 0, leaves)[0])


@dataclass(frozen=True, slots=True)
class Window:
    """The newest leaves of a log whose `start` older ones are known by their frontier alone."""

    frontier: Sequence[bytes]
    start: int
    leaves: Sequence[bytes]

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return the audit path of leaf `index`, one of the window's, in the tree over the whole log."""
        path: list[bytes] = []
        low, high = 0, self.start + len(self.leaves)
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._root(middle, high))
                high = middle
            else:
                path.append(self._root(low, middle))
                low = middle
        return path[::-1]

    def _root(self, low: int, high: int) -> bytes:
        """Return the root over leaves `low` to `high`, a range that the tree splits at, perhaps from before `start`."""
        if low >= self.start:
            return root(self.leaves[low - self.start : high - self.start])
        older = self._frontier_of(low, min(high, self.start))
        newer = self.leaves[: max(high - self.start, 0)]
        return root_of(appended(older, min(high, self.start) - low, newer)[0])

    def _frontier_of(self, low: int, high: int) -> list[bytes]:
        begins, roots = 0, []
        for position, node in zip(_bits(self.start), self.frontier, strict=True):
            if low <= begins < high:
                roots.append(node)
            begins += position
        return roots


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of leaf `index` in the tree over all `leaves`, from the leaf upwards."""
    return Window((), 0, leaves).inclusion_proof(index)


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the proof that the tree over the first `earlier` leaves is a prefix of the tree over all `leaves`."""
    path: list[bytes] = []
    low, high, whole = 0, len(leaves), True
    while earlier not in {low, high}:
        middle = low + _split(high - low)
        if earlier <= middle:
            path.append(root(leaves[middle:high]))
            high = middle
        else:
            path.append(root(leaves[low:middle]))
            low, whole = middle, False
    if not whole:
        path.append(root(leaves[low:high]))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Tell whether `leaf` is entry `index` of the log of `size` leaves whose root is `expected` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _hashes([leaf, expected, *path]):
        return False
    node, last, seen = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            seen = inner(sibling, seen)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            seen = inner(seen, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and seen == expected


def verify_consistency(old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Tell whether log `old` (size, root) is a prefix of log `new` (RFC 9162, 2.1.4.2)."""
    (earlier, old_root), (size, new_root) = old, new
    if not 0 < earlier <= size or not _hashes([old_root, new_root, *path]):
        return False
    if earlier == size:
        return not path and old_root == new_root
    steps = list(path) if earlier & (earlier - 1) else [old_root, *path]
    if not steps:
        return False
    node, last = earlier - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = inner(sibling, first), inner(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = inner(second, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _bits(size: int) -> list[int]:
    """Return the sizes of the perfect subtrees of a log, largest first."""
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]


def _hashes(values: Sequence[object]) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_BYTES for value in values)
