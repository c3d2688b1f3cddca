/** What the widget's modules say to each other, and the frames of the visitor's socket. */

declare global {
  /** The site's settings as JSON, put in place of this name by the server. */
  const SETTINGS: Settings;
  /** Style sheets, put in place of these names by the build. */
  const LAUNCHER_CSS: string;
  const WINDOW_CSS: string;
  const MORE_CSS: string;
  const ACTS_CSS: string;
}

export type Language = "en" | "ru";

export interface Person {
  id: string;
  name: string;
  title?: string;
  avatar?: string;
}

/** What the server inlines into the loader; what is left out has its default. */
export interface Settings {
  key: string;
  /** Address of the visitors' door: `https://chat.example`. */
  door: string;
  /** Folder of the versioned files under `/w/a/`. */
  build: string;
  /** Declarations of public tokens: `--cd-accent:#1f5c8a;…`. */
  look: string;
  font?: "site";
  side?: "start";
  /** Left out: as the page. */
  scheme?: "light" | "dark";
  /** Left out: the icon alone. */
  launcher?: "text" | "face";
  /** Left out: the page's. */
  language?: Language;
  /** False: operators see only that somebody types. */
  preview?: false;
  /** Draws no launcher while nobody is there. */
  hide?: true;
  greeting?: Partial<Record<Language, string>>;
  phone?: string;
  /** Left out: this visitor's pages are recorded. Of a browser that asks not to be tracked the server knows by its headers. */
  consent?: "after" | "never";
  /** Selectors of what the chat must not cover. */
  avoid?: string[];
  online?: true;
  /** Which forms of the page are read when they are sent; left out: none. */
  forms?: FormRules;
  /** Who would answer, where the launcher shows a face. */
  person?: Person;
}

/** What a client says of the site's forms. */
export interface FormRules {
  only: string[];
  besides: string[];
  /** Selectors with what their fields hold. */
  fields: [selector: string, kind: string][];
}

/** What the loader hands to the files that it loads. */
export interface Desk {
  settings: Settings;
  host: HTMLElement;
  shadow: ShadowRoot;
  /** The element `.cd`: everything visible is inside. */
  cd: HTMLElement;
  launcher: HTMLButtonElement;
  language: Language;
  /** Commands of the page that nobody has carried out yet. */
  queue: Command[];
  kit: import("./kit.js").Kit;
  /** A sentence that stands in the empty window. */
  note?: string | false;
  /** Loads one of the versioned files. */
  load(name: string): Promise<any>;
  /** Carries out commands once the session is there. */
  run?: (command: Command) => unknown;
  session(): Promise<Session>;
  window(): Promise<Window_>;
  /** Opens the window as soon as its files are there; `by` says whether a visitor asked for it. */
  open(by?: Opener): Promise<unknown>;
  style(css: string): void;
  dress(): void;
}

export type Opener = "visitor" | "page" | "memory" | "rule";
export type Command = [name: string, ...args: unknown[]];

export interface Page {
  url: string;
  title: string;
}

export interface Item {
  seq: number;
  by: "visitor" | "operator" | "system";
  text: string;
  at: string;
  kind?: "text" | "invitation" | "joined" | "left" | "ended";
  person?: Person | null;
  client_id?: string;
}

export interface Conversation {
  id: string;
  state: "waiting" | "active" | "idle" | "ended";
  last_seq: number;
  operator?: Person | null;
  read_by_operator?: number;
  read_by_visitor?: number;
  rated?: string;
}

export interface Invitation {
  id: string;
  person: Person;
  text: string;
  answers?: string[];
  at: string;
  /** Left out: a bubble asks. A letter's first line stands in the window alone. */
  action?: "window" | "banner" | "glow" | "poll" | "letter";
  /** The window may open by itself on a narrow screen too. */
  narrow?: true;
  banner?: Banner;
  /** Draws the text, instead of a plain line. */
  ad?: () => HTMLElement;
  /** Without a field for words below. */
  bare?: true;
  poll?: Poll;
}

