/** The window in English. `{…}` is filled in by words.js. */
export default {
  greet: "I’m {name}. What are you looking for?",
  "empty.several": "Write a question. Whoever is free first answers.",
  win: "Chat",
  "win.label": "Chat with {name}",
  "st.online": "Online",
  "away.unknown": "Nobody is here right now. Write, and the answer will wait for you here.",
  "st.away": "Away",
  "st.connecting": "Connecting…",
  field: "Write a message",
  send: "Send",
  close: "Close chat",
  more: "More",
  msgs: "Messages",
  "phone.line": "Rather talk? Call {phone}",
  "net.lost": "No connection. What you write is kept and will be sent.",
  "net.back": "Back online. Everything is sent.",
};
