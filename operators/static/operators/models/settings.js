/** What a person has set for this browser: sounds, look, keys. */

export const EVENTS = ["waits", "last", "message", "handed"];
export const SOUNDS = ["two", "rising", "tap", "none"];

const DEFAULTS = Object.freeze({
  sounds: Object.freeze({ waits: "two", last: "rising", message: "tap", handed: "two" }),
  desktop: Object.freeze({ waits: true, last: true, message: true, handed: true }),
  volume: 60,
  flash: false,
  quietWhileTyping: false,
  off: false,
  density: "comfortable",
  theme: "system",
  singles: true,
});

const KEY = "desk:settings";

/** The settings kept in the storage; what is missing or unreadable has its default. */
export function load(storage) {
  const kept = parse(storage.getItem(KEY));
  return {
    ...DEFAULTS,
    ...kept,
    sounds: { ...DEFAULTS.sounds, ...kept.sounds },
    desktop: { ...DEFAULTS.desktop, ...kept.desktop },
  };
}

export function save(storage, settings) {
  storage.setItem(KEY, JSON.stringify(settings));
}

function parse(text) {
  try {
    return JSON.parse(text ?? "{}") ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
