"""The house keeps its layout: arrows point one way, and no room asks clock, network or chance."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
HOUSE = SOURCE / "analysis"

# A room of the data flow may import the rooms to its left ...
FLOW = ["ledger", "memo", "periods", "growth", "identities", "model", "outlook"]

# ... which makes this the whole map: what each room may import.
MAY_IMPORT = {room: set(FLOW[:place]) for place, room in enumerate(FLOW)} | {
    "__init__": {"place", "model", "readers"},  # lazily
    "wording": {"ledger"},  # says what it is handed, in the words of the data folder
    "charts": {"wording"},  # draws what it is handed
    "readers": {"ledger", "periods", "growth", "identities", "wording"},  # a file -> a release
    "checks": {"ledger", "periods", "growth", "identities", "wording", "readers"},  # a release against the ledger
    "vintages": set(FLOW),
    "evaluation": set(FLOW),
    "report": {*FLOW, "wording", "charts", "checks", "vintages", "evaluation"},
    "place": {*FLOW, "wording", "charts", "checks", "readers", "vintages", "evaluation", "report"},  # all
    "cli": {"ledger", "memo", "wording", "outlook", "vintages", "evaluation", "checks", "readers", "report", "place"},
    "explorer": {"ledger", "wording", "report", "place"},
    "__main__": {"cli"},
}

LONGEST_MODULE = 300
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc"}
MAY_PRINT = {"cli", "report"}
CLOCK = re.compile(r"\b((date|datetime|Timestamp|Period)\.(now|today|utcnow)|time\.(time|time_ns))$")
# The ledger refuses a publication date in the future; no figure comes from it.
MAY_ASK_CLOCK = {("ledger", "date.today")}
NETWORK = re.compile(r"(socket|ssl|http|urllib\.request|urllib3|requests|httpx|aiohttp|ftplib|smtplib)\b")
PICKLE = re.compile(r"(pickle|cloudpickle|dill|shelve|marshal)\b|.*\.(to|read)_pickle$")
# Chance comes from a generator with a seed: `default_rng()` without one is refused by its brackets.
CHANCE = re.compile(r"((np|numpy)\.)?random\.(?!(default_rng|Generator|SeedSequence)$)")

MODULES = sorted(HOUSE.rglob("*.py"))
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def syntax(module: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(module.read_text(encoding="utf-8"))


def room_of(module: Path) -> str:
    """The room a file belongs to: its own name, or that of its folder."""
    return module.relative_to(HOUSE).parts[0].removesuffix(".py")


def origin(module: Path, node: ast.ImportFrom) -> str:
    """The full name of what `from ... import` names, dots resolved."""
    package = module.relative_to(SOURCE).parent.parts
    above = package[: len(package) - node.level + 1] if node.level else ()
    return ".".join([*above, *filter(None, [node.module])])


def imports(module: Path) -> set[str]:
    """Full names of everything a module imports: "analysis.ledger.load_facts"."""
    found = set()
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{origin(module, node)}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "lazily":
            found |= {f"analysis.{ast.literal_eval(name)}" for name in node.args if isinstance(name, ast.Constant)}
    return found


def mentions(module: Path) -> set[str]:
    """Every import, dotted name and call without arguments in a module: "np.random.default_rng", "print"."""
    kinds = ast.Name | ast.Attribute | ast.Call
    spoken = {ast.unparse(node) for node in ast.walk(syntax(module)) if isinstance(node, kinds)}
    return imports(module) | {name for name in spoken if re.fullmatch(r"[\w.]+(\(\))?", name)}


def public_functions(module: Path) -> list[Function]:
    """Functions and methods that other rooms may call."""
    classes = [node for node in syntax(module).body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
    bodies = [node for scope in [syntax(module), *classes] for node in scope.body]
    return [node for node in bodies if isinstance(node, Function) and node.name[0] != "_"]


def is_fully_typed(function: Function) -> bool:
    """Whether every argument and the answer have a type."""
    # the direct parts only: a lambda among the defaults has arguments without types
    arguments = [node for node in ast.iter_child_nodes(function.args) if isinstance(node, ast.arg)]
    typed = all(argument.annotation for argument in arguments if argument.arg not in {"self", "cls"})
    return typed and function.returns is not None


def test_every_module_has_its_room_on_the_map() -> None:
    assert MODULES
    assert {room_of(module) for module in MODULES} <= set(MAY_IMPORT)


@each_module
def test_a_room_imports_only_what_the_map_allows(module: Path) -> None:
    ours = {name.split(".")[1] for name in imports(module) if name.startswith("analysis.")}
    others = ours & set(MAY_IMPORT) - {room_of(module)}
    assert others <= MAY_IMPORT[room_of(module)]


@each_module
def test_a_module_is_short_enough_to_read_at_once(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) < LONGEST_MODULE


@each_module
def test_a_module_is_named_after_what_it_holds(module: Path) -> None:
    words = {word for part in module.relative_to(HOUSE).with_suffix("").parts for word in part.split("_")}
    assert words.isdisjoint(SAYS_NOTHING)


@each_module
def test_a_public_function_says_what_you_get(module: Path) -> None:
    assert [function.name for function in public_functions(module) if not ast.get_docstring(function)] == []


@each_module
def test_a_public_function_is_fully_typed(module: Path) -> None:
    assert [function.name for function in public_functions(module) if not is_fully_typed(function)] == []


@each_module
def test_only_the_command_line_and_the_brief_print(module: Path) -> None:
    assert room_of(module) in MAY_PRINT or "print" not in mentions(module)


@each_module
def test_no_room_asks_the_clock(module: Path) -> None:
    asked = {(room_of(module), clock[1]) for clock in map(CLOCK.search, mentions(module)) if clock}
    assert asked <= MAY_ASK_CLOCK


@each_module
def test_no_room_reaches_the_network(module: Path) -> None:
    assert [name for name in imports(module) if NETWORK.match(name)] == []


@each_module
def test_no_room_pickles(module: Path) -> None:
    assert [name for name in mentions(module) if PICKLE.match(name)] == []


@each_module
def test_chance_comes_only_from_a_seeded_generator(module: Path) -> None:
    assert [name for name in mentions(module) if CHANCE.match(name)] == []
