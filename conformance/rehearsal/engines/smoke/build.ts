import { loaded } from '../../images/reference';
import { goBuilderImage } from '../../images/go-images';
import { TOOL_IMAGES, goRuntimeImage } from '../../images/tool-images';
import { type Node } from '../../node/node';
import { ended } from './ended';
import { SCRATCH, toolPod } from './pod';

const SOURCES: Readonly<Record<string, string>> = {
  'go.mod': 'module smoke\n\ngo 1.26\n',
  'main.go':
    '// Smoke prints a line.\npackage main\n\nimport "fmt"\n\nfunc main() { fmt.Println(hello()) }\n\nfunc hello() string { return "hello" }\n',
  'main_test.go':
    'package main\n\nimport "testing"\n\nfunc TestHello(t *testing.T) {\n\tif hello() != "hello" {\n\t\tt.Fatal(hello())\n\t}\n}\n',
};

/** What the tools of a pipeline do with a Go service: test with the race detector, lint, build in two stages, push and tag. */
export async function buildService(node: Node): Promise<string> {
  const [builder, runtime] = [loaded(node, await goBuilderImage()), loaded(node, await goRuntimeImage())];
  const dockerfile = [
    ...[`FROM ${builder} AS build`, 'WORKDIR /src', 'COPY . .', 'RUN CGO_ENABLED=0 go build -o /smoke .'],
    ...[`FROM ${runtime}`, 'COPY --from=build /smoke /smoke', 'USER 65532', 'ENTRYPOINT ["/smoke"]', ''],
  ].join('\n');
  const built = `${node.registry.host}/acme/built`;
  const build = [
    `buildah build --tag ${built}:1 .`,
    `buildah push --digestfile ${SCRATCH}/digest ${built}:1`,
    `oras tag "${built}@$(cat ${SCRATCH}/digest)" promoted`,
  ].join(' && ');
  const tools = [
    podOf('test', loaded(node, await TOOL_IMAGES.go()), 'go test -race ./...', UNPRIVILEGED),
    podOf('lint', loaded(node, await TOOL_IMAGES.golangciLint()), 'golangci-lint run ./...', UNPRIVILEGED),
    podOf('build', loaded(node, await TOOL_IMAGES.buildah()), build, BUILDER),
  ];
  const sources = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sources', namespace: 'default' } };
  const items = [{ ...sources, data: { ...SOURCES, Dockerfile: dockerfile } }, ...tools];
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  for (const name of ['test', 'lint', 'build']) await ended(node, name);
  const { status } = await node.request({
    url: `https://${node.registry.host}/v2/acme/built/manifests/promoted`,
    headers: OCI,
  });
  if (status !== 200) throw new Error(`the registry says ${String(status)} of the image that was pushed and tagged`);
  await node.kubectl(['delete', 'pod', 'test', 'lint', 'build', '--wait=false']);
  return 'Go tests with the race detector, golangci-lint, a build in two stages by buildah and a tag by oras have gone well';
}

const OCI = { accept: 'application/vnd.oci.image.manifest.v1+json' };

const UNPRIVILEGED = {
  runAsUser: 65532,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What slipway's own Buildah asks for. */
const BUILDER = {
  runAsUser: 0,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'], add: ['SETUID', 'SETGID', 'SETFCAP'] },
};

function podOf(name: string, image: string, script: string, securityContext: object): object {
  const go = {
    ...{ GOPATH: `${SCRATCH}/go`, GOCACHE: `${SCRATCH}/cache`, GOFLAGS: '-buildvcs=false' },
    ...{ HOME: SCRATCH, TMPDIR: SCRATCH, GOLANGCI_LINT_CACHE: `${SCRATCH}/lint` },
  };
  const buildah = { BUILDAH_ISOLATION: 'chroot', BUILDAH_FORMAT: 'oci', STORAGE_DRIVER: 'vfs' };
  const source = `${SCRATCH}/src`;
  return toolPod({
    name,
    image,
    command: ['bash', '-euc', `mkdir ${source} && cp -L /sources/* ${source} && cd ${source} && ${script}`],
    env: { ...go, ...buildah },
    securityContext,
    volumes: {
      sources: { at: '/sources', source: { configMap: { name: 'sources' } } },
      store: { at: '/var/lib/containers', source: { emptyDir: {} } },
    },
  });
}
