"""House rules of everything else, read line by line."""

import re
from collections.abc import Callable, Iterator

from tests.architecture.rule import PACKAGES, Rule, Source, own_script, template

MOST_LINES = 300
LONG_KINDS = (".py", ".js", ".ts", ".html", ".sql", ".sh")
NO_CODE = re.compile(r"/migrations/\d|/locale/|/vendor/|^tests/|/languages/|/texts/")
OWN = (*PACKAGES, "bin", "demo", "bench", "deploy", "docs")


def lines_with(pattern: str) -> Callable[[Source], Iterator[int]]:
    """Finds lines that contain the pattern."""
    wanted = re.compile(pattern)

    def find(source: Source) -> Iterator[int]:
        return (number for number, line in enumerate(source.text.splitlines(), 1) if wanted.search(line))

    return find


def too_long(source: Source) -> Iterator[int]:
    """Files with more lines than a reader keeps in mind."""
    count = source.text.count("\n")
    if count > MOST_LINES:
        yield count


def everything(source: Source) -> bool:
    """Every file but these rules, which must spell what they forbid."""
    return not source.path.startswith("tests/architecture/")


def code(source: Source) -> bool:
    """What somebody reads to understand the product."""
    return source.package in OWN and source.path.endswith(LONG_KINDS) and not NO_CODE.search(source.path)


RULES = [
    Rule(
        "Scripts never make HTML of strings",
        "a visitor's text must not become markup, on a page that is not ours",
        own_script,
        lines_with(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment)\b"),
        good=("node.textContent = text", "parent.append(child)"),
        bad=("node.innerHTML = text", "node.insertAdjacentHTML('beforeend', text)", "node.outerHTML = ''"),
        sample_path="widget/src/sample.js",
    ),
    Rule(
        "Scripts never run strings",
        "no content policy would allow it",
        own_script,
        lines_with(r"\beval\(|\bnew Function\(|set(Timeout|Interval)\(\s*['\"`]"),
        good=("setTimeout(() => act(), 5)", "evaluate(rule)"),
        bad=("eval(text)", "new Function(text)", "setTimeout('act()', 5)"),
        sample_path="widget/src/sample.js",
    ),
    Rule(
        "Pages escape everything",
        "what is typed by people stays text",
        template,
        lines_with(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off"),
        good=("{{ name }}", "{{ name|upper }}", '<p class="safe">'),
        bad=("{{ name|safe }}", "{{ names | safeseq }}", "{% autoescape off %}"),
        sample_path="operators/templates/operators/sample.html",
    ),
    Rule(
        "Pages carry no scripts and no styles of their own",
        "the content policy allows files alone; an import map is data and has a nonce",
        lambda source: template(source) and not source.path.startswith("demo/"),
        lines_with(r"<style\b|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*(\ssrc=|type=\"importmap\" nonce=))"),
        good=(
            '<script src="a.js" defer></script>',
            '<script type="module" src="{% static "x.js" %}"></script>',
            '<script type="importmap" nonce="{{ request.csp_nonce }}">',
            '<meta name="robots" content="noindex">',
        ),
        bad=("<style>p {}</style>", '<p style="color: red">', '<a onclick="go()">', "<script>go()</script>"),
        sample_path="operators/templates/operators/sample.html",
    ),
    Rule(
        "Nothing knows the machine that it was written on",
        "the project works in any folder",
        everything,
        lines_with(r"(?<![\w.`<>*/}-])/(work|tmp|var/tmp|root|home|Users)/\w"),
        good=("https://example.org/work/a", "folder / 'tmp'", "./home/page", "matches `/work/`"),
        bad=('path = "/work/main"', "cd /tmp/x", "/home/anna/chatdesk"),
        sample_path="docs/sample.md",
    ),
    Rule(
        "Nothing knows where packages come from",
        "every installation has its own registry",
        everything,
        lines_with(r"\b((pypi|files\.pythonhosted|registry\.npmjs|deb\.debian)\.(org)|(ghcr|docker)\.(io))\b"),
        good=("pip install -r requirements.txt", "https://example.org/"),
        bad=tuple(f"https://{name}.org/simple" for name in ("pypi", "registry.npmjs")),
        sample_path="docs/sample.md",
    ),
    Rule(
        f"No file of code has more than {MOST_LINES} lines",
        "a longer one has two subjects",
        code,
        too_long,
        good=("\n" * MOST_LINES,),
        bad=("\n" * (MOST_LINES + 1),),
    ),
]
