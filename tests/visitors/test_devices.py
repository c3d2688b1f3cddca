"""What visitors browse with, and who is no person."""

import pytest

from chatdesk.visitors.devices import Device, device_of, is_bot

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
            Device("desktop", "Chrome 131", "Linux"),
        ),
        (
            f"Mozilla/5.0 (Linux; Android 14; SM-S911B) {WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36",
            Device("phone", "Chrome Mobile 131", "Android 14"),
        ),
        (
            f"Mozilla/5.0 (Linux; Android 13; SM-X700) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
            Device("tablet", "Chrome 131", "Android 13"),
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile/15E148 Safari/604.1",
            Device("tablet", "Mobile Safari 17", "iOS 17"),
        ),
        ("", Device()),
        ("what nobody has ever sent", Device()),
    ],
)
def test_browser_system_and_device_are_told(user_agent: str, device: Device) -> None:
    assert device_of(user_agent) == device


@pytest.mark.parametrize("user_agent", [GOOGLEBOT, "GPTBot/1.2", "Mozilla/5.0 HeadlessChrome/131.0 Safari/537.36"])
def test_who_says_to_be_a_machine_is_one(user_agent: str) -> None:
    assert is_bot(user_agent)


def test_a_browser_is_no_machine_and_neither_is_who_says_nothing() -> None:
    assert not is_bot(f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36")
    assert not is_bot("")
