/**
 * Fills a text in. `t("jump", { n: 1 })` takes `jump.one` where there is one.
 * @param {object} words
 */
export const filler =
  (words) =>
  (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => {
    /** @type {any} */
    const all = words;
    const text = (values.n === 1 && all[`${key}.one`]) || all[key];
    return /** @type {string} */ (
      text.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => values[name])
    );
  };
