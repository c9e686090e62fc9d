import { type CanaryObject } from './kinds';

/** Whether traffic goes through ingress-nginx: an Ingress without a provider is what its installation is for. */
export function goesThroughNginx({ spec: { provider, ingressRef } }: CanaryObject): boolean {
  return provider === 'nginx' || (provider === undefined && ingressRef !== undefined);
}
