/**
 * The launcher's words: they stand before the window's language is loaded.
 * @type {Record<import("./types.d.ts").Language, Record<"ask" | "leave" | "open" | "online" | "title" | "retry" | "close", string>>}
 */
export const launcherWords = {
  en: {
    ask: "Ask a question",
    leave: "Leave a message",
    open: "Open chat",
    online: "Open chat. {name} is online",
    title: "The chat did not open",
    retry: "Try again",
    close: "Close chat",
  },
  ru: {
    ask: "Задать вопрос",
    leave: "Оставить сообщение",
    open: "Открыть чат",
    online: "Открыть чат. {name} на связи",
    title: "Чат не открылся",
    retry: "Повторить",
    close: "Закрыть чат",
  },
};
