import { Version } from '../../../lib/model';
import {
  type JudgedPod,
  type PodSecurityLevel,
  podSecurityViolations,
  strictestLevel,
} from '../../../lib/systems/kubernetes/pod-security';
import { type Container, type PodSpec } from '../../../lib/systems/kubernetes/pod-spec';
import * as fc from '../../property';

const V134 = Version.of('test', '1.34');

const CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const RESTRICTED = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

function pod(container: Partial<Container> = {}, spec: Partial<PodSpec> = {}): JudgedPod {
  const main: Container = { name: 'main', securityContext: CONTEXT, ...container };
  return { spec: { securityContext: RESTRICTED, ...spec, containers: [main] } };
}

function judge(judged: JudgedPod, level: PodSecurityLevel = 'restricted', version = V134): string[] {
  return podSecurityViolations({ level, version }, judged, 'spec.template.spec').map(
    ({ control, message, path }) => `${control}: ${message} (${path.replace('spec.template.', '')})`,
  );
}

const within = (securityContext: object): Partial<Container> => ({
  securityContext: { ...CONTEXT, ...securityContext },
});

test('admits the least that a service needs', () => {
  expect(judge(pod())).toEqual([]);
  expect(judge(pod(within({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })))).toEqual([]);
  const profile = 'container.apparmor.security.beta.kubernetes.io/main';
  expect(judge({ ...pod(), annotations: { team: 'shop', [profile]: 'localhost/shop' } })).toEqual([]);
});

test('admits everything where the level is privileged', () => {
  expect(
    judge({ spec: { containers: [{ name: 'main', securityContext: { privileged: true } }] } }, 'privileged'),
  ).toEqual([]);
});

test('asks a pod that says nothing for all that restricted asks', () => {
  expect(judge({ spec: { containers: [{ name: 'main' }] } })).toEqual([
    'allowPrivilegeEscalation: container "main" must set allowPrivilegeEscalation to false (spec.containers[0].securityContext.allowPrivilegeEscalation)',
    'capabilities_restricted: container "main" must drop the capabilities ["ALL"] (spec.containers[0].securityContext.capabilities.drop)',
    'runAsNonRoot: container "main" must run as non-root (spec.containers[0].securityContext.runAsNonRoot)',
    'seccompProfile_restricted: container "main" must have a seccompProfile of RuntimeDefault or Localhost (spec.containers[0].securityContext.seccompProfile.type)',
  ]);
});

test.each<[JudgedPod, string]>([
  [
    pod(within({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } })),
    'capabilities_baseline: container "main" must not add the capabilities NET_RAW (spec.containers[0].securityContext.capabilities.add)',
  ],
  [pod({}, { hostNetwork: true }), 'hostNamespaces: the pod must not set hostNetwork (spec.hostNetwork)'],
  [pod({}, { hostPID: true }), 'hostNamespaces: the pod must not set hostPID (spec.hostPID)'],
  [pod({}, { hostIPC: true }), 'hostNamespaces: the pod must not set hostIPC (spec.hostIPC)'],
  [
    pod({}, { volumes: [{ name: 'node', hostPath: { path: '/' } }] }),
    'hostPathVolumes: volume "node" must not be a hostPath (spec.volumes[0].hostPath)',
  ],
  [
    pod({ ports: [{ containerPort: 80, hostPort: 80 }] }),
    'hostPorts: container "main" must not take the host\'s ports 80 (spec.containers[0].ports)',
  ],
  [
    pod({ readinessProbe: { httpGet: { port: 80, host: '169.254.169.254' } } }),
    'hostProbesAndHostLifecycle: container "main" must not name the host 169.254.169.254 in readinessProbe (spec.containers[0].readinessProbe)',
  ],
  [
    pod({ lifecycle: { preStop: { tcpSocket: { port: 80, host: 'db' } } } }),
    'hostProbesAndHostLifecycle: container "main" must not name the host db in lifecycle.preStop (spec.containers[0].lifecycle.preStop)',
  ],
  [
    pod(within({ privileged: true })),
    'privileged: container "main" must not be privileged (spec.containers[0].securityContext.privileged)',
  ],
  [
    pod(within({ procMount: 'Unmasked' })),
    'procMount: container "main" must not set procMount to Unmasked (spec.containers[0].securityContext.procMount)',
  ],
  [
    pod(within({ seLinuxOptions: { type: 'spc_t' } })),
    'seLinuxOptions: container "main" must not set the SELinux type spc_t (spec.containers[0].securityContext.seLinuxOptions)',
  ],
  [
    pod({}, { securityContext: { ...RESTRICTED, seLinuxOptions: { user: 'system_u' } } }),
    'seLinuxOptions: the pod must not set the SELinux user system_u (spec.securityContext.seLinuxOptions)',
  ],
  [
    pod(within({ seLinuxOptions: { role: 'sysadm_r' } })),
    'seLinuxOptions: container "main" must not set the SELinux role sysadm_r (spec.containers[0].securityContext.seLinuxOptions)',
  ],
  [
    pod(within({ seccompProfile: { type: 'Unconfined' } })),
    'seccompProfile_baseline: container "main" must not set seccompProfile to Unconfined (spec.containers[0].securityContext.seccompProfile.type)',
  ],
  [
    pod(within({ appArmorProfile: { type: 'Unconfined' } })),
    'appArmorProfile: container "main" must not set appArmorProfile to Unconfined (spec.containers[0].securityContext.appArmorProfile.type)',
  ],
  [
    { ...pod(), annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' } },
    'appArmorProfile: the annotation container.apparmor.security.beta.kubernetes.io/main must not be "unconfined" (metadata.annotations)',
  ],
  [
    pod({}, { securityContext: { ...RESTRICTED, sysctls: [{ name: 'kernel.msgmax' }] } }),
    'sysctls: the pod must not set the sysctl kernel.msgmax (spec.securityContext.sysctls[0])',
  ],
  [
    pod(within({ windowsOptions: { hostProcess: true } })),
    'windowsHostProcess: container "main" must not run as a process of the host (spec.containers[0].securityContext.windowsOptions.hostProcess)',
  ],
])('baseline refuses %#', (judged, violation) => {
  expect(judge(judged, 'baseline')).toEqual([violation]);
});

