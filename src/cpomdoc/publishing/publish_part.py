"""Replace one folder of a build, and say so in the receipt of the whole: the rest of the build stays as it is."""

import json
from collections.abc import Mapping
from pathlib import Path

from cpomdoc.publishing.keep_edited import read_receipt
from cpomdoc.publishing.publish_file import publish_file
from cpomdoc.publishing.publish_folder import RECEIPT, build_receipt, publish_folder


def publish_part(target: Path, part: str, files: Mapping[str, bytes], empreinte: str, version: str) -> None:
    """Make `part` of the build hold exactly `files`, named from the build; a build that has no receipt gets one."""
    publish_folder(target / part, {name.removeprefix(part): data for name, data in files.items()})
    receipt = json.loads(build_receipt(files, empreinte, version))
    known = {name: digest for name, digest in read_receipt(target / RECEIPT).items() if not name.startswith(part)}
    receipt["fichiers"] = dict(sorted({**known, **receipt["fichiers"]}.items()))
    if known:
        receipt |= {key: value for key, value in _read_rest(target / RECEIPT).items() if key != "fichiers"}
    publish_file(target / RECEIPT, (json.dumps(receipt, ensure_ascii=False, indent=2) + "\n").encode())


def _read_rest(path: Path) -> dict[str, object]:
    rest: dict[str, object] = json.loads(path.read_bytes())
    return rest