/** One to three questions. */
export interface Poll {
  questions: PollQuestion[];
  thanks?: string;
  /** Numbers of the questions that this visitor has answered, from one. */
  done?: number[];
}

export interface PollQuestion {
  kind: "one" | "many" | "scale" | "text";
  text: string;
  /** To choose from; of a scale what its ends mean. */
  options?: string[];
}

/** Where a banner leads, and where it stands. */
export interface Banner {
  link: string;
  /** In a new tab. */
  apart?: true;
  /** The other site that it leads to. */
  host?: string;
  /** In the window alone. */
  inside?: true;
}

/** What the site's rules ask of the browser. */
export interface Watch {
  /** Per cents of the page's height. */
  scroll?: number[];
  /** Seconds without a move. */
  idle?: number[];
  exit?: boolean;
  forms?: boolean;
  /** What the page sells. */
  product?: boolean;
  /** Selectors of elements. */
  clicks?: string[];
}

export interface Availability {
  online: boolean;
  person?: Person | null;
  several?: boolean;
  back_at?: string | null;
}

/** Any frame of the server; `t` names which of the optional fields are there. */
export interface Frame {
  t: string;
  epoch?: string;
  at?: string;
  token?: string;
  visitor?: string;
  conversation?: any;
  messages?: Item[];
  earlier?: Item[];
  items?: Item[];
  item?: Item;
  last_seq?: number;
  more?: boolean;
  reset?: boolean;
  availability?: Availability;
  invitation?: Invitation | null;
  watch?: Watch | null;
  client_id?: string;
  seq?: number;
  code?: string;
  retry_after?: number;
  after?: number;
  person?: Person;
  on?: boolean;
}

/** A message that the server has not acknowledged. */
export interface Pending {
  id: string;
  text: string;
  at: string;
  invitation?: string;
  failed?: boolean;
}

/** How the connection is, as the visitor should see it. */
export type Net = "connecting" | "online" | "lost" | "back";

export interface Talk {
  conversation: Conversation | null;
  items: Item[];
  earlier: Item[];
  availability: Availability;
  epoch: string;
}

/** Text of the page's shared memory, by name. */
export interface Box {
  get(name: string): any;
  set(name: string, value: unknown): void;
  /** Whether things outlive the page from now on, the present ones too. */
  keep(on: boolean): void;
  watch(changed: (name: string) => void): void;
}

export interface Session {
  talk: Talk;
  box: Box;
  net(): Net;
  pending(): Pending[];
  typing(): Person | null;
  invitation(): Invitation | null;
  unread(): number;
  status(): string;
  newest(): Item | undefined;
  send(text: string, invitation?: string): void;
  retry(id: string): void;
  preview(text: string): boolean;
  read(): void;
  /** Sends a frame, or keeps it until there is a line; true if it went out. */
  wish(frame: object | null): unknown;
  end(): void;
  rate(value: "yes" | "partly" | "no", comment: string): void;
  shown(id: string): void;
  dismiss(id: string): void;
  emit(name: string, detail?: unknown): void;
  on(name: string, listener: (detail?: any) => void): void;
  off(name: string, listener: (detail?: any) => void): void;
  once(name: string, listener: (detail?: any) => void): void;
  /** Runs work unless another tab does so now. */
  alone(name: string, work: () => void): void;
  reset(): void;
  consent: ReturnType<typeof import("./talk/consent.js").makeConsent>;
  /** There is a reason for a socket now that was not there before. */
  start(): void;
  forgetInvitation(): void;
  stop(): void;
}

export interface Window_ {
  open(by: Opener): void;
  close(): void;
  isOpen(): boolean;
  write(text: string): void;
  remove(): void;
}

export type Words = typeof import("./words/en.js").default;
export type MoreWords = typeof import("./words/more.en.js").default;
