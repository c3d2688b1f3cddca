const MOST = 3; // more than that is a sentence, not a gesture
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*\d]\uFE0F?\u20E3)/u;

/** Is the text one to three emoji and nothing else? @param {string} text */
export function isGesture(text) {
  const bare = text.replace(/\s/g, "");
  if (!bare || bare.length > 40 || typeof Intl.Segmenter != "function") return false;
  const signs = [...new Intl.Segmenter().segment(bare)];
  return signs.length <= MOST && signs.every(({ segment }) => EMOJI.test(segment));
}
