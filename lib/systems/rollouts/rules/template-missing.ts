import { problem, type Rule } from '../../../audit';
import { analysesOf } from '../analyses';
import { canary, example, JUDGED, metric, template } from './examples';

export const templateMissing: Rule = {
  id: 'ROL005',
  severity: 'error',
  title: 'a Rollout runs an AnalysisTemplate that does not exist',
  why: 'the controller refuses the Rollout (InvalidSpec) until the template is there; its linter never looks',
  repair: 'add the template to the namespace of the Rollout, or set clusterScope where it is a ClusterAnalysisTemplate',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED })),
  check: (assembly) => {
    const reported = new Set<string>();
    return analysesOf(assembly).flatMap(({ rollout, missing, path }) =>
      missing.flatMap(({ templateName = '', clusterScope }) => {
        const { namespace, name } = rollout.object.metadata;
        const key = [rollout.environment, namespace, name, templateName, clusterScope].join('\n');
        if (reported.has(key)) return [];
        reported.add(key);
        const kind = clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
        const where = clusterScope || namespace === undefined ? '' : ` in namespace ${namespace}`;
        const message = `there is no ${kind} ${templateName}${where}`;
        return [problem(rollout, message, 'add it, or correct the name', `${path}.templates`)];
      }),
    );
  },
};
