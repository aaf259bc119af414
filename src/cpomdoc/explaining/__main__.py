"""« make docs »: works out what is printed where, then writes the pages that changed; « --pages » trusts the table."""

import sys
from pathlib import Path

from cpomdoc.explaining.publish_docs import IMPRESSIONS, probe_impressions, publish_docs

PAGES = "--pages"


def main(arguments: list[str]) -> None:
    """Regenerate the published pages of the repository in which one stands."""
    racine = Path.cwd()
    table = (racine / IMPRESSIONS).read_text("utf-8") if PAGES in arguments else probe_impressions(racine)
    written = list(publish_docs(racine, table))
    print("\n".join(f"{name} : réécrit" for name in written) or "Les pages publiées sont à jour.")


if __name__ == "__main__":
    main(sys.argv[1:])
