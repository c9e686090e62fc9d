import { type Operator } from '../operator';
import { aws } from './aws';
import { kubernetes } from './kubernetes';
import { kyverno } from './kyverno';
import { rollouts } from './rollouts';
import { tekton } from './tekton';

/** Every kind of fault, in the order of a delivery. */
export const OPERATORS: readonly Operator[] = [...tekton, ...kubernetes, ...rollouts, ...kyverno, ...aws];
