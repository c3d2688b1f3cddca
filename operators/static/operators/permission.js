/** May this browser show system notifications? */

import { signal } from "@preact/signals";

const isKnown = "Notification" in window;

/** "granted", "denied" or "default": not asked yet. */
export const permission = signal(isKnown ? Notification.permission : "denied");

/** Asks; browsers allow it only on a click. */
export async function askPermission() {
  permission.value = await Notification.requestPermission();
}
