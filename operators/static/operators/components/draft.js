import { useEffect, useState } from "preact/hooks";
import { drafts } from "../page.js";
import { pending } from "../state.js";

/** The draft of a conversation: `[text, set]`, kept over reloads; a message that was taken back appears in it. */
export function useDraft(id) {
  const [text, setText] = useState(() => drafts.get(id));
  useEffect(() => pending.subscribe(() => setText(drafts.get(id))), [id]);
  const change = (value) => {
    drafts.set(id, value);
    setText(value);
  };
  return [text, change];
}
