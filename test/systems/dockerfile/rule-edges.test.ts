import { RepositoryFiles } from '../../../lib/assembly';
import { assemblyOf, type Example } from '../../../lib/audit';
import { dockerfileRules } from '../../../lib/systems/dockerfile/rules';

/** The rules that find something in a Dockerfile, each with its line: `DKR004:2`. */
function found(lines: readonly string[], more: Readonly<Record<string, string>> = {}): readonly string[] {
  return foundIn({ files: { Dockerfile: `${lines.join('\n')}\n`, ...more } });
}

function foundIn(example: Example): readonly string[] {
  const assembly = assemblyOf(example);
  return dockerfileRules.flatMap((rule) => rule.check(assembly).map(({ place }) => `${rule.id}:${place.origin.line}`));
}

const DIGEST = `@sha256:${'0'.repeat(64)}`;
const DEBIAN = `FROM debian:13${DIGEST}`;
const NOBODY = 'USER 65532:65532';

describe('the base image', () => {
  test.each([
    ['is nothing', 'FROM scratch', []],
    ['is by digest alone', `FROM ghcr.io/acme/base${DIGEST}`, []],
    ['is what the build says', 'ARG BASE\nFROM $BASE', []],
    ['has a version by default', 'ARG V=1.26\nFROM golang:${V}-bookworm', ['DKR001:2']],
    ['falls back to a version', 'ARG V\nFROM golang:${V:-1.21}', ['DKR001:2', 'DKR003:2']],
    ['is a mirror of an old one', `FROM public.ecr.aws/docker/library/node:18${DIGEST}`, ['DKR003:1']],
    ['is older than the table', `FROM golang:1.9-alpine${DIGEST}`, ['DKR003:1']],
    ['is an old Debian by name', `FROM debian:buster-slim${DIGEST}`, ['DKR003:1']],
    ['is no longer made', `FROM openjdk:21${DIGEST}`, ['DKR003:1']],
    ['has a name like an old one elsewhere', `FROM ghcr.io/acme/golang:1.21${DIGEST}`, []],
  ])('%s', (_, from, rules) => {
    expect(found([from, NOBODY])).toEqual(rules);
  });
});

describe('the user', () => {
  test.each([
    ['is that of an earlier stage', [`${DEBIAN} AS base`, NOBODY, 'FROM base'], []],
    ['is unknown where the base is', [`FROM ghcr.io/acme/base:1${DIGEST}`], []],
    ['is of the distroless image', [`FROM gcr.io/distroless/base-debian13:nonroot${DIGEST}`], []],
    ['is root again at the end', [DEBIAN, NOBODY, 'USER root'], ['DKR004:3']],
    ['is what the build says', ['ARG U=1000', DEBIAN, 'ARG U', 'USER $U'], []],
    ['does not matter where nothing is started', ['FROM scratch', 'COPY out /'], []],
    ['is root where something is started from nothing', ['FROM scratch', 'COPY out /', 'CMD ["/out"]'], ['DKR004:1']],
  ])('%s', (_, lines, rules) => {
    expect(found(lines)).toEqual(rules);
  });
});

test('secrets are values, not the places where they are found', () => {
  const lines = [
    DEBIAN,
    'ENV TOKEN_FILE=/run/secrets/token API_TOKEN=/run/secrets/api DB_PASSWORD= PRIMARY_KEY_NAME=id',
    'ENV MONGO_PASSWORD s3cret',
    'ARG NPM_TOKEN',
    NOBODY,
  ];
  expect(found(lines)).toEqual(['DKR008:3', 'DKR008:4']);
});

describe('.dockerignore', () => {
  const copying = (path: string): readonly string[] => [DEBIAN, `COPY ${path} ./`, NOBODY];
  test.each([
    ['dist', 'dist\n', ['DKR009:2']],
    ['dist/app', '/dist/\n', ['DKR009:2']],
    ['dist/app', 'dist\n!dist/app\n', []],
    ['dist', 'dist\n!dist/app\n', []],
    ['web/dist', '**/dist\n', ['DKR009:2']],
    ['web/dist', 'dist\n', []],
    ['a.md', '# *.md\n*.md\n!a.md\n', []],
    ['go.mod go.sum', '*\n!go.*\n', []],
    ['.', '*\n', []],
    ['*.go', '*\n', []],
  ])('COPY %s with %j', (path, ignored, rules) => {
    expect(found(copying(path), { '.dockerignore': ignored })).toEqual(rules);
  });

  test('that bears the name of the Dockerfile goes before the common one', () => {
    const more = { '.dockerignore': 'dist\n', 'Dockerfile.dockerignore': '' };
    expect(found(copying('dist'), more)).toEqual([]);
  });

  test('does not count for a Dockerfile of a folder, whose context nobody knows', () => {
    const files = { 'web/Dockerfile': copying('dist').join('\n'), '.dockerignore': 'dist\n' };
    expect(foundIn({ files })).toEqual([]);
  });
});

describe('git in a build', () => {
  const asking = 'RUN git describe --tags';
  test.each([
    ['of a clone of its own', ['RUN git clone https://github.com/acme/x . && git describe'], []],
    ['with the files mounted', ['RUN --mount=target=. git describe --tags'], []],
    ['with all files copied', ['COPY . .', asking], ['DKR010:3']],
    ['with some files copied', ['COPY go.mod ./', asking], ['DKR010:3']],
  ])('%s', (_, lines, rules) => {
    expect(found([DEBIAN, ...lines, NOBODY])).toEqual(rules);
  });

  test('says where the history is surely gone', () => {
    const files = { Dockerfile: [DEBIAN, 'COPY . .', asking, NOBODY].join('\n'), '.dockerignore': '.git\n' };
    const problems = dockerfileRules.flatMap((rule) => rule.check(assemblyOf({ files })));
    expect(problems.map(({ message }) => message)).toEqual([
      'git describe runs in the build, where .git is not copied',
    ]);
  });
});

