import { type CanaryObject } from './kinds';

/** The Services that Flagger makes for a Canary. */
export interface ServiceNames {
  /** The one that callers use. */
  readonly apex: string;
  readonly primary: string;
  readonly canary: string;
}

/** The names of the Services that Flagger keeps for a Canary. */
export function serviceNames({ spec }: CanaryObject): ServiceNames {
  const apex = spec.service?.name ?? spec.targetRef.name;
  return { apex, primary: `${apex}-primary`, canary: `${apex}-canary` };
}

/** The objects that Flagger makes and keeps for a Canary, by kind. */
export function generatedBy({ spec }: CanaryObject): readonly { readonly kind: string; readonly name: string }[] {
  const { apex, primary, canary } = serviceNames({ spec });
  const { targetRef, provider } = spec;
  return [
    ...(targetRef.kind === 'Service' ? [primary, canary] : [apex, primary, canary]).map((name) => ({
      kind: 'Service',
      name,
    })),
    ...(targetRef.kind === 'Deployment' ? [{ kind: 'apps/Deployment', name: `${targetRef.name}-primary` }] : []),
    ...(provider?.startsWith('gatewayapi:') === true
      ? [{ kind: 'gateway.networking.k8s.io/HTTPRoute', name: apex }]
      : []),
    ...(provider === 'istio' ? [{ kind: 'networking.istio.io/VirtualService', name: apex }] : []),
  ];
}
