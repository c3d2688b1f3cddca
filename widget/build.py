"""Bundles and minifies the widget into ``widget/built/``: ``python -m widget.build``.

Needs the development requirements, but no Node. What it makes is all that production needs: ``manifest.json``,
``loader.js`` (rendered per site by the server) and one folder of versioned files. The folders of the last versions
stay, because pages that were opened before go on to load from them. Nothing changed: nothing is done.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
from minifyjs import bundle
from zopfli.gzip import compress

from widget.files import BUILT, MANIFEST, SUFFIXES

SOURCES = Path(__file__).parent / "src"
SHEETS = {"LAUNCHER_CSS": "launcher", "WINDOW_CSS": "window", "MORE_CSS": "more", "ACTS_CSS": "acts"}
VERSIONED = ("rarely", "session", "watch", "letter", "forms", "identity", "acts", "en", "ru", "more.en", "more.ru")
KEPT = 3
"""Versions that stay on disk, the newest included."""


def build() -> bool:
    """Makes the files unless they are already made from these sources; says whether it did."""
    digest = _digest()
    if _is_current(digest):
        return False
    BUILT.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=BUILT, prefix="making-") as place:
        _make(Path(place), digest)
    _forget_old_versions()
    return True


def _digest() -> str:
    """Of every source and of this recipe."""
    total = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(SOURCES.rglob("*.*")):
        total.update(str(path.relative_to(SOURCES)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:10]


def _is_current(digest: str) -> bool:
    try:
        manifest = json.loads(MANIFEST.read_text())
    except (OSError, ValueError):
        return False
    return bool(manifest["version"] == digest) and (BUILT / digest).is_dir()


def _make(place: Path, digest: str) -> None:
    sheets = {name: json.dumps(_sheet(place, sheet)) for name, sheet in SHEETS.items()}
    version = place / digest
    for name in VERSIONED:
        _script(f"{name}.js", version / f"{name}.js", kind="esm", target="es2022", define=sheets)
        _pack(version / f"{name}.js")
    _script("loader.js", place / "loader.js", kind="iife", target="es2020", define=sheets)
    _put(version, BUILT / digest)
    (place / "loader.js").replace(BUILT / "loader.js")
    (place / "manifest.json").write_text(json.dumps({"version": digest}))
    (place / "manifest.json").replace(MANIFEST)


def _sheet(place: Path, name: str) -> str:
    out = place / f"{name}.css"
    bundle([f"css/{name}.css"], outfile=str(out), working_dir=str(SOURCES))
    return (
        out.read_text()
        .strip()
        .replace(", ", ",")
        .replace(": ", ":")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" * ", "*")
        .replace(" / ", "/")
    )  # the minifier leaves values of tokens as they are


def _script(source: str, out: Path, *, kind: str, target: str, define: dict[str, str]) -> None:
    bundle([source], outfile=str(out), working_dir=str(SOURCES), format=kind, target=target, define=define)
    if source == "loader.js" and out.read_text().count("SETTINGS") != 1:
        raise ValueError("The loader must name SETTINGS exactly once: the server puts the site's settings there.")


def _pack(path: Path) -> None:
    plain = path.read_bytes()
    packed = {"br": brotli.compress(plain, mode=brotli.MODE_TEXT), "gzip": compress(plain)}
    for encoding, data in packed.items():
        path.with_name(path.name + SUFFIXES[encoding]).write_bytes(data)


def _put(made: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    made.replace(target)


def _forget_old_versions() -> None:
    versions = sorted((path for path in BUILT.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in versions[:-KEPT]:
        shutil.rmtree(path)


if __name__ == "__main__":
    sys.stdout.write("The widget is built.\n" if build() else "The widget is up to date.\n")
