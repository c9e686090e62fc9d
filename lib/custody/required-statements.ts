import { kindOf, readOnce } from '../assembly';
import { PredicateType } from '../model';
import { verifyImagesOf } from '../systems/kyverno/cluster-policy-verification';
import { expressionsOf } from '../systems/kyverno/image-validating-policy-verification';
import { type ClusterPolicyObject, type ImageValidatingPolicyObject } from '../systems/kyverno/kinds';
import { type Verification } from '../systems/kyverno/verification';

/** The predicate types that a policy wants to be signed, that of the signature itself included; nothing where that is not clear. */
export const requiredStatements = readOnce<readonly string[], Verification>(({ manifest: { object } }) =>
  kindOf(object) === 'kyverno.io/ClusterPolicy'
    ? ofClusterPolicy(object as typeof object & ClusterPolicyObject)
    : ofImageValidatingPolicy(object as typeof object & ImageValidatingPolicyObject),
);

function ofImageValidatingPolicy({ spec }: ImageValidatingPolicyObject): readonly string[] {
  const cel = expressionsOf(spec).join('\n');
  const asked = (spec.attestations ?? []).filter(({ name }) =>
    new RegExp(`\\battestations(\\.${name}\\b|\\[["']${name}["']\\])`).test(cel),
  );
  const types = asked.flatMap(({ intoto }) => intoto?.type ?? []);
  return cel.includes('verifyImageSignatures(') ? [PredicateType.signature.uri, ...types] : types;
}

/** Of several entries it is not said here which one is about an image. */
function ofClusterPolicy(policy: ClusterPolicyObject): readonly string[] {
  const [only, ...more] = verifyImagesOf(policy);
  if (!only || more.length > 0) return [];
  const { attestors = [], attestations = [] } = only.verifyImages;
  const types = attestations.flatMap(({ type, predicateType }) => type ?? predicateType ?? []);
  return attestors.length > 0 ? [PredicateType.signature.uri, ...types] : types;
}
