"""What a build costs as its user pays it: elapsed time, processor, memory of all its processes together (on Linux).

`python -m bench.cout <folder> <ref>` builds one contract of a folder and prints the figures in JSON.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

BUILD = "import sys; from cpomdoc.cli import main; sys.exit(main(sys.argv[1:]))"
PACE = 0.02
MEGA = 1_000_000


@dataclass(frozen=True)
class Cout:
    """Seconds, and megabytes: of the largest process, and of all of them at the same instant."""

    ecoule: float
    processeur: float
    plus_gros: float
    ensemble: float


def measure_build(folder: Path, ref: str) -> Cout:
    """Build a contract under the eyes of a process that has no other child: what it counts is the build alone."""
    command = [sys.executable, "-m", "bench.cout", str(folder), ref]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Cout(**json.loads(done.stdout))


def _watch(folder: str, ref: str) -> Cout:
    command = [sys.executable, "-c", BUILD, "construire", "--silencieux", "--racine", folder, ref]
    start, peak = time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_read_memory, _list_family(process.pid))))
            time.sleep(PACE)
        elapsed = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(process.returncode)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cout(elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / MEGA, peak / MEGA)


def _list_family(pid: int) -> list[int]:
    """A process and all that it started."""
    family = [pid]
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in Path(thread, "children").read_text().split():
                family += _list_family(int(child))
    except OSError:  # ended meanwhile, or not Linux
        return family
    return family


def _read_memory(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    print(json.dumps(asdict(_watch(sys.argv[1], sys.argv[2]))))
