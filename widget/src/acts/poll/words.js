/** Polls in both languages of the window. */
export const WORDS = {
  en: {
    one: "One question",
    step: (/** @type {number} */ n, /** @type {number} */ of) => `Question ${n} of ${of}`,
    thanks: "Thank you, that helps me.",
    ask: "Ask me something",
    next: "Next",
    send: "Send",
    skip: "Skip",
    own: "Your answer",
    dismiss: "Dismiss",
    label: "Poll",
  },
  ru: {
    one: "Один вопрос",
    step: (/** @type {number} */ n, /** @type {number} */ of) => `Вопрос ${n} из ${of}`,
    thanks: "Спасибо, мне это поможет.",
    ask: "Спросите меня",
    next: "Дальше",
    send: "Отправить",
    skip: "Пропустить",
    own: "Ваш ответ",
    dismiss: "Скрыть",
    label: "Опрос",
  },
};
