"""The settings table of docs/operating.md is the one that the settings classes give."""

from pydantic_settings import BaseSettings

from api.settings import ApiSettings
from api.worker.jobs import JOBS
from forecasting.fan_out import FanOutSettings
from graph.settings import GraphSettings
from tests.habits._tree import ROOT

START, END = "<!-- settings: start -->\n", "<!-- settings: end -->"


def table(*classes: type[BaseSettings]) -> str:
    lines = ["| variable | default | what it is |", "|---|---|---|"]
    for settings in classes:
        prefix = settings.model_config["env_prefix"]
        for name, field in settings.model_fields.items():
            variable = field.validation_alias or f"{prefix}{name}".upper()
            default = "none" if field.default is None else f"`{field.default}`"
            lines.append(f"| `{variable}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def test_the_settings_table_is_current() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")

    assert text.partition(START)[2].partition(END)[0] == table(GraphSettings, ApiSettings, FanOutSettings)


def test_the_table_of_jobs_names_each_job_of_the_registry_and_how_often_it_looks() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")

    lines = text.partition("| job | looks every |")[2].partition("\n\n")[0].splitlines()[2:]

    answer = {cells[1].strip(" `"): cells[2].strip() for cells in (line.split("|") for line in lines)}
    assert answer == {name: f"{job.every_seconds:g} s" for name, job in JOBS.items()}
