/** What a field of a form holds, by its marks: never by what is typed. */

/** @typedef {{ type: string, autocomplete: string, words: string }} Marks */

const TYPES = ["text", "email", "tel", ""];
const FILLED = /^(cc-.*|.*-password|one-time-code|transaction-.*)$/;
/** Whole words, of every script. @param {string} words */
const only = (words) => `(?<!\\p{L})(?:${words})(?!\\p{L})`;
/** @param {...string} parts */
const any = (...parts) => new RegExp(parts.join("|"), "u");

/** Names of secrets. Better a harmless field too many than one too few. */
const SECRET = any(
  "pass(?!enger)|pwd|парол|паспорт|contrase|senha|kennwort|密码|密碼|パスワード|비밀번호",
  `card|карт[аыуе]|tarjeta|cartao|cartão|卡号|カード|${only("carte|karte|kreditkarte")}|kartennummer`,
  only("cvv2?|cvc2?|csc|iban|bic|swift|ssn|pin|otp|tan|pan|инн|снилс|пин|бик|mot de passe"),
  "secret|секрет|geheim|token|verif|captcha|security|social sec|account n|sort code|routing|bank|банк|сч[её]т|暗証",
  "one time|(?<!(?:post|postal|zip|area|country) )(?<!\\p{L})code(?!\\p{L})|(?<!почтовый )(?<!\\p{L})код(?!\\p{L})",
);
const EMAIL = any("e ?mail|почт|correo|courriel|邮箱|郵箱|メール|이메일", only("mail"));
const PHONE = any(
  "phone|mobile|whatsapp|телефон|мобильн|telefon|teléfono|móvil|téléphone|portable|电话|手机|電話|전화",
  only("tel|cell|тел|handy"),
);
const NAME = any("full ?name|фио|как к? ?вам|как вас зовут|姓名|名前|이름", only("name|fio|nombre|nom"));
const GIVEN = any("(?:first|given|fore) ?name|vorname|prénom|prenom", only("имя"));
const FAMILY = any("(?:last|family|sur) ?name|фамили|nachname|apellido|姓氏");
const NOT_A_PERSON = any(
  "user|login|compan|organi|file|domain|product|project|street|coupon|компан|организац|товар|отчеств",
  only("nick|firm|city|логин|ник|город"),
);
const BY_AUTOCOMPLETE = {
  name: "name",
  "given-name": "given",
  "family-name": "family",
  email: "email",
  tel: "phone",
  "tel-national": "phone",
};

/**
 * @param {HTMLInputElement} field
 * @param {[string, string][]} chosen What the client says of fields that are not recognised.
 * @returns {string} `name`, `given`, `family`, `email`, `phone`; empty: the field is not read.
 */
export function kindOf(field, chosen) {
  const marks = marksOf(field);
  if (isSecret(marks)) return "";
  const own = chosen.find(([selector]) => fits(field, selector));
  if (own) return own[1] == "nothing" ? "" : own[1];
  return recognise(marks);
}

/** @param {Marks} marks */
export const isSecret = ({ type, autocomplete, words }) =>
  !TYPES.includes(type) || autocomplete.split(" ").some((token) => FILLED.test(token)) || SECRET.test(words);

/** @param {Marks} marks */
export function recognise({ type, autocomplete, words }) {
  const last = autocomplete.split(" ").at(-1) || "";
  const told = /** @type {Record<string, string>} */ (BY_AUTOCOMPLETE)[last];
  if (told) return told;
  if (type == "email") return "email";
  if (type == "tel") return "phone";
  if (EMAIL.test(words)) return "email";
  if (PHONE.test(words)) return "phone";
  if (NOT_A_PERSON.test(words)) return "";
  if (FAMILY.test(words)) return "family";
  if (GIVEN.test(words)) return "given";
  return NAME.test(words) ? "name" : "";
}

/** @param {Element} field @param {string} selector */
function fits(field, selector) {
  try {
    return field.matches(selector);
  } catch {
    return false; // no selector at all
  }
}

/** @param {HTMLInputElement} field @returns {Marks} */
export function marksOf(field) {
  const attributes = ["name", "id", "placeholder", "aria-label", "title"].map((name) => field.getAttribute(name));
  const labels = [...(field.labels || [])].map((label) => label.textContent);
  const described = (field.getAttribute("aria-labelledby") || "")
    .split(" ")
    .map((id) => id && document.getElementById(id)?.textContent);
  return {
    type: (field.getAttribute("type") || "").toLowerCase(),
    autocomplete: (field.getAttribute("autocomplete") || "").toLowerCase().trim(),
    words: inWords([...attributes, ...labels, ...described]),
  };
}

/** `cardNumber`, `card_number` and `Card number` are the same words. @param {(string | null | undefined)[]} texts */
export const inWords = (texts) =>
  texts
    .map((text) =>
      (text || "")
        .slice(0, 200)
        .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
        .toLowerCase()
        .replace(/[^\p{L}\p{Nd}]+/gu, " ")
        .trim(),
    )
    .filter(Boolean)
    .join(" | ");
