/** Keeps the place in the log while messages are added and let go above and below it. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { earlier } from "../follow.js";
import { END, isAtEnd, landed, moved, wantsOlder } from "../models/span.js";
import { places, put, spans, talk } from "../state.js";

/** Pixels from the end within which the log follows new messages. */
const NEAR = 8;
/** A window lower than this, with a keyboard on a phone, is taken for so many pixels. */
const LOWEST = 400;

/**
 * Refs for the scroller and for the room below the messages, and what to do when it scrolls. The room is as high as the
 * messages that were let go there: so nothing moves, and the browser's own scrolling is not disturbed.
 */
export function usePlace(id) {
  const log = useRef(null);
  const room = useRef(null);
  const ahead = useRef(null);
  const span = spans.value.get(id) ?? END;
  const anchor = log.current && anchorOf(log.current, room.current);
  const look = () => lookAround(id, log.current, ahead);
  const scrolled = () => {
    if (isHidden(log.current)) return;
    places.set(id, { top: log.current.scrollTop, room: room.current.offsetHeight });
    look();
  };
  useLayoutEffect(() => {
    goBack(log.current, room.current, isAtEnd(span), places.get(id));
    const watch = new ResizeObserver(scrolled);
    watch.observe(log.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (ahead.current !== null) setHeight(room.current, ahead.current);
    else keep(log.current, room.current, isAtEnd(span), anchor);
    ahead.current = null;
    look();
  });
  return { log, room, scrolled, span };
}

/** On a phone while another pane is on the screen: nothing can be measured. */
const isHidden = (log) => log.clientHeight === 0;

function goBack(log, room, isEnd, was) {
  if (!was) return;
  if (!isEnd) setHeight(room, was.room);
  log.scrollTop = was.top;
}

const setHeight = (room, height) => {
  room.style.height = `${Math.round(height)}px`;
};

/** The first message in the window and how far it is from the lower edge; null at the end, which moves with the messages. */
function anchorOf(log, room) {
  if (log.scrollTop > -NEAR && !room.offsetHeight) return null;
  const { top, bottom } = log.getBoundingClientRect();
  const line = linesOf(log).find((one) => one.getBoundingClientRect().bottom > top);
  const rect = line?.getBoundingClientRect();
  if (!line || rect.top >= bottom) return null;
  return { seq: line.dataset.seq, bottom: rect.bottom - bottom, hadFocus: log.contains(document.activeElement) };
}

const linesOf = (log) => [...log.querySelectorAll("[data-seq]")];

/** Brings the anchor back to where it was: by the room below as far as there is one, the rest by scrolling. */
function keep(log, room, isEnd, anchor) {
  if (isEnd) setHeight(room, 0);
  const line = anchor && log.querySelector(`[data-seq="${anchor.seq}"]`);
  if (!line) return;
  const off = () => line.getBoundingClientRect().bottom - log.getBoundingClientRect().bottom - anchor.bottom;
  if (!isEnd) setHeight(room, Math.max(0, room.offsetHeight + off()));
  const rest = off();
  if (Math.abs(rest) >= 1) log.scrollTop += rest;
  if (anchor.hadFocus && !log.contains(document.activeElement)) log.focus({ preventScroll: true });
}

/** Draws and asks for what comes near. */
function lookAround(id, log, ahead) {
  if (isHidden(log)) return;
  const { items, more } = talk.value;
  const span = spans.value.get(id) ?? END;
  const view = viewOf(log);
  if (view.below < -view.height) return land(id, items, span, view, ahead);
  const next = moved(items, span, view);
  if (next !== span) put(spans, id, next);
  else if (more && wantsOlder(items, span, view)) earlier(id);
}

/** Somebody dragged the scroll bar below everything drawn. */
function land(id, items, span, { below, left: rest, height }, ahead) {
  const part = rest < height ? 0 : rest / (rest - below);
  ahead.current = part ? rest - height : 0;
  put(spans, id, landed(items, span, part));
}

function viewOf(log) {
  const window = log.getBoundingClientRect();
  const drawn = log.querySelector(".log__in").getBoundingClientRect();
  const height = Math.max(LOWEST, window.height);
  const lines = linesOf(log);
  const isNear = (line) => {
    const { top, bottom } = line.getBoundingClientRect();
    return bottom > window.top - 2 * height && top < window.bottom + 2 * height;
  };
  const seqOf = (line) => Number(line?.dataset.seq ?? 0);
  return {
    above: window.top - drawn.top,
    below: drawn.bottom - window.bottom,
    left: -log.scrollTop,
    height,
    first: seqOf(lines.find(isNear)),
    last: seqOf(lines.findLast(isNear)),
  };
}
