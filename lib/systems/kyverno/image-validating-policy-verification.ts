import { type Manifest, readOnce } from '../../assembly';
import { type Certainty, anyOf, certain } from './certainty';
import { type Certificate, type Decision, decideForBundle, firstAccepted } from './identity';
import { tryRepositoriesIn } from './image-pattern';
import { type CelAttestor, type CelPolicySpec, type ImageValidatingPolicyObject } from './kinds';
import { type Matcher, tryCompileGlob } from './match';
import { type AdmissionRequest, selects } from './selection';
import { type Verification } from './verification';

/** An ImageValidatingPolicy as a verification. */
export class ImageValidatingPolicyVerification implements Verification {
  public readonly denies: boolean;
  public readonly repositories: readonly string[] | undefined;
  private readonly matchers: readonly (Matcher | undefined)[];

  public constructor(public readonly manifest: Manifest<ImageValidatingPolicyObject>) {
    const { spec } = manifest.object;
    const references = spec.matchImageReferences ?? [];
    const globs = references.map(({ glob }) => glob).filter((glob) => glob !== undefined);
    this.denies = denies(spec);
    this.repositories = globs.length < references.length ? undefined : tryRepositoriesIn(globs);
    this.matchers = references.map(({ glob }) => (glob === undefined ? undefined : tryCompileGlob(glob)));
  }

  public get keys(): readonly string[] {
    return usedAttestors(this.manifest.object)
      .flatMap(({ cosign }) => [cosign?.key?.data, cosign?.key?.kms])
      .filter((key) => key !== undefined);
  }

  public selects(request: AdmissionRequest): Certainty {
    return selects(this.manifest.object.spec, request);
  }

  public covers(image: string): Certainty {
    return this.matchers.length === 0 ? 'yes' : anyOf(this.matchers.map((matcher) => answer(matcher, image)));
  }

  public decide(certificate: Certificate): Decision {
    return firstAccepted(
      usedAttestors(this.manifest.object)
        .flatMap(({ cosign }) => (cosign?.keyless ? [cosign.keyless.identities ?? []] : []))
        .map((identities) => decideForBundle(identities, certificate)),
    );
  }
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
export const expressionsOf = readOnce(({ validations = [], variables = [] }: CelPolicySpec): readonly string[] =>
  [...variables, ...validations].map(({ expression }) => expression),
);

function answer(matcher: Matcher | undefined, image: string): Certainty {
  return matcher === undefined ? 'perhaps' : certain(matcher(image));
}
