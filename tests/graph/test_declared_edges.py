"""An edge that is declared on a model is followed by every statement that `make docs` then writes."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLLOWING = (
    "lineage/up.cypher",
    "lineage/down.cypher",
    "lineage/up_columns.cypher",
    "lineage/down_columns.cypher",
    "lineage/explorer/around.cypher",
    "lineage/explorer/causes.cypher",
    "lineage/explorer/effects.cypher",
    "lineage/explorer/links.cypher",
    "lineage/explorer/path.cypher",
    "lineage/walk/effects/prompted_by.cypher",
    "planning/snapshot/edges.cypher",
    "blocks/impact.cypher",
)
MODEL = '''
class PromptVersionNode(Entity):
    """One wording of a prompt."""

    __label__ = "PromptVersion"
    __layer__ = 3
    __title__ = "Prompt {wording}"
    id_ = unique_text("id")
    wording = text("wording")


class DecisionNode(Entity):
'''
PLACE = '    about = lineage_edge(f"{_CASE}.CaseNode", "ABOUT", one=True)\n    was_generated_by_review'
EDGE = '    prompted_by = lineage_edge(f"{_HERE}.PromptVersionNode", "PROMPTED_BY", Basis.INPUT)\n'
WRITTEN_BY = ("graph.schema_domain", "graph.schema_explorer", "graph.schema_lineage", "graph.schema_walk")
WRITE = f"import runpy; [runpy.run_module(module, run_name='__main__') for module in {WRITTEN_BY}]"


def test_a_kind_and_an_edge_on_a_model_are_all_that_lineage_ways_explorer_and_impact_need(tmp_path: Path) -> None:
    for package in ("graph", "cypher"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.jar"))
    model = tmp_path / "graph" / "models" / "review.py"
    text = model.read_text(encoding="utf-8")
    assert text.count("\nclass DecisionNode(Entity):\n") == text.count(PLACE) == 1
    text = text.replace("\nclass DecisionNode(Entity):\n", MODEL).replace(PLACE, EDGE + PLACE)
    model.write_text(text, encoding="utf-8")

    subprocess.run([sys.executable, "-c", WRITE], cwd=tmp_path, check=True)

    written = {file: (tmp_path / "cypher" / file).read_text(encoding="utf-8") for file in FOLLOWING}
    assert [file for file, statement in written.items() if "PROMPTED_BY" not in statement] == []
    assert (
        "  MATCH (start:PromptVersion {id: $id})<-[:PROMPTED_BY]-(d:Decision)\n"
        "  USING INDEX SEEK start:PromptVersion(id)\n"
        "  RETURN d, 'INPUT' AS basis\n"
    ) in written["blocks/impact.cypher"]
    assert "MATCH (n:PromptVersion {id: $id})" in written["lineage/up.cypher"]
    assert ".wording" in written["lineage/up.cypher"]
    walked = (tmp_path / "graph" / "queries" / "lineage" / "walk_kinds.json").read_text(encoding="utf-8")
    assert '["Decision", "promptVersions", "UP", "PROMPTED_BY", ["PromptVersion"], false]' in walked
    assert '["PromptVersion", "decisions", "DOWN", "PROMPTED_BY", ["Decision"], false]' in walked
    kinds = (tmp_path / "graph" / "domain" / "lineage" / "kinds.py").read_text(encoding="utf-8")
    assert '    "PromptVersion": 3,\n' in kinds
    assert '    "PromptVersion": "Prompt {wording}",\n' in kinds
    assert kinds.count('    "PromptVersion",\n') == 1
