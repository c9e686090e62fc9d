import { Absent } from '../../engine';
import {
  type AttackRecord,
  type CanaryRecord,
  type CheckRecord,
  type EventRecord,
  type FaultRecord,
  type PlayedFault,
  type RunRecord,
} from './record';

/** Takes down what happens in the play, and says it as it comes. */
export class Recorder {
  private readonly began = Date.now();
  private readonly acts: { name: string; begins: number; ends: number; checks: CheckRecord[] }[] = [];
  private readonly events: EventRecord[] = [];
  private readonly canaries: CanaryRecord[] = [];
  private readonly attacks: AttackRecord[] = [];
  private readonly faults: FaultRecord[] = [];

  /** Milliseconds since the play began. */
  public get now(): number {
    return Date.now() - this.began;
  }

  /** Somebody did something; `at` is when, where that is known better than by when it was seen. */
  public event(who: string, what: string, more: { readonly digest?: string; readonly at?: Date } = {}): void {
    const at = more.at === undefined ? this.now : Math.max(0, more.at.getTime() - this.began);
    this.events.push({ at, who, what, ...(more.digest === undefined ? {} : { digest: more.digest }) });
    console.log(`${(at / 1000).toFixed(1).padStart(7)} s  ${who}: ${what}`);
  }

  /** One act: what is checked until it ends belongs to it. An error ends it, and is one of its checks, unless it is `Absent`. */
  public async act(name: string, play: () => Promise<void>): Promise<boolean> {
    const act = { name, begins: this.now, ends: this.now, checks: [] };
    this.acts.push(act);
    this.event('the play', name);
    try {
      await play();
    } catch (error) {
      if (error instanceof Absent) throw error;
      this.check('the act itself', error instanceof Error ? error.message : String(error), false);
    }
    act.ends = this.now;
    return act.checks.every(({ holds }: CheckRecord) => holds);
  }

  /** An act that leaves something: nothing where not all of it has held. */
  public async acted<T>(name: string, play: () => Promise<T>): Promise<T | undefined> {
    let left: T | undefined;
    const held = await this.act(name, async () => {
      left = await play();
    });
    return held ? left : undefined;
  }

  /** Something that has to be true. */
  public check(what: string, seen: string, holds: boolean): void {
    this.acts.at(-1)?.checks.push({ what, seen, holds });
    console.log(`${holds ? '     held' : '   FAILED'}  ${what}: ${seen}`);
  }

  public canary(canary: CanaryRecord): void {
    this.canaries.push(canary);
  }

  public attack(attack: AttackRecord): void {
    this.attacks.push(attack);
    console.log(`${attack.denied ? '   denied' : ' ADMITTED'}  ${attack.name}: ${attack.said}`);
  }

  public fault(fault: FaultRecord): void {
    this.faults.push(fault);
  }

  /** What the cluster did with a fault that was found before. */
  public played(name: string, played: PlayedFault): void {
    const at = this.faults.findIndex((fault) => fault.name === name);
    const fault = this.faults[at];
    if (fault === undefined) throw new Error(`nobody has found ${name}`);
    this.faults[at] = { ...fault, played };
    console.log(`${played.holds ? '   failed' : ' OTHERWISE'}  ${name}: ${played.said}`);
  }

  /** Everything until now. */
  public recordOf(versions: RunRecord['versions']): RunRecord {
    const { acts, events, canaries, attacks, faults } = this;
    const began = `${new Date(this.began).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return { began, versions, acts, events, canaries, attacks, faults };
  }
}
