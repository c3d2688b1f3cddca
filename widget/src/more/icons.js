/** Drawings of the talk, the menu and the rating, 20 × 20, one path each. */
const FACE = "M2.8 10a7.2 7.2 0 1 0 14.4 0a7.2 7.2 0 1 0-14.4 0";
const EYES = "M7.6 8h.01M12.4 8h.01";

export const SOUND = "M3 7.8v4.4h2.8L10 15.8V4.2L5.8 7.8zM13 7.5a3.5 3.5 0 0 1 0 5M15.2 5.3a6.6 6.6 0 0 1 0 9.4";
export const END = "M8 3.5H5a1.5 1.5 0 0 0-1.5 1.5v10A1.5 1.5 0 0 0 5 16.5h3M12.5 6.5 16 10l-3.5 3.5M16 10H8";
export const GOOD = `${FACE}M6.5 11.5a3.9 3.9 0 0 0 7 0${EYES}`;
export const MEH = `${FACE}M7 12.5h6${EYES}`;
export const POOR = `${FACE}M6.7 13.5a3.7 3.7 0 0 1 6.6 0${EYES}`;
export const ALERT = "M10 3 18 16.5H2zM10 8v4M10 14.2h.01";
export const DOWN = "M10 4v11M5.5 10.7 10 15.2l4.5-4.5";

/** Ticks, 17 × 14. */
export const TICKS = {
  sending: "M5 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0M10 4.3V7l1.8 1.2",
  sent: "m5.5 7.5 3 3 6-6.8",
  read: "m2 7.5 3 3 6-6.8M8 10l.5.5 6-6.8",
};
