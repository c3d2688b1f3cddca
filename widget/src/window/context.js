/**
 * What is loaded at its first need.
 * @typedef {object} Extras
 * @property {{ toggle: () => void, close: () => void, isOpen: () => boolean, element: HTMLElement }} menu
 * @property {{ open: () => void, close: () => void, isOpen: () => boolean, element: HTMLElement }} ending
 * @property {{ render: () => void, element: HTMLElement }} invitation
 * @property {(text: string) => string} maskCards
 * @property {() => void} playTone
 * @property {(answers: string[], choose: (answer: string) => void) => HTMLElement} chips
 * @property {() => HTMLElement} rating
 */

/**
 * What every part of the window works with.
 * @typedef {object} Context
 * @property {import("../types.d.ts").Desk} desk
 * @property {import("../types.d.ts").Session} session
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {ReturnType<typeof import("./times.js").makeTimes>} times
 * @property {(text: string) => void} say Tells screen readers.
 * @property {(text: string) => void} send Sends a message, as the answer to the invitation if one is open.
 * @property {() => void} open
 * @property {() => void} close
 * @property {() => boolean} isOpen
 * @property {HTMLElement} win
 * @property {HTMLElement} more The button that opens the menu.
 * @property {{ element: HTMLElement, field: HTMLTextAreaElement }} composer
 * @property {() => Promise<Extras>} extras Loads them.
 * @property {() => Extras | undefined} extra Them, if they are there.
 */

export {};

/**
 * Who is at the other end: whoever has the talk, else who asks, else who would answer; away, who answered last.
 * @param {import("../types.d.ts").Session} session
 * @returns {import("../types.d.ts").Person | null}
 */
export const partner = ({ talk, invitation }) =>
  talk.conversation?.operator ||
  invitation()?.person ||
  talk.availability.person ||
  (talk.availability.several ? null : [...talk.earlier, ...talk.items].findLast(({ by }) => by == "operator")?.person) ||
  null;
