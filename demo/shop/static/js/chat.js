/** Tells the chat who is logged in: the shop's server has signed it into the page. */
export function startChat(page, window) {
  window.ChatDesk ||= (...command) => {
    window.ChatDesk.q ||= [];
    window.ChatDesk.q.push(command);
  };
  const identity = page.querySelector("[data-chat-identity]");
  if (identity) window.ChatDesk("identify", identity.dataset.chatIdentity);
  else if (page.querySelector("[data-nobody-logged-in]")) window.ChatDesk("logout");
}
