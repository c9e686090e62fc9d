import { type Duration, type ImageRepository, type PredicateType, type SigningIdentity } from '../../model';
import { type Namespaces } from './namespaces';
import { type RegistryCredentials } from './registry-credentials';
import { type SigstoreRoots } from './sigstore-roots';

/** What a trust policy means, whichever kind of Kyverno's it is written as: every choice made, every value checked. */
export interface TrustIntent {
  readonly name: string;
  readonly images: readonly ImageRepository[];
  readonly trusts: readonly SigningIdentity[];
  readonly namespaces: Namespaces;
  readonly requires: readonly PredicateType[];
  readonly roots: SigstoreRoots;
  readonly credentials: RegistryCredentials;
  readonly timeout: Duration;
}
