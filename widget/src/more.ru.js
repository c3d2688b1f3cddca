import { equipWith } from "./more/equip.js";
import words from "./words/more.ru.js";

export const equip = equipWith(words);
