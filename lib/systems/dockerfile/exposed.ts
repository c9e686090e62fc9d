import { historyOf, type ReadStage } from './read-stage';

/** The TCP ports that an image says it listens on; nothing where it names none, or one is open. */
export function exposedBy(stage: ReadStage): readonly number[] | undefined {
  const words = historyOf(stage).flatMap(({ keyword, text }) => (keyword === 'EXPOSE' ? text.split(/\s+/) : []));
  const ports = words.filter((word) => !word.endsWith('/udp')).map((word) => Number(word.replace(/\/tcp$/, '')));
  return ports.length === 0 || ports.some((port) => !Number.isInteger(port)) ? undefined : ports;
}
