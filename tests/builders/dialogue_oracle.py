"""What pandas counts in the raw file of dialogues: votes, first quorums and majorities, apart from the reader."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd


class Voted(NamedTuple):
    """Of a dialogue: its first row's place, what was decided where by whom, all first votes, and the last's place."""

    began: int
    action: str
    decided: int
    by: str
    votes: tuple[str, ...]
    last: int

    @property
    def majority(self) -> str:
        """The action of most votes; empty for a tie."""
        hold, publish = self.votes.count("HOLD"), self.votes.count("PUBLISH")
        return "" if hold == publish else "HOLD" if hold > publish else "PUBLISH"


def dialogues(file: Path, before: int | None = None) -> dict[str, Voted]:
    """Return every dialogue of the rows before a place by its item."""
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows["place"] = rows["example_no"].astype(int)
    rows["vote"] = "HOLD"
    rows.loc[rows["is_abuse.0"] == "1", "vote"] = "ABSTAIN"
    rows.loc[rows["is_abuse.1"] == "1", "vote"] = "PUBLISH"
    rows = rows.sort_values("place")
    began = rows if before is None else rows[rows["place"] < before]
    firsts = began.drop_duplicates(["item", "annotator_id"])
    return {str(item): _voted(int(group["place"].iloc[0]), group) for item, group in firsts.groupby("item", sort=False)}


def _voted(began: int, group: pd.DataFrame) -> Voted:
    quorum = {"HOLD": 1, "PUBLISH": 2}
    counts = dict.fromkeys((*quorum, "ABSTAIN"), 0)
    votes, last = tuple(group["vote"]), int(group["place"].max())
    for vote, place, who in zip(votes, group["place"], group["annotator_id"], strict=True):
        counts[vote] += 1
        if counts[vote] == quorum.get(vote):
            return Voted(began, vote, int(place), str(who), votes, last)
    return Voted(began, "", -1, "", votes, last)
