import { type Duration, invalid } from '../../model';

/** A time in whole minutes, as GitHub takes timeouts. Throws `<place>: …` for parts of a minute, none, or too many. */
export function wholeMinutes(place: string, time: Duration): number {
  const minutes = time.inSeconds / 60;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST) {
    throw invalid(place, `between 1 and ${LONGEST} whole minutes`, String(time));
  }
  return minutes;
}

/** Five days, for a runner of one's own; GitHub's stop after six hours. */
const LONGEST = 7_200;
