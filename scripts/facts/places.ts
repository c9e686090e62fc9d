import { join } from 'node:path';

const PROJECT = join(__dirname, '..', '..');

/** What other projects publish about their kinds: the input of everything that is generated. */
export const CRDS = join(PROJECT, 'crds');

/** The stripped OpenAPI definitions of Kubernetes' own kinds. */
export const KUBERNETES_FACTS = join(CRDS, 'kubernetes-1.34.json');

/** The generated TypeScript, one file an API group. */
export const IMPORTS = join(PROJECT, 'imports');

/** The generated JSON Schemas, one file a kind. */
export const SCHEMAS = join(PROJECT, 'schemas');
