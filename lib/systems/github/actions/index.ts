import { type Action, type ActionOutputs } from '../action';
import { type ActionInputs } from '../action-input';
import * as artifacts from './artifacts';
import * as aws from './aws';
import * as docker from './docker';
import * as languages from './languages';
import * as reports from './reports';
import * as scanning from './scanning';
import * as signing from './signing';
import * as source from './source';

export * from './artifacts';
export * from './aws';
export * from './docker';
export * from './languages';
export * from './reports';
export * from './scanning';
export * from './signing';
export * from './source';

/** What is known of an action, whatever its inputs are. */
export type KnownAction = Pick<
  Action<ActionInputs, never, ActionOutputs>,
  'reference' | 'runs' | 'inputs' | 'required' | 'outputs' | 'innerUses'
>;

/** All actions whose facts slipway knows. */
export const ACTIONS: readonly KnownAction[] = [
  artifacts,
  aws,
  docker,
  languages,
  reports,
  scanning,
  signing,
  source,
].flatMap((group) => Object.values<KnownAction>(group));
