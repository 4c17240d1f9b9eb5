"""The house rules that a reader of the code relies on, each checked from outside."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import annotate_tui

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(annotate_tui.__file__).resolve().parents[1]
SAMPLE = "000_e6830725a6523a0a.txt"

SCREEN = ("textual", "rich.console", "rich.text")
DATABASE = ("sqlite3", "sqlite_utils")
HEAVY = (
    "sqlite_utils",
    "markdown_it",
    "charset_normalizer",
    "sentencex",
    "platformdirs",
    "defusedxml",
)

FORBIDDEN = {
    "model": (*SCREEN, *DATABASE, *HEAVY, "click", "rich"),
    "columns": (*SCREEN, *DATABASE, *HEAVY, "click", "rich"),
    "codebook_tree": (*SCREEN, *DATABASE, *HEAVY, "click", "rich"),
    "statements": (*SCREEN, *DATABASE, *HEAVY, "click", "rich"),
    "text": (*SCREEN, *DATABASE, *HEAVY, "click"),
    "reading": (*SCREEN, *DATABASE, *HEAVY, "click"),
    "detect": (*SCREEN, *DATABASE, *HEAVY, "click"),
    "loaders": (*SCREEN, *DATABASE, *HEAVY, "click"),
    "formats": (*SCREEN, *DATABASE, *HEAVY, "click"),
    "store": (*SCREEN, *HEAVY, "click"),
    "services": (*SCREEN, *HEAVY, "click"),
    "cli": (*SCREEN, *DATABASE, *HEAVY, "click"),
}


def modules(room):
    """The room's own modules by name, private ones too."""
    package = SOURCE / "annotate_tui" / room
    if not package.is_dir():
        return [f"annotate_tui.{room}"]
    names = [p.relative_to(SOURCE).with_suffix("") for p in sorted(package.rglob("*.py"))]
    return [".".join(n.parts).removesuffix(".__init__") for n in names]


def imported(statements):
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{statements}\nprint(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_is_imported_without_what_it_must_not_know(room):
    # The commands' modules import click; the package itself, which opens the reader, must not.
    wanted = ["annotate_tui.cli", "annotate_tui.cli.opening"] if room == "cli" else modules(room)
    found = imported("\n".join(f"import {name}" for name in wanted))
    assert set(wanted) <= found
    assert found.isdisjoint(FORBIDDEN[room])


def test_no_command_imports_the_screen():
    found = imported("\n".join(f"import {name}" for name in modules("cli")))
    assert found.isdisjoint({"textual", "annotate_tui.tui", *HEAVY})


def test_every_module_is_under_400_lines_and_says_what_it_is_for():
    for path in [*(SOURCE / "annotate_tui").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 400, path
        assert lines[0].startswith(('"""', "#!")), path


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_sample_article_is_found_byte_for_byte():
    from annotate_tui.services.adding import sample_path

    assert sample_path().name == SAMPLE
    assert sample_path().read_bytes() == (ROOT / "seeds" / SAMPLE).read_bytes()


def test_an_installation_holds_the_sample_article():
    try:
        files = metadata.files("annotate-tui") or []
    except metadata.PackageNotFoundError:
        pytest.skip("run from its sources, not installed")
    (sample,) = [file for file in files if file.name == SAMPLE]
    assert sample.as_posix() == f"annotate_tui/seeds/{SAMPLE}"
    assert sample.read_binary() == (ROOT / "seeds" / SAMPLE).read_bytes()


def test_the_wheel_is_told_to_take_the_sample_article():
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["src/annotate_tui"]
    assert wheel["force-include"] == {"seeds": "annotate_tui/seeds"}


def test_constraints_are_versions_only_and_cover_what_the_project_names():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [p for p in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", p)] == []
    pinned = {_normal(p.split("==")[0]) for p in pins}
    table = project()["project"]
    named = [*table["dependencies"], *table["optional-dependencies"]["dev"]]
    assert {_normal(re.split(r"[<>=\[; ]", n)[0]) for n in named} <= pinned


def _normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def committed():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode or not listed.stdout:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


# Put together here, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:" + "|".join(["work", "opt", "root", "tmp/h"]) + r")/\w"
    r"|\.\./" + r"shared\b"
)
REGISTRY = re.compile(
    "|".join(["index" + "-url", "find" + "-links", "trusted" + "-host", r"pypi\." + "org/simple"]),
    re.IGNORECASE,
)


def test_no_committed_file_names_a_registry_or_a_path_of_one_machine():
    for path in committed():
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for pattern in (MACHINE, REGISTRY):
            found = pattern.search(text)
            assert found is None, f"{path.relative_to(ROOT)}: {found[0] if found else ''}"


def test_test_files_have_names_of_their_own():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))
    assert not list((ROOT / "tests").rglob("__init__.py"))
