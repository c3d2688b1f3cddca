/** The question that a trigger asks: at most so many page views, and never again once it is dismissed. */

const PAGES = 3; // page views without an answer after which it leaves by itself

/**
 * @param {import("../types.d.ts").Box} box
 * @param {(frame: object) => boolean} send
 */
export function makeInvited(box, send) {
  /** @type {import("../types.d.ts").Invitation | null} */
  let invitation = null;
  const memory = () => box.get("invited") || {};
  return {
    /** The one that may be shown now. */
    get: () =>
      invitation && memory().id == invitation.id && memory().pages <= PAGES && !memory().gone ? invitation : null,
    /** @param {import("../types.d.ts").Invitation | null} next */
    take(next) {
      invitation = next;
      if (next && memory().id != next.id) box.set("invited", { id: next.id, pages: 1 });
    },
    /** The visitor went to another page. */
    pageTurned: () => memory().id && box.set("invited", { ...memory(), pages: memory().pages + 1 }),
    /** @param {string} id */
    shown(id) {
      if (memory().shown) return;
      box.set("invited", { ...memory(), shown: true });
      send({ t: "invitation", id, what: "shown" });
    },
    /** @param {string} id */
    dismiss(id) {
      box.set("invited", { ...memory(), gone: true });
      send({ t: "invitation", id, what: "dismissed" });
    },
    answered: () => void (invitation = null),
  };
}
