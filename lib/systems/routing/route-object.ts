import { dnsLabel } from '../../model';

/** A plain object for the cluster. */
export interface RouteObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: RouteMetadata;
  readonly spec: object;
}

/** The metadata of a route: what every object has, already checked. */
export interface RouteMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const HOSTNAME = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/;

/** Whether a text is a host name, which may begin with `*.`. */
export function isHostname(text: string): boolean {
  return HOSTNAME.test(text);
}

/** Throws for a reference that is not `name` or `namespace/name`. */
export function checkNamespacedName(place: string, reference: string): void {
  reference.split('/', 2).forEach((part) => dnsLabel(place, part));
}
