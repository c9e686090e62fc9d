import { type Assembly } from '../../assembly';
import { Version } from '../../model';
import { POD_SECURITY_LEVELS, type PodSecurityPolicy } from '../kubernetes/pod-security';
import '../kubernetes/kinds';

/** Tekton ships these with the label. */
const SHIPPED_RESTRICTED: ReadonlySet<string> = new Set(['tekton-pipelines', 'tekton-pipelines-resolvers']);

/** What a namespace of the assembly asks of pods; nothing where it is not there or asks nothing. */
export function tryEnforcedLevel(
  { manifests, platform }: Assembly,
  environment: string,
  namespace: string | undefined,
): PodSecurityPolicy | undefined {
  if (namespace === undefined) return undefined;
  const place = manifests.tryFind('Namespace', { environment, name: namespace });
  if (!place && SHIPPED_RESTRICTED.has(namespace)) return { level: 'restricted', version: platform.kubernetes };
  const labels = place?.object.metadata.labels ?? {};
  const level = POD_SECURITY_LEVELS.find((one) => one === labels['pod-security.kubernetes.io/enforce']);
  if (level === undefined) return undefined;
  const release = /^v(1\.\d+)$/.exec(labels['pod-security.kubernetes.io/enforce-version'] ?? 'latest')?.[1];
  return { level, version: release === undefined ? platform.kubernetes : Version.of('enforce-version', release) };
}
