// A tree of conditions as the form sends it, and what can be done to it. A path is the places of a node from the root.

/** @typedef {{fact: string, op: string, value?: any, of?: string}} Condition */
/** @typedef {{group: "all" | "any" | "none", of: Node[]}} Group */
/** @typedef {Condition | Group} Node */

export const MOST_DEEP = 4;

/** @param {Node} node @returns {node is Group} */
export const isGroup = (node) => "group" in node;

/** @param {Group} tree @param {number[]} path @returns {Node} */
export const at = (tree, path) => path.reduce((node, place) => /** @type {Group} */ (node).of[place], tree);

/** How many groups are inside each other below this node, itself included. @param {Node} node @returns {number} */
export const depth = (node) => (isGroup(node) ? 1 + Math.max(0, ...node.of.map(depth)) : 0);

/** @param {Group} tree @param {number[]} path */
const parent = (tree, path) => /** @type {Group} */ (at(tree, path.slice(0, -1)));

/** Takes a node out; a group that is left empty goes as well. @param {Group} tree @param {number[]} path */
export function remove(tree, path) {
  const group = parent(tree, path);
  const [node] = group.of.splice(path[path.length - 1], 1);
  if (!group.of.length && path.length > 1) remove(tree, path.slice(0, -1));
  return node;
}

/** @param {Group} tree @param {number[]} group @param {number} place @param {Node} node @returns {number[]} its path */
export function insert(tree, group, place, node) {
  /** @type {Group} */ (at(tree, group)).of.splice(place, 0, node);
  return [...group, place];
}

/**
 * Moves a node one line up or down, in and out of groups. Returns its new path, or its old one if it can't move.
 * @param {Group} tree @param {number[]} path @param {1 | -1} step
 */
export function move(tree, path, step) {
  const place = path[path.length - 1];
  const group = path.slice(0, -1);
  const siblings = parent(tree, path).of;
  const neighbour = siblings[place + step];
  const node = siblings[place];
  if (!neighbour) return leave(tree, path, step);
  siblings.splice(place, 1);
  if (isGroup(neighbour) && group.length + 1 + depth(node) < MOST_DEEP) {
    const inside = step < 0 ? neighbour.of.length : 0;
    return insert(tree, [...group, step < 0 ? place - 1 : place], inside, node);
  }
  return insert(tree, group, place + step, node);
}

/** @param {Group} tree @param {number[]} path @param {1 | -1} step */
function leave(tree, path, step) {
  const group = path.slice(0, -1);
  if (!group.length) return path;
  const above = group.slice(0, -1);
  const place = group[group.length - 1];
  const emptied = parent(tree, path).of.length === 1;
  const node = remove(tree, path);
  return insert(tree, above, step < 0 || emptied ? place : place + 1, node);
}

/**
 * Puts a node before another one; nothing happens if that would put it into itself or too deep.
 * @param {Group} tree @param {number[]} from @param {number[]} before
 */
export function drop(tree, from, before) {
  const node = at(tree, from);
  const target = at(tree, before);
  const intoItself = from.every((place, level) => before[level] === place);
  if (intoItself || before.length - 1 + depth(node) >= MOST_DEEP) return from;
  const group = parent(tree, before);
  remove(tree, from);
  group.of.splice(group.of.indexOf(target), 0, node);
  return find(tree, node) ?? from;
}

/** @param {Node} node @param {Node} wanted @returns {number[] | undefined} */
function find(node, wanted) {
  if (node === wanted) return [];
  if (!isGroup(node)) return undefined;
  for (const [place, member] of node.of.entries()) {
    const found = find(member, wanted);
    if (found) return [place, ...found];
  }
  return undefined;
}
