import { useRef } from "preact/hooks";
import { send } from "../line.js";

/** Milliseconds after which "is writing" is said again while it goes on (the protocol's 3 s). */
const AGAIN = 3_000;

/** `types(on)`: tells the visitor that the operator writes, and when it stops. */
export function useTyping(conversation) {
  const said = useRef({ on: false, at: 0 });
  return (on) => {
    const { current } = said;
    const isNews = on ? !current.on || Date.now() - current.at >= AGAIN : current.on;
    if (!isNews || !send({ t: "typing", conversation, on })) return;
    said.current = { on, at: Date.now() };
  };
}
