import { type Rule, problem } from '../../../audit';
import { applicationsOf, hasOption } from '../applications';
import { pathsIntoLists } from '../ignoring';
import { application, manifests } from './examples';

const ignoring = `ignoreDifferences:
    - { group: networking.istio.io, kind: VirtualService, jqPathExpressions: ['.spec.http[]?.route[]?.weight'] }`;

export const listKeptWhole: Rule = {
  id: 'ARG019',
  severity: 'warning',
  title: 'an ignored field freezes the list around it',
  why: 'with RespectIgnoreDifferences a sync takes the whole list from the cluster: a host or port that changes in Git never arrives, and the Application says Synced',
  repair: 'set ApplyOutOfSyncOnly=true in the place of RespectIgnoreDifferences=true',
  reference: 'https://github.com/argoproj/argo-cd/issues/17694',
  good: manifests(application({ more: ignoring, policy: 'syncOptions: [ApplyOutOfSyncOnly=true]' })),
  bad: manifests(application({ more: ignoring, policy: 'syncOptions: [RespectIgnoreDifferences=true]' })),
  check: ({ manifests }) =>
    applicationsOf(manifests)
      .filter(({ spec }) => hasOption(spec, 'RespectIgnoreDifferences=true'))
      .flatMap(({ manifest, spec, path }) =>
        (spec.ignoreDifferences ?? []).flatMap((ignored, i) =>
          pathsIntoLists(ignored)
            .slice(0, 1)
            .map((one) =>
              problem(
                manifest,
                `${one} of ${ignored.kind} stands in a list, of which nothing is synced any more`,
                'set ApplyOutOfSyncOnly=true in its place',
                `${path}.ignoreDifferences[${i}]`,
              ),
            ),
        ),
      ),
};
