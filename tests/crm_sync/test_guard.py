"""Where outgoing requests may go: nowhere inside. HARDENING 4.5."""

import socket
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from crm_sync.guard import Refused, is_public, resolve, target_of
from crm_sync.models import Connection

SAMPLES = Path(__file__).parent / "samples"


def samples(name: str) -> list[str]:
    """The words of a file of samples, without its comments."""
    lines = (SAMPLES / name).read_text().splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


HOSTILE_ADDRESSES = samples("hostile_addresses.txt")
INNER_URLS = samples("inner_urls.txt")
HOSTILE_URLS = [
    # other schemes, or none
    "http://crm.example/",
    "ftp://crm.example/",
    "file:///etc/passwd",
    "gopher://crm.example/",
    "dict://crm.example/",
    "data:text/plain,x",
    "javascript:alert(1)",
    "//crm.example/",
    "crm.example",
    "",
    "https:/crm.example",
    "https://",
    # other ports
    "https://crm.example:22/",
    "https://crm.example:25/",
    "https://crm.example:80/",
    "https://crm.example:6379/",
    "https://crm.example:5432/",
    "https://crm.example:99999/",
    "https://crm.example:x/",
    "https://crm.example:-1/",
    # names and passwords, and hosts behind them
    "https://user@crm.example/",
    "https://user:word@crm.example/",
    "https://crm.example@127.0.0.1/",
    "https://crm.example:443@127.0.0.1/",
    "https://@127.0.0.1/",
    "https://:@crm.example/",
    # characters that parsers read differently
    "https://crm.example\\@127.0.0.1/",
    "https://crm.example#@127.0.0.1/",
    "https://127.0.0.1 .crm.example/",
    "https://crm.example/\r\nHost: inner",
    "https://crm.example/\tx",
    "https://crm.example/\x00",
    "https://crm .example/",
    "https://[fe80::1%25eth0]/",
    "https://crm.example%2f@127.0.0.1/",
    "https://crm.example\u2028/",
    "https://a|b/",
    "https://crm.example/" + "a" * 2_000,
]


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only numbers are resolved, and localhost: nothing leaves the machine."""
    real = socket.getaddrinfo

    def only_numbers(host: str, *args: object, **kwargs: object) -> object:
        if any(char.isalpha() for char in host.replace("x", "")) and "localhost" not in host and ":" not in host:
            raise socket.gaierror
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", only_numbers)


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name has these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_an_inner_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", samples("public_addresses.txt"))
def test_a_global_address_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_an_address_is_refused_by_its_text(url: str) -> None:
    with pytest.raises(Refused):
        target_of(url)


@pytest.mark.parametrize("url", INNER_URLS)
def test_a_way_to_write_an_inner_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        resolve(target_of(url))


def test_there_are_enough_hostile_samples() -> None:
    assert len(set(HOSTILE_ADDRESSES)) >= 60
    assert len(set(HOSTILE_URLS + INNER_URLS)) >= 50


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "10.1.2.3")
    with pytest.raises(Refused):
        resolve(target_of("https://crm.example/"))


def test_one_inner_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(Refused):
        resolve(target_of("https://crm.example/"))


def test_a_public_name_gives_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "93.184.216.34", "93.184.216.34", "2606:4700::1111")
    assert resolve(target_of("https://crm.example/hook")) == ["93.184.216.34", "2606:4700::1111"]


def test_a_name_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused):
        resolve(target_of("https://nowhere.invalid/"))


def test_the_parts_of_a_usual_address() -> None:
    target = target_of("https://crm.example/hook/ü?client=5&x=a b".replace(" ", "%20"))
    assert (target.host, target.port, target.path) == ("crm.example", 443, "/hook/%C3%BC?client=5&x=a%20b")


def test_a_name_in_another_script_is_sent_in_ascii() -> None:
    assert target_of("https://почта.рф/").host == "xn--80a1acny.xn--p1ai"


@pytest.mark.parametrize("url", ["http://localhost:8003/hook", "https://localhost:8003/", "http://localhost/"])
def test_without_the_setting_loopback_is_refused(url: str, settings: Settings) -> None:
    settings.CRM_LOCAL_RECEIVERS = []
    with pytest.raises(Refused):
        resolve(target_of(url))


def test_the_setting_admits_exactly_what_it_names(settings: Settings) -> None:
    settings.CRM_LOCAL_RECEIVERS = ["localhost:8003"]
    assert set(resolve(target_of("http://localhost:8003/hook"))) <= {"127.0.0.1", "::1"}
    for other in (
        "http://localhost:8004/",
        "http://127.0.0.1:8003/",
        "http://localhost.:8003/",
        "ftp://localhost:8003/",
    ):
        with pytest.raises(Refused):
            target_of(other)


@pytest.mark.parametrize("url", ["http://crm.example/", "https://crm.example:8443/", "https://u:p@crm.example/"])
def test_a_connection_with_such_an_address_is_not_valid(url: str) -> None:
    with pytest.raises(ValidationError) as error:
        Connection(name="CRM", url=url).clean_fields(exclude=["tenant"])
    assert "url" in error.value.message_dict
