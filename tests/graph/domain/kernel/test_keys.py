"""Each natural key is read back as the parts from which it was written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.forecast_keys import ForecastKey, HotspotKey, RunKey, SeriesKey
from graph.domain.kernel.keys import (
    ActorKey,
    CalendarKey,
    CaseKey,
    DatasetKey,
    DatasetVersionKey,
    EntityKey,
    IntentKey,
    LeaseKey,
    LoadKey,
    OutcomeKey,
    PersonKey,
    RecordCase,
    RowKey,
    SlotKey,
    VersionKey,
)

part = st.text(alphabet=st.characters(exclude_characters="|"), max_size=8)
free = st.text(alphabet=st.sampled_from("a|# \u00e4"), max_size=8)
number = st.integers(0, 10**15)
series = st.builds(SeriesKey, free, part, part, st.integers(-1, 9))
plain_series = st.builds(SeriesKey, part, part, part, st.integers(0, 9))
fresh_series = st.builds(SeriesKey, part, part, part, st.just(-1))
runs = st.builds(RunKey, plain_series, number) | st.builds(RunKey, fresh_series, number, number)


@given(
    st.one_of(
        st.builds(CaseKey, part, free),
        st.builds(EntityKey, part, free),
        st.builds(PersonKey, part, free),
        st.builds(ActorKey, part, part, free),
        st.builds(VersionKey, free, part),
        st.builds(DatasetKey, part, free),
        st.builds(DatasetVersionKey, part, part, free),
        st.builds(CalendarKey, part, free),
        st.builds(IntentKey, part, part, free),
        st.builds(SlotKey, part, number, number),
        st.builds(LeaseKey, part, number, number),
        st.builds(LoadKey, part, part, free),
        st.builds(RowKey, part, number),
        st.builds(OutcomeKey, part, part, free),
        st.builds(HotspotKey, part, part, part, part, part, part, free),
        st.builds(RecordCase, free, number),
        series,
        runs,
        st.builds(ForecastKey, runs, free),
    )
)
def test_what_was_written_is_read_back(
    key: CaseKey | EntityKey | SeriesKey | RunKey | ForecastKey | RecordCase,
) -> None:
    assert type(key).parse(key.text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("purchases|PO-1|2", CaseKey("purchases", "PO-1|2")),
        ("local|ada", PersonKey("local", "ada")),
        ("risk|a|3", VersionKey("risk|a", "3")),
        ("c1|2|0", SlotKey("c1", 2, 0)),
        ("incidents|HAND_OVER|group|1", SeriesKey("incidents", "HAND_OVER", "group", 1)),
        ("p|e|k|0|1700|n", ForecastKey(RunKey(SeriesKey("p", "e", "k", 0), 1700), "n")),
        ("p|e|k|-1|1700|1600|n", ForecastKey(RunKey(SeriesKey("p", "e", "k", -1), 1700, 1600), "n")),
    ],
)
def test_a_key_is_stored_as_its_parts_between_bars(text: str, key: CaseKey) -> None:
    assert key.text == text
    assert type(key).parse(text) == key


def test_an_outcome_key_without_its_decision_is_what_follows_the_id() -> None:
    assert OutcomeKey.tail("wrong", "x1") == "|wrong|x1"
    assert replace(OutcomeKey.parse("d1|wrong|x1"), decision_id="").text == "|wrong|x1"


@pytest.mark.parametrize(
    ("text", "record", "number"), [("INC1#2", "INC1", 2), ("INC1", "INC1", 0), ("a#b", "a#b", 0), ("#1", "", 1)]
)
def test_an_external_id_names_the_case_of_its_record(text: str, record: str, number: int) -> None:
    assert RecordCase.parse(text) == RecordCase(record, number)
