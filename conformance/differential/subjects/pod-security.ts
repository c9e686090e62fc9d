import fc from 'fast-check';
import { Version } from '../../../lib/model';
import { podSecurityViolations, type PodSecurityLevel } from '../../../lib/systems/kubernetes/pod-security';
import { subject } from '../subject';

/** Any of the values, and often none. */
const perhaps = <T>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 }) as fc.Arbitrary<T | undefined>;

const profile = perhaps(
  { type: 'RuntimeDefault' },
  { type: 'Unconfined' },
  { type: 'Localhost', localhostProfile: 'a' },
);
const shared = {
  runAsNonRoot: perhaps(true, true, false),
  runAsUser: perhaps(0, 1000),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: perhaps(
    {},
    { type: 'container_t' },
    { type: 'container_engine_t' },
    { type: 'spc_t' },
    { user: 'u' },
    { role: 'r' },
  ),
  windowsOptions: perhaps({}, { hostProcess: false }, { hostProcess: true }),
};

const handler = perhaps(
  { httpGet: { port: 80 } },
  { httpGet: { port: 80, host: '10.0.0.1' } },
  { httpGet: { port: 80, host: '127.0.0.1' } },
  { tcpSocket: { port: 80, host: 'example.com' } },
  { grpc: { port: 80 } },
);

const container = fc.record({
  name: fc.constant('a'),
  securityContext: fc.option(
    fc.record({
      ...shared,
      privileged: perhaps(true, false),
      allowPrivilegeEscalation: perhaps(true, false, false),
      procMount: perhaps('Default', 'Unmasked'),
      capabilities: perhaps(
        { drop: ['ALL'] },
        { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        { add: ['CHOWN'] },
        { add: ['SYS_ADMIN'] },
        { drop: ['KILL'] },
      ),
    }),
    { nil: undefined, freq: 4 },
  ),
  ports: perhaps([{ containerPort: 80 }], [{ containerPort: 80, hostPort: 80 }], [{ containerPort: 80, hostPort: 0 }]),
  livenessProbe: handler,
  lifecycle: perhaps({ preStop: { sleep: { seconds: 1 } } }, { postStart: { httpGet: { port: 80, host: 'h' } } }),
});

const hostile = fc.record({
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  initContainers: fc.array(container, { maxLength: 1 }),
  ephemeralContainers: fc.array(container, { maxLength: 1 }),
  hostNetwork: perhaps(true, false),
  hostPID: perhaps(true, false),
  hostIPC: perhaps(false),
  os: perhaps({ name: 'linux' }, { name: 'windows' }),
  // Every one says where it comes from: where a manifest does not, the server makes it an emptyDir before it judges.
  volumes: fc.array(
    fc.constantFrom(
      { name: 'v', emptyDir: {} },
      { name: 'v', secret: {} },
      { name: 'v', hostPath: { path: '/' } },
      { name: 'v', nfs: { server: 's', path: '/' } },
      { name: 'v', image: { reference: 'r' } },
      { name: 'v', gitRepo: { repository: 'r' } },
    ),
    { maxLength: 2 },
  ),
  securityContext: fc.option(
    fc.record({
      ...shared,
      sysctls: perhaps(
        [{ name: 'net.ipv4.tcp_rmem', value: '1' }],
        [{ name: 'kernel.msgmax', value: '1' }],
        [{ name: 'net.ipv4.tcp_keepalive_time', value: '1' }],
      ),
    }),
    { nil: undefined },
  ),
});

/** A pod that breaks nothing, with at most one part of another: else nearly every pod would break nearly every rule. */
const SAFE_CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const good = fc.record({
  containers: fc.constant([{ name: 'a', securityContext: SAFE_CONTEXT }]),
  securityContext: fc.constant({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
});
const nearlyGood = fc
  .tuple(
    good,
    hostile,
    fc.constantFrom('containers', 'securityContext', 'volumes', 'hostPID', 'initContainers', 'os', 'none'),
  )
  .map(([pod, other, part]) => (part in other ? { ...pod, [part]: other[part as keyof typeof other] } : pod));

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/a';
const asked = fc.record({
  level: fc.constantFrom<PodSecurityLevel>('baseline', 'restricted', 'restricted', 'privileged'),
  minor: fc.constantFrom(25, 26, 27, 29, 31, 32, 33, 34),
  annotations: perhaps(
    { [APPARMOR]: 'runtime/default' },
    { [APPARMOR]: 'unconfined' },
    { [APPARMOR]: 'localhost/x' },
    { [APPARMOR]: '' },
  ),
  spec: fc.oneof(hostile, nearlyGood, nearlyGood),
});

const podSecurity = subject({
  name: 'pod-security',
  about: 'podSecurityViolations, k8s.io/pod-security-admission',
  // Undefined fields are left out, as they are in a manifest.
  inputs: asked.map((pod) => JSON.parse(JSON.stringify(pod)) as typeof pod),
  ours: ({ level, minor, annotations, spec }) => {
    const version = Version.of('version', `1.${String(minor)}`);
    const violations = podSecurityViolations({ level, version }, { spec, annotations });
    const refused = [...new Set(violations.map(({ control }) => control))].sort();
    return { refused, admitted: refused.length === 0 };
  },
});

/** How a namespace judges a pod. */
export const pods = [podSecurity];
