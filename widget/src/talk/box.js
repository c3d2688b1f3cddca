/**
 * The page's shared memory: survives reloads and is the same in every tab. Where storage is
 * blocked or full it lasts as long as the page. Never throws.
 * @param {string} prefix
 * @param {() => Storage} area Getting at the storage may already throw.
 * @returns {import("../types.d.ts").Box}
 */
export function makeBox(prefix, area) {
  /** @type {Record<string, string>} */
  const memory = {};
  return {
    get(name) {
      try {
        return JSON.parse(memory[name] ?? area().getItem(prefix + name) ?? "null");
      } catch {
        return null;
      }
    },
    set(name, value) {
      const text = JSON.stringify(value ?? null);
      try {
        area().setItem(prefix + name, text);
        delete memory[name];
      } catch {
        memory[name] = text;
      }
    },
    watch(changed) {
      addEventListener("storage", ({ key }) => key?.startsWith(prefix) && changed(key.slice(prefix.length)));
    },
  };
}
