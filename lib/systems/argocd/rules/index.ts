import { type Rule } from '../../../audit';
import { clusterMissing } from './cluster-missing';
import { destinationOutsideProject } from './destination-outside-project';
import { finalizerMissing } from './finalizer-missing';
import { folderEmpty } from './folder-empty';
import { folderMissing } from './folder-missing';
import { hashTakenAway } from './hash-taken-away';
import { hookNeedsSynced } from './hook-needs-synced';
import { hookRunsOtherImage } from './hook-runs-other-image';
import { hookWithoutDeadline } from './hook-without-deadline';
import { kindOutsideProject } from './kind-outside-project';
import { listKeptWhole } from './list-kept-whole';
import { missingKeyStays } from './missing-key-stays';
import { neededLater } from './needed-later';
import { previewNamespaceStays } from './preview-namespace-stays';
import { projectDefault } from './project-default';
import { projectTemplated } from './project-templated';
import { projectUnknown } from './project-unknown';
import { pullRequestsReadAnonymously } from './pull-requests-read-anonymously';
import { pullRequestsSeldomRead } from './pull-requests-seldom-read';
import { replicasPutBack } from './replicas-put-back';
import { repositoryOutsideProject } from './repository-outside-project';
import { retryKeepsCommit } from './retry-keeps-commit';
import { revisionUnnamed } from './revision-unnamed';
import { rollbackRefused } from './rollback-refused';
import { sourceMissing } from './source-missing';
import { syncWaitsForCanary } from './sync-waits-for-canary';
import { waitOfAnyRevision } from './wait-of-any-revision';
import { weightsPutBack } from './weights-put-back';

/** What is checked of Argo CD: Applications, projects, sets, and the order in which they apply. */
export const argoCdRules: readonly Rule[] = [
  projectDefault,
  finalizerMissing,
  retryKeepsCommit,
  folderMissing,
  destinationOutsideProject,
  repositoryOutsideProject,
  kindOutsideProject,
  projectUnknown,
  revisionUnnamed,
  pullRequestsSeldomRead,
  pullRequestsReadAnonymously,
  missingKeyStays,
  projectTemplated,
  sourceMissing,
  clusterMissing,
  previewNamespaceStays,
  replicasPutBack,
  weightsPutBack,
  listKeptWhole,
  neededLater,
  hookNeedsSynced,
  hookRunsOtherImage,
  hookWithoutDeadline,
  syncWaitsForCanary,
  waitOfAnyRevision,
  rollbackRefused,
  folderEmpty,
  hashTakenAway,
];
