import { equipWith } from "./more/equip.js";
import words from "./words/more.en.js";

export const equip = equipWith(words);
