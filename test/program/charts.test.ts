import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { type KubernetesObject, type Manifest } from '../../lib/assembly';
import { Environment, Program } from '../../lib/program';
import { chartFiles, helmCharts } from '../../lib/program/charts/helm-chart';
import { Kustomization } from '../../lib/systems/kubernetes';
import { newFolder } from '../folder';

const ADDRESS = 'ghcr.io/acme/api';
const PROMOTED = 'promoted/live/api/kustomization.yaml';
const LIST = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: { name: 'api' } };

function at(file: string, object: object): Manifest {
  return { object: object as KubernetesObject, environment: 'live', origin: { file } };
}

function workload(kind: string, metadata: object, containers: readonly unknown[] = []): object {
  return { apiVersion: 'argoproj.io/v1alpha1', kind, metadata, spec: { template: { spec: { containers } } } };
}

function list(fields: object = {}): Manifest {
  const components = ['../../../promoted/live/api'];
  return at('live/api/kustomization.yaml', { ...LIST, resources: ['resources.yaml'], components, ...fields });
}

/** The files of every chart, by the chart's folder. */
function written(...manifests: readonly Manifest[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const charts = helmCharts(manifests);
  return Object.fromEntries(
    charts.map((chart) => [chart.folder, Object.fromEntries(chartFiles(chart, { version: '1.4.0' }))]),
  );
}

test('writes one chart for each folder that holds manifests, and none for a list of folders', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const charts = written(
    at('live/kustomization.yaml', { ...LIST, resources: ['shop'] }),
    at('live/shop/a.yaml', namespace),
    at('live/shop/b.yaml', namespace),
  );
  expect(charts).toEqual({
    'live/shop': {
      'Chart.yaml':
        "apiVersion: v2\nname: shop\ndescription: shop, written by slipway\ntype: application\nversion: '1.4.0'\n",
      'templates/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      'templates/b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
    },
  });
});

test("takes digest and time from the promoter's file, where the promoter completes the folder", () => {
  const chart = written(
    list(),
    at('live/api/resources.yaml', workload('Rollout', { name: 'api' }, [{ image: ADDRESS }, { image: 'envoy:v1' }, 7])),
    at('live/api/resources.yaml', workload('Deployment', { name: 'api', annotations: { own: 'a' } })),
    at('live/api/resources.yaml', workload('Deployment', { name: 'other' })),
  )['live/api'];
  expect(Object.keys(chart ?? {})).toEqual([
    'Chart.yaml',
    'values.yaml',
    'templates/resources.yaml',
    'templates/_promoted.tpl',
  ]);
  expect(chart?.['values.yaml']).toBe(
    `# Completed by the promoter's file: helm upgrade … --values ${PROMOTED}\nimages:\n  - name: ${ADDRESS}\n    digest: ''\npatches: []\n`,
  );
  expect(chart?.['templates/resources.yaml']).toBe(`apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: api
{{- with include "promoted.commitTime" . }}
  annotations:
    delivery/commit-time: {{ . | quote }}
{{- end }}
spec:
  template:
    spec:
      containers:
        - image: {{ include "promoted.image" (list . "${ADDRESS}") | quote }}
        - image: envoy:v1
        - 7
---
apiVersion: argoproj.io/v1alpha1
kind: Deployment
metadata:
  name: api
  annotations:
    own: a
{{- with include "promoted.commitTime" . }}
    delivery/commit-time: {{ . | quote }}
{{- end }}
spec:
  template:
    spec:
      containers: []
---
apiVersion: argoproj.io/v1alpha1
kind: Deployment
metadata:
  name: other
spec:
  template:
    spec:
      containers: []
`);
  expect(chart?.['templates/_promoted.tpl']).toContain(`"no digest is promoted for %s: add --values ${PROMOTED}"`);
});

