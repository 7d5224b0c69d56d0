"""The house is as its front page says: rooms in order, each importing only those above it."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import claims_check
from claims_check.generate import ROOT

HOUSE = ROOT / "checker" / "claims_check"
ROOMS = re.findall(r"^([a-z_]+) {2,}\S", claims_check.__doc__ or "", re.MULTILINE)
MODULES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """Rooms that a module imports anywhere, also late or for types only."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "claims_check":
                names = [f"claims_check.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "claims_check" and len(parts) > 1:
                rooms.add(parts[1])
    return rooms - {"VERSION"}


def test_the_front_page_names_every_room() -> None:
    assert set(ROOMS) == {room_of(path) for path in MODULES} - {"__init__", "__main__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_module_imports_only_rooms_above_its_own(path: Path) -> None:
    room = room_of(path)
    if room in {"__init__", "__main__"}:
        return
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    assert imported_rooms(path) <= allowed


def test_no_module_leads_back_to_itself_by_its_imports() -> None:
    """Late imports count, those for types only do not."""
    names = {module_of(path): path for path in MODULES}
    leads = {name: imported_modules(path, set(names)) for name, path in names.items()}
    while loose := {name for name, others in leads.items() if not others}:
        leads = {name: others - loose for name, others in leads.items() if name not in loose}
    assert leads == {}


def module_of(path: Path) -> str:
    name = ".".join(("claims_check", *path.relative_to(HOUSE).with_suffix("").parts))
    return name.removesuffix(".__init__")


def imported_modules(path: Path, known: set[str]) -> set[str]:
    found = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    for node in waiting:  # grows as it is read
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in known else node.module for name in inner}
    return (found & known) - {module_of(path), "claims_check"}


def test_no_group_of_a_pattern_is_possessive() -> None:
    """Python 3.11 before 3.11.5 matches them wrongly, and it is what Debian 12 has."""
    for path in MODULES:
        assert not re.findall(r"[^\\]\)[*+?]\+", path.read_text("utf-8")), path


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_module_is_one_room_of_at_most_400_lines(path: Path) -> None:
    if path.name == "core.py":
        return  # generated
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_no_rule_imports_another_rule() -> None:
    for path in (HOUSE / "rules").glob("*.py"):
        if path.name != "__init__.py":
            text = path.read_text("utf-8")
            imported = set(re.findall(r"from claims_check\.rules(?:\.(\w+))? import", text))
            assert imported <= {"rule"}, path.name


def test_the_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == claims_check.VERSION
