import { readFileSync } from 'node:fs';
import { KUBERNETES_FACTS } from './places';
import { type StructuralSchema } from './structural-schema';

/** What crds/kubernetes-1.34.json says. References look like `#/definitions/core.v1.Pod`. */
export interface KubernetesFacts {
  readonly kinds: Readonly<Record<string, NativeKind>>;
  readonly definitions: Readonly<Record<string, StructuralSchema>>;
}

/** A kind that every cluster has, under its `apiVersion/Kind`. */
export interface NativeKind {
  readonly scope: 'Namespaced' | 'Cluster';
  /** The name of its definition. */
  readonly definition: string;
}

/** Where references point to, in the facts and in the schemas alike. */
export const DEFINITIONS = '#/definitions/';

/** The kept facts about Kubernetes' own kinds. */
export function readKubernetesFacts(): KubernetesFacts {
  return JSON.parse(readFileSync(KUBERNETES_FACTS, 'utf8')) as KubernetesFacts;
}
