import { symlinkSync } from 'node:fs';
import { ACCOUNT, SOUND, audit } from './audited';
import { inFolder, run } from './run';

test('groups findings by file, each with line and repair, and says what was judged and what not', async () => {
  const files = { 'k8s/a.yaml': ACCOUNT, 'k8s/notes.txt': 'x', 'k8s/lock.hcl': 'x', 'k8s/values.yaml': 'a: 1\n' };
  expect(await audit(files, ['k8s'])).toEqual({
    code: 1,
    out: [
      'k8s/a.yaml',
      '  6: error SCH001 ServiceAccount ci/build automount',
      '    automount is not a field of ServiceAccount: the API server drops it or refuses the object',
      '    repair: remove it',
      '',
      'judged: 1 object; not judged: HCL files 1, documents of other tools 1, other files 1',
      '1 error',
      '',
    ].join('\n'),
    err: '',
  });
});

test('is clean where nothing is found, and strict only from the severity that was asked for', async () => {
  expect(await audit({ 'a.yaml': SOUND }, ['a.yaml'])).toEqual({
    code: 0,
    out: 'judged: 1 object\nno findings\n',
    err: '',
  });
  const warning = { 'a.yaml': SOUND.replace('  namespace: ci\n', '') };
  expect((await audit(warning, ['.'])).code).toBe(0);
  expect((await audit(warning, ['.', '--fail-on', 'warning'])).code).toBe(1);
});

test('reads standard input, as Helm writes it', async () => {
  const stdin = `---\n# Source: api/templates/account.yaml\n${ACCOUNT}`;
  expect((await audit({}, ['-'], { stdin })).out).toMatch(/^stdin\n {2}8: error SCH001 /);
});

test('reads JSON, lists, and the code of Markdown at the lines of its file', async () => {
  const json =
    '{\n"apiVersion": "v1", "kind": "List", "items": [\n{"apiVersion": "v1", "kind": "ServiceAccount",\n"metadata": {"name": "a", "namespace": "b"},\n"automount": false}]}';
  const { out } = await audit({ 'a.json': json, 'b.md': `# Title\n\n\`\`\`yaml\n${ACCOUNT}\`\`\`\n`, 'c.json': '{}' }, [
    '.',
  ]);
  expect(out.split('\n').filter((line) => /^\S+$|error/.test(line))).toEqual([
    'a.json',
    '  5: error SCH001 ServiceAccount b/a automount',
    'b.md',
    '  9: error SCH001 ServiceAccount ci/build automount',
    '1 error'.replace('1 error', '2 errors'),
  ]);
});

test('finds the lines of Terraform in its JSON form', async () => {
  const resource = { aws_ecr_repository: { api: { name: 'api', image_tag_mutability: 'MUTABLE' } } };
  const { out } = await audit({ 'stacks/api/cdk.tf.json': JSON.stringify({ resource }, undefined, 2) }, [
    '.',
    '--format',
    'json',
  ]);
  const { findings } = JSON.parse(out) as { findings: { rule: string; file: string; line: number; path: string }[] };
  expect(findings.find(({ path }) => path === 'image_tag_mutability')).toMatchObject({
    file: 'stacks/api/cdk.tf.json',
    line: 6,
  });
});

test('takes folders that hold the same objects for environments, or those that are named', async () => {
  const files = { 'k8s/staging/a.yaml': ACCOUNT, 'k8s/live/a.yaml': ACCOUNT };
  expect((await audit(files, ['k8s'])).out).toContain('judged: 2 objects in environments live, staging\n');
  expect((await audit(files, ['k8s', '--environment', 'prod=k8s/live', '--environments', 'none'])).out).toContain(
    'judged: 2 objects in environment prod\n',
  );
});

const OVERLAYS = {
  'base/kustomization.yaml': 'resources: [a.yaml]\n',
  'base/a.yaml': `# one\n${ACCOUNT}`,
  'live/kustomization.yaml': 'resources: [../base/]\nnamePrefix: live-\npatches: [{ path: patch.yaml }]\n',
  'live/patch.yaml':
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: build, namespace: ci, labels: { a: b } }\n',
};

test('builds overlays, and names the line that an object comes from', async () => {
  const { out } = await audit(OVERLAYS, ['.']);
  expect(out).toMatch(/^base\/a.yaml\n {2}7: error SCH001 ServiceAccount ci\/live-build automount$/m);
  expect(out).toMatch(/^note: live is built with (kubectl )?kustomize$/m);
  expect(out).toMatch(/^1 error$/m);
});

test('judges overlays as they lie there when it must', async () => {
  expect((await audit(OVERLAYS, ['.', '--no-kustomize'])).out).toMatch(
    /SCH001 ServiceAccount ci\/build automount[\s\S]*^note: overlays are judged unbuilt: neither kustomize nor kubectl/m,
  );
  const remote = { ...OVERLAYS, 'live/kustomization.yaml': 'resources: [../base, "https://example.com/x"]\n' };
  expect((await audit(remote, ['.'])).out).toContain(
    'note: live/kustomization.yaml is judged unbuilt: https://example.com/x is not on this disk\n',
  );
});

test('takes settings from slipway.yaml: acceptances, and one that is no longer needed', async () => {
  const settings = 'accepted:\n  - { rule: SCH001, reason: read by our own controller, owner: team ci }\n';
  const { out, code } = await audit({ 'a.yaml': ACCOUNT, 'slipway.yaml': settings }, ['.']);
  expect(code).toBe(0);
  expect(out).toContain('accepted SCH001 ServiceAccount ci/build automount: read by our own controller (team ci)\n');
  expect((await audit({ 'a.yaml': SOUND, 'slipway.yaml': settings }, ['.'])).out).toMatch(
    /^slipway.yaml\n {2}2: warning ACC001 accept SCH001\n/,
  );
});

