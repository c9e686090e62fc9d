import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TKN060: [
    'Task order-service-ci/build spec.steps[1]: the step "push" pushes what the step "build" built, and the two share no /var/lib/containers; mount an emptyDir at /var/lib/containers in both, or push in the step that builds',
  ],
  TKN061: [
    'Task order-service-ci/go-test spec.volumes[0]: the volume "auth" is read as registry credentials, and nothing maps a key of its Secret to config.json; add items: [{key: .dockerconfigjson, path: config.json}]',
  ],
  TKN062: [
    'PipelineRun order-service-ci/delivery-1 spec.workspaces[0]: the workspace "ssh-directory" is read by ssh, and nothing maps a key of its Secret to id_rsa and known_hosts; add items for id_rsa and known_hosts',
  ],
  TKN063: [
    'Task order-service-ci/go-test spec.steps[0]: the step "test" names the cache "$(params.IMAGE)-cache" after the image that it pushes, $(params.IMAGE), which has a tag; name a repository without tag',
  ],
  TKN064: [
    'Task order-service-ci/go-test spec.results[0]: Task "go-test" has the result "IMAGE_DIGEST" and no "IMAGE_URL"; declare and write "IMAGE_URL" too',
  ],
  TKN065: [
    'Task order-service-ci/go-test spec.steps[0]: the step "test" builds github.com/acme/order-service at refs/heads/main, without a commit; write the commit behind it: #refs/heads/main#<commit>',
  ],
  TKN066: [
    'Task order-service-ci/go-test spec.volumes[0]: the volume "auth" takes a password of ECR from the Secret "ecr-credentials", which lasts 12 hours; give the account an AWS role and use the credential helper of ECR',
  ],
  TKN067: [
    'PipelineRun order-service-ci/delivery-1 spec.params[0].value: "111122223" is no AWS account: it has 9 digits; write the 12 digits of the account',
  ],
  TKN070: [
    'Pipeline order-service-ci/delivery spec.tasks[0].params[0]: the task "scan" scans by a tag: registry.example.com/order-service:$(params.version); hand on the digest that the build wrote',
  ],
  TKN071: [
    'Pipeline order-service-ci/delivery spec.tasks[1]: the task "sign" signs without waiting for "scan"; add runAfter, or read a result of the scan',
  ],
  TKN072: [
    'Pipeline order-service-ci/delivery spec.tasks[1]: the task "sign" only runs after "scan", so it also runs when that is skipped; read a result of "scan", or give it the same when',
  ],
  TKN073: [
    'PipelineRun order-service-ci/delivery-1 spec.timeouts: the task "test" may take 90m, and what is around it an hour by default; set timeouts.pipeline to more than 1h30m',
  ],
  TKN074: [
    'Pipeline order-service-ci/delivery spec.tasks[0]: the task "test" has retries and onError: continue; leave one of them',
  ],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const task = (name: string, spec: object): string =>
  JSON.stringify({ apiVersion: 'tekton.dev/v1', kind: 'Task', metadata: { name, namespace: 'ci' }, spec });
const steps = (...bodies: readonly object[]): string =>
  task('build', { steps: bodies.map((body, i) => ({ name: `s${i}`, image: 'busybox', ...body })) });

test('TKN060 finds a file that a later step reads', () => {
  const write = { script: 'syft order-service -o json > /tmp/sbom.json' };
  const read = { command: ['cosign', 'attest'], args: ['--predicate=/tmp/sbom.json'] };
  expect(findings('TKN060', steps(write, read))).toEqual([
    'Task ci/build spec.steps[1]: the step "s1" reads /tmp/sbom.json, which the step "s0" writes in its own container; write it into a workspace or a shared volume',
  ]);
  const volumeMounts = [{ name: 'tmp', mountPath: '/tmp' }];
  expect(findings('TKN060', steps({ ...write, volumeMounts }, { ...read, volumeMounts }))).toEqual([]);
  expect(findings('TKN060', steps(write, { script: 'echo > /tmp/sbom.json' }))).toEqual([]);
});

test('TKN060 knows builders that are told where to keep images', () => {
  const build = { command: ['buildah', '--root', '/workspace/images', 'build', '.'] };
  const push = { command: ['buildah', '--root', '/workspace/images', 'push', 'a'] };
  expect(findings('TKN060', steps(build, push))).toEqual([]);
  expect(findings('TKN060', steps({ script: 'buildah build -t a .\nbuildah push a' }))).toEqual([]);
});

const secret = (object: object): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'registry', namespace: 'ci' }, ...object });

test('TKN061 believes a Secret of the assembly, and looks at what runs bind', () => {
  const { manifests = '' } = rule('TKN061').bad;
  const named = manifests.replace('namespace: order-service-ci', 'namespace: ci');
  expect(findings('TKN061', `${named}---\n${secret({ stringData: { 'config.json': '{}' } })}`)).toEqual([]);
  expect(findings('TKN061', `${named}---\n${secret({ stringData: { '.dockerconfigjson': '{}' } })}`)).toHaveLength(1);
  const login = task('login', {
    workspaces: [{ name: 'auth' }],
    steps: [{ name: 's', image: 'busybox', env: [{ name: 'DOCKER_CONFIG', value: '$(workspaces.auth.path)' }] }],
  });
  const run = `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec:
  workspaces: [{ name: auth, secret: { secretName: registry } }]
  pipelineSpec: { workspaces: [{ name: auth }], tasks: [{ name: a, taskRef: { name: login }, workspaces: [{ name: auth }] }] }
`;
  expect(findings('TKN061', `${login}\n---${run}`)).toEqual([
    'PipelineRun ci/run spec.workspaces[0]: the workspace "auth" is read as registry credentials, and nothing maps a key of its Secret to config.json; add items: [{key: .dockerconfigjson, path: config.json}]',
  ]);
});

