import { type Problem, type Rule, problem } from '../../../audit';
import { type OrderFault, orderFaultsOf } from '../tag-order';

/** The check of a rule on some kinds of faults in the order of tags. */
export function orderFaults(kinds: readonly OrderFault['kind'][], repair: string): Rule['check'] {
  return ({ manifests }): readonly Problem[] =>
    manifests.of('image.toolkit.fluxcd.io/ImagePolicy').flatMap((manifest) =>
      orderFaultsOf(manifest.object.spec)
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ message, path }) => problem(manifest, message, repair, path)),
    );
}
