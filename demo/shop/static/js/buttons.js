/** "Add" buttons: put one piece into the basket and say so, to eyes and to screen readers. */
const SAYS_FOR_MS = 1600;

export function startButtons(basket, page) {
  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (button) add(basket, button, page);
  });
}

function add(basket, button, page) {
  const name = nameBeside(button);
  const most = Number(button.dataset.most);
  const added = basket.add(chosenSlug(button), most);
  const words = page.body.dataset;
  const sentence = added ? words.inBasket : words.noMore;
  say(page, sentence.replace("{name}", name).replace("{count}", added ? basket.count : most));
  flash(button, added ? words.added : words.full);
}

function chosenSlug(button) {
  const choice = button.closest(".prod")?.querySelector("[name=circuits]:checked");
  return choice?.value ?? button.dataset.add;
}

function nameBeside(button) {
  return button.closest(".it, .prod").querySelector("h1, h2, h3").textContent;
}

function say(page, sentence) {
  page.querySelector("[data-said]").textContent = sentence;
}

function flash(button, word) {
  const label = button.querySelector("[data-says]");
  label.dataset.usual ??= label.textContent;
  label.textContent = word;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => (label.textContent = label.dataset.usual), SAYS_FOR_MS);
}