test('keeps braces that Helm would read, and images that nobody completes', () => {
  const texts = ['{{args.a}}', '{{{', '}}', 'x\n{{- if y }}\n'];
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, texts };
  const chart = written(
    list({ components: [] }),
    at('live/api/resources.yaml', config),
    at('live/api/resources.yaml', workload('Job', { name: 'api' }, [{ image: ADDRESS }])),
  )['live/api'];
  expect(Object.keys(chart ?? {})).toEqual(['Chart.yaml', 'templates/resources.yaml']);
  expect(chart?.['templates/resources.yaml']).toContain(
    `  - '{{ "{{" }}args.a}}'\n  - '{{ "{{" }}{'\n  - '}}'\n  - |\n    x\n    {{ "{{" }}- if y }}\n---`,
  );
  expect(chart?.['templates/resources.yaml']).toContain(`- image: ${ADDRESS}\n`);
});

const resource = at('live/api/resources.yaml', workload('Rollout', { name: 'api' }));

test.each<readonly [string, readonly Manifest[], string]>([
  ['patches', [list({ patches: [] }), resource], '"patches in live/api/kustomization.yaml"; no chart can do the same'],
  ['a way out', [list({ resources: ['../base'] }), resource], '"../base in live/api/kustomization.yaml"'],
  ['two components', [list({ components: ['../a', '../b'] }), resource], '"../b in live/api/kustomization.yaml"'],
  [
    'no environment',
    [at('a.yaml', { ...LIST, apiVersion: 'v1' })],
    'expected charts below an Environment, got "a.yaml"',
  ],
  [
    'a mark of its own',
    [at('live/a.yaml', { apiVersion: 'v1', text: '\uE000' })],
    'texts without characters for private use',
  ],
])('refuses %s', (_, manifests, message) => {
  expect(() => written(...manifests)).toThrow(message);
});

test('refuses a version that Helm would not take', () => {
  const [chart] = helmCharts([resource]);
  expect(() => chart && chartFiles(chart, { version: 'v1' })).toThrow(
    new Error('Program.charts: expected a version such as "1.4.0", got "v1"'),
  );
});

describe('a program', () => {
  const folder = newFolder();
  const before = { folder: process.cwd(), env: process.env };
  beforeEach(() => {
    process.chdir(folder);
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    process.chdir(before.folder);
    process.env = before.env;
    jest.restoreAllMocks();
  });

  const program = (charts?: { readonly version: string }): Program => {
    const made = new Program({ charts });
    for (const name of ['staging', 'live']) {
      const chart = new Chart(new Environment(made, name), 'resources', { namespace: 'shop' });
      new ApiObject(chart, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api' } });
    }
    return made;
  };
  const files = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((one) => /\.\w+$/.test(one))
      .sort();

  test('writes charts/ where it says a version, beside all else', () => {
    program({ version: '1.4.0' }).synth();
    expect(files().filter((one) => one.startsWith('charts/'))).toEqual([
      ...['charts/live/Chart.yaml', 'charts/live/templates/resources.yaml'],
      ...['charts/staging/Chart.yaml', 'charts/staging/templates/resources.yaml'],
    ]);
  });

  test('writes the templates of the chart that cdk8s has begun, and nothing where it is not said which', () => {
    mkdirSync(join(folder, 'begun', 'templates'), { recursive: true });
    writeFileSync(join(folder, 'begun', 'Chart.yaml'), 'name: begun\n');
    process.env = { ...before.env, CDK8S_OUTDIR: 'begun/templates' };
    expect(() => program().synth()).toThrow(
      new Error(
        'SLIPWAY_CHART: expected the one chart that cdk8s is to write, of staging, live, got nothing; a Program with `charts` writes them all',
      ),
    );
    expect(files().filter((one) => one.startsWith('begun/'))).toEqual(['begun/Chart.yaml']);
    process.env = { ...process.env, SLIPWAY_CHART: 'live' };
    program().synth();
    expect(files().filter((one) => one.startsWith('begun/'))).toEqual([
      'begun/Chart.yaml',
      'begun/templates/resources.yaml',
    ]);
  });

  test('refuses what no chart can hold before anything is written', () => {
    const made = program({ version: '1.4.0' });
    const other = new Environment(made, 'other');
    new Kustomization(new Chart(other, 'kustomization'), 'list', { name: 'other', resources: ['a.yaml', '../live'] });
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'b', namespace: 'shop' } };
    new ApiObject(new Chart(other, 'a'), 'account', account);
    expect(() => made.synth()).toThrow('"../live in other/kustomization.yaml"; no chart can do the same');
    expect(files().filter((one) => one.includes('other'))).toEqual([]);
  });
});
