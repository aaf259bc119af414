"""Write a file that is not there yet, and leave alone one that is."""

from pathlib import Path

from cpomdoc.errors import EditionImpossible, describe_system_error


def write_new(path: Path, data: bytes) -> bool:
    """Whether the file was written: never over another, even one that appears meanwhile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        return False
    except OSError as error:
        raise EditionImpossible(f"{path.name} n’a pas pu être écrit\u202f: {describe_system_error(error)}.") from error
    return True
