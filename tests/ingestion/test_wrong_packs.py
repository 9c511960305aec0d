"""A wrong pack is told what is wrong, on which line, and how to mend it."""

import shutil
from pathlib import Path

import pytest

from ingestion.pack.findings import PackInvalid
from ingestion.pack.load import load_pack
from ingestion.packs import shipped

SOUND = shipped("support-escalation")

# (text that stands in pack.yaml, what it becomes, line on which the fault is shown, message, remedy)
MISTAKES = [
    ("version: 1", "version: one", "version: one", "`version` must be a whole number", "whole number"),
    ("title: Support", "titel: Support", "titel:", "`titel` is not part of a pack", "Did you mean `title`?"),
    ("question: Should", "pack: Should", "pack: Should", "`pack` stands here twice", "Keep one"),
    ("  time_zone: UTC", "  time_zone: Mars/Base", "time_zone: Mars", "no time zone of the IANA list", "Correct"),
    ('time_formats: ["%d/%m/%Y %H:%M"]', 'time_formats: ["%d/%m"]', "time_formats:", "`%d/%m`", "strptime"),
    ('time_formats: ["%d/%m/%Y %H:%M"]', 'time_formats: ["%d/%m/%Y %Z"]', "time_formats:", "`%Z` reads", "`%z`"),
    ("format: 2\n", "", "pack: support", "`format` is missing", "Add `format:`"),
    ("format: 2", "format: 1", "format: 1", "should be 2", "Correct"),
    ("key: number", "key: numbers", "key: numbers", "No column is called `numbers`", "Did you mean `number`?"),
    ("key: number", "key: row_number", "actor: person, action: HAND_OVER", "no later row belongs to", "opening row"),
    ("time: sys_updated_at", "time: priority", "clock:", "a time is needed here", "`type: time`"),
    (
        "{name: active, type: flag",
        "{name: number, type: flag",
        "{name: number, type: text",
        "Column `number` stands here twice",
        "Keep one",
    ),
    ("available: CREATION, words: caller}", "words: caller}", "caller_id, type", "`available` is missing", "Add"),
    ("{column: caller_id, kind: caller}", "{column: caller_id}", "column: caller_id}", "`kind` is missing", "Add"),
    ("  - caller_id\n", "  - caler_id\n", "- caler_id", "No column is called `caler_id`", "Did you mean `caller_id`?"),
    ("  - caller_id\n", "  - resolved_by\n", "- resolved_by", "(AFTERWARDS) and cannot be a feature", "Remove it"),
    ("  - caller_id\n", "  - closed_code\n", "- closed_code", "(AFTERWARDS) and cannot be a feature", "Remove it"),
    ("  - caller_id\n", "  - made_sla\n", "- made_sla", "(AFTERWARDS) and cannot be a feature", "Remove it"),
    ("  - caller_id\n", "  - number\n", "- number\n", "is the key of a case, not a feature", "Remove it"),
    ("  - caller_id\n", "  - opened_at\n", "- opened_at\n", "is a time", "Remove it"),
    ("{changes: assignment_group}", "{changes: closed_code}", "closed_code}", "cannot be used here", "Remove it"),
    ("    - first_row\n", "    - begins\n", "- begins", "No column is called `begins`", "Declare"),
    ("close: {incident_state:", "close: {state:", "close: {", "No column is called `state`", "Relations are"),
    ("close: {incident_state:", "close: {active:", "close: {", "`active` is declared as flag", "texts in quotes"),
    ("where: opens_next, actor", "where: opens_nxt, actor", "opens_nxt", "No column is called `opens_nxt`", "Did"),
    ("verdict: APPROVE, proposal: true", "verdict: APPROVE", "actions:", "0 actions are proposed", "exactly one"),
    (
        "HAND_OVER: {verdict: REJECT, reasons: [WRONG_GROUP, SKILL_MISSING]}",
        "HAND_OVER: {verdict: EDIT}",
        "actions:",
        "No action refuses",
        "REJECT",
    ),
    ("- {own: hand_over}", "- {own: hands_over}", "own: hands_over", "No label is called `hands_over`", "hand_over"),
    (
        "- {own: hand_over}",
        "- {column: caller_id, predicts: hand_over, trained_on: all}",
        "column: caller_id, predicts",
        "`caller_id` is declared as text, a number is needed",
        "`type: number`",
    ),
    (
        "- {own: hand_over}",
        "- {column: reassignment_count, predicts: hand_ovr, trained_on: all}",
        "hand_ovr",
        "No label is called `hand_ovr`",
        "hand_over",
    ),
    (
        "- {own: hand_over}",
        "- {column: reassignment_count, predicts: missed_sla, trained_on: all}",
        "reassignment_count, predicts",
        "known of a key",
        "another `see:`",
    ),
    (
        "- {own: hand_over}",
        "- {column: reassignment_count, predicts: hand_over}",
        "reassignment_count, predicts",
        "`trained_on` is missing",
        "Add `trained_on:`",
    ),
    (
        "- {own: hand_over}",
        "- {column: reassignment_count, predicts: hand_over, trained_on: {colour: red}}",
        "colour",
        "No column is called `colour`",
        "Declare",
    ),
    ("see: deadline, of", "see: dead_line, of", "missed_sla: {", "does not match any of the expected tags", "Correct"),
    ("until: key,", "until: key, within: 30 days,", "reopened: {", "`within` has the wrong form", "[hd]"),
    ("  high_impact: false\n", '  high_impact: "no"\n', "high_impact:", "must be true or false", "without quotes"),
    ('closes: "18:00"', "closes: 18:00", "calendar:", "`closes` must be text", "quotes"),
    ('opens: "08:00"', 'opens: "19:00"', "calendar:", "closes before it opens", "`opens` first"),
    (
        "days: [MON, TUE, WED, THU, FRI]}",
        'days: [MON], shifts: [{opens: "22:00", closes: "06:00", days: [TUE]}]}',
        "calendar:",
        "closes before it opens",
        "a night is two shifts",
    ),
    (
        "days: [MON, TUE, WED, THU, FRI]}",
        'days: [MON], shifts: [{opens: "17:00", closes: "20:00", days: [MON]}]}',
        "calendar:",
        "Two shifts overlap",
        "once",
    ),
    (
        "{name: active, type: flag,",
        "{name: active, type: flag, as: words,",
        "{name: active",
        "`active` is declared as flag, and only a text is read as words",
        "`type: text`",
    ),
    (
        "HAND_OVER: {verdict: REJECT, reasons: [WRONG_GROUP, SKILL_MISSING]}",
        "HAND_OVER: {verdict: REJECT, reasons: [NOT_MY_FIELD]}",
        "reason_codes:",
        "`NOT_MY_FIELD` is a reason of `HAND_OVER` too",
        "one place",
    ),
    ("kpis:\n", "kpis:\n  - {name: n, unit: u}\n", "name: n, unit: u", "Nothing says how this is measured", "`share`"),
    ("kpis:\n", "kpis:\n  - {name: n, unit: u, label: lte}\n", "label: lte", "No label is called `lte`", "Use one of"),
    (
        "kpis:\n",
        "kpis:\n  - {name: n, unit: u, share: closes, mean: decided - started}\n",
        "share: closes",
        "says `share` and `mean`",
        "one of them",
    ),
    ("days: [MON, TUE, WED, THU, FRI]}", "days: [MON], country: DE-XX}", "calendar:", "`DE-XX`", "ISO 3166"),
    (
        ", queue: {id: support-lead, name: Support lead}, priority: 9",
        "",
        "after: breach",
        "changes nothing",
        "priority: 9",
    ),
    ("id: support-lead", "id: support-desk", "after: breach", "back to the same queue", "another queue"),
    ("at_risk_after: 0.75", "at_risk_after: 1.5", "at_risk_after", "less than or equal to 1", "Correct"),
    ("currency: EUR", "currency: euro", "currency:", "`currency` has the wrong form", "^[A-Z]{3}$"),
    ("policy: policy.yaml", "policy: table.yaml", "policy: table.yaml", "There is no file `table.yaml`", "Add it"),
    ("policy: policy.yaml", "policy: ../../p.yaml", "policy: ../../p", "leads out of the pack's folder", "inside"),
    ("opened: opened_at", "opened: priority", "opened: priority", "a time is needed here", "`type: time`"),
    ("deadline:\n  opened", "deadlines:\n  opened", "deadlines:", "is not part of a pack", "Did you mean `deadline`"),
    ("of: KEEP", "of: STAY", "of: STAY", "`STAY` is no action of this point", "KEEP, HAND_OVER, ANY"),
    (
        "{label: hand_over, name: group",
        "{label: handover, name: group",
        "name: group",
        "No label is called",
        "Use one of",
    ),
    (
        "{label: hand_over, name: group",
        "{label: missed, name: group",
        "name: group",
        "No label is called",
        "missed_sla",
    ),
    ("came_back: extra_case", "came_back: extra_cse", "errors:", "No column is called `extra_cse`", "Did you mean"),
    ("came_back: extra_case", "hand_over: extra_case", "errors:", "no label that proves an action wrong", "Name a"),
    ("came_back: extra_case", "came_back: priority", "errors:", "yields a text, and a number is needed", "Correct"),
    ("same: [number, assignment_group]", "same: [group]", "came_back:", "No column is called `group`", "Declare"),
    ("other: opened_at, words: updated", "words: updated", "updated-before-opened", "needs `other`", "Add `other:`"),
    ('as_of: "2016-04-18 10:00"', 'as_of: "2016-04-25 10:00"', "as_of:", "outside `moment_between`", "2016-04-13"),
    ("[2016-04-13, 2016-04-19]", "[2016-04-13, 2016-05-19]", "moment_between", "not one week", "[first, last]"),
    ("  attribution: ATTRIBUTION.md\n", "", "  file: uci498", "without attribution", "ATTRIBUTION.md"),
    ("kpis:\n", "kpis: [\n", "name: first-contact resolution", "This is not YAML", "Check"),
    ("machines: [Updated by 908]", "machines: &m [Updated by 908]\n  more: *m", "machines:", "Anchors", "Write"),
]


