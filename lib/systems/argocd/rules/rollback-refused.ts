import { type Rule, problem } from '../../../audit';
import { applicationsOf, isAutomated } from '../applications';
import { commandLines } from './command-lines';
import { application } from './examples';

const example = (policy?: string): Rule['good'] => ({
  manifests: application(policy === undefined ? {} : { policy }),
  files: { 'rollback.sh': '#!/bin/sh\nset -eu\nargocd app rollback api\n' },
});

export const rollbackRefused: Rule = {
  id: 'ARG026',
  severity: 'error',
  title: 'a script rolls back an Application that syncs by itself',
  why: 'Argo CD refuses it: rollback cannot be initiated when auto-sync is enabled; in an outage the way back does not work',
  repair: 'revert the commit of the promotion in Git, and undo the Rollout meanwhile',
  reference: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/server/application/application.go',
  good: example('retry: { limit: 5 }'),
  bad: example(),
  check: (assembly) => {
    const automated = new Set(
      applicationsOf(assembly.manifests).flatMap(({ manifest, spec }) =>
        isAutomated(spec) ? (manifest.object.metadata.name ?? []) : [],
      ),
    );
    return commandLines(assembly, COMMAND).flatMap(({ text, place }) => {
      const [, name = ''] = COMMAND.exec(text) ?? [];
      if (!automated.has(name)) return [];
      return [problem(place, `the Application ${name} syncs by itself: its rollback is refused`, 'revert in Git')];
    });
  },
};

const COMMAND = /\bargocd app rollback ([\w.-]+)/;
