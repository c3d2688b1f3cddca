"""The written protocol is the one that runs."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def load_generator():
    spec = importlib.util.spec_from_file_location("protocol_reference", DOCS / "protocol_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_asyncapi_yaml_says_what_the_frames_say() -> None:
    assert (DOCS / "asyncapi.yaml").read_text() == load_generator().asyncapi()


def test_the_reference_in_protocol_md_says_what_the_frames_say() -> None:
    page = (DOCS / "protocol.md").read_text()
    assert page == load_generator().updated(page)
