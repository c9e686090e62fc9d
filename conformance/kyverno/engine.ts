import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenIn } from '../broken';
import { brokenInput, type Engine, type Ruling } from '../engine';
import { STAND_IN_DIGEST } from '../kustomize/promotion';
import { podsOf } from '../kubernetes/pods';
import { groupOf, type KubernetesObject, type Manifest, type Output, placeOf, readManifests } from '../output';
import { type Counts, KYVERNO, KyvernoCommand } from './command';
import { aboutWholePods, debugged, judgesDebuggingAlone } from './debugged';

const TESTDATA = join(__dirname, 'testdata');
const ELSEWHERE = 'docker.io/library/busybox:1.37';

/**
 * Kyverno's command on every policy, against the workloads that were synthesized beside it and their pods. Nothing is
 * signed where this runs, so a policy on signatures must deny; whom it lets in is another suite's question.
 */
export const kyverno: Engine = {
  name: 'kyverno',
  version: KYVERNO,
  async *rulings(output) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-kyverno-'));
    try {
      const command = await KyvernoCommand.build(folder);
      const policies = output.ofGroups('kyverno.io', 'policies.kyverno.io').filter(isPolicy);
      for (const policy of policies) yield await ruleOnPolicy(command, policy, output);
      if (policies.length === 0) yield { judged: '0 policies', refusals: [], skipped: 'none was synthesized' };
      for (const { name, path, expected } of brokenIn(TESTDATA)) {
        const [policy, ...resources] = readManifests(TESTDATA, path);
        const objects = resources.map(({ object }) => object);
        const { text } = await command.apply(policy?.text ?? '', objects, []);
        yield brokenInput(name, expected, [text]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const isPolicy = ({ object }: Manifest): boolean => object.kind.endsWith('Policy');

async function ruleOnPolicy(command: KyvernoCommand, policy: Manifest, output: Output): Promise<Ruling> {
  const beside = output.manifests.filter(({ environment }) => environment === policy.environment);
  const pods = beside.flatMap((manifest) => podsOf(manifest)).map(promoted);
  const workloads = beside.filter((manifest) => podsOf(manifest).length > 0).map(({ object }) => promoted(object));
  const namespaces = beside.filter((one) => one.object.kind === 'Namespace' && groupOf(one) === '');
  const apply = (text: string, resources: readonly KubernetesObject[]) =>
    command.apply(
      text,
      resources,
      namespaces.map(({ object }) => object),
    );
  if (workloads.length === 0)
    return { judged: placeOf(policy), refusals: [], skipped: 'no workload was synthesized beside it' };
  if (!judgesDebuggingAlone(policy)) {
    const resources = [...workloads, ...pods];
    return verdictOn(policy, await apply(policy.text, resources), `${String(resources.length)} resources`);
  }

  const text = aboutWholePods(policy.text);
  const debuggedWith = (image?: string) => pods.map((pod) => debugged(pod, image));
  const own = verdictOn(policy, await apply(text, debuggedWith()), `${String(pods.length)} pods after kubectl debug`);
  if (judgesSignatures(policy)) return own;
  const foreign = await apply(text, debuggedWith(ELSEWHERE));
  const letIn = foreign.fail === pods.length ? [] : [`an image from elsewhere passes\n${foreign.text}`];
  const judged = `${own.judged}, then with an image from elsewhere: must deny`;
  return { judged, refusals: [...own.refusals, ...letIn] };
}

function verdictOn(policy: Manifest, { pass, fail, error, text }: Counts, how: string): Ruling {
  const judged = `${placeOf(policy)}: ${String(pass + fail + error)} answers on ${how}`;
  if (/^Error: /m.test(text)) return { judged, refusals: [text] };
  if (pass + fail + error === 0)
    return { judged, refusals: [`the policy matches none of the workloads beside it\n${text}`] };
  if (!judgesSignatures(policy)) return { judged, refusals: fail + error > 0 ? [text] : [] };
  return { judged: `${judged}, unsigned: must deny`, refusals: pass > 0 ? [`an unsigned image passes\n${text}`] : [] };
}

const judgesSignatures = ({ object, text }: Manifest): boolean =>
  object.kind === 'ImageValidatingPolicy' || text.includes('verifyImages');

/** Admission sees images after the promoter has written their digest. */
function promoted(object: KubernetesObject): KubernetesObject {
  const pinned = (key: string, value: unknown): unknown =>
    key === 'image' && typeof value === 'string' && !value.includes('@') ? `${value}@${STAND_IN_DIGEST}` : value;
  return JSON.parse(JSON.stringify(object, pinned)) as KubernetesObject;
}
