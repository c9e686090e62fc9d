import { type Rule } from '../../../audit';
import { architectureFixed } from './architecture-fixed';
import { argumentOutOfReach } from './argument-out-of-reach';
import { baseEndOfLife } from './base-end-of-life';
import { baseLatest } from './base-latest';
import { baseNotPinned } from './base-not-pinned';
import { baseUndeclared } from './base-undeclared';
import { copiedButIgnored } from './copied-but-ignored';
import { copiedFromNowhere } from './copied-from-nowhere';
import { downloadUnchecked } from './download-unchecked';
import { entrypointInShell } from './entrypoint-in-shell';
import { gitAsked } from './git-asked';
import { packagesKept } from './packages-kept';
import { platformFixed } from './platform-fixed';
import { portAgainstPod } from './port-against-pod';
import { scriptFromNetwork } from './script-from-network';
import { secretInLayer } from './secret-in-layer';
import { shellMissing } from './shell-missing';
import { stageNamedTwice } from './stage-named-twice';
import { startedTwice } from './started-twice';
import { sudoInBuild } from './sudo';
import { triggerForOthers } from './trigger-for-others';
import { updateAlone } from './update-alone';
import { userAgainstPod } from './user-against-pod';
import { userByName } from './user-by-name';
import { userRoot } from './user-root';
import { volumeAgainstPod } from './volume-against-pod';

/** What is judged of Dockerfiles, alone and together with the pods of their images, in the order of the ids. */
export const dockerfileRules: readonly Rule[] = [
  baseNotPinned,
  baseLatest,
  baseEndOfLife,
  userRoot,
  userByName,
  userAgainstPod,
  portAgainstPod,
  secretInLayer,
  copiedButIgnored,
  gitAsked,
  architectureFixed,
  platformFixed,
  entrypointInShell,
  shellMissing,
  downloadUnchecked,
  scriptFromNetwork,
  packagesKept,
  updateAlone,
  copiedFromNowhere,
  argumentOutOfReach,
  baseUndeclared,
  sudoInBuild,
  startedTwice,
  stageNamedTwice,
  triggerForOthers,
  volumeAgainstPod,
];
