import { problem, type Rule } from '../../../audit';
import { type TagRule } from '../reading/metadata-tags';
import { type Triggers } from '../reading/triggers';
import { METADATA_ACTION, workflow } from './examples';
import { eachMetadata } from './metadata-steps';

const steps = `- uses: ${METADATA_ACTION}\n  with:\n    images: ghcr.io/acme/order-service\n    tags: |\n      type=sha\n      type=semver,pattern={{version}}\n`;

export const tagRuleNeverFires: Rule = {
  id: 'GHA090',
  severity: 'warning',
  title: 'a rule for tags never makes one',
  why: 'the workflow is not started by what the rule waits for: the tag that people expect is never pushed',
  repair: 'add the trigger, or remove the rule',
  reference: 'https://github.com/docker/metadata-action#tags-input',
  good: workflow({ on: "{ push: { branches: [main], tags: ['v*'] } }", steps }),
  bad: workflow({ steps }),
  check: (assembly) =>
    eachMetadata(assembly, (step, rules, text) =>
      rules.flatMap((rule) => {
        const missing = tryMissing(rule, step.file.on);
        if (missing === undefined) return [];
        const place = step.file.place.within(`${step.path}.with.tags`, text, text.indexOf(rule.line));
        return [
          problem(
            place,
            `${rule.line} never fires: nothing starts the workflow on ${missing}`,
            `add the trigger, or remove the rule`,
          ),
        ];
      }),
    ),
};

/** What a rule waits for and the workflow is not started by. Who else calls the workflow is not in the file. */
function tryMissing({ type, attributes }: TagRule, on: Triggers): string | undefined {
  if (on.has('workflow_call', 'workflow_run') || on.all.length === 0) return undefined;
  const isOnTags =
    type === 'semver' || type === 'pep440' || type === 'match' || (type === 'ref' && attributes['event'] === 'tag');
  if (isOnTags && (attributes['value'] ?? '') === '') {
    const isVersion = type === 'semver' || type === 'pep440';
    return on.runsOnTags && (!isVersion || on.runsOnOneOf(VERSIONS)) ? undefined : 'tags';
  }
  if (type === 'ref' && attributes['event'] === 'pr')
    return on.has('pull_request', 'pull_request_target') ? undefined : 'pull requests';
  return type === 'schedule' && !on.has('schedule') ? 'a schedule' : undefined;
}

/** Tags that are versions, one of each form that people use. */
const VERSIONS = ['v1.2.3', '1.2.3', 'v10.20.30', 'v0.1.0', 'v1.2.3-rc.1', '1.2.3-rc.1', 'v2.0.0', '2.0.0', '0.1.0'];
