import { problem, type Rule } from '../../../audit';
import { automation, example, GITOPS, policy, SCANNED } from './examples';

const others = [GITOPS, SCANNED, policy()];
const git = { commit: { author: { email: 'flux@acme.dev' } }, checkout: { ref: { branch: 'main' } } };

export const pushedUnseen: Rule = {
  id: 'FLX012',
  severity: 'warning',
  title: 'an ImageUpdateAutomation pushes to the branch that production follows',
  why: 'every image that the registry gets is in production minutes later, whoever pushed it, and nobody has seen it',
  repair: 'push to a branch of its own, and merge it by a pull request',
  reference: 'https://fluxcd.io/flux/components/image/imageupdateautomations/#push',
  good: example(...others, automation()),
  bad: example(...others, automation({ git })),
  check: ({ manifests }) =>
    manifests.of('image.toolkit.fluxcd.io/ImageUpdateAutomation').flatMap((manifest) => {
      const { sourceRef, git, update } = manifest.object.spec;
      const { environment } = manifest;
      const namespace = sourceRef.namespace ?? manifest.object.metadata.namespace;
      const source = manifests.tryFind('source.toolkit.fluxcd.io/GitRepository', {
        environment,
        namespace,
        name: sourceRef.name,
      });
      const followed = git?.checkout?.ref?.branch ?? source?.object.spec.ref?.branch;
      const pushed = git?.push?.branch ?? (git?.push?.refspec === undefined ? followed : undefined);
      const path = update?.path ?? '.';
      if (pushed === undefined || pushed !== followed || !reachesProduction(path, environment)) return [];
      const message = `it pushes ${path} to ${pushed}, the branch that it reads`;
      return [problem(manifest, message, 'push to a branch of its own', 'spec.git.push')];
    }),
};

/** A path that names another environment does not. */
function reachesProduction(path: string, environment: string): boolean {
  return /^\.?\/?$/.test(path) || /(^|[/-])prod(uction)?([/-]|$)/.test(`${path}/${environment}`);
}
