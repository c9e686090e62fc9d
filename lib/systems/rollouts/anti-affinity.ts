/**
 * Whether pods of the new version keep off the nodes of the old one: `preferred` where there is room, `required` always. A
 * full node then takes only one version down with it; `required` needs as many free nodes as the release has new pods.
 */
export type AntiAffinity = 'preferred' | 'required';

/** The `antiAffinity` of a strategy; nothing where versions may share nodes. */
export function renderAntiAffinity(antiAffinity: AntiAffinity | undefined): object {
  if (antiAffinity === undefined) return {};
  return {
    antiAffinity:
      antiAffinity === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: {} }
        : { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } },
  };
}
