"""What the forecasters refuse; each message is one line that says what, where and how to mend it.

InvalidInput
├── ColumnMissing          a column that the case table needs is not there
├── LeakedAttribute        an attribute that is only filled in afterwards was offered as a feature
├── NotEnoughLabels        too few matured labels to learn from or to measure on
├── NotEnoughHistory       too few days of counts to forecast from
├── NoEvidence             too few cases that a ready-made score was not trained on have a label
├── OneClass               all matured labels are equal
├── UnknownNode            a node that is not part of the graph in memory
├── PayloadUnusable        a case's stored values cannot be read as the model's attributes
└── ArtefactChanged        the stored model is not the one that was registered
SignoffError
└── ExplanationDoesNotAddUp    base and contributions miss the margin: a fault of ours, nothing is stored
"""

from graph.errors import InvalidInput, SignoffError


class ColumnMissing(InvalidInput):
    """A column that the case table needs is not there, or has another length than the rest."""


class LeakedAttribute(InvalidInput):
    """An attribute that is only filled in after the fact was offered as a feature."""


class NotEnoughLabels(InvalidInput):
    """Fewer labels have matured than are needed."""

    def __init__(self, target: str, matured: int, cases: int) -> None:
        """Say how many of how many labels are known."""
        super().__init__(
            f"not enough matured labels: {matured} of {cases} for {target}; give more history before the cut"
        )


class NotEnoughHistory(InvalidInput):
    """Fewer whole days have been seen than are needed."""

    def __init__(self, what: str, available: int, needed: int) -> None:
        """Say how many of how many there are."""
        super().__init__(f"not enough history: {available} of {needed} {what}; wait, or give an earlier beginning")


class NoEvidence(InvalidInput):
    """A ready-made score was trained on nearly all cases whose label is known."""

    def __init__(self, column: str, count: int, needed: int) -> None:
        """Say how many cases are left, and how many are needed."""
        super().__init__(
            f"no evidence: of cases that {column} was not trained on, {count} have a label that is known, and {needed} "
            "are needed; let it be a second opinion, or wait for more labels"
        )


class OneClass(InvalidInput):
    """All matured labels are equal, so there is nothing to learn or to measure."""

    def __init__(self, target: str, count: int, *, value: bool) -> None:
        """Say which class is the only one."""
        super().__init__(
            f"only one class: all {count} matured labels of {target} are {'yes' if value else 'no'}; "
            "choose another target or a longer window"
        )


class UnknownNode(InvalidInput):
    """A node that is not part of the graph in memory was asked about."""


class PayloadUnusable(InvalidInput):
    """A case's stored values cannot be read as the model's attributes; the case goes to a person."""


class ArtefactChanged(InvalidInput):
    """The stored model is missing, or its hash is not the registered one."""


class ExplanationDoesNotAddUp(SignoffError):
    """Base and contributions miss the shown log-odds by more than 1e-6."""
