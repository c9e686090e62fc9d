import { type EventRecord, type RunRecord } from '../play/record';

/** A time as people read it: `12.3 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The beginning of a digest, enough to tell the images of one run apart. */
export function shortDigest(digest: string | undefined): string {
  return digest === undefined ? '' : digest.replace('sha256:', '').slice(0, 12);
}

/** A part of a whole, in percent. */
export function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** What happened, in its order. */
export function timeline({ events }: RunRecord): readonly EventRecord[] {
  return [...events].sort((a, b) => a.at - b.at);
}
