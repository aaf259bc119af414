"""The house keeps its own rules: sizes, names, docstrings, no stray address or machine path in what is committed."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))
MAX_FUNCTION = 40
MAX_MODULE = 300
BANNED_MODULES = {"utils", "helpers", "common", "base", "misc", "core"}
BANNED_VERBS = re.compile(r"^_?(process|handle|manage|do)_")


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def tracked() -> list[Path]:
    """Files that git tracks, pictures and Word files left out."""
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and Path(name).suffix not in {".docx", ".png", ".pdf"}]


def test_there_are_modules_to_judge() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "one sentence says what the module is for"
    assert text.count("\n") <= MAX_MODULE
    assert path.stem not in BANNED_MODULES
    too_long = [
        f"{node.name} ({size} lines)"
        for node in functions(path)
        if (size := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION
    ]
    assert not too_long
    assert not [node.name for node in functions(path) if BANNED_VERBS.match(node.name)]


def test_no_machine_path_and_no_registry_address_is_committed() -> None:
    paths = tracked()
    assert len(paths) > 100
    wrong = re.compile(
        r"(?<![\w./-])/(?:work|farm|root|tmp/bash)/|\.\./" + 'shared|https?://[^ "]*/(?:simple|packages)/'
    )
    guilty = [str(p.relative_to(ROOT)) for p in paths if p.is_file() and wrong.search(p.read_text("utf-8", "replace"))]
    assert not guilty


def test_no_check_is_silenced() -> None:
    mark = re.compile("# " + "noqa|# type" + ": ignore")
    paths = [*MODULES, *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/*.py")]
    guilty = [str(p.relative_to(ROOT)) for p in paths if mark.search(p.read_text(encoding="utf-8"))]
    assert not guilty


def test_versions_are_locked_with_hashes_and_without_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
