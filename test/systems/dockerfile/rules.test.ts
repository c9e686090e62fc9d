import { assemblyOf, audit } from '../../../lib/audit';
import { dockerfileRules } from '../../../lib/systems/dockerfile/rules';

/** What each rule says of its bad example: subject and line, field, message, repair. */
const SAID: Readonly<Record<string, readonly (string | undefined)[]>> = {
  DKR001: [
    'Dockerfile Dockerfile:1',
    'FROM',
    'the base image "gcr.io/distroless/static-debian13:nonroot" is named by a tag that can be moved',
    'write "gcr.io/distroless/static-debian13:nonroot@sha256:…"',
  ],
  DKR002: [
    'Dockerfile Dockerfile:1',
    'FROM',
    'the base image "gcr.io/distroless/static-debian13" has neither tag nor digest',
    'write "gcr.io/distroless/static-debian13:<version>@sha256:…"',
  ],
  DKR003: [
    'Dockerfile Dockerfile:1',
    'FROM',
    'the base image "golang:1.21" gets no fixes any more since 2024-08-13',
    'use golang:1.27 or newer',
  ],
  DKR004: [
    'Dockerfile Dockerfile:1',
    'FROM',
    'no USER is named, and gcr.io/distroless/static-debian13:latest runs as root',
    'write USER 65532:65532 behind the last RUN',
  ],
  DKR005: ['Dockerfile Dockerfile:2', 'USER', 'USER nonroot:nonroot is a name, not a number', 'write USER 65532:65532'],
  DKR006: [
    'Deployment shop/api:2',
    'spec.template.spec.containers[0].securityContext.runAsNonRoot',
    'container "api" sets runAsNonRoot, and Dockerfile ends with USER nonroot',
    'set runAsUser, or write USER 65532:65532 into Dockerfile',
  ],
  DKR007: [
    'Deployment shop/api:2',
    'spec.template.spec.containers[0].ports[0].containerPort',
    'container "api" has port 8080, and Dockerfile exposes 80',
    'let the two agree on the port that the service listens on',
  ],
  DKR008: [
    'Dockerfile Dockerfile:2',
    'ARG',
    "ARG GITHUB_TOKEN carries a secret into the image's history",
    'remove it and use RUN --mount=type=secret,id=github_token',
  ],
  DKR009: [
    'Dockerfile Dockerfile:2',
    'COPY',
    '"go.mod" is copied, and .dockerignore keeps it from the build',
    'add "!go.mod" at the end of .dockerignore',
  ],
  DKR010: [
    'Dockerfile Dockerfile:3',
    'RUN',
    'git describe runs in the build, and finds what the clone of CI happens to hold',
    'declare ARG VERSION, and build with --build-arg VERSION=…',
  ],
  DKR011: [
    'Dockerfile Dockerfile:2',
    'RUN',
    'GOARCH is amd64 for every platform that the image is built for',
    'declare ARG TARGETARCH, and write GOARCH="$TARGETARCH"',
  ],
  DKR012: [
    'Dockerfile Dockerfile:1',
    'FROM',
    'the stage 0 is for linux/amd64 whatever the build is for',
    'remove --platform, or write --platform=$BUILDPLATFORM',
  ],
  DKR013: [
    'Dockerfile Dockerfile:2',
    'ENTRYPOINT',
    'ENTRYPOINT python -m api is run by a shell, which hands on no signals',
    'write ENTRYPOINT ["python", "-m", "api"]',
  ],
  DKR014: [
    'Dockerfile Dockerfile:2',
    'ENTRYPOINT',
    'ENTRYPOINT /api needs a shell, and gcr.io/distroless/static-debian13:nonroot@sha256:1c2c046b1c2c046b1c2c046b1c2c046b1c2c046b1c2c046b1c2c046b1c2c046b has none',
    'write it as a list: ["program", "argument"]',
  ],
  DKR015: [
    'Dockerfile Dockerfile:2',
    'ADD',
    'https://example.com/tool-1.2 is added without its checksum',
    'add --checksum=sha256:…',
  ],
  DKR016: [
    'Dockerfile Dockerfile:2',
    'RUN',
    'curl hands https://example.com/install.sh to sh unseen',
    'download a version, check its checksum, then run it',
  ],
  DKR017: [
    'Dockerfile Dockerfile:2',
    'RUN',
    'the lists of apt stay in the layer',
    'end with rm -rf /var/lib/apt/lists/*',
  ],
  DKR018: ['Dockerfile Dockerfile:2', 'RUN', 'apt-get update stands alone', 'join it and the install by &&'],
  DKR019: ['Dockerfile Dockerfile:3', 'COPY', 'the stage "built" is not there', 'write --from=build'],
  DKR020: [
    'Dockerfile Dockerfile:3',
    'RUN',
    '$VERSION is empty here: its ARG stands before the first FROM',
    'write ARG VERSION into the stage',
  ],
  DKR021: [
    'Dockerfile Dockerfile:1',
    'FROM',
    '"golang:$GO" names $GO, which no ARG before the first FROM declares',
    'write ARG GO=… before the first FROM',
  ],
  DKR022: ['Dockerfile Dockerfile:2', 'RUN', 'a step runs by sudo', 'leave sudo out, or write USER 0 before the step'],
  DKR023: [
    'Dockerfile Dockerfile:2',
    'ENTRYPOINT',
    'a later ENTRYPOINT takes the place of this one',
    'keep one of them',
  ],
  DKR024: ['Dockerfile Dockerfile:2', 'FROM', '"build" is the stage of line 1 already', 'give it another name'],
  DKR025: [
    'Dockerfile Dockerfile:2',
    'ONBUILD',
    'ONBUILD RUN go build . runs in the builds of others',
    'write the step where it is meant',
  ],
  DKR026: [
    'Deployment shop/api:2',
    'spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem',
    'container "api" is read-only, and the VOLUME /data of its image has no mount',
    'mount a volume at /data',
  ],
};

test('each rule has its own id, in their order', () => {
  const ids = dockerfileRules.map(({ id }) => id);
  expect(ids).toEqual(ids.map((_, i) => `DKR${String(i + 1).padStart(3, '0')}`));
  expect(Object.keys(SAID)).toEqual(ids);
});

describe.each(dockerfileRules)('$id: $title', (rule) => {
  test('says nothing of its good example', () => {
    expect(audit(assemblyOf(rule.good), [rule]).findings).toEqual([]);
  });

  test('says one thing of its bad example', () => {
    const said = audit(assemblyOf(rule.bad), [rule]).findings.map(({ place, message, repair }) => [
      `${place.subject}:${place.origin.line}`,
      place.path,
      message,
      repair,
    ]);
    expect(said).toEqual([SAID[rule.id]]);
  });
});
