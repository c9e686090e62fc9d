import { type Rule, problem } from '../../../audit';
import { commandLines } from './command-lines';

const script = (command: string): Rule['good'] => ({ files: { 'deploy.sh': `#!/bin/sh\nset -eu\n${command}\n` } });

/** Workflows of GitHub have a rule of their own. */
export const waitOfAnyRevision: Rule = {
  id: 'ARG025',
  severity: 'warning',
  title: 'a script waits for a sync of any revision',
  why: 'Argo CD has often not seen the commit yet: the Application is Synced and Healthy at the old one, and the script goes on',
  repair:
    'wait for the commit or the image: slipway wait --commit, or compare status.sync.revision after a hard refresh',
  reference: 'https://github.com/argoproj/argo-cd/issues/12211',
  good: script('slipway wait --server https://argocd.acme.dev --application api --commit "$COMMIT"'),
  bad: script('argocd app wait api --sync --health --timeout 300'),
  check: (assembly) =>
    commandLines(assembly, /\bargocd app wait\b/)
      .filter(({ place, file }) => !place.subject.startsWith('.github/') && !KNOWS_REVISION.test(file))
      .map(({ place }) =>
        problem(place, 'it waits for a sync of any revision', 'compare status.sync.revision with the commit'),
      ),
};

const KNOWS_REVISION = /app sync|revision|hard-refresh|--refresh/;
