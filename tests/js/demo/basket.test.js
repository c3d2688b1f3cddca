import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Basket } from "../../../demo/shop/static/js/basket.js";

const KEY = "reactor-and-match.basket";

class Storage {
  items = new Map();
  getItem(key) {
    return this.items.get(key) ?? null;
  }
  setItem(key, value) {
    this.items.set(key, value);
  }
}

let storage;
beforeEach(() => {
  storage = new Storage();
});

test("what one page puts in, the next page finds", () => {
  new Basket(storage).add("kettle", 99);
  assert.equal(new Basket(storage).piecesOf("kettle"), 1);
});

test("a second reactor is refused and the first stays", () => {
  const basket = new Basket(storage);
  assert.equal(basket.add("hearth-2", 1), true);
  assert.equal(basket.add("hearth-2", 1), false);
  assert.equal(basket.count, 1);
});

test("no pieces is as good as not there", () => {
  const basket = new Basket(storage);
  basket.put("kettle", 3);
  basket.put("kettle", 0);
  assert.equal(basket.count, 0);
  assert.equal(storage.getItem(KEY), "{}");
});

for (const rubbish of ["{", "null", "[]", '"kettle"', '{"kettle":-1}', '{"kettle":"3"}', '{"kettle":1e9}']) {
  test(`a basket of rubbish is empty: ${rubbish}`, () => {
    storage.setItem(KEY, rubbish);
    assert.equal(new Basket(storage).count, 0);
  });
}

test("without a storage the basket lives as long as the page", () => {
  const basket = new Basket(null);
  basket.add("kettle", 99);
  assert.equal(basket.count, 1);
});

test("a full storage does not stop the page", () => {
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const basket = new Basket(storage);
  basket.add("kettle", 99);
  assert.equal(basket.count, 1);
});

test("every change is told, also one from another tab", () => {
  const basket = new Basket(storage);
  let told = 0;
  basket.addEventListener("change", () => {
    told += 1;
  });
  basket.put("kettle", 2);
  storage.setItem(KEY, '{"strip":1}');
  basket.reload();
  assert.equal(told, 2);
  assert.equal(basket.piecesOf("kettle"), 0);
});
