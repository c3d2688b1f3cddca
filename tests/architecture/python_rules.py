"""House rules of Python, read from the syntax tree."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.rule import Rule, Source, all_python, own_python

STORES = re.compile(r"(^|/)(services|selectors|access)(\.py|/)|/migrations/")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
TASK_BASES = {"TenantTask", "SteppedTenantTask", "Housekeeping", "AccountMail"}
AUDIENCES = re.compile(r"^(visitors?|talk|desk|team|member)\.$")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def outside_stores(source: Source) -> bool:
    """Product code that is neither a service nor a selector nor an audited door."""
    return own_python(source) and not STORES.search(source.path)


def model_managers(source: Source) -> Iterator[int]:
    """``Model.objects`` and its private names."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and _name(node.value)[:1].isupper():
            yield node.lineno


def layer_calls(source: Source) -> Iterator[int]:
    """``group_send`` and ``publish`` of Redis."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Attribute) and node.attr in {"group_send", "publish"}:
            yield node.lineno


def imports_of(*modules: str) -> Callable[[Source], Iterator[int]]:
    """Finds imports of these modules and their parts."""

    def find(source: Source) -> Iterator[int]:
        for node in ast.walk(source.tree()):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name == module or name.startswith(f"{module}.") for name in names for module in modules):
                yield node.lineno

    return find


def inner_imports(source: Source) -> Iterator[int]:
    """Imports inside functions and classes."""
    for outer in ast.walk(source.tree()):
        if isinstance(outer, (*FUNCTIONS, ast.ClassDef)):
            yield from (node.lineno for node in ast.walk(outer) if isinstance(node, ast.Import | ast.ImportFrom))


def blind_excepts(source: Source) -> Iterator[int]:
    """``except:``, ``except Exception`` and ``except BaseException`` that do not raise again."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            blind = any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds)
            if blind and ast.unparse(node.body[-1]) != "raise":
                yield node.lineno


def trusting_marks(source: Source) -> Iterator[int]:
    """``mark_safe`` and ``SafeString(…)``: HTML made of strings."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Call) and _name(node.func) in {"mark_safe", "SafeString", "SafeText"}:
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and any(alias.name == "mark_safe" for alias in node.names):
            yield node.lineno


def unowned_tasks(source: Source) -> Iterator[int]:
    """Tasks whose decorator does not say whose rows they touch."""
    for node in ast.walk(source.tree()):
        if isinstance(node, FUNCTIONS):
            yield from (node.lineno for mark in node.decorator_list if _makes_task(mark) and not _has_base(mark))


def _makes_task(mark: ast.expr) -> bool:
    return _name(mark.func if isinstance(mark, ast.Call) else mark) in {"shared_task", "task"}


def _has_base(mark: ast.expr) -> bool:
    given = mark.keywords if isinstance(mark, ast.Call) else []
    return any(keyword.arg == "base" and _name(keyword.value) in TASK_BASES for keyword in given)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def group_names(source: Source) -> Iterator[int]:
    """Names of groups put together by hand."""
    for node in ast.walk(source.tree()):
        start = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
        if isinstance(start, ast.Constant) and AUDIENCES.match(str(start.value)):
            yield start.lineno


def silent_names(source: Source) -> Iterator[int]:
    """Public modules, classes and functions without a docstring."""
    tree = source.tree()
    if tree.body and ast.get_docstring(tree) is None:
        yield 1
    yield from _silent_in(tree)


def _silent_in(scope: ast.Module | ast.ClassDef) -> Iterator[int]:
    for node in scope.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_") and node.name != "Meta":
            if ast.get_docstring(node) is None:
                yield node.lineno
            if isinstance(node, ast.ClassDef):
                yield from _silent_in(node)


def sleeping_tests(source: Source) -> Iterator[int]:
    """``time.sleep``: a test waits for something, not for some time."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}:
            yield node.lineno


