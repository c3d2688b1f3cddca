/**
 * What is loaded at its first need: the talk itself, the invitation, the menu, the end.
 * @typedef {object} Extras
 * @property {Part & { toggle: () => void }} menu
 * @property {Part & { open: () => void }} ending
 * @property {() => void} render Draws what is not in the log.
 * @property {() => View[]} history What was said.
 * @property {() => View[]} present What is true now, below the talk.
 * @property {() => View | undefined} away
 * @property {() => string} status What the header says instead of "online" and "away"; mostly nothing.
 * @property {() => string} fieldLabel What the field asks for instead of a message; mostly nothing.
 * @property {() => View[]} answers The chips of the invitation.
 * @property {(text: string) => string} maskCards
 * @property {(message: { text: string, name?: string, seq: number }) => void} arrived
 *
 * @typedef {{ isOpen: () => boolean, close: () => void }} Part
 * @typedef {{ key: string, sign: string, make: () => HTMLElement }} View
 */

/**
 * What every part of the window works with.
 * @typedef {object} Context
 * @property {import("../types.d.ts").Desk} desk
 * @property {import("../types.d.ts").Session} session
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {(text: string) => void} say Tells screen readers.
 * @property {(text: string) => void} send Sends a message, as the answer to the invitation if one is open.
 * @property {() => void} open
 * @property {() => void} close
 * @property {() => boolean} isOpen
 * @property {AbortSignal} signal Aborted when the window is taken away: what listens outside of it ends then.
 * @property {(name: string, listener: (detail?: any) => void) => void} follow Listens to the session until then.
 * @property {HTMLElement} win
 * @property {HTMLElement} more The button that opens the menu.
 * @property {ReturnType<typeof import("./composer.js").makeComposer>} composer
 * @property {ReturnType<typeof import("./log.js").makeLog>} log
 * @property {(use?: (extras: Extras) => void) => void} withExtras Loads them and does something; nothing, where they don't come.
 * @property {() => Extras | undefined} extra Them, if they are there.
 */

/**
 * Who is at the other end: whoever has the talk, else who asks, else who would answer; away, who answered last.
 * @param {import("../types.d.ts").Session} session
 * @returns {import("../types.d.ts").Person | null}
 */
export const partner = ({ talk, invitation, newest }) =>
  talk.conversation?.operator ||
  invitation()?.person ||
  talk.availability.person ||
  (talk.availability.several ? null : newest()?.person) ||
  null;
