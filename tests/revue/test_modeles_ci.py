"""The workflows that we ship are YAML, ask for nothing they do not need, and use commands that exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from cpomdoc.cli.commandes import cpomdoc
from cpomdoc.cli.run import run
from tests.checking.contrats_de_test import ROOT

GITHUB = ROOT / "templates" / "ci" / "github.yml"
GITLAB = ROOT / "templates" / "ci" / "gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
MODELES = (GITHUB, GITLAB, HOOKS)
APPEL = re.compile(r"^cpomdoc (?!\|\|).*")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def iterate_lines(tree: Any) -> Iterator[str]:
    """Every line of every text of a file."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from iterate_lines(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from iterate_lines(value)
    elif isinstance(tree, str):
        yield from tree.splitlines()


def list_calls(path: Path) -> list[list[str]]:
    """What is asked of cpomdoc, word by word, without what the shell does with its output."""
    lines = (line.split(" > ")[0] for line in iterate_lines(read(path)) if APPEL.match(line))
    return [shlex.split(line)[1:] for line in lines if not line.startswith("cpomdoc,")]


@pytest.mark.parametrize("path", MODELES, ids=lambda path: path.name)
def test_every_command_and_option_that_is_used_exists(path: Path) -> None:
    calls = list_calls(path)
    assert calls
    for words in calls:
        command: click.Command = cpomdoc
        assert callable(run)  # importing it is what gathers all the commands
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        # Values are read too: « --format gitlab » must be one of the formats.
        command.make_context("cpomdoc", words)


def test_both_forges_write_a_review_and_check_the_contracts() -> None:
    for path in (GITHUB, GITLAB):
        assert {words[0] for words in list_calls(path)} == {"revue", "verifier"}


def test_what_a_request_proposes_runs_without_any_right_to_write() -> None:
    workflow = read(GITHUB)
    # YAML 1.1 reads the key « on » as true.
    assert list(workflow[True]) == ["pull_request"]
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["revue"]["permissions"] == {"contents": "read"}
    writer = workflow["jobs"]["commentaire"]
    assert writer["permissions"] == {"pull-requests": "write"}
    used = [step.get("uses", "") for step in writer["steps"]]
    assert not [one for one in used if "checkout" in one]
    assert "secrets." not in GITHUB.read_text("utf-8")


def test_nothing_that_others_name_is_put_into_a_shell() -> None:
    steps = [step for job in read(GITHUB)["jobs"].values() for step in job["steps"]]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs
    assert not [run for run in runs if "${{" in run]


def test_actions_are_pinned_and_the_whole_past_is_fetched() -> None:
    steps = [step for job in read(GITHUB)["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) == 4
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)
    assert next(step for step in steps if "checkout" in step.get("uses", ""))["with"]["fetch-depth"] == 0
    assert read(GITLAB)["revue"]["variables"]["GIT_DEPTH"] == "0"


def test_every_hook_says_what_it_is_for() -> None:
    hooks = read(HOOKS)
    assert {"cpomdoc-verifier", "cpomdoc-texte-a-jour"} <= {one["id"] for one in hooks}
    for one in hooks:
        assert one["name"]
        assert one["description"].endswith(".")
        assert one["language"] == "python"
        assert one["pass_filenames"] is False
        assert re.compile(one["files"]).match("templates/contrat.docx")
