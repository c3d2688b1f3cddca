/** The window in Russian; addresses the visitor in lower case, avoids the operator's gender. */
export default {
  greet: "Я {name}. Что вы ищете?",
  "empty.several": "Напишите вопрос. Ответит тот, кто освободится первым.",
  win: "Чат",
  "win.label": "Чат: {name}",
  "st.online": "На связи",
  "away.unknown": "Сейчас никого нет на связи. Напишите, ответ придёт сюда.",
  "st.away": "Не на связи",
  "st.connecting": "Соединение…",
  field: "Напишите сообщение",
  send: "Отправить",
  close: "Закрыть чат",
  more: "Ещё",
  msgs: "Сообщения",
  "phone.line": "Удобнее голосом? Звоните: {phone}",
  "net.lost": "Нет связи. Всё, что вы напишете, сохранится и уйдёт.",
  "net.back": "Связь есть. Всё отправлено.",
};
