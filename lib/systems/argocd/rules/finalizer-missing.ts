import { type Rule, problem } from '../../../audit';
import { application, manifests } from './examples';

/** A set gives its Applications the finalizer by itself. */
export const finalizerMissing: Rule = {
  id: 'ARG002',
  severity: 'advice',
  title: 'an Application has no finalizer',
  why: 'when it is deleted, all that it made goes on running, and nobody updates it any more',
  repair: 'add resources-finalizer.argocd.argoproj.io, unless that is what you want',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/#about-the-deletion-finalizer',
  good: manifests(application()),
  bad: manifests(application({ finalizers: '' })),
  check: ({ manifests }) =>
    manifests
      .of('argoproj.io/Application')
      .filter(({ object }) => !(object.metadata.finalizers ?? []).some((one) => one.startsWith(FINALIZER)))
      .map((manifest) =>
        problem(manifest, 'it has no finalizer: what it made outlives it', `add ${FINALIZER}`, 'metadata.finalizers'),
      ),
};

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
