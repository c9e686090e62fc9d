import { problem, type Problem, type Rule } from '../../../audit';
import { type Purpose } from '../../../shell';
import { type Given, paramsOf } from '../handover';
import { referencesIn, textOf } from '../substitution';
import { purposesOf } from '../task-purpose';
import { type Call, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const scan = task('scan', {
  params: [{ name: 'IMAGE' }],
  steps: [step('scan', { command: ['trivy', 'image', '--exit-code', '1'], args: ['$(params.IMAGE)'] })],
});
const scanning = (value: string): object =>
  pipeline({
    params: [{ name: 'version' }],
    tasks: [{ name: 'scan', taskRef: { name: 'scan' }, params: [{ name: 'IMAGE', value }] }],
  });

export const imageByTag: Rule = {
  id: 'TKN070',
  severity: 'error',
  title: 'an image is scanned, signed or deployed by its tag',
  why: 'a tag can be moved between two tasks: what was scanned is not what is signed, and not what runs',
  repair: 'hand the digest on that the build wrote: <image>@$(tasks.<build>.results.<digest>)',
  good: example(scan, scanning(`registry.example.com/order-service@sha256:${'4d1f'.repeat(16)}`)),
  bad: example(scan, scanning('registry.example.com/order-service:$(params.version)')),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(({ calls }) => calls.flatMap(judge)),
};

const DOING: readonly (readonly [Purpose, string])[] = [
  ['scan', 'scans'],
  ['sign', 'signs'],
  ['attest', 'attests'],
  ['verify', 'verifies'],
  ['deploy', 'deploys'],
];

function judge(call: Call): Problem[] {
  const { manifest, task: called, path } = call;
  const purposes = purposesOf(call);
  const does = DOING.find(([purpose]) => purposes.has(purpose))?.[1];
  if (does === undefined || purposes.has('build')) return [];
  const params = paramsOf(called, path);
  const digest = params.some(hasDigest);
  const byTag = digest ? [] : params.filter(isTagged);
  const tags = does === 'deploys' && !digest ? params.filter(({ name }) => /^(new|image)?[-_]?tag$/i.test(name)) : [];
  return [...byTag, ...tags].map(({ value, path: at }) =>
    problem(
      manifest,
      `the task "${called.name}" ${does} by a tag: ${textOf(value)}`,
      'hand on the digest that the build wrote',
      at,
    ),
  );
}

/** `registry/image:tag`, not `https://…` and not a registry's port. */
function isTagged({ name, value }: Given<unknown>): boolean {
  const text = textOf(value);
  if (text.includes('@') || text.includes('://') || text.includes(' ')) return false;
  const tag = /:([^/]+)$/.exec(text)?.[1];
  const [reference] = referencesIn(text);
  const startsLikeImage = reference?.at === 0 || /^[a-z0-9.-]+(:\d+)?\//.test(text) || /image/i.test(name);
  return tag !== undefined && startsLikeImage;
}

function hasDigest({ name, value }: Given<unknown>): boolean {
  return /digest/i.test(name) || /@|digest|^sha256:/i.test(textOf(value));
}
