import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TKN050: [
    'Task order-service-ci/go-test spec.steps[0].script: the script of the step "test" has $(params.package) pasted into it; hand it over in env and write "$NAME"',
  ],
  TKN051: [
    'Task order-service-ci/go-test spec.steps[0].script: in the step "test" the pipe into tee hides whether go failed; set -o pipefail, or write to a file instead',
  ],
  TKN052: [
    'Task order-service-ci/go-test spec.steps[0].script: the step "test" goes on when go fails: || true; remove what stands behind ||',
  ],
  TKN053: [
    'Task order-service-ci/go-test spec.steps[0].script: the step "test" goes on when go fails; write set -eu at its beginning',
  ],
  TKN054: [
    'Task order-service-ci/go-test spec.steps[0]: the step "test" runs go with -race, and CGO_ENABLED is 0; set CGO_ENABLED to 1, or leave -race out',
  ],
  TKN055: [
    'Task order-service-ci/go-test spec.steps[0].workingDir: /workspace/source is written by hand; write $(workspaces.source.path)',
  ],
  TKN056: [
    'Task order-service-ci/go-test spec.steps[0]: the step "test" writes /tmp/coverage.out, which nothing reads and no volume keeps; write it into a workspace, or print it',
  ],
  TKN057: [
    'Task order-service-ci/go-test spec.steps[0]: the step "test" runs buildah on relative paths, in the folder of its image; set workingDir to the path of the workspace',
  ],
  TKN058: [
    'Task order-service-ci/go-test spec.steps[0].args: the step "test" runs trivy, which succeeds whatever it finds; add --exit-code 1',
  ],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

const step = (body: object, spec: object = {}): string =>
  JSON.stringify({
    apiVersion: 'tekton.dev/v1',
    kind: 'Task',
    metadata: { name: 't', namespace: 'ci' },
    spec: { ...spec, steps: [{ name: 's', image: 'busybox', ...body }] },
  });
const script = (text: string): string => step({ script: text });

test('TKN050 looks at what a shell is given as an argument, and not at other arguments', () => {
  expect(findings('TKN050', step({ command: ['sh', '-ec'], args: ['echo $(params.a) $(tasks.b.results.c)'] }))).toEqual(
    [
      'Task ci/t spec.steps[0].args[0]: the script of the step "s" has $(params.a), $(tasks.b.results.c) pasted into it; hand it over in env and write "$NAME"',
    ],
  );
  expect(findings('TKN050', step({ command: ['echo'], args: ['$(params.a)'] }))).toEqual([]);
  expect(findings('TKN050', script('cat "$(workspaces.source.path)/a" > "$(results.r.path)"'))).toEqual([]);
});

test('TKN050 looks at scripts of any language', () => {
  expect(findings('TKN050', script('#!/usr/bin/env python3\nprint("$(params.a)")\n'))).toHaveLength(1);
});

test.each([
  ['without a first line, as Tekton adds set -e and no more', 'go test ./... | tee log'],
  ['over two lines', '#!/bin/sh\nset -e\ngo test \\\n  ./... 2>&1 |\n  tee log\n'],
  ['of a scanner into a filter', '#!/bin/bash\nset -eu\ntrivy image a | grep CRITICAL\n'],
  ['with both outputs', '#!/bin/bash\nset -e\nmake test |& tee log\n'],
])('TKN051 finds a pipe %s', (_, text) => {
  expect(findings('TKN051', script(text))).toHaveLength(1);
});

test.each([
  ['pipefail is set', '#!/bin/bash\nset -euo pipefail\ngo test ./... | tee log\n'],
  [
    'pipefail is set where the shell knows it',
    '#!/bin/sh\nset -eu\nif (set -o pipefail 2>/dev/null); then set -o pipefail; fi\ngo test | tee log\n',
  ],
  ['text is only printed', '#!/bin/sh\nset -e\necho a | tee log\n'],
  ['it is an alternative', '#!/bin/sh\nset -e\ngo vet ./... || exit 1\n'],
  [
    'it stands in a comment, a quote or a here-document',
    "#!/bin/sh\nset -e\n# go test | tee\necho 'go test | tee'\ncat <<EOF\ngo test | tee a\nEOF\n",
  ],
  ['it is no shell', '#!/usr/bin/env python3\nprint("go test | tee")\n'],
])('TKN051 is silent where %s', (_, text) => {
  expect(findings('TKN051', script(text))).toEqual([]);
});

