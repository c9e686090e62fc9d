import { SARIF, script, TRIVY_ACTION, workflow } from '../../../../lib/systems/github/rules/examples';
import { findings } from './findings';

describe('GHA174, steps that may fail', () => {
  const lenient = (more: string): number =>
    findings('GHA174', workflow({ steps: script('make report\n', `continue-on-error: true\n${more}`) })).length;

  test('are seen where a later step asks for the outcome, and when they only tidy up', () => {
    expect(lenient('')).toBe(1);
    expect(lenient('if: always()\n')).toBe(0);
    expect(lenient("id: report\n- if: steps.report.outcome == 'failure'\n  run: exit 1\n")).toBe(0);
  });
});

describe('GHA173, scans that do not fail', () => {
  const SCAN = `- uses: ${TRIVY_ACTION}\n  with: { image-ref: 'ghcr.io/acme/api:1', format: sarif, output: a.sarif }\n`;
  const UPLOAD = `- uses: ${SARIF}\n  with: { sarif_file: a.sarif }\n`;
  const said = (...steps: readonly string[]): number => findings('GHA173', workflow({ steps: steps.join('') })).length;

  test('are reports where code scanning gets them and nothing is pushed', () => {
    expect(said(SCAN)).toBe(1);
    expect(said(SCAN, UPLOAD)).toBe(0);
    expect(said(SCAN, UPLOAD, '- run: docker push ghcr.io/acme/api:1\n')).toBe(1);
  });
});

describe('GHA176, variables of strict scripts', () => {
  const reads = (lines: string, more = ''): number =>
    findings('GHA176', workflow({ steps: script(lines, more) })).length;

  test.each(['set -u\necho "$TAG"\n', 'set -euo pipefail\necho "${TAG}"\n'])('are missed: %j', (lines) => {
    expect(reads(lines)).toBe(1);
    expect(reads(lines, 'env: { TAG: v1 }')).toBe(0);
  });

  test.each([
    'echo "$TAG"\n',
    'set -u\necho "${TAG:-v1}"\n',
    'set -u\nTAG=v1\necho "$TAG"\n',
    'set -u\nfor TAG in a b; do echo "$TAG"; done\n',
    "set -u\nawk '{ print $NF }' file\n",
    'set -u\necho "$GITHUB_SHA"\n',
    "set -u\ncat > ask <<'END'\necho $TOKEN\nEND\n",
    "set -u\n# it isn't the shell's: ${COMMIT} stands in the file\ngrep '${COMMIT}' Containerfile\n",
  ])('are given: %j', (lines) => {
    expect(reads(lines)).toBe(0);
  });

  test('may come from a step before', () => {
    const before = '- run: echo "TAG=v1" >> "$GITHUB_ENV"\n';
    expect(findings('GHA176', workflow({ steps: `${before}${script('set -u\necho "$TAG"\n')}` }))).toEqual([]);
  });
});

describe.each(['GHA121', 'GHA136'])('%s, a promotion in several steps', (rule) => {
  const EDIT = '- run: yq -i \'.image.tag = "1"\' apps/api/values-production.yaml\n';
  const PUSH = '- run: |\n    git diff --quiet || git commit -am promote\n    git push\n';
  const said = (...steps: readonly string[]): number => findings(rule, workflow({ steps: steps.join('') })).length;

  test('is one where the last step pushes what a step before it has written', () => {
    expect(said(EDIT, PUSH)).toBe(1);
    expect(said(EDIT, '- run: git commit -am promote\n', '- run: git push\n')).toBe(1);
  });

  test('is none where nothing is pushed, and where what is pushed was not yet written', () => {
    expect(said(EDIT, '- run: git commit -am promote\n')).toBe(0);
    expect(said(PUSH, EDIT)).toBe(0);
  });
});

test('GHA136 reads no word of production in steps that are no part of the promotion', () => {
  const edit = '- run: yq -i \'.image.tag = "1"\' apps/staging/values.yaml\n';
  const steps = `- run: make build production\n${edit}- run: |\n    git commit -am promote\n    git push\n`;
  expect(findings('GHA136', workflow({ steps }))).toEqual([]);
});

describe('GHA185, a Job of a script', () => {
  const said = (run: string): number => findings('GHA185', workflow({ steps: script(run) })).length;

  test.each(['migrate', 'migrate-${{ github.sha }}', 'migrate-$GITHUB_RUN_ID'])('%s is there again', (name) => {
    expect(said(`kubectl create job ${name} --image=app`)).toBe(1);
  });

  test.each([
    'kubectl create job migrate-${{ github.run_attempt }} --image=app',
    'kubectl create job "migrate-$(date +%s)" --image=app',
    'kubectl create job "migrate-$NAME" --image=app',
    'kubectl create job migrate --image=app --dry-run=client -o yaml | kubectl apply -f -',
    'kubectl create job migrate --image=app || true',
    'if kubectl create job migrate --image=app; then echo made; fi',
    'kubectl delete job migrate --ignore-not-found\nkubectl create job migrate --image=app',
    'kubectl create --filename job.yaml',
  ])('is not there, or may be: %j', (run) => {
    expect(said(run)).toBe(0);
  });
});