describe('arguments from before the first stage', () => {
  test.each([
    ['declared again', ['ARG V', 'RUN echo $V'], []],
    ['of the platform', ['RUN echo $TARGETARCH'], []],
    ['given by the script itself', ['RUN V=2; echo $V'], []],
    ['escaped', ['RUN echo \\$V'], []],
    ['used first, declared then', ['RUN echo ${V}', 'ARG V', 'RUN echo $V'], ['DKR020:3']],
    ['used twice', ['WORKDIR /srv/$V', 'LABEL v="$V"'], ['DKR020:3']],
  ])('%s', (_, lines, rules) => {
    expect(found(['ARG V=1', DEBIAN, ...lines, NOBODY])).toEqual(rules);
  });
});

describe('other edges', () => {
  test.each([
    [
      'an architecture for each of several programs',
      ['RUN GOARCH=amd64 go build -o a . && GOARCH=arm64 go build -o b .'],
      [],
    ],
    ['an architecture in the environment', ['ENV GOOS=linux GOARCH=amd64'], ['DKR011:2']],
    ['a stage that is named after its platform', [`FROM --platform=linux/arm64 debian:13${DIGEST} AS build-arm64`], []],
    ['a command that replaces its shell', ['CMD exec api --port=8080'], []],
    ['a shell of its own', ['SHELL ["/bin/bash", "-c"]', 'CMD api'], []],
    ['an index of an earlier stage', ['COPY --from=0 /a /a'], ['DKR019:2']],
    ['an image to copy from', ['COPY --from=busybox /bin/sh /sh'], []],
    ['a repository that is added', ['ADD https://github.com/acme/x.git#v1 /x'], []],
    ['a script that is checked', ['RUN curl -o i.sh https://x.example/i.sh && sha256sum -c sums && sh i.sh'], []],
    ['a script in a here-document', ['RUN <<EOF', 'curl https://x.example/i.sh | bash', 'EOF'], ['DKR016:2']],
    ['a file that stands in the Dockerfile', ['COPY <<EOF /app/x', 'dist', 'EOF'], []],
    ['a cache for apt', ['RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y git'], []],
    [
      'a base without a shell that gets one',
      [`FROM gcr.io/distroless/static${DIGEST}`, 'COPY --from=busybox:1 /bin /bin', 'RUN ls'],
      [],
    ],
    ['a distroless image for debugging', [`FROM gcr.io/distroless/static:debug-nonroot${DIGEST}`, 'RUN ls'], []],
  ])('%s', (_, lines, rules) => {
    expect(found([DEBIAN, ...lines, NOBODY])).toEqual(rules);
  });
});

test('templates, fragments and ignore files are no Dockerfiles', () => {
  const files = {
    'Dockerfile.j2': 'FROM {{ base }}',
    'a/Dockerfile': 'FROM {{ base }}',
    'b/Dockerfile': 'RUN echo no stage',
    'c/Dockerfile.dockerignore': 'FROM x',
    'Dockerfile.md': 'FROM x',
  };
  expect(foundIn({ files })).toEqual([]);
});

test('passes by what nobody has written by hand', () => {
  const lines = [DEBIAN, ...Array.from({ length: 20_000 }, (_, i) => `RUN sudo echo ${i}`)];
  expect(found(lines)).toEqual([]);
});

describe('the pods of an image', () => {
  const pods = (image: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec:
  securityContext: { runAsNonRoot: true }
  containers: [{ name: api, image: '${image}' }]
`;
  const byName = [DEBIAN, 'USER api'].join('\n');

  test.each([
    ['are those of its repository', 'ghcr.io/acme/example:v2', { Dockerfile: byName }, ['DKR005:2', 'DKR006:2']],
    ['are not those of another', 'ghcr.io/acme/other:v2', { Dockerfile: byName }, ['DKR005:2']],
    [
      'are unknown where there are two',
      'ghcr.io/acme/example:v2',
      { Dockerfile: byName, 'x/Dockerfile': DEBIAN },
      ['DKR004:1', 'DKR005:2'],
    ],
    [
      'are those of its title',
      'ghcr.io/acme/title:v2',
      { Dockerfile: `${byName}\nLABEL org.opencontainers.image.title=title` },
      ['DKR005:2', 'DKR006:2'],
    ],
  ])('%s', (_, image, files, rules) => {
    expect([...foundIn({ files, manifests: pods(image) })].sort()).toEqual(rules);
  });

  test('may name the user themselves', () => {
    const manifests = pods('ghcr.io/acme/example:v2').replace('true }', 'true, runAsUser: 1000 }');
    expect(foundIn({ files: { Dockerfile: byName }, manifests })).toEqual(['DKR005:2']);
  });
});

test('files of one repository say nothing of another', () => {
  const assembly = assemblyOf({ files: { Dockerfile: [DEBIAN, 'COPY dist ./', NOBODY].join('\n') } });
  const [file] = assembly.files.all;
  if (!file) throw new Error('the example has a file');
  const other = { ...file, repository: 'acme/other', path: '.dockerignore', content: 'dist\n' };
  const both = { ...assembly, files: new RepositoryFiles([file, other]) };
  expect(dockerfileRules.flatMap((rule) => rule.check(both))).toEqual([]);
});
