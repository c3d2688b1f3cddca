/**
 * The operator's socket: ticket → connect → hello → welcome, and again after every loss.
 * It knows nothing of conversations: whoever listens asks for what was missed.
 */

import { pause } from "./models/backoff.js";

/** Milliseconds for the ticket and for the welcome; a half-open connection must not hold the desk. */
const PATIENCE = 10_000;
/** Milliseconds for any answer to a question asked after waking up. */
const ANSWER = 5_000;
/** Milliseconds without any frame: the server says something at least every 25 s. */
const SILENCE = 60_000;

export class OperatorSocket {
  #options;
  #socket = null;
  #attempt = 0;
  #retry = null;
  #guard = null;
  #controller = null;

  /**
   * @param {object} options
   * @param {() => Promise<Response>} options.fetchTicket POST for a ticket, may reject
   * @param {(url: string) => WebSocket} options.connect
   * @param {(frame: object) => void} options.onFrame
   * @param {(state: {phase: "connecting"|"open"|"waiting"|"signed_out", retryAt?: number}) => void} options.onState
   */
  constructor(options) {
    this.#options = options;
  }

  // Lifecycle

  start() {
    this.#open();
  }

  stop() {
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** Connects at once instead of at the end of the pause. */
  tryNow() {
    clearTimeout(this.#retry);
    this.#attempt = 0;
    this.#drop();
    this.#open();
  }

  // Sending

  get isOpen() {
    return this.#socket?.readyState === 1;
  }

  /** Sends a frame. @returns {boolean} false without a connection: nothing was sent */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** A question was asked: without any frame in 5 s the connection is dead, whatever the browser believes. */
  expectAnswer() {
    if (this.isOpen) this.#watch(ANSWER);
  }

  /** The network is gone for sure: do not wait for a timeout. */
  lost() {
    if (this.#socket || this.#controller) this.#later();
  }

  // Internal

  async #open() {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#options.onState({ phase: "connecting" });
    this.#watch(PATIENCE);
    const answer = await this.#ask(signal);
    if (signal.aborted) return;
    if (answer === "signed_out") this.#signedOut();
    else if (answer) this.#attach(answer);
    else this.#later();
  }

  /** @returns {Promise<{ticket: string, socket: string} | "signed_out" | null>} null: not reachable now */
  async #ask(signal) {
    try {
      const response = await this.#options.fetchTicket(signal);
      const isRefused = response.type === "opaqueredirect" || [401, 403].includes(response.status);
      if (isRefused) return "signed_out";
      return response.ok ? await response.json() : null;
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error.name === "AbortError") return null;
      throw error;
    }
  }

  #attach({ ticket, socket: url }) {
    const socket = this.#options.connect(url);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ t: "hello", ticket }));
    socket.onmessage = (event) => this.#received(socket, event.data);
    socket.onclose = () => {
      if (socket === this.#socket) this.#later();
    };
  }

  #received(socket, data) {
    if (socket !== this.#socket) return;
    this.#watch(SILENCE);
    const frame = JSON.parse(data);
    if (frame.t === "welcome") {
      this.#attempt = 0;
      this.#options.onState({ phase: "open" });
    }
    this.#options.onFrame(frame);
  }

  #signedOut() {
    this.#drop();
    this.#options.onState({ phase: "signed_out" });
  }

  #later() {
    this.#drop();
    const wait = pause(this.#attempt);
    this.#attempt += 1;
    this.#options.onState({ phase: "waiting", retryAt: Date.now() + wait });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  #watch(patience) {
    clearTimeout(this.#guard);
    this.#guard = setTimeout(() => this.#later(), patience);
  }

  #drop() {
    clearTimeout(this.#guard);
    this.#controller?.abort();
    this.#controller = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
