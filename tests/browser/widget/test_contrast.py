"""Whatever colours a site sets, all of the chat can be read: the sheets keep the contrast (WCAG 1.4.3, 1.4.11)."""

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.widget.conftest import Come

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NEEDS = {
    "ink on surface": 4.5,
    "ink on soft2": 4.5,
    "muted on surface": 4.5,
    "muted on soft": 4.5,
    "link on surface": 4.5,
    "link on soft": 4.5,
    "link on tint": 4.5,
    "link on tint2": 4.5,
    "own words": 4.5,
    "send button": 3,
    "launcher": 4.5,
    "error on surface": 4.5,
    "field edge on surface": 3,
    "online dot on surface": 3,
    "tick on surface": 3,
}
"""Pair → the ratio that it needs at least."""

HUES = range(0, 360, 30)
ACCENTS = [
    *(f"hsl({hue} 100% {light}%)" for hue in HUES for light in (25, 50, 75)),
    *(f"hsl({hue} 35% 50%)" for hue in HUES),
    *("#000", "#333", "#666", "#888", "#bbb", "#fff", "#ff0", "#0ff"),
    *("#737373", "#747474", "#a1a1a1", "#a2a2a2"),  # on both sides of the luminances at which the sheet decides
    *("#1f5c8a", "#1f5557", "color(display-p3 0 1 0)", "color(display-p3 1 0 0)"),
]
SURFACES = ["", "#000", "#888", "#ff0"]
"""Empty: the sheet's own; the others are absurd."""
MISTAKES = {
    "--muted: #999": "muted on surface",
    "--fill: var(--a)": "own words",
    "--link: var(--a)": "link on tint2",
    "--surface: var(--cd-surface, #fff)": "ink on surface",
    "--edge: var(--line)": "field edge on surface",
    "--ok: #63d19b": "online dot on surface",
    "--bad: #ff9d94": "error on surface",
    "--tint2: var(--edge)": "link on tint2",
}
"""Token → a pair that it makes unreadable somewhere."""

SWEEP = """({ accents, surfaces, needs }) => {
  const { shadowRoot: root, style } = document.querySelector("chat-desk");
  const cd = root.querySelector(".cd");
  const make = (name, className, ...children) => {
    const element = Object.assign(document.createElement(name), { className });
    element.append(...children);
    return element;
  };
  const face = make("span", "face", make("span", "", "M"));
  face.dataset.on = "1";
  const ownFoot = make("p", "at", make("i", "i seen"));
  const own = make("div", "g me", make("p", "m", "Yes"), ownFoot);
  const failed = make("div", "g me", make("p", "at bad", "Not sent."));
  const theirs = make("div", "g", make("p", "m", make("a", "", "hearth-2")), face);
  const rate = make("div", "rate", make("label", "", "Yes"));
  const chip = make("button", "chip", "Two");
  const hovered = make("span", "");
  hovered.style.background = "var(--tint2)";
  const field = make("div", "fld", make("button", "send"));
  const launch = make("button", "launch text", "Ask");
  const status = make("p", "st", "Online");
  const plain = make("a", "", "site");
  const win = make("section", "win", status, plain, theirs, own, failed, rate, chip, hovered, field);
  cd.append(win, launch);

  const ink = (element, pseudo) => getComputedStyle(element, pseudo).color;
  const ground = (element, pseudo) => getComputedStyle(element, pseudo).backgroundColor;
  const surface = () => ground(win);
  const soft = () => ground(theirs.querySelector(".m"));
  const muted = () => ink(rate.firstChild);
  const pairs = {
    "ink on surface": () => [ink(win), surface()],
    "ink on soft2": () => [ink(face.firstChild), ground(face.firstChild)],
    "muted on surface": () => [ink(status), surface()],
    "muted on soft": () => [muted(), soft()],
    "link on surface": () => [ink(plain), surface()],
    "link on soft": () => [ink(theirs.querySelector("a")), soft()],
    "link on tint": () => [ink(chip), ground(chip)],
    "link on tint2": () => [ink(chip), ground(hovered)],
    "own words": () => [ink(own.firstChild), ground(own.firstChild)],
    "send button": () => [ink(field.firstChild), ground(field.firstChild)],
    "launcher": () => [ink(launch), ground(launch)],
    "error on surface": () => [ink(failed.firstChild), surface()],
    "field edge on surface": () => [getComputedStyle(field).borderTopColor, ground(field)],
    "online dot on surface": () => [ground(face, "::after"), surface()],
    "tick on surface": () => [ink(ownFoot.firstChild), surface()],
  };

  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const linear = (byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  const measure = (colour) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    if (alpha != 255) throw new Error(`not opaque: ${colour}`);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const luminance = (colour) => {
    if (!known.has(colour)) known.set(colour, measure(colour));
    return known.get(colour);
  };
  const ratio = ([one, other]) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const worst = {};
  let looks = 0;
  for (const scheme of ["light", "dark"]) {
    cd.dataset.scheme = scheme;
    for (const surface of surfaces) {
      style.setProperty(scheme == "dark" ? "--cd-surface-dark" : "--cd-surface", surface);
      for (const accent of accents) {
        style.setProperty("--cd-accent", accent);
        looks++;
        for (const name in needs) {
          const found = ratio(pairs[name]());
          if (!(found >= worst[name]?.ratio)) worst[name] = { ratio: found, accent, surface, scheme };
        }
      }
    }
  }
  win.remove();
  launch.remove();
  return { looks, colours: known.size, worst };
}"""


WITH_SHEET = """css => {
  const root = document.querySelector("chat-desk").shadowRoot;
  window.mistake ||= new CSSStyleSheet();
  mistake.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => sheet != mistake), mistake];
}"""


async def too_low(page: Page, *, accents: list[str] = ACCENTS, surfaces: list[str] = SURFACES) -> dict[str, str]:
    """Pairs below their need, each with its lowest ratio and where that is."""
    found = await page.evaluate(SWEEP, {"accents": accents, "surfaces": surfaces, "needs": NEEDS})
    assert found["looks"] == len(accents) * len(surfaces) * 2
    assert found["worst"].keys() == NEEDS.keys()
    return {name: str(one) for name, one in found["worst"].items() if one["ratio"] < NEEDS[name]}


@pytest_asyncio.fixture(loop_scope="session")
async def dressed(come: Come) -> Page:
    """A page whose chat has all its sheets; nothing moves, so that a colour is what it will be."""
    window = await come(reduced_motion="reduce")
    await window.open()
    await window.page.get_by_role("button", name="More").click()
    await expect(window.page.get_by_role("menu")).to_be_visible()
    return window.page


async def test_every_accent_on_every_surface_can_be_read(dressed: Page) -> None:
    assert await too_low(dressed) == {}


async def test_a_mistake_in_a_token_is_seen(dressed: Page) -> None:
    for mistake, pair in MISTAKES.items():
        await dressed.evaluate(WITH_SHEET, f".cd[data-scheme] {{ {mistake} }}")
        assert pair in await too_low(dressed, accents=ACCENTS[::4], surfaces=["", "#ff0"]), mistake
    await dressed.evaluate(WITH_SHEET, "")
    assert await too_low(dressed, accents=ACCENTS[::4], surfaces=["", "#ff0"]) == {}
