"""What the guards read: the code as syntax trees, the templates as pieces."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """A Python file, or in a guard's own test a planted text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> dict[str, str]:
        """Map each imported name to where it comes from: `User` → `forum.accounts.models.User`."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    found[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
        return found

    @property
    def package(self) -> str:
        """Return the capability: `forum.accounts.commands.people` belongs to `accounts`."""
        return ([*self.name.split("."), ""])[1]

    def origin(self, node: ast.expr) -> str:
        """Return the full name of what an expression such as `User` or `models.User` means."""
        if isinstance(node, ast.Name):
            return self.imports.get(node.id, f"{self.name}.{node.id}")
        if isinstance(node, ast.Attribute):
            return f"{self.origin(node.value)}.{node.attr}"
        return ""

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Yield each call with the full name of what is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, self.origin(node.func)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the forum, migrations' versions excepted."""
    paths = [path for path in sorted((ROOT / "forum").rglob("*.py")) if path.parent.name != "versions"]
    return (*(Module(_name(path), path.read_text(encoding="utf-8")) for path in paths), _config())


def _config() -> Module:
    return Module("config", (ROOT / "config.py").read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
