import { type Rule } from '../../../audit';
import { clusterStoreOpen } from './cluster-store-open';
import { madeTwice } from './made-twice';
import { sealedForEveryone } from './sealed-for-everyone';
import { storeMissing } from './store-missing';
import { storeWithStoredKey } from './store-with-stored-key';
import { tokenOutlived } from './token-outlived';
import { valueNotSealed } from './value-not-sealed';

/** What is judged of External Secrets and Sealed Secrets, in the order of the ids. */
export const secretsRules: readonly Rule[] = [
  storeMissing,
  madeTwice,
  valueNotSealed,
  clusterStoreOpen,
  storeWithStoredKey,
  tokenOutlived,
  sealedForEveryone,
];
