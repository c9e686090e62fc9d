import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TKN034: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef.params: the task "git-clone" of the old catalog is deprecated; take git-clone 1.7.0 or newer from the catalog git-clone',
  ],
  TKN035: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef.params: the hub resolver needs version; give version',
  ],
  TKN036: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef.params: the hub resolver reads no param "catalogue"; did you mean "catalog"?',
  ],
  TKN037: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef.params: the hub has no task in a catalog "tekton-catalog-pipeline"; write tekton-catalog-tasks',
  ],
  TKN038: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef.params: type "tekton" means Tekton Hub, which is closed; leave the param type out',
  ],
  TKN039: [
    'Pipeline order-service-ci/delivery spec.tasks[0].taskRef.params: the task from the git resolver has the revision "main", which can change its content; write the full commit as revision',
  ],
  TKN040: [
    'Task order-service-ci/go-test spec.steps[0].image: the step "test" names the image aquasec/trivy by the tag "latest"; write its digest behind it: @sha256:…',
  ],
  TKN041: [
    'Task order-service-ci/go-test spec.steps[0].image: the step "test" runs trivy 0.69.5, a release that was replaced by malicious code; take another version by its digest',
  ],
  TKN042: [
    'Task order-service-ci/go-test spec.steps[0].image: the step "test" runs gcr.io/kaniko-project, which is archived; build with buildah or BuildKit, or take a maintained fork',
  ],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const fetching = (resolver: string, params: Readonly<Record<string, string>>): string => `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run, namespace: ci }
spec:
  pipelineRef:
    resolver: ${resolver}
    params: ${JSON.stringify(Object.entries(params).map(([name, value]) => ({ name, value })))}
`;

test('every resolver asks for its own params', () => {
  expect(
    ['hub', 'git', 'bundles', 'http', 'cluster'].flatMap((resolver) => findings('TKN035', fetching(resolver, {}))),
  ).toEqual([
    'PipelineRun ci/run spec.pipelineRef.params: the hub resolver needs name and version; give name and version',
    'PipelineRun ci/run spec.pipelineRef.params: the git resolver needs pathInRepo; give pathInRepo',
    'PipelineRun ci/run spec.pipelineRef.params: the bundles resolver needs bundle and name; give bundle and name',
    'PipelineRun ci/run spec.pipelineRef.params: the http resolver needs url; give url',
    'PipelineRun ci/run spec.pipelineRef.params: the cluster resolver needs name; give name',
  ]);
  expect(findings('TKN035', fetching('git', { pathInRepo: 'a', org: 'acme' }))).toEqual([
    'PipelineRun ci/run spec.pipelineRef.params: the git resolver needs repo; give repo',
  ]);
});

test('a resolver of a team is left alone', () => {
  expect(['TKN035', 'TKN036', 'TKN039'].flatMap((id) => findings(id, fetching('vault', { anything: 'a' })))).toEqual(
    [],
  );
});

const DIGEST = `sha256:${'0b'.repeat(32)}`;

test.each([
  ['bundles', { bundle: 'registry.example.com/tasks:v1' }, 'the bundle "registry.example.com/tasks:v1"'],
  ['http', { url: 'https://example.com/task.yaml' }, 'no digest'],
  ['hub', { name: 'build', version: '>=1.0.0' }, 'the version ">=1.0.0"'],
])('TKN039 asks the %s resolver for a pin', (resolver, params, has) => {
  expect(
    findings('TKN039', fetching(resolver, params)).map((line) => line.includes(`has ${has}, which can change`)),
  ).toEqual([true]);
});

test('TKN039 is content with a digest, an exact version, and what the run decides', () => {
  const pinned = [
    fetching('bundles', { bundle: `registry.example.com/tasks@${DIGEST}` }),
    fetching('http', { url: 'https://example.com/task.yaml', digest: DIGEST }),
    fetching('hub', { name: 'build', version: '0.9' }),
    fetching('git', { pathInRepo: 'a', revision: '$(params.revision)' }),
  ];
  expect(pinned.flatMap((yaml) => findings('TKN039', yaml))).toEqual([]);
});

test('TKN037 knows that pipelines lie in the other catalog', () => {
  const params = { name: 'build', version: '1.0.0', kind: 'pipeline' };
  expect(findings('TKN037', fetching('hub', { ...params, catalog: 'tekton-catalog-pipelines' }))).toEqual([]);
  expect(findings('TKN037', fetching('hub', { ...params, catalog: 'tekton-catalog-tasks' }))).toEqual([
    'PipelineRun ci/run spec.pipelineRef.params: the hub has no pipeline in a catalog "tekton-catalog-tasks"; write tekton-catalog-pipelines',
  ]);
});

const running = (image: string, rest = ''): string => `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: t, namespace: ci }
spec: { params: [{ name: image, default: "golang:1.26" }], stepTemplate: { image: "alpine" }, steps: [{ name: s, ${image} }], ${rest} }
`;

test('TKN040 looks at defaults of params, at the step template, at sidecars and at StepActions', () => {
  expect(
    findings('TKN040', running('image: "$(params.image)"', 'sidecars: [{ name: d, image: "docker:dind" }]')),
  ).toEqual([
    'Task ci/t spec.steps[0].image: the step "s" names the image library/golang by the tag "1.26"; write its digest behind it: @sha256:…',
    'Task ci/t spec.sidecars[0].image: the sidecar "d" names the image library/docker by the tag "dind"; write its digest behind it: @sha256:…',
  ]);
  expect(findings('TKN040', running('args: [a]'))).toEqual([
    'Task ci/t spec.steps[0].image: the step "s" names the image library/alpine without tag, which means latest; write its digest behind it: @sha256:…',
  ]);
  expect(findings('TKN040', running('image: "$(params.other)"'))).toEqual([]);
  expect(findings('TKN040', running('image: "Not An Image"'))).toEqual([
    'Task ci/t spec.steps[0].image: the step "s" names the image "Not An Image", which is no image reference; write registry/path:tag@sha256:…',
  ]);
});

const JOB = (image: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: scan, namespace: ci }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: scan, image: "${image}" }] } } }
`;

test('TKN041 and TKN042 look at pods too', () => {
  expect(findings('TKN041', JOB('ghcr.io/aquasecurity/trivy:0.69.4'))).toEqual([
    'Job ci/scan spec.template.spec.containers[0].image: the container "scan" runs trivy 0.69.4, a release that was replaced by malicious code; take another version by its digest',
  ]);
  expect(findings('TKN041', JOB('ghcr.io/aquasecurity/trivy:0.69.3'))).toEqual([]);
  expect(findings('TKN042', JOB('gcr.io/kaniko-project/warmer:latest'))).toEqual([
    'Job ci/scan spec.template.spec.containers[0].image: the container "scan" runs gcr.io/kaniko-project, which is archived; build with buildah or BuildKit, or take a maintained fork',
  ]);
});
