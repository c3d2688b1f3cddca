/**
 * What the visitor agreed to, and so what this browser may keep and the server may be told.
 * @param {import("../types.d.ts").Settings} settings
 * @param {import("../types.d.ts").Box} box
 */
export function makeConsent({ consent: rule }, box) {
  const consent = {
    /** The page says that the chat may connect before the visitor writes. */
    talks: false,
    /** Pages may be recorded. @returns {boolean} */
    records: () => rule != "never" && (box.get("consent") ?? !rule),
    /** There may be a socket: for the pages, or for a talk. */
    connects: () => consent.records() || consent.talks || box.get("token") || box.get("wrote"),
    /** Keeps what is kept from now on only if there is a reason. */
    settle: () => box.keep(!!consent.connects()),
    word: () => (consent.records() ? (box.get("consent") ? "given" : "") : "chat"),
  };
  consent.settle();
  return consent;
}
