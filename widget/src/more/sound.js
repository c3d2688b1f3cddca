const VOLUME = 0.126; // −18 dB
const LENGTH = 0.35; // s

/** One soft tone; nothing where the browser has none or forbids it. */
export function playTone() {
  try {
    const context = new AudioContext();
    const gain = new GainNode(context, { gain: 0 });
    const tone = new OscillatorNode(context, { frequency: 660 });
    const now = context.currentTime;
    gain.gain.linearRampToValueAtTime(VOLUME, now + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + LENGTH);
    tone.connect(gain).connect(context.destination);
    tone.onended = () => context.close();
    tone.start(now);
    tone.stop(now + LENGTH);
  } catch {
    // silence is a valid answer
  }
}
