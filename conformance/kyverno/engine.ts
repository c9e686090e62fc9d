import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenIn } from '../broken';
import { brokenInput, type Engine, type Ruling } from '../engine';
import { STAND_IN_DIGEST } from '../kustomize/promotion';
import { podsOf } from '../kubernetes/pods';
import { groupOf, type KubernetesObject, type Manifest, type Output, placeOf, readManifests } from '../output';
import { KYVERNO, KyvernoCommand } from './command';

const TESTDATA = join(__dirname, 'testdata');
const PARTS = 'the command asks about whole resources, never about a part such as pods/ephemeralcontainers';

/** Of a policy, which requests it is about. */
interface PolicySpec {
  readonly matchConstraints?: { readonly resourceRules?: readonly { readonly resources?: readonly string[] }[] };
}

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
  const workloads = beside.filter((manifest) => podsOf(manifest).length > 0);
  const resources = workloads.flatMap((manifest) => [manifest.object, ...podsOf(manifest)]).map(promoted);
  const namespaces = beside.filter((one) => one.object.kind === 'Namespace' && groupOf(one) === '');
  const counts = await command.apply(
    policy.text,
    resources,
    namespaces.map(({ object }) => object),
  );
  const { pass, fail, error, text } = counts;

  const judged = `${placeOf(policy)}: ${String(pass + fail + error)} answers on ${String(resources.length)} resources`;
  if (resources.length === 0) return { judged, refusals: [], skipped: 'no workload was synthesized beside it' };
  if (/^Error: /m.test(text)) return { judged, refusals: [text] };
  if (pass + fail + error === 0 && judgesPartsAlone(policy)) return { judged, refusals: [], skipped: PARTS };
  if (pass + fail + error === 0)
    return { judged, refusals: [`the policy matches none of the workloads beside it\n${text}`] };
  if (!judgesSignatures(policy)) return { judged, refusals: fail + error > 0 ? [text] : [] };
  return { judged: `${judged}, unsigned: must deny`, refusals: pass > 0 ? [`an unsigned image passes\n${text}`] : [] };
}

/** Whether a policy is about requests on parts of a resource, as `kubectl debug` makes them, and about nothing else. */
function judgesPartsAlone({ object }: Manifest): boolean {
  const { matchConstraints } = object.spec as PolicySpec;
  const resources = (matchConstraints?.resourceRules ?? []).flatMap((rule) => rule.resources ?? []);
  return resources.length > 0 && resources.every((resource) => resource.includes('/'));
}

const judgesSignatures = ({ object, text }: Manifest): boolean =>
  object.kind === 'ImageValidatingPolicy' || text.includes('verifyImages');

/** Admission sees images after the promoter has written their digest. */
function promoted(object: KubernetesObject): KubernetesObject {
  const pinned = (key: string, value: unknown): unknown =>
    key === 'image' && typeof value === 'string' && !value.includes('@') ? `${value}@${STAND_IN_DIGEST}` : value;
  return JSON.parse(JSON.stringify(object, pinned)) as KubernetesObject;
}