RULES = [
    Rule(
        "Rows are reached through services, selectors and access alone",
        "whoever reads rows elsewhere decides elsewhere whose they are",
        outside_stores,
        model_managers,
        good=("talks = selectors.conversations()", "self.objects = []", "class A:\n    objects = Manager()"),
        bad=("Visitor.objects.get(id=1)", "x = Department._default_manager.all()", "Site._base_manager.first()"),
        allowed={"chatdesk/realtime/epoch.py": "one row of the installation, no client's"},
    ),
    Rule(
        "News leave through publish.py",
        "one exit, on commit, with an explicit audience",
        own_python,
        layer_calls,
        good=("await publish([group], frame)", "publish_on_commit([group], frame)"),
        bad=("await self.channel_layer.group_send(group, event)", "sync_redis().publish(name, text)"),
        allowed={"chatdesk/realtime/publish.py": "the exit itself"},
    ),
    Rule(
        "Groups are named by groups.py",
        "each name carries its client",
        own_python,
        group_names,
        good=("group = groups.team(tenant_id)", 'order = "talk.joined"', 'f"{tenant_id}.member"'),
        bad=('group = f"team.{tenant_id}"', 'f"visitor.{tenant_id}.{visitor_id}"'),
        allowed={"chatdesk/realtime/groups.py": "names them"},
    ),
    Rule(
        "Requests to other machines leave through crm_sync/http.py",
        "it is the one that is guarded",
        own_python,
        imports_of("httpx", "requests", "aiohttp", "urllib.request", "urllib3", "http.client"),
        good=("from urllib.parse import urlsplit", "from crm_sync.http import post"),
        bad=("import httpx", "from urllib.request import urlopen", "import http.client"),
        allowed={"crm_sync/http.py": "the client itself"},
    ),
    Rule(
        "Imports stand at the top",
        "an import inside a function hides a direction that nobody owns",
        all_python,
        inner_imports,
        good=("import os\n\ndef f():\n    return os",),
        bad=("def f():\n    import os", "class A:\n    from os import path"),
    ),
    Rule(
        "Errors are caught by name",
        "the rest is to be seen",
        all_python,
        blind_excepts,
        good=(
            "try:\n    f()\nexcept (ValueError, KeyError):\n    pass",
            "try:\n    f()\nexcept BaseException:\n    tidy()\n    raise",
        ),
        bad=("try:\n    f()\nexcept:\n    pass", "try:\n    f()\nexcept (KeyError, Exception):\n    pass"),
    ),
    Rule(
        "HTML is made by templates and format_html",
        "whatever else makes it forgets to escape",
        all_python,
        trusting_marks,
        good=('format_html("<b>{}</b>", name)', "def f() -> SafeString:\n    return render_to_string(name)"),
        bad=("from django.utils.safestring import mark_safe", "mark_safe(text)", "SafeString(text)"),
    ),
    Rule(
        "Every task says whose rows it touches",
        "its base enters the client's scope, or keeps it out of every client's rows",
        own_python,
        unowned_tasks,
        good=(
            "@shared_task(base=TenantTask)\ndef f(tenant_id): pass",
            "@shared_task(base=Housekeeping)\ndef f(): pass",
        ),
        bad=(
            "@shared_task\ndef f(): pass",
            "@app.task(base=Task)\ndef f(): pass",
            "@shared_task(bind=True)\ndef f(): pass",
        ),
    ),
    Rule(
        "Public names say what they mean",
        "a docstring tells meaning, shapes, units and errors",
        lambda source: own_python(source) and "/migrations/" not in source.path,
        silent_names,
        good=('"""Module."""\n\n\ndef f():\n    """Does."""\n\n\ndef _g(): ...', ""),
        bad=("def f(): ...", '"""Module."""\n\n\nclass A:\n    """A."""\n\n    def f(self): ...'),
    ),
    Rule(
        "Tests do not sleep",
        "a test that waits for time is slow on a fast machine and fails on a slow one",
        lambda source: source.path.startswith("tests/") and all_python(source),
        sleeping_tests,
        good=("await asyncio.sleep(0)", "event.wait(5)"),
        bad=("time.sleep(1)",),
        sample_path="tests/sample.py",
    ),
]
