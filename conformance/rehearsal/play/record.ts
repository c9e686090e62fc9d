/** Everything that a run of the play leaves behind: plain data, from which its report is made. Times are milliseconds since it began. */
export interface RunRecord {
  /** When it began, in UTC. */
  readonly began: string;
  /** What ran, and in which version. */
  readonly versions: Readonly<Record<string, string>>;
  readonly acts: readonly ActRecord[];
  readonly events: readonly EventRecord[];
  readonly canaries: readonly CanaryRecord[];
  readonly attacks: readonly AttackRecord[];
  readonly faults: readonly FaultRecord[];
  /** The acts in which the faults were played, in a cluster of their own. @default - they were not */
  readonly unaudited?: Pick<RunRecord, 'began' | 'acts'>;
}

/** One act, and what had to be true in it. */
export interface ActRecord {
  readonly name: string;
  readonly begins: number;
  readonly ends: number;
  readonly checks: readonly CheckRecord[];
}

export interface CheckRecord {
  readonly what: string;
  /** What was seen, in the words of whoever said it. */
  readonly seen: string;
  readonly holds: boolean;
}

/** Something that somebody did. */
export interface EventRecord {
  readonly at: number;
  /** Who: an account, a controller, a person. */
  readonly who: string;
  readonly what: string;
  /** The image that it is about. @default - none */
  readonly digest?: string;
}

/** One release in one environment, as callers and Prometheus saw it. */
export interface CanaryRecord {
  readonly name: string;
  readonly digest: string;
  /** Requests that failed, beside the number that was foretold. */
  readonly failed: number;
  readonly answered: number;
  readonly foretold?: { readonly least: number; readonly most: number };
  readonly samples: readonly SampleRecord[];
}

export interface SampleRecord {
  readonly at: number;
  /** The share of the new version's pods, in percent. */
  readonly weight: number;
  /** The share of its answers that failed; nothing where it had no request. */
  readonly errorRate?: number;
}

/** Something that an attacker tries. */
export interface AttackRecord {
  readonly name: string;
  /** What has to stop it. */
  readonly control: string;
  readonly denied: boolean;
  /** What was said. */
  readonly said: string;
}

/** A fault, what the audit says of it, and what happens to whoever does not ask. */
export interface FaultRecord {
  readonly name: string;
  /** The rules that find it, with the severity of each. */
  readonly found: readonly string[];
  readonly act: string;
  readonly foretold: string;
  /** What the cluster did, where it was tried. @default - it was not */
  readonly played?: PlayedFault;
}

/** What a cluster did with a fault that nobody looked for. */
export interface PlayedFault {
  /** What was seen, in the words of whoever said it. */
  readonly said: string;
  /** Whether it is what was foretold. */
  readonly holds: boolean;
}

/** A play, with what the cluster did where its faults were played apart. */
export function withPlayedFaults(play: RunRecord, apart: RunRecord): RunRecord {
  const played = new Map(apart.faults.map((fault) => [fault.name, fault.played]));
  const faults = play.faults.map((fault) => ({ ...fault, played: played.get(fault.name) ?? fault.played }));
  const { began, acts } = apart;
  return { ...play, faults, unaudited: { began, acts } };
}

/** Whether everything went as it should. */
export function allHolds({ acts, attacks, faults, unaudited }: RunRecord): boolean {
  return (
    [...acts, ...(unaudited?.acts ?? [])].every(({ checks }) => checks.every(({ holds }) => holds)) &&
    attacks.every(({ denied }) => denied) &&
    faults.every(({ found, played }) => found.length > 0 && (played?.holds ?? true))
  );
}
