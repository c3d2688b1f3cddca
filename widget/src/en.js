import { mountWith } from "./window/mount.js";
import words from "./words/en.js";

export const mount = mountWith(words);
