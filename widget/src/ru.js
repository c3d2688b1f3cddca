import { mountWith } from "./window/mount.js";
import words from "./words/ru.js";

export const mount = mountWith(words);