def copied(folder: Path) -> Path:
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> list[str]:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    spoiled = text.replace(old, new, 1)
    (folder / file).write_text(spoiled, encoding="utf-8")
    return spoiled.splitlines()


@pytest.mark.parametrize(("old", "new", "shown", "message", "remedy"), MISTAKES, ids=lambda text: text[:40])
def test_each_mistake_names_file_line_and_remedy(
    tmp_path: Path, old: str, new: str, shown: str, message: str, remedy: str
) -> None:
    lines = spoil(copied(tmp_path), "pack.yaml", old, new)

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    findings = [finding for finding in refused.value.findings if message in finding.message]
    assert findings, [str(finding) for finding in refused.value.findings]
    assert findings[0].file == "pack.yaml"
    assert shown.strip() in lines[findings[0].line - 1]
    assert remedy in findings[0].remedy


POLICY_MISTAKES = [
    ('risk: "< risk_threshold"', 'risk: "< = 0.2"', "risk:", "safe-to-keep"),
    ("then: AUTO_APPROVE", "then: APPROVE", "then: APPROVE", "AUTO_APPROVE"),
    ("risk: {type: number", "closed_code: {type: number", "closed_code", "AFTERWARDS"),
    ("priority: {type: text", "weather: {type: text", "weather", "No case brings the fact"),
    ('{hours_to_deadline: "<= 0"}', '{hours_to_deadline: "(5..1)"}', "past-deadline", "can never match"),
    ('      missed_sla_risk: "< missed_sla_threshold"\n', "", "rows:", "deadline-at-risk (REVIEW) and safe-to-keep"),
]