const kaniko = (destination: string, cache: string): string =>
  task('build', {
    params: [{ name: 'IMAGE' }],
    steps: [{ name: 's', image: 'busybox', args: [`--destination=${destination}`, `--cache-repo=${cache}`] }],
  });
const calling = (value: string): string => `
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: p, namespace: ci }
spec: { tasks: [{ name: b, taskRef: { name: build }, params: [{ name: IMAGE, value: "${value}" }] }] }
`;

test('TKN063 asks the callers whether the image has a tag', () => {
  const yaml = kaniko('$(params.IMAGE)', '$(params.IMAGE)-cache');
  expect(findings('TKN063', yaml + calling('registry.example.com/a:1'))).toHaveLength(1);
  expect(findings('TKN063', yaml + calling('registry.example.com/a'))).toEqual([]);
  expect(findings('TKN063', kaniko('a/b:1', 'a/b/cache:latest'))).toEqual([
    'Task ci/build spec.steps[0]: the step "s" names the cache "a/b/cache:latest" with a tag; name a repository without tag',
  ]);
  expect(findings('TKN063', kaniko('registry:5000/b:1', 'registry:5000/cache'))).toEqual([]);
});

test('TKN064 knows the prefixes of Chains, and its names for other artifacts', () => {
  const results = ['app-IMAGE_URL', 'app-IMAGE_DIGEST', 'IMAGE_DIGEST', 'jar-ARTIFACT_URI', 'digest'].map((name) => ({
    name,
  }));
  expect(findings('TKN064', task('build', { results, steps: [] })).map((line) => line.split('; ')[1])).toEqual([
    'declare and write "IMAGE_URL" too',
    'declare and write "jar-ARTIFACT_DIGEST" too',
  ]);
});

const pipeline = (...tasks: readonly string[]): string => `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: p, namespace: ci }
spec: { tasks: [${tasks.join(', ')}] }
`;
const call = (name: string, rest = ''): string =>
  `{ name: ${name}, taskRef: { resolver: cluster, params: [{ name: name, value: ${name} }] }${rest} }`;

test.each([
  ['a digest', 'registry.example.com/a@$(tasks.build.results.digest)'],
  ['a plain param', '$(params.image)'],
  ['an address', 'https://example.com:8080/a'],
  ['a registry with a port', 'registry.example.com:5000/a'],
])('TKN070 is silent about %s', (_, value) => {
  expect(findings('TKN070', pipeline(call('scan', `, params: [{ name: image, value: "${value}" }]`)))).toEqual([]);
});

test('TKN070 finds a deployment by tag alone, and accepts a tag beside its digest', () => {
  const params = '{ name: NEW_TAG, value: "$(tasks.clone.results.commit)" }';
  expect(findings('TKN070', pipeline(call('deploy', `, params: [${params}]`)))).toEqual([
    'Pipeline ci/p spec.tasks[0].params[0]: the task "deploy" deploys by a tag: $(tasks.clone.results.commit); hand on the digest that the build wrote',
  ]);
  const digest = '{ name: NEW_DIGEST, value: "$(tasks.build.results.digest)" }';
  expect(findings('TKN070', pipeline(call('deploy', `, params: [${params}, ${digest}]`)))).toEqual([]);
});

test('TKN071 follows the order through other tasks and through results', () => {
  const via = call('report', ', runAfter: [scan]');
  const reading = call('sign', ', params: [{ name: a, value: "$(tasks.report.results.ok)" }]');
  expect(findings('TKN071', pipeline(call('scan'), via, reading))).toEqual([]);
  expect(findings('TKN071', pipeline(call('build'), call('sign', ', runAfter: [build]')))).toEqual([]);
  expect(findings('TKN071', pipeline(call('scan', ', onError: continue'), call('sign', ', runAfter: [scan]')))).toEqual(
    ['Pipeline ci/p spec.tasks[0].onError: the pipeline goes on when "scan" fails; remove onError'],
  );
});

test('TKN072 accepts the same when on both, and results at second hand', () => {
  const when = ', when: [{ input: "$(params.scan)", operator: in, values: ["yes"] }]';
  expect(findings('TKN072', pipeline(call('scan', when), call('sign', `, runAfter: [scan]${when}`)))).toEqual([]);
  const report = call('report', ', params: [{ name: a, value: "$(tasks.scan.results.r)" }]');
  const sign = call('sign', ', params: [{ name: a, value: "$(tasks.report.results.r)" }]');
  expect(findings('TKN072', pipeline(call('scan', when), report, sign))).toEqual([]);
});

test.each([
  [
    '{ tasks: 50m, finally: 20m }',
    'tasks and finally may take 50m + 20m, the whole run an hour by default; set timeouts.pipeline to 1h10m or more',
  ],
  [
    '{ pipeline: 30m, tasks: 40m }',
    'tasks and finally may take 40m, the whole run 30m; set timeouts.pipeline to 40m or more',
  ],
  ['{ pipeline: "0", tasks: 5h }', undefined],
  ['{ pipeline: 2h, tasks: 1h, finally: 1h }', undefined],
])('TKN073 reads the timeouts %s', (timeouts, said) => {
  const yaml = `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec: { pipelineRef: { name: p }, timeouts: ${timeouts} }
`;
  expect(findings('TKN073', yaml)).toEqual(said === undefined ? [] : [`PipelineRun ci/run spec.timeouts: ${said}`]);
});
