"""A model as a file that is named by its own hash and refused when it differs."""

import hashlib
from io import BytesIO
from pathlib import Path

from forecasting.errors import ArtefactChanged
from forecasting.risk import RiskModel

_FOLDER = "models"


def save_model(model: RiskModel, data_dir: Path) -> str:
    """Write the model under the data directory and return its SHA-256, in hexadecimal digits."""
    import joblib

    written = BytesIO()
    joblib.dump(model, written, compress=3)
    content = written.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    path = artefact_path(data_dir, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(path)
    return digest


def load_model(data_dir: Path, sha256: str) -> RiskModel:
    """Read a model; the hash is checked before a byte of it is interpreted.

    The file is a joblib dump, which can run code when read: only the hash that was registered with the model
    version makes it trustworthy. Raises ArtefactChanged.
    """
    import joblib

    path = artefact_path(data_dir, sha256)
    if not path.is_file():
        raise ArtefactChanged(f"no model file {path.name} in {path.parent}; train again or restore the file")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ArtefactChanged(f"{path.name} does not hash to its registered name; restore it or train again")
    model = joblib.load(BytesIO(content))
    if not isinstance(model, RiskModel):
        raise ArtefactChanged(f"{path.name} holds no risk model; train again")
    return model


def artefact_path(data_dir: Path, sha256: str) -> Path:
    """Return where a model of that hash lives."""
    return data_dir / _FOLDER / f"{sha256}.joblib"
