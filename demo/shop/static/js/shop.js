import { Basket, storageOf } from "./basket.js";
import { startButtons } from "./buttons.js";
import { startChat } from "./chat.js";
import { startLines } from "./lines.js";
import { startMenu } from "./menu.js";

const basket = new Basket(storageOf(window));
const counter = document.querySelector("[data-basket-count]");
const showCount = () => (counter.textContent = basket.count);

basket.addEventListener("change", showCount);
window.addEventListener("storage", () => basket.reload());
if (document.querySelector("[data-clear-basket]")) basket.clear();
showCount();
startMenu(document);
startChat(document, window);
startButtons(basket, document);
startLines(basket, document);