test('TKN052 looks at onError too', () => {
  expect(findings('TKN052', step({ command: ['trivy', 'image', 'a'], onError: 'continue' }))).toEqual([
    'Task ci/t spec.steps[0].onError: the step "s" runs trivy and has onError: continue; remove onError',
  ]);
  expect(findings('TKN052', step({ command: ['echo'], onError: 'continue' }))).toEqual([]);
  expect(findings('TKN052', script('rm -rf cache || true'))).toEqual([]);
});

test('TKN058 knows scanners by their image, and lets a later step judge', () => {
  expect(findings('TKN058', step({ image: 'aquasec/trivy:0.74.0', args: ['image', 'a'] }))).toEqual([
    'Task ci/t spec.steps[0].args: the step "s" runs trivy, which succeeds whatever it finds; add --exit-code 1',
  ]);
  expect(findings('TKN058', step({ command: ['grype', 'a'] }))).toHaveLength(1);
  expect(findings('TKN058', step({ command: ['grype', 'a', '--fail-on', 'high'] }))).toEqual([]);
  expect(
    findings('TKN058', step({ command: ['trivy', 'image', 'a'], env: [{ name: 'TRIVY_EXIT_CODE', value: '1' }] })),
  ).toEqual([]);
  expect(findings('TKN058', step({ command: ['trivy', 'convert', 'a'] }))).toEqual([]);
});

test.each([
  ['one command decides', '#!/bin/sh\ngo test ./...\n'],
  ['commands are joined', '#!/bin/sh\ngo vet ./... &&\n  go test ./...\n'],
  ['bash is told in its first line', '#!/bin/bash -e\ngo vet\ngo test\n'],
  ['Tekton adds its own first line', 'go vet\ngo test\n'],
  [
    'the script asks itself',
    '#!/bin/sh\nif ! go vet; then exit 1; fi\nexport A=b\ncase "$A" in\n  b|c) echo ;;\nesac\nlist+=(a b)\n',
  ],
])('TKN053 is silent where %s', (_, text) => {
  expect(findings('TKN053', script(text))).toEqual([]);
});

test('TKN054 finds an Alpine image without compiler, and flags in the environment', () => {
  expect(findings('TKN054', step({ image: 'golang:1.26-alpine', command: ['go', 'test', '-race'] }))).toEqual([
    'Task ci/t spec.steps[0]: the step "s" runs go with -race, and its Alpine image has no C compiler; take an image with gcc',
  ]);
  const env = [
    { name: 'GOFLAGS', value: '-race' },
    { name: 'CGO_ENABLED', value: '0' },
  ];
  expect(findings('TKN054', step({ command: ['go', 'test'], env }))).toHaveLength(1);
  expect(
    findings('TKN054', script('apk add build-base\ngo test -race ./...').replace('busybox', 'golang:1.26-alpine')),
  ).toEqual([]);
  expect(findings('TKN054', script('CGO_ENABLED=0 go build ./... # no -racer'))).toEqual([]);
});

test('TKN055 accepts a path that the task chose itself, and names that only begin alike', () => {
  const workspaces = [{ name: 'source', mountPath: '/workspace/source' }, { name: 'src' }];
  expect(
    findings(
      'TKN055',
      step({ args: ['/workspace/source', '/workspace/src-gen', '/mnt/workspace/src'] }, { workspaces }),
    ),
  ).toEqual([]);
});

test('TKN056 is silent where the file is read again, or a volume keeps it', () => {
  expect(findings('TKN056', script('go test -coverprofile=/tmp/c.out && go tool cover -func /tmp/c.out'))).toEqual([]);
  const kept = { args: ['--output', '/tmp/out/r.json'], volumeMounts: [{ name: 'v', mountPath: '/tmp/out' }] };
  expect(findings('TKN056', step(kept))).toEqual([]);
});

test.each([
  ['cd comes first', { script: 'cd "$SRC"\ngo test ./...' }],
  ['env names the folder', { script: 'go test', env: [{ name: 'SRC', value: '$(workspaces.source.path)' }] }],
  ['nothing reads the checkout', { script: 'echo done' }],
  ['an image is pushed', { command: ['buildah', 'push', 'a'] }],
])('TKN057 is silent where %s', (_, body) => {
  expect(findings('TKN057', step(body, { workspaces: [{ name: 'source' }] }))).toEqual([]);
});
