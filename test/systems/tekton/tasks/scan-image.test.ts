import { Grype, ScanImage, Sbom, Trivy } from '../../../../lib/systems/tekton/tasks';
import { ImageRepository, PredicateType } from '../../../../lib/model';
import { auth, envOf, stepOf, taskOf } from './rendered';
import { runStep } from './step-run';

const IMAGE = `registry.example/order-service@sha256:${'a'.repeat(64)}`;

test('Trivy reports everything, then gates on what is bad enough; the image is handed on last', () => {
  const task = taskOf((chart) => new ScanImage(chart, 'scan', { auth }));
  expect(task.spec).toMatchObject({
    params: [{ name: 'image' }],
    results: [{ name: 'scanned' }],
    workspaces: [{ name: 'reports' }],
    volumes: [{ name: 'cache', emptyDir: {} }],
  });
  expect(task.spec.steps.map(({ name, command, args }) => ({ name, command, args }))).toEqual([
    {
      name: 'report',
      command: ['trivy'],
      args: [
        'image',
        '--image-src',
        'remote',
        '--scanners',
        'vuln',
        '--ignore-unfixed',
        '--format',
        'sarif',
        '--output',
        '$(workspaces.reports.path)/scan.sarif',
        '$(params.image)',
      ],
    },
    {
      name: 'gate',
      command: ['trivy'],
      args: [
        'image',
        '--image-src',
        'remote',
        '--scanners',
        'vuln',
        '--ignore-unfixed',
        '--severity',
        'HIGH,CRITICAL',
        '--exit-code',
        '1',
        '$(params.image)',
      ],
    },
    { name: 'hand-on', command: undefined, args: undefined },
  ]);
  expect(envOf(stepOf(task, 'gate'))).toMatchObject({ TRIVY_CACHE_DIR: '/cache', AWS_REGION: 'eu-west-1' });
});

test('Grype does both at once, and needs a docker configuration', () => {
  const task = taskOf(
    (chart) => new ScanImage(chart, 'scan', { auth, scanner: new Grype(), failOn: 'critical', ignoreUnfixed: false }),
  );
  expect(task.spec.steps.map((step) => step.name)).toEqual(['log-in', 'gate', 'hand-on']);
  expect(stepOf(task, 'gate')).toMatchObject({
    command: ['/grype'],
    args: [
      '--from',
      'registry',
      '--output',
      'table',
      '--output',
      'sarif=$(workspaces.reports.path)/scan.sarif',
      '--fail-on',
      'critical',
      '$(params.image)',
    ],
    volumeMounts: [
      { name: 'cache', mountPath: '/cache' },
      { name: 'registry', mountPath: '/registry', readOnly: true },
    ],
  });
  expect(envOf(stepOf(task, 'gate'))).toMatchObject({ GRYPE_DB_CACHE_DIR: '/cache/grype', TMPDIR: '/cache' });
});

test('every severity takes the worse ones with it', () => {
  const gates = (['low', 'medium', 'high', 'critical'] as const).map((failOn) => {
    const task = taskOf((chart) => new ScanImage(chart, 'scan', { auth, scanner: new Trivy(), failOn }));
    const { args = [] } = stepOf(task, 'gate');
    return args[args.indexOf('--severity') + 1];
  });
  expect(gates).toEqual(['LOW,MEDIUM,HIGH,CRITICAL', 'MEDIUM,HIGH,CRITICAL', 'HIGH,CRITICAL', 'CRITICAL']);
});

test('what passes is handed on as it came', async () => {
  const task = taskOf((chart) => new ScanImage(chart, 'scan', { auth }));
  const run = await runStep(stepOf(task, 'hand-on'), { params: { image: IMAGE } });
  expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(run.result('scanned')).toBe(IMAGE);
});

test.each([
  ['spdx', 'spdx-json', 'sbom.spdx.json', PredicateType.spdx],
  ['cyclonedx', 'cyclonedx-json', 'sbom.cdx.json', PredicateType.cycloneDx],
] as const)('Syft lists in the form %s, and says what can be signed', (format, output, file, type) => {
  let statement: unknown;
  const task = taskOf((chart) => {
    statement = new Sbom(chart, 'sbom', { auth, format }).statement;
  });
  expect(statement).toEqual({ file, type });
  expect(stepOf(task, 'list')).toMatchObject({
    command: ['/syft'],
    args: ['scan', '--from', 'registry', '--output', `${output}=$(workspaces.reports.path)/${file}`, '$(params.image)'],
  });
  expect(envOf(stepOf(task, 'list'))).toMatchObject({ TMPDIR: '/scratch', SYFT_CHECK_FOR_APP_UPDATE: 'false' });
});

test('the databases come from a mirror where one is named', () => {
  const mirror = (name: string): ImageRepository => ImageRepository.at(`registry.example.com/mirror/${name}`);
  const trivy = new Trivy({ databases: { vulnerabilities: mirror('trivy-db'), java: mirror('trivy-java-db') } });
  const byTrivy = taskOf((chart) => new ScanImage(chart, 'scan', { auth, scanner: trivy }));
  for (const name of ['report', 'gate']) {
    expect(envOf(stepOf(byTrivy, name))).toMatchObject({
      TRIVY_DB_REPOSITORY: 'registry.example.com/mirror/trivy-db',
      TRIVY_JAVA_DB_REPOSITORY: 'registry.example.com/mirror/trivy-java-db',
    });
  }
  const grype = new Grype({ databases: 'https://mirror.example.com/grype' });
  const byGrype = taskOf((chart) => new ScanImage(chart, 'scan', { auth, scanner: grype }));
  expect(envOf(stepOf(byGrype, 'gate'))).toMatchObject({ GRYPE_DB_UPDATE_URL: 'https://mirror.example.com/grype' });
});

test.each(['http://mirror.example.com', 'https://mirror.example.com/', 'https://mirror.example.com/x?y=z'])(
  'refuses %s as the address of databases',
  (databases) => {
    expect(() => new Grype({ databases })).toThrow(
      new Error(`Grype.databases: expected an https URL without a slash at its end, got "${databases}"`),
    );
  },
);
