"""Find the gabarits and the catalogue: those of the contracts' own folder first, then those shipped."""

from importlib.resources import files
from pathlib import Path

from cpomdoc.errors import GabaritError

MAX_GABARIT = 20 * 1024 * 1024
"""Bytes; a gabarit with its logos weighs far less."""


def load_gabarit(racine: Path, name: str) -> bytes:
    """Bytes of a file of `templates/`; raises GabaritError in French when it is missing or too large."""
    for folder in template_folders(racine):
        path = folder / name
        if path.is_file():
            return _read(path, MAX_GABARIT)
    raise GabaritError(f"Le gabarit « {name} » est introuvable dans « {(racine / 'templates').as_posix()} ».")


def list_gabarits(racine: Path) -> tuple[str, ...]:
    """Names of every .docx gabarit, shipped or of the folder's own, without Word's lock files."""
    names = {
        path.name
        for folder in template_folders(racine)
        for path in folder.glob("*.docx")
        if not path.name.startswith("~$")
    }
    return tuple(sorted(names))


def template_folders(racine: Path) -> tuple[Path, ...]:
    """Where gabarits are looked for: the user's folder, then the package's (the repository's when not installed)."""
    shipped = Path(str(files("cpomdoc"))) / "templates"
    repository = Path(__file__).parents[3] / "templates"
    return tuple(folder for folder in (racine / "templates", shipped, repository) if folder.is_dir())


def _read(path: Path, limit: int) -> bytes:
    if path.stat().st_size > limit:
        megabytes = limit // (1024 * 1024)
        raise GabaritError(f"« {path.name} » dépasse {megabytes} Mo : allégez ses images avant de recommencer.")
    return path.read_bytes()
