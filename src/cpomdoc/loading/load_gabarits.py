"""Find the gabarits and the catalogue: those of the contracts' own folder first, then those shipped."""

from importlib.resources import files
from pathlib import Path

from cpomdoc.errors import GabaritError, describe_system_error

MAX_GABARIT = 20 * 1024 * 1024
"""Bytes; a gabarit with its logos weighs far less."""
TEMPLATES = "templates"


def load_gabarit(racine: Path, name: str) -> bytes:
    """Bytes of a file of `templates/`; raises GabaritError in French when it is missing, outside or too large."""
    for folder in template_folders(racine):
        path = folder / name
        if path.is_file():
            return _read(folder, path)
    raise GabaritError(
        f"Le gabarit «\u202f{name}\u202f» est introuvable dans «\u202f{(racine / TEMPLATES).as_posix()}\u202f»."
    )


def load_shipped(name: str) -> bytes:
    """Bytes of a gabarit as cpomdoc ships it, whatever the house has; raises GabaritError when there is none."""
    for folder in _shipped_folders():
        if (folder / name).is_file():
            return _read(folder, folder / name)
    raise GabaritError(f"cpomdoc ne fournit pas de gabarit «\u202f{name}\u202f».")


def list_gabarits(racine: Path) -> tuple[str, ...]:
    """Names of every .docx gabarit, shipped or of the folder's own, without Word's lock files."""
    return tuple(sorted({name for folder in template_folders(racine) for name in _list_word(folder)}))


def list_own(racine: Path) -> tuple[str, ...]:
    """Names of the .docx gabarits that the folder brings itself."""
    own = own_folder(racine)
    return tuple(sorted(_list_word(own))) if own else ()


def is_own(racine: Path, name: str) -> bool:
    """Whether a file of `templates/` is the folder's own rather than the shipped one."""
    own = own_folder(racine)
    return own is not None and (own / name).is_file()


def own_folder(racine: Path) -> Path | None:
    """The `templates/` of a folder, None when there is none or when it is the very one that cpomdoc ships."""
    own = racine / TEMPLATES
    if not own.is_dir() or any(own.samefile(folder) for folder in _shipped_folders()):
        return None
    return own


def template_folders(racine: Path) -> tuple[Path, ...]:
    """Where gabarits are looked for: the user's folder, then the package's (the repository's when not installed)."""
    own = racine / TEMPLATES
    return (own, *_shipped_folders()) if own.is_dir() else _shipped_folders()


def _shipped_folders() -> tuple[Path, ...]:
    shipped = Path(str(files("cpomdoc"))) / TEMPLATES
    repository = Path(__file__).parents[3] / TEMPLATES
    return tuple(folder for folder in (shipped, repository) if folder.is_dir())


def _list_word(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.docx") if not path.name.startswith("~$")}


def _read(folder: Path, path: Path) -> bytes:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise GabaritError(
            f"«\u202f{path.name}\u202f» est un lien qui mène hors de templates/\u202f: copiez-y le fichier lui-même."
        )
    try:
        if path.stat().st_size > MAX_GABARIT:
            megabytes = MAX_GABARIT // (1024 * 1024)
            raise GabaritError(
                f"«\u202f{path.name}\u202f» dépasse {megabytes} Mo\u202f: allégez ses images avant de recommencer."
            )
        return path.read_bytes()
    except OSError as error:
        raise GabaritError(
            f"«\u202f{path.name}\u202f» n’a pas pu être lu\u202f: {describe_system_error(error)}."
        ) from error
