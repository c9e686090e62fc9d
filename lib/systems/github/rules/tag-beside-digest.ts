import { type Problem, type Rule } from '../../../audit';
import { tryScript } from '../reading/step-script';
import { type StepInFile, type WorkflowFile } from '../reading/workflow-file';
import { jobs, TRIVY_ACTION } from './examples';
import { atStep, eachWorkflow } from './places';

const REPOSITORY = 'ghcr.io/acme/order-service';
const gate = (image: string): Rule['good'] =>
  jobs(
    [
      'scan:',
      '  runs-on: ubuntu-24.04',
      '  permissions: { contents: read }',
      '  steps:',
      `    - uses: ${TRIVY_ACTION}`,
      `      with: { image-ref: '${image}', exit-code: '1', version: v0.72.0 }`,
      '    - run: docker pull "$IMAGE"',
      `      env: { IMAGE: '${REPOSITORY}@\${{ inputs.digest }}' }`,
      '',
    ].join('\n'),
    '{ workflow_dispatch: { inputs: { digest: { type: string } } } }',
  );

export const tagBesideDigest: Rule = {
  id: 'GHA183',
  severity: 'warning',
  title: 'a workflow handles one image by its digest and by a tag',
  why: 'the tag may be of another build: what is scanned or verified is then not what goes on',
  repair: 'hand the digest to every step',
  reference: 'https://docs.docker.com/dhi/core-concepts/digests/',
  good: gate(`${REPOSITORY}@\${{ inputs.digest }}`),
  bad: gate(`${REPOSITORY}:latest`),
  check: (assembly) => eachWorkflow(assembly, judge),
};

/** Of the repositories that some step names by a computed digest, the steps that read them by a fixed tag. */
function judge(file: WorkflowFile): Problem[] {
  const named = file.steps.flatMap((step) => Object.values({ ...step.env, ...step.with }));
  const byDigest = new Set(named.flatMap((value) => /^([\w./-]+)@\$\{\{[^}]+\}\}$/.exec(value)?.[1] ?? []));
  for (const { with: given } of file.steps) {
    const [, name] = /\bname=([\w./-]+),(?:.*,)?push-by-digest=true/.exec(given['outputs'] ?? '') ?? [];
    if (name !== undefined) byDigest.add(name);
  }
  if (byDigest.size === 0) return [];
  return file.steps.flatMap((step) =>
    readsOf(step).flatMap(([field, value]) => {
      const [, repository = '', tag = ''] = /^([\w./-]+):([\w.-]+)$/.exec(value) ?? [];
      if (!byDigest.has(repository)) return [];
      const message = `${step.title} takes ${repository} by the tag ${tag}, and the workflow knows its digest`;
      return [atStep(step, field, message, 'hand it the digest')];
    }),
  );
}

/** The fields by which a step reads an image; what it tags or pushes is not among them. */
function readsOf(step: StepInFile): readonly (readonly [field: string, value: string])[] {
  const inputs = ['image-ref', 'image'].flatMap((name) => {
    const value = step.with[name];
    return value === undefined ? [] : [[`with.${name}`, value] as const];
  });
  const script = tryScript(step);
  const variables = Object.entries(step.env).filter(([name]) => script !== undefined && reads(script.text, name));
  return [...inputs, ...variables.map(([name, value]) => [`env.${name}`, value] as const)];
}

function reads(text: string, name: string): boolean {
  const use = `["']?\\$\\{?${name}\\b`;
  const isRead = new RegExp(`\\b(?:cosign|docker|crane|oras|trivy|syft|grype)\\b[^\\n]*(?:\\\\\\n[^\\n]*)*${use}`);
  const isTarget = new RegExp(`(?:--tag|-t|\\bpush|docker tag)[ =][^\\n]*?${use}`);
  return isRead.test(text) && !isTarget.test(withoutTargets(text, name));
}

/** A script without the targets of other variables: the image that is read may stand behind them. */
function withoutTargets(text: string, name: string): string {
  return text.replace(/(?:--tag|-t)[ =]"?\$\{?(\w+)\}?"?/g, (whole, other: string) => (other === name ? whole : ''));
}
