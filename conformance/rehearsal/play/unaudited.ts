import { type Applied } from '../engines/gitops-agent';
import { PLACE, rehearsalProgram } from '../program';
import { type Built, type Release, buildAsAnybody, startRun } from './build-act';
import { until } from './cluster';
import { type Fault, breakProgram } from './faults';
import { broughtBy, promotedFile, takeBack, untilApplied } from './gitops';
import { promote } from './promotion-act';
import { publish, publishUnaudited } from './publish';
import { type PlayedFault } from './record';
import { imageOf, rolloutIn } from './rollout';
import { tryEndOf } from './runs';
import { type Stage, applyPipelines } from './stage';

const STAGING = 'dist/staging';

/** What keeps images that a stranger signed out of staging. */
const GUARD = `${PLACE.staging}-images-rollouts`;

/**
 * A delivery whose faults nobody looks for, in a cluster in which a good version runs everywhere. Each method is what
 * happens with one fault in it, and leaves to `repair` what can be repaired by delivering the program as it should be.
 */
export class Unaudited {
  private version = 1;
  private staging: Built;
  /** What was built, and promoted to a folder that nobody follows. */
  private stranded: Built | undefined;

  public constructor(
    private readonly stage: Stage,
    private readonly good: Built,
  ) {
    this.staging = good;
  }

  /** Delivers the program with a fault in it. */
  public async spoil(fault: Fault): Promise<void> {
    const { gitops, facts } = this.stage;
    await gitops.pull();
    const program = rehearsalProgram(facts);
    breakProgram(program, fault);
    await this.delivered(await publishUnaudited(gitops, program, { message: `Change ${fault.name}` }));
  }

  /** Delivers the program without a fault, and waits until every place is content. */
  public async repair(): Promise<void> {
    const { gitops, facts } = this.stage;
    await gitops.pull();
    await this.delivered(await publish(gitops, rehearsalProgram(facts), { message: 'Repair the delivery' }));
    await this.isHealthyAgain(PLACE.staging, this.staging);
    await this.isHealthyAgain(PLACE.production, this.good);
  }

  /** The Pipeline asks for a result that no task has. */
  public async resultName(): Promise<PlayedFault> {
    const { name } = await startRun(this.stage, this.nextRelease());
    const end = await until(`the end of the run ${name}`, 60, () => tryEndOf(this.stage, name));
    return { said: `${end.reason}: ${end.message}`, holds: end.status === 'False' && end.tasks === 0 };
  }

  /** The build promotes to a folder that nobody follows. */
  public async promotersFolder(): Promise<PlayedFault> {
    const { built } = await buildAsAnybody(this.stage, this.nextRelease());
    this.stranded = built;
    await this.followed(await this.head(), ({ error }) => error === undefined);
    return this.staysWith(`the run ended well with ${built.digest}`);
  }

  /** The policy trusts an account that signs nothing. Somebody puts what was stranded where it belongs. */
  public async policysIdentity(): Promise<PlayedFault> {
    const { gitops } = this.stage;
    const [before, after] = [this.staging, this.demandStranded()];
    const { text } = await broughtBy(this.stage, 'stage', after.digest);
    const commit = await gitops.commit('Put the promotion where it belongs', { [promotedFile('staging')]: text });
    await gitops.push();
    const seen = await this.keptOut(commit, before);
    this.staging = after;
    return seen;
  }

  /** The build signs as the account that it builds as. */
  public async signersAccount(): Promise<PlayedFault> {
    await buildAsAnybody(this.stage, this.nextRelease());
    const seen = await this.keptOut(await this.head(), this.staging);
    await takeBack(this.stage, 'staging', this.staging.digest);
    return seen;
  }

  /** The Service of the canary selects other pods: the controller looks at it with the next version. */
  public async canarysSelector(): Promise<PlayedFault> {
    await takeBack(this.stage, 'staging', this.good.digest);
    this.staging = this.good;
    return this.isInvalid(PLACE.staging, 'order-service-canary');
  }

  /** The gate of production measures for ever: nobody sees that before the next version. */
  public async gatesCount(): Promise<PlayedFault> {
    await promote(this.stage, this.demandStranded());
    const seen = await this.isInvalid(PLACE.production, 'runs indefinitely');
    await takeBack(this.stage, 'production', this.good.digest);
    return seen;
  }

  private demandStranded(): Built {
    if (this.stranded === undefined) throw new Error('nothing was built before that could be brought in now');
    return this.stranded;
  }

  /** An invalid Rollout is looked at again every 20 seconds. */
  private async isHealthyAgain(namespace: string, { digest }: Built): Promise<void> {
    await until(`${namespace} to be healthy again`, 240, async () => {
      const { spec, status, metadata } = await rolloutIn(this.stage, namespace);
      const seen = status?.observedGeneration === String(metadata.generation);
      return seen && status?.phase === 'Healthy' && imageOf({ spec }).endsWith(digest) ? true : undefined;
    });
    this.stage.recorder.check(namespace, `Healthy, ${digest}`, true);
  }

  private nextRelease(): Release {
    this.version += 1;
    return { version: this.version, errorRate: 0 };
  }

  private async delivered(commit: string): Promise<void> {
    await applyPipelines(this.stage.node, this.stage.gitops);
    await this.followed(commit, () => true);
  }

  private followed(commit: string, which: (one: Applied) => boolean): Promise<Applied> {
    return untilApplied(this.stage, { folder: STAGING, commit, which });
  }

  private async head(): Promise<string> {
    const { gitops } = this.stage;
    await gitops.pull();
    return (await gitops.git(['rev-parse', 'HEAD'])).trim();
  }

  private async keptOut(commit: string, before: Built): Promise<PlayedFault> {
    const { error = '' } = await this.followed(
      commit,
      ({ error = '' }) => error.includes(GUARD) && error.includes('denied the request'),
    );
    return this.staysWith(error.slice(error.indexOf('admission webhook')), before);
  }

  /** Nothing new has come to staging. */
  private async staysWith(told: string, before = this.staging): Promise<PlayedFault> {
    const image = imageOf(await rolloutIn(this.stage, PLACE.staging));
    return { said: `${told}; staging runs ${image}`, holds: image.endsWith(before.digest) };
  }

  private isInvalid(namespace: string, why: string): Promise<PlayedFault> {
    return until(`${namespace} to be invalid`, 60, async () => {
      const { phase = '', message = '' } = (await rolloutIn(this.stage, namespace)).status ?? {};
      return message.includes('InvalidSpec')
        ? { said: `${phase}: ${message}`, holds: message.includes(why) }
        : undefined;
    });
  }
}
