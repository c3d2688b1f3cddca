/**
 * What the site's rules want to know of the page: the file that watches is fetched when they first ask.
 * @param {(name: string) => Promise<any>} load
 * @param {(frame: object) => boolean} send
 */
export function makeWatched(load, send) {
  /** @type {Promise<any> | undefined} */
  let watching;
  /** @param {(watch: any) => void} act */
  const then = (act) => void watching?.then(act).catch(() => (watching = undefined));
  return {
    /** @param {import("../types.d.ts").Watch | null} watch */
    take(watch) {
      if (watching) then((one) => one.change(watch || {}));
      else if (watch) watching = load("watch").then((code) => code.start(send, watch));
      then(() => {});
    },
    pageTurned: () => then((one) => one.pageTurned()),
  };
}
