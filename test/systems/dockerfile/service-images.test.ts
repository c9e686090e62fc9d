import { App, Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Assembly, Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { Platform } from '../../../lib/model';
import {
  type Dockerfile,
  GoDockerfile,
  JavaDockerfile,
  Mount,
  NodeDockerfile,
  PythonDockerfile,
} from '../../../lib/systems/dockerfile';
import { dockerfileRules } from '../../../lib/systems/dockerfile/rules';
import { filesOf, linesOf, service } from './written';

const DESCRIBED = [
  'ARG VERSION=unversioned',
  'ARG REVISION=unknown',
  'LABEL org.opencontainers.image.title=order-service \\',
  '    org.opencontainers.image.source=https://github.com/acme/order-service \\',
  '    org.opencontainers.image.version="$VERSION" \\',
  '    org.opencontainers.image.revision="$REVISION"',
  'USER 65532:65532',
  'EXPOSE 8080',
];
const SYNTAX = '# syntax=docker.io/docker/dockerfile:1.27.1@…';

test('a Go service is one static program, compiled for any platform', () => {
  const make = (scope: Construct): Construct =>
    new GoDockerfile(scope, 'image', { ...service, versionVariable: 'main.version', tags: ['netgo'] });
  expect(linesOf(make)).toEqual([
    SYNTAX,
    'FROM --platform=$BUILDPLATFORM docker.io/library/golang:1.26.9-bookworm@… AS build',
    'WORKDIR /src',
    'ENV CGO_ENABLED=0 \\',
    '    GOTOOLCHAIN=local',
    'COPY go.mod go.sum ./',
    'RUN --mount=type=cache,target=/go/pkg/mod,sharing=locked \\',
    '    go mod download',
    'COPY . ./',
    'ARG TARGETOS',
    'ARG TARGETARCH',
    'ARG VERSION=unversioned',
    'RUN --mount=type=cache,target=/go/pkg/mod,sharing=locked \\',
    '    --mount=type=cache,target=/root/.cache/go-build,sharing=locked \\',
    '    GOOS="$TARGETOS" GOARCH="$TARGETARCH" go build -trimpath -buildvcs=false -tags=netgo -ldflags="-s -w -X main.version=$VERSION" -o /out/order-service ./cmd/order-service',
    'FROM gcr.io/distroless/static-debian13:nonroot@… AS image',
    'COPY --from=build /out/order-service /order-service',
    ...DESCRIBED,
    'ENTRYPOINT ["/order-service"]',
  ]);
});

test('a Node.js service that is compiled', () => {
  const make = (scope: Construct): Construct =>
    new NodeDockerfile(scope, 'image', {
      ...service,
      main: 'dist/main.js',
      build: { sources: ['src', 'tsconfig.json'] },
      fetchMounts: [Mount.secret('npmrc', { at: '/root/.npmrc' })],
    });
  const install = (flags: string): readonly string[] => [
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm,sharing=locked \\',
    '    --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \\',
    `    npm ci --no-audit --no-fund${flags} --ignore-scripts`,
  ];
  expect(linesOf(make)).toEqual([
    SYNTAX,
    'FROM docker.io/library/node:24.21.0-trixie-slim@… AS packages',
    ...install(' --omit=dev').slice(0, -1),
    '    npm ci --no-audit --no-fund --omit=dev --ignore-scripts \\',
    ' && mkdir -p node_modules',
    'FROM --platform=$BUILDPLATFORM docker.io/library/node:24.21.0-trixie-slim@… AS build',
    ...install(''),
    'COPY src ./src',
    'COPY tsconfig.json ./tsconfig.json',
    'RUN npm run "build"',
    'FROM gcr.io/distroless/nodejs24-debian13:nonroot@… AS image',
    'WORKDIR /app',
    'ENV NODE_ENV=production',
    'COPY --from=packages /app/node_modules ./node_modules',
    'COPY package.json ./',
    'COPY --from=build /app/dist ./dist',
    ...DESCRIBED,
    'ENTRYPOINT ["/nodejs/bin/node", "dist/main.js"]',
  ]);
});

test('a Node.js service that runs as it is written needs no second install', () => {
  const lines = linesOf((scope) => new NodeDockerfile(scope, 'image', { ...service, main: 'src/main.js' }));
  expect(lines.filter((line) => /^(FROM|COPY)/.test(line))).toEqual([
    'FROM docker.io/library/node:24.21.0-trixie-slim@… AS packages',
    'COPY package.json package-lock.json ./',
    'FROM gcr.io/distroless/nodejs24-debian13:nonroot@… AS image',
    'COPY --from=packages /app/node_modules ./node_modules',
    'COPY package.json ./',
    'COPY src ./src',
  ]);
});

test('a Python service gets its requirements from wheels, by hash', () => {
  const make = (scope: Construct): Construct =>
    new PythonDockerfile(scope, 'image', { ...service, module: 'order_service', args: ['--port', '8080'] });
  expect(linesOf(make)).toEqual([
    SYNTAX,
    'FROM docker.io/library/python:3.13.15-slim-trixie@… AS packages',
    'WORKDIR /app',
    'COPY requirements.txt ./',
    'RUN --mount=type=cache,target=/root/.cache/pip,sharing=locked \\',
    '    mkdir -p /app/packages \\',
    ' && python -m pip install --disable-pip-version-check --only-binary=:all: --require-hashes --target /app/packages --requirement requirements.txt',
    'FROM gcr.io/distroless/python3-debian13:nonroot@… AS image',
    'WORKDIR /app',
    'ENV PYTHONPATH=/app/packages:/app/src \\',
    '    PYTHONDONTWRITEBYTECODE=1 \\',
    '    PYTHONUNBUFFERED=1',
    'COPY --from=packages /app/packages /app/packages',
    'COPY src ./src',
    ...DESCRIBED,
    'ENTRYPOINT ["/usr/bin/python3", "-m", "order_service", "--port", "8080"]',
  ]);
});

test('a Java service is one archive', () => {
  expect(linesOf((scope) => new JavaDockerfile(scope, 'image', service))).toEqual([
    SYNTAX,
    'FROM --platform=$BUILDPLATFORM docker.io/library/maven:3.9.16-eclipse-temurin-25@… AS build',
    'WORKDIR /src',
    'COPY pom.xml ./',
    'RUN --mount=type=cache,target=/root/.m2/repository,sharing=locked \\',
    '    mvn --batch-mode --no-transfer-progress --strict-checksums dependency:go-offline',
    'COPY src ./src',
    'RUN --mount=type=cache,target=/root/.m2/repository,sharing=locked \\',
    '    mvn --batch-mode --no-transfer-progress --strict-checksums -DskipTests=true package \\',
    ' && install -D target/order-service.jar /out/order-service.jar',
    'FROM gcr.io/distroless/java25-debian13:nonroot@… AS image',
    'WORKDIR /app',
    'COPY --from=build /out/order-service.jar ./order-service.jar',
    ...DESCRIBED,
    'ENTRYPOINT ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "-jar", "/app/order-service.jar"]',
  ]);
});

const READY: Readonly<Record<string, (scope: Construct) => Dockerfile>> = {
  Go: (scope) => new GoDockerfile(scope, 'image', service),
  Node: (scope) =>
    new NodeDockerfile(scope, 'image', { ...service, main: 'dist/main.js', build: { sources: ['src'] } }),
  Python: (scope) => new PythonDockerfile(scope, 'image', { ...service, module: 'order_service' }),
  Java: (scope) => new JavaDockerfile(scope, 'image', service),
};

describe.each(Object.entries(READY))('%s', (language, make) => {
  test('has nothing that a rule finds, with its .dockerignore', () => {
    const assembly = assemblyWith(filesOf(make));
    expect(dockerfileRules.flatMap((rule) => rule.check(assembly))).toEqual([]);
  });

  test('says what its pods must know', () => {
    const { path, user, port, writable } = make(new Chart(new App(), 'files'));
    expect({ path, user, port, writable }).toEqual({
      path: 'Dockerfile',
      user: 65532,
      port: 8080,
      writable: language === 'Java' ? { '/tmp': '64Mi' } : {},
    });
  });
});

function assemblyWith(files: Readonly<Record<string, string>>): Assembly {
  const all = Object.entries(files).map(([path, content]) => ({
    repository: 'acme/order-service',
    path,
    content,
    origin: { file: path, line: 1 },
  }));
  return {
    platform: Platform.newest,
    environments: [],
    manifests: new Manifests([]),
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles(all),
  };
}