test.each<[JudgedPod, string]>([
  [
    pod(within({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })),
    'capabilities_restricted: container "main" must not add the capabilities CHOWN (spec.containers[0].securityContext.capabilities.add)',
  ],
  [
    pod({}, { volumes: [{ name: 'share', ...{ nfs: {} } }] }),
    'restrictedVolumes: volume "share" must not be a nfs (spec.volumes[0])',
  ],
  [
    pod({}, { securityContext: { ...RESTRICTED, runAsNonRoot: false } }),
    'runAsNonRoot: the pod must not deny to run as non-root (spec.securityContext.runAsNonRoot)',
  ],
  [
    pod(within({ runAsNonRoot: false })),
    'runAsNonRoot: container "main" must not deny to run as non-root (spec.containers[0].securityContext.runAsNonRoot)',
  ],
  [
    pod({}, { securityContext: { ...RESTRICTED, runAsUser: 0 } }),
    'runAsUser: the pod must not run as user 0 (spec.securityContext.runAsUser)',
  ],
  [
    pod({}, { securityContext: { ...RESTRICTED, seccompProfile: { type: 'Unconfined' } } }),
    'seccompProfile_restricted: the pod must not set seccompProfile to Unconfined (spec.securityContext.seccompProfile.type)',
  ],
  [
    {
      spec: { ...pod().spec, initContainers: [{ name: 'init', securityContext: { capabilities: { drop: ['ALL'] } } }] },
    },
    'allowPrivilegeEscalation: container "init" must set allowPrivilegeEscalation to false (spec.initContainers[0].securityContext.allowPrivilegeEscalation)',
  ],
])('restricted refuses %#', (judged, violation) => {
  expect(judge(judged)).toEqual([violation]);
});

test('takes a volume without source for an empty folder, as the API server does', () => {
  expect(judge(pod({}, { volumes: [{ name: 'scratch' }] }))).toEqual([]);
});

test('asks nothing of Windows that Windows cannot say', () => {
  const windows = { spec: { os: { name: 'windows' }, securityContext: RESTRICTED, containers: [{ name: 'main' }] } };
  expect(judge(windows)).toEqual([]);
});

test('judges by the release: 1.34 refuses what earlier ones admit', () => {
  const judged = pod({ readinessProbe: { httpGet: { port: 80, host: 'db' } } });
  expect(judge(judged, 'baseline', Version.of('test', '1.33'))).toEqual([]);
  expect(judge(judged, 'baseline', V134)).toHaveLength(1);
});

test.each([
  ['1.31', { seLinuxOptions: { type: 'container_engine_t' } }],
  ['1.27', { sysctls: [{ name: 'net.ipv4.ip_local_reserved_ports' }] }],
  ['1.29', { sysctls: [{ name: 'net.ipv4.tcp_fin_timeout' }] }],
  ['1.32', { sysctls: [{ name: 'net.ipv4.tcp_rmem' }] }],
])('judges by the release: %s admits what earlier ones refuse', (release, context) => {
  const judged = pod({}, { securityContext: { ...RESTRICTED, ...context } });
  const minor = Number(release.split('.')[1]);
  expect(judge(judged, 'baseline', Version.of('test', release))).toEqual([]);
  expect(judge(judged, 'baseline', Version.of('test', `1.${minor - 1}`))).toHaveLength(1);
});

test('a stricter level never admits more', () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.option(arbitrary, { nil: undefined });
  const securityContext = fc.record({
    privileged: maybe(fc.boolean()),
    allowPrivilegeEscalation: maybe(fc.boolean()),
    runAsNonRoot: maybe(fc.boolean()),
    capabilities: maybe(fc.record({ add: fc.subarray(['CHOWN', 'NET_RAW']), drop: fc.subarray(['ALL']) })),
    seccompProfile: maybe(fc.record({ type: fc.constantFrom('RuntimeDefault', 'Unconfined') })),
  });
  fc.assert(
    fc.property(securityContext, maybe(fc.boolean()), (context, hostNetwork) => {
      const judged = pod({ securityContext: context }, { hostNetwork });
      const admits = (level: PodSecurityLevel): boolean => judge(judged, level).length === 0;
      expect(admits('baseline') || !admits('restricted')).toBe(true);
      expect(admits(strictestLevel(judged, V134))).toBe(true);
    }),
  );
});

test('says the strictest level that admits a pod', () => {
  expect(strictestLevel(pod(), V134)).toBe('restricted');
  expect(strictestLevel(pod(within({ runAsUser: 0 })), V134)).toBe('baseline');
  expect(strictestLevel(pod(within({ privileged: true })), V134)).toBe('privileged');
});
