"""Makes .venv from the hash-locked requirements and goes on inside it. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ground.locks import waiting
from ground.progress import Failure, say, step

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = CHECKOUT / "requirements-dev.txt"
_STAMP = VENV / ".installed"


def enter() -> None:
    """Return only inside an up-to-date .venv: makes or renews it, then starts the same command again in it.

    Raises Failure when it cannot be made.
    """
    if sys.platform != "linux":
        raise Failure("This command needs Linux.")
    with waiting(CHECKOUT / ".data" / "setup.lock"):
        if not _is_current():
            _make()
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])


def _is_current() -> bool:
    return PYTHON.exists() and _STAMP.exists() and _STAMP.read_text() == _recipe()


def _recipe() -> str:
    """What .venv was made of. Its scripts hold absolute paths, so a moved checkout needs a new one."""
    locked = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    return f"{VENV}\n{locked}\n"


def _make() -> None:
    if not _works():
        with step("Python environment in .venv"):
            _create()
    with step("Python packages"):
        _install()
    _STAMP.write_text(_recipe())


def _works() -> bool:
    """Whether .venv's Python starts and sees its own pip: false after a moved folder, a removed Python, a cut."""
    if not PYTHON.exists() or (_STAMP.exists() and not _STAMP.read_text().startswith(f"{VENV}\n")):
        return False
    probe: list[str | Path] = [PYTHON, "-c", "import pip, sys; sys.exit(sys.prefix == sys.base_prefix)"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _create() -> None:
    if VENV.resolve() == Path(sys.prefix).resolve():
        raise Failure("This .venv was made elsewhere. Run the command with the system's python3.")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Failure(f"{made.stdout}{made.stderr}\nOn Debian: apt-get install python3-venv (Python {version})")


def _install() -> None:
    command: list[str | Path] = [
        *(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"),
        # The list is complete, so there is nothing to resolve; what is never imported need not be compiled.
        *("--no-deps", "--no-compile", "--require-hashes", "--requirement", REQUIREMENTS),
    ]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert pip.stdout
    seen = []
    for line in pip.stdout:
        seen.append(line)
        _show(line)
    if pip.wait() != 0:
        raise Failure("".join(seen[-15:]) + "\npip could not install requirements-dev.txt")


def _show(line: str) -> None:
    """A name now and then shows that it moves: each one on a terminal, only the last long part in a log."""
    if line.startswith("Installing collected"):
        say("    all there, unpacking …")
    elif line.startswith("Collecting ") and sys.stdout.isatty():
        print(f"    {line.split()[1]:<60}", end="\r", flush=True)
