/** The drawings, 20 × 20, one path each; drawn for this product. */
export const X = "m5 5 10 10M15 5 5 15";
export const MORE = "M4.5 10h.01M10 10h.01M15.5 10h.01";
export const SEND = "M10 16V4.5M5.2 9.2 10 4.4l4.8 4.8";
export const PHONE =
  "M4.3 3h2.5l1.4 3.8-1.7 1.4a10.5 10.5 0 0 0 5.3 5.3l1.4-1.7L17 13.2v2.5A1.6 1.6 0 0 1 15.3 17 12.7 12.7 0 0 1 3 4.7 1.6 1.6 0 0 1 4.3 3z";
export const CHECK = "m4 10.5 4 4 8-9";
export const OFF = "M3 3l14 14M7.3 11.8a4 4 0 0 1 4.6-.6M4.6 9A8 8 0 0 1 7.8 7M15.4 9A8 8 0 0 0 10 6.7M10 15h.01";
