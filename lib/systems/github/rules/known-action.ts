import { ACTIONS, type KnownAction } from '../actions';
import { tryMajor } from '../reading/action-facts';
import { actionName } from '../reading/uses';
import { type StepInFile } from '../reading/workflow-file';

/** What is known of an action holds for its major version: what an older one took may be gone, and a newer one has more. */
export function tryKnownAction(step: StepInFile): KnownAction | undefined {
  const { uses } = step;
  if (uses?.kind !== 'repository') return undefined;
  const action = BY_NAME.get(actionName(uses));
  if (!action) return undefined;
  const { commit, version } = action.reference;
  const isMajor = tryMajor(step) === Number(/^v?(\d+)/.exec(version)?.[1]);
  return uses.ref === commit || isMajor ? action : undefined;
}

const BY_NAME = new Map(
  ACTIONS.map((action) => {
    const { repository, path } = action.reference;
    return [`${repository.toLowerCase()}${path === undefined ? '' : `/${path}`}`, action];
  }),
);
