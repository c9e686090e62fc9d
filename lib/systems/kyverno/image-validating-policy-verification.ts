import { type Manifest, readOnce } from '../../assembly';
import { type Certainty, anyOf, certain } from './certainty';
import { decideForBundle, firstAccepted } from './identity';
import { tryRepositoriesIn } from './image-pattern';
import { type CelAttestor, type CelPolicySpec, type ImageValidatingPolicyObject } from './kinds';
import { type Matcher, tryCompileGlob } from './match';
import { selects } from './selection';
import { type Verification } from './verification';

/** An ImageValidatingPolicy as a verification. */
export function verificationByImageValidatingPolicy(manifest: Manifest<ImageValidatingPolicyObject>): Verification {
  const { spec } = manifest.object;
  const references = spec.matchImageReferences ?? [];
  const globs = references.map(({ glob }) => glob).filter((glob) => glob !== undefined);
  const matchers = references.map(({ glob }) => (glob === undefined ? undefined : tryCompileGlob(glob)));
  return {
    manifest,
    denies: denies(spec),
    repositories: globs.length < references.length ? undefined : tryRepositoriesIn(globs),
    get keys() {
      const keys = usedAttestors(manifest.object).flatMap(({ cosign }) => [cosign?.key?.data, cosign?.key?.kms]);
      return keys.filter((key) => key !== undefined);
    },
    selects: (request) => selects(spec, request),
    covers: (image) => (matchers.length === 0 ? 'yes' : anyOf(matchers.map((matcher) => answer(matcher, image)))),
    decide: (certificate) =>
      firstAccepted(
        usedAttestors(manifest.object)
          .flatMap(({ cosign }) => (cosign?.keyless ? [cosign.keyless.identities ?? []] : []))
          .map((identities) => decideForBundle(identities, certificate)),
      ),
  };
}

/** Whether a CEL policy denies: it does where it says nothing. */
export function denies({ validationActions = [] }: CelPolicySpec): boolean {
  return validationActions.length === 0 || validationActions.includes('Deny');
}

/** The attestors that an expression of the policy speaks of; the others are only declared. */
export const usedAttestors = readOnce(({ spec }: ImageValidatingPolicyObject): readonly CelAttestor[] => {
  const text = expressionsOf(spec).join('\n');
  return (spec.attestors ?? []).filter(({ name }) =>
    [`attestors.${name}`, `attestors["${name}"]`, `attestors['${name}']`].some((use) =>
      text.split(use).some((rest, i) => i > 0 && !/^\w/.test(rest)),
    ),
  );
});

/** The CEL by which a policy judges. */
export function expressionsOf({ validations = [], variables = [] }: CelPolicySpec): readonly string[] {
  return [...variables, ...validations].map(({ expression }) => expression);
}

function answer(matcher: Matcher | undefined, image: string): Certainty {
  return matcher === undefined ? 'perhaps' : certain(matcher(image));
}
