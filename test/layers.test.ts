import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const LIB = join(__dirname, '..', 'lib');

/** Who may import whom. A room may always import itself; what is not named here, it may not. */
const MAY_USE: Record<string, readonly string[]> = {
  model: [],
  tools: ['model'],
  assembly: ['model'],
  promql: ['model'],
  metrics: ['model', 'promql'],
  shell: ['model'],
  audit: ['model', 'assembly'],
  repository: ['model'],
  'systems/kubernetes': ['model', 'assembly', 'audit'],
  'systems/tekton': ['model', 'tools', 'assembly', 'audit', 'shell', 'systems/kubernetes', 'imports'],
  'systems/routing': ['model', 'assembly', 'audit', 'systems/kubernetes'],
  'systems/rollouts': [
    'model',
    'promql',
    'metrics',
    'tools',
    'assembly',
    'audit',
    'systems/kubernetes',
    'systems/monitoring',
    'systems/routing',
    'imports',
  ],
  'systems/monitoring': ['model', 'promql', 'metrics', 'assembly', 'audit', 'systems/kubernetes', 'imports'],
  'systems/flagger': ['model', 'promql', 'metrics', 'assembly', 'audit', 'systems/kubernetes', 'systems/monitoring'],
  'systems/flux': ['model', 'assembly', 'audit', 'systems/kubernetes', 'imports'],
  'systems/kargo': ['model', 'assembly', 'audit', 'systems/kubernetes', 'imports'],
  'systems/kyverno': ['model', 'assembly', 'audit', 'systems/kubernetes', 'imports'],
  'systems/argocd': ['model', 'assembly', 'audit', 'systems/kubernetes'],
  'systems/secrets': ['model', 'assembly', 'audit', 'systems/kubernetes', 'imports'],
  'systems/aws': ['model', 'assembly', 'audit'],
  'systems/github': ['model', 'tools', 'assembly', 'audit', 'shell', 'repository'],
  'systems/gitlab': ['model', 'tools', 'shell', 'assembly', 'audit', 'repository'],
  'systems/dockerfile': ['model', 'tools', 'shell', 'assembly', 'audit', 'repository', 'systems/kubernetes'],
  custody: [
    'model',
    'assembly',
    'audit',
    'shell',
    'systems/kubernetes',
    'systems/tekton',
    'systems/rollouts',
    'systems/kyverno',
    'systems/aws',
    'systems/github',
    'systems/gitlab',
    'systems/dockerfile',
  ],
  promotion: [
    'model',
    'assembly',
    'audit',
    'shell',
    'systems/kubernetes',
    'systems/tekton',
    'systems/github',
    'systems/gitlab',
    'systems/flux',
    'systems/kargo',
    'custody',
  ],
  rules: [
    'audit',
    'systems/argocd',
    'systems/kubernetes',
    'systems/tekton',
    'systems/rollouts',
    'systems/routing',
    'systems/kyverno',
    'systems/aws',
    'systems/dockerfile',
    'systems/github',
    'systems/gitlab',
    'systems/flagger',
    'systems/flux',
    'systems/kargo',
    'systems/monitoring',
    'systems/secrets',
    'custody',
    'promotion',
  ],
  program: ['model', 'assembly', 'audit', 'repository', 'rules'],
  delivery: [
    'model',
    'tools',
    'systems/kubernetes',
    'systems/tekton',
    'systems/rollouts',
    'systems/routing',
    'systems/kyverno',
    'systems/aws',
    'systems/github',
    'systems/dockerfile',
    'program',
  ],
  cli: ['model', 'assembly', 'audit', 'rules', 'program', 'promotion', 'systems/argocd', 'systems/secrets'],
};

/** Rooms that hold plain values and data: they import no CDK. So do rules and models inside the systems. */
const WITHOUT_CDK = [
  'model',
  'promql',
  'metrics',
  'tools',
  'assembly',
  'audit',
  'shell',
  'custody',
  'promotion',
  'rules',
  'cli',
];
const CDK = /^(cdk8s|cdk8s-plus-28|constructs|cdktf|@cdktf\/.*)$/;
const MAY_USE_CDKTF = ['systems/aws', 'program', 'delivery'];

interface Import {
  readonly file: string;
  readonly from: string;
  readonly room: string;
}

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && file !== 'index.ts',
);
const imports = files.flatMap(importsOf);

test('knows every room', () => {
  expect([...new Set(files.map((file) => roomOf(join(LIB, file))))].filter((room) => !(room in MAY_USE))).toEqual([]);
});

test('arrows point down only', () => {
  const upward = imports
    .filter(({ from }) => from.startsWith('.'))
    .map((one) => ({ ...one, target: roomOf(resolve(dirname(join(LIB, one.file)), one.from)) }))
    .filter(({ room, target }) => target !== room && !MAY_USE[room]?.includes(target));
  expect(upward.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
});

test('plain rooms, rules and models import no CDK', () => {
  const models = [
    'schedule',
    'outcome',
    'retention',
    'trust',
    'permissions',
    'match',
    'certificate',
    'if-expression',
    'pod-security',
    'pods',
    'progress',
    'tag-order',
    'circles',
  ];
  const plain = ({ file, room }: Import): boolean =>
    WITHOUT_CDK.includes(room) ||
    file.includes('/rules/') ||
    file.includes('/reading/') ||
    models.some((model) => file.endsWith(`/${model}.ts`));
  expect(
    imports.filter((one) => plain(one) && CDK.test(one.from)).map(({ file, from }) => `${file} imports ${from}`),
  ).toEqual([]);
});

test('only the AWS side imports cdktf, and only by deep paths', () => {
  const wrong = imports.filter(
    ({ from, room }) =>
      /^(cdktf|@cdktf)/.test(from) && (!MAY_USE_CDKTF.includes(room) || from === '@cdktf/provider-aws'),
  );
  expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
});

test('every package that is imported is declared', () => {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(LIB, '..', 'package.json'), 'utf8'),
  ) as Record<string, object>;
  const declared = [
    ...Object.keys({ ...dependencies, ...peerDependencies }),
    ...builtinModules.map((name) => `node:${name}`),
  ];
  const packages = imports.map(({ from }) => from).filter((from) => !from.startsWith('.'));
  expect(
    [...new Set(packages)].filter(
      (name) => !declared.includes(name) && !declared.some((one) => name.startsWith(`${one}/`)),
    ),
  ).toEqual([]);
});

function importsOf(file: string): Import[] {
  const text = readFileSync(join(LIB, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|(?:require|import)\('([^']+)'\)/g,
  );
  return [...found].map(([, fromClause, call]) => ({
    file,
    from: fromClause ?? call ?? '',
    room: roomOf(join(LIB, file)),
  }));
}

function roomOf(path: string): string {
  const parts = relative(LIB, path).split('/');
  if (parts[0] === '..') return parts[1] ?? '';
  return parts[0] === 'systems' ? parts.slice(0, 2).join('/') : (parts[0] ?? '').replace(/\.ts$/, '');
}
