/** 96 random bits as an id that makes a send idempotent; 24 letters are what the server takes of a view's name. */
export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => (byte + 256).toString(16).slice(1)).join("");
