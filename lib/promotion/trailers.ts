import { type PromotionIntent } from './intent';

/** A commit's message: the first line, and what stands below it. */
export interface Message {
  readonly headline: string;
  readonly body: string;
}

/** What the commit of a promotion says: one line for people, and trailers that the next promotion reads. */
export function messageOf(intent: PromotionIntent): Message {
  const { service, environment, image, digest, commit, order, run, runUrl } = intent;
  return {
    headline: `Promote ${service} to ${environment}`,
    body: [
      `Promoted-Service: ${service}`,
      `Promoted-Environment: ${environment}`,
      `Promoted-Image: ${image.address}@${digest.text}`,
      `Source-Sha: ${commit}`,
      `Source-Order: ${order}`,
      ...(run === undefined ? [] : [`Run: ${run}`]),
      ...(runUrl === undefined ? [] : [`Run-Url: ${runUrl}`]),
    ].join('\n'),
  };
}

/** The lines by which a commit is known as one of this service and environment. */
export function linesOf({ service, environment }: PromotionIntent): readonly [string, string] {
  return [`Promoted-Service: ${service}`, `Promoted-Environment: ${environment}`];
}

/** A promotion that a commit tells of. */
export interface Promotion {
  readonly commit: string;
  readonly order: number;
}

/** What a message says of the intent's service and environment; nothing where it is no promotion of theirs. */
export function tryPromotion(message: string, intent: PromotionIntent): Promotion | undefined {
  const lines = message.split(/\r?\n/);
  if (!linesOf(intent).every((line) => lines.includes(line))) return undefined;
  const order = valueOf(lines, 'Source-Order');
  if (order === undefined || !/^\d{1,15}$/.test(order)) return undefined;
  return { commit: valueOf(lines, 'Source-Sha') ?? '', order: Number(order) };
}

function valueOf(lines: readonly string[], name: string): string | undefined {
  return lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
}