@pytest.mark.parametrize(("old", "new", "shown", "message"), POLICY_MISTAKES, ids=lambda text: text[:30])
def test_each_mistake_of_the_table_names_its_line(tmp_path: Path, old: str, new: str, shown: str, message: str) -> None:
    lines = spoil(copied(tmp_path), "policy.yaml", old, new)

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    findings = [finding for finding in refused.value.findings if message in f"{finding}"]
    assert findings, [str(finding) for finding in refused.value.findings]
    assert findings[0].file == "policy.yaml"
    assert any(shown in lines[finding.line - 1] for finding in findings)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"\xff\xfe\x00", "The file is not UTF-8"),
        (b"pack: \x01", "characters that YAML forbids"),
        (b"[" * 5_000, "nested"),
        (b"- " * 40 + b"x", "nested deeper"),
        (b"just words", "must hold keys and values"),
        (b"a" * 1_000_001, "larger than 1 MB"),
        (b"? [a]\n: b\n", "A key must be a plain word"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_in_words(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "pack.yaml").write_bytes(content)

    with pytest.raises(PackInvalid) as refused:
        load_pack(tmp_path)

    assert any(message in finding.message for finding in refused.value.findings), str(refused.value)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match=r"pack\.yaml:1: There is no such file"):
        load_pack(tmp_path)


def test_many_mistakes_are_told_at_once_in_order(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder, "pack.yaml", "  - caller_id\n", "  - resolved_by\n")
    spoil(folder, "pack.yaml", "close: {incident_state:", "close: {state:")

    with pytest.raises(PackInvalid) as refused:
        load_pack(folder)

    assert len(refused.value.findings) >= 2
    assert [finding.line for finding in refused.value.findings] == sorted(f.line for f in refused.value.findings)
    assert "more: run `signoff pack validate`" in str(refused.value)
