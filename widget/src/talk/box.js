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
  let kept = true;
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
        if (!kept) throw 0;
        if (value == null) area().removeItem(prefix + name);
        else area().setItem(prefix + name, text);
        delete memory[name];
      } catch {
        memory[name] = text;
      }
    },
    keep(on) {
      kept = on;
      if (on) for (const name in memory) this.set(name, this.get(name));
    },
    watch(changed) {
      addEventListener("storage", ({ key }) => key?.startsWith(prefix) && changed(key.slice(prefix.length)));
    },
  };
}
