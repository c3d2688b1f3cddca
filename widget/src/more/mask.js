/** Hides card numbers in what is being typed, before it leaves the browser: all but the last four digits. */

const SHORTEST = 13;
const LONGEST = 19;
const RUN = /\p{Nd}(?:[ \u00A0\u2009\u202F.\-\u2010-\u2015]{0,2}\p{Nd}){12,}/gu;
const DIGIT = /\p{Nd}/u;

/** @param {string} text */
export const maskCards = (text) => text.replace(RUN, maskRun);

/** @param {string} run Digits and what people put between them. */
function maskRun(run) {
  const signs = [...run];
  const places = signs.flatMap((sign, place) => (DIGIT.test(sign) ? [place] : []));
  const values = places.map((place) => digitOf(signs[place]));
  /** A number begins and ends where no other digit touches it. @param {number} at */
  const isEdge = (at) => at == 0 || at == places.length || places[at] - places[at - 1] > 1;
  for (let from = 0; from + SHORTEST <= values.length; from++)
    for (let to = Math.min(from + LONGEST, values.length); to >= from + SHORTEST; to--)
      if (isEdge(from) && isEdge(to) && isCard(values.slice(from, to))) {
        for (const place of places.slice(from, to - 4)) signs[place] = "•";
        from = to - 1;
        break;
      }
  return signs.join("");
}

/** The checksum of Luhn. @param {number[]} digits */
function isCard(digits) {
  const sum = digits.reduceRight((total, digit, place) => {
    const doubled = (digits.length - place) % 2 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 == 0 && digits.some(Boolean);
}

/** Digits of every script stand ten in a row, from a code that ends with 0 or with 6. @param {string} sign */
function digitOf(sign) {
  const code = /** @type {number} */ (sign.normalize("NFKC").codePointAt(0));
  const low = code & 15;
  return DIGIT.test(String.fromCodePoint(code - low)) ? low : low - 6;
}
