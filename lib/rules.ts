import { type Rule } from './audit';

/** Every rule of slipway, in the order in which a report names them. */
export const allRules: readonly Rule[] = [];
