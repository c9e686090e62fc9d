import { type Operator } from '../operator';
import { aws } from './aws';
import { kubernetes } from './kubernetes';
import { kyverno } from './kyverno';
import { rollouts } from './rollouts';
import { tekton } from './tekton';

export { workflows as WORKFLOW_OPERATORS } from './workflows';

/** Every kind of fault that is made in a service that its cluster builds, in the order of a delivery. */
export const OPERATORS: readonly Operator[] = [...tekton, ...kubernetes, ...rollouts, ...kyverno, ...aws];
