import { type Built } from './build-act';
import { type Thing, get, list } from './cluster';
import { broughtBy, promotedFile } from './gitops';
import { Load } from './load';
import { PARTNERS, partnersProgram } from './partners';
import { publish } from './publish';
import { type Watched, untilTold, watch } from './rollout';
import { type Stage } from './stage';

/** The versions that the place of the partners meets, one after another. */
export interface PartnersVersions {
  readonly first: Built;
  readonly good: Built;
  /** One that fails three requests in ten. */
  readonly bad: Built;
}

/** Requests of all partners in a second. */
const CALLS = 30;

/** A version takes over at once when its smoke test has passed; a bad one is stopped before anybody meets it. */
export async function blueGreen(stage: Stage, { first, good, bad }: PartnersVersions): Promise<void> {
  const { gitops, facts, recorder } = stage;
  await gitops.pull();
  await publish(gitops, partnersProgram(facts), { folder: PARTNERS.folder, message: 'Serve the partners' });
  const begun = await release(stage, first);
  recorder.check('the first version', begun.end.status?.phase ?? '', begun.end.status?.phase === 'Healthy');
  await releaseUnderLoad(stage, good, { name: 'version 2 for partners', ends: 'Healthy' });
  await releaseUnderLoad(stage, bad, { name: 'version 3 for partners', ends: 'Degraded' });
}

interface Trial {
  readonly name: string;
  readonly ends: 'Healthy' | 'Degraded';
}

/** What the analysis has come to where a release ends so. */
const VERDICTS = { Healthy: 'Successful', Degraded: 'Failed' } as const;

async function releaseUnderLoad(stage: Stage, version: Built, { name, ends }: Trial): Promise<void> {
  const { node, recorder } = stage;
  const before = await activeHash(stage);
  const service = `order-service-active.${PARTNERS.namespace}.svc.cluster.local`;
  const load = await Load.start(node, `http://${service}/orders`, CALLS);
  recorder.event('partners', `ask ${service} ${String(CALLS)} times a second`);
  const { end, samples } = await release(stage, version).finally(() => load.stop());
  const { phase = '', message = '', currentPodHash: hash = '' } = end.status ?? {};
  recorder.check(name, `${phase}: ${message}`, phase === ends);
  const tests = await testsOf(stage, hash);
  recorder.check('its smoke test', tests.join(', ') || 'was not made', tests.join() === VERDICTS[ends]);
  const after = await activeHash(stage);
  const reached = after === hash ? `selects the new version ${after}` : `still selects ${after}`;
  recorder.check('the active Service', reached, after === (ends === 'Healthy' ? hash : before) && before !== hash);
  const { answered, failed } = load.answers;
  recorder.check(
    'failed requests',
    `${String(failed)} of ${String(answered)}; foretold 0`,
    failed === 0 && answered > 0,
  );
  const foretold = { least: 0, most: 0 };
  recorder.canary({ name, digest: version.digest, answered, failed, foretold, samples });
}

/** Somebody copies what staging was promoted to, for this place, and the agent follows. */
async function release(stage: Stage, { digest }: Built): Promise<Watched> {
  const { gitops, recorder } = stage;
  const { text } = await broughtBy(stage, 'staging', digest);
  await gitops.commit(`Let partners have ${digest}`, { [promotedFile(PARTNERS.environment)]: text });
  await gitops.push();
  recorder.event('somebody', 'promoted for partners what staging runs', { digest });
  await untilTold(stage, PARTNERS.namespace, digest);
  return watch(stage, { namespace: PARTNERS.namespace, digest, seconds: 180 });
}

interface Analysis extends Thing {
  readonly status?: { readonly phase?: string };
}

/** The outcome of each analysis of a version. */
async function testsOf({ node }: Stage, hash: string): Promise<readonly string[]> {
  const selector = `labelSelector=rollouts-pod-template-hash=${hash}`;
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${PARTNERS.namespace}/analysisruns?${selector}`;
  return (await list<Analysis>(node, path)).map(({ status }) => status?.phase ?? 'Pending');
}

interface SelectingService {
  readonly spec: { readonly selector: Readonly<Record<string, string>> };
}

/** The version that users reach. */
async function activeHash({ node }: Stage): Promise<string> {
  const path = `/api/v1/namespaces/${PARTNERS.namespace}/services/order-service-active`;
  const { spec } = await get<SelectingService>(node, path);
  return spec.selector['rollouts-pod-template-hash'] ?? '';
}