test('refuses settings that it cannot take', async () => {
  const { code, err } = await audit({ 'a.yaml': SOUND, 'slipway.yaml': 'platfrom: {}\n' }, ['.']);
  expect([code, err]).toEqual([
    2,
    'slipway: slipway.yaml platfrom: expected one of platform, repository, environments, accepted, got "platfrom"\n',
  ]);
});

test.each([
  [['nowhere'], 'slipway: nowhere: there is no such file or folder\n'],
  [
    ['a.yaml', '--settings', 'none.yaml'],
    'slipway: slipway --settings: expected a file that can be read, got "none.yaml"; there is no such file\n',
  ],
  [
    ['a.yaml', '--environment', 'x'],
    "error: option '--environment <name=folder>' argument 'x' is invalid. Write it as name=folder.\n",
  ],
  [
    ['a.yaml', '--format', 'pdf'],
    "error: option '--format <format>' argument 'pdf' is invalid. Allowed choices are text, json, sarif, junit, github.\n",
  ],
  [[], "error: missing required argument 'path'\n"],
])('ends with 2 for %j', async (args, err) => {
  expect(await audit({ 'a.yaml': SOUND }, args)).toEqual({ code: 2, out: '', err });
});

test('has a finding for what cannot be read, wherever it lies', async () => {
  const files = {
    'broken.yaml': 'a: [\n',
    'bytes.yaml': new Uint8Array([0x61, 0xff, 0xfe]),
    'large.yaml': Buffer.alloc(15_000_001, ' '),
    'a.tf.json': '{',
    'chart/Chart.yaml': 'name: x\n',
    'chart/templates/a.yaml': 'a: {{ .Values.b }}\n',
    'template.yaml': '{{- if .a }}\na: 1\n{{- end }}\n',
  };
  const { out, code } = await audit(files, ['.']);
  expect(code).toBe(1);
  expect(out.split('\n').filter((line) => /^ {4}(?!repair)/.test(line))).toEqual([
    expect.stringContaining('JSON'),
    '    Flow sequence in block collection must be sufficiently indented and end with a ]',
    '    it is not UTF-8 text',
    '    it has 15.0 MB, and files are read up to 15 MB; split it',
  ]);
  expect(out).toContain('not judged: files of Helm charts 2, templates 1\n');
  expect((await audit(files, ['large.yaml'])).code).toBe(2);
});

test('is not caught in a circle of links, and does not leave the folder', async () => {
  const ran = await inFolder({ 'in/a.yaml': SOUND, 'out/b.yaml': ACCOUNT }, () => {
    symlinkSync('.', 'in/again');
    symlinkSync('self', 'in/self');
    symlinkSync('../out', 'in/away');
    return run(['audit', 'in']);
  });
  expect(ran.out).toBe(
    'note: in/away: the link leads out of the folder\nnote: in/self: its symbolic links run in a circle\njudged: 1 object\nno findings\n',
  );
});

test('colours only a terminal, and only without NO_COLOR', async () => {
  const { out } = await audit({ 'a.yaml': ACCOUNT }, ['.'], { isTerminal: true });
  expect(out).toContain('\u001b[31merror\u001b[0m SCH001');
  const plain = await audit({ 'a.yaml': ACCOUNT }, ['.'], { isTerminal: true, environment: { NO_COLOR: '1' } });
  expect(plain.out).not.toContain('\u001b');
});

test('lets no value of a file move the cursor', async () => {
  const { out } = await audit({ 'a.yaml': ACCOUNT.replace('automount', '"auto\\emount\\n::error::x"') }, ['.']);
  expect(out).toContain('auto\uFFFDmount ::error::x is not a field');
});

test('judges a repository file by file', async () => {
  const workflow = [
    'name: ci',
    'on: { push: { branches: [main] } }',
    'permissions: {}',
    'jobs: { test: { runs-on: ubuntu-24.04, timeout-minutes: 5, steps: [{ run: make }] } }',
  ];
  const files = {
    '.github/workflows/a.yaml': `${workflow.join('\n')}\n`,
    'api/Dockerfile': 'FROM scratch\nUSER 65532:65532\n',
    '.gitlab-ci.yml': 'a: { interruptible: true, script: [make] }\n',
  };
  expect((await audit(files, ['.'])).out).toBe('judged: 0 objects, 3 repository files\nno findings\n');
});

test('reads shell files and lists of what a build leaves out: the rules for both have something to judge', async () => {
  const promote = [
    '#!/bin/sh',
    'set -eu',
    'sed -i "s|tag: .*|tag: $1|" values.yaml',
    'git diff --quiet || git commit --message promote values.yaml',
    'git push origin main',
  ];
  const digest = `sha256:${'1c2c046b'.repeat(8)}`;
  const files = {
    'hack/promote.sh': `${promote.join('\n')}\n`,
    Dockerfile: `FROM alpine:3.23@${digest}\nCOPY reports/ /reports/\nUSER 65532:65532\n`,
    '.dockerignore': 'reports/\n',
  };
  const { out } = await audit(files, ['.', '--format', 'json']);
  const { findings } = JSON.parse(out) as { readonly findings: readonly Record<string, unknown>[] };
  expect(findings.map(({ rule, file, line }) => ({ rule, file, line }))).toEqual([
    { rule: 'DKR009', file: 'Dockerfile', line: 2 },
    { rule: 'PRM002', file: 'hack/promote.sh', line: 3 },
  ]);
});
