import { problem, type Rule } from '../../../audit';
import { fieldTexts, type FieldText } from '../reading/field-texts';
import { tagsOn } from '../reading/metadata-tags';
import { tryScript } from '../reading/step-script';
import { METADATA_ACTION, script, workflow } from './examples';
import { eachMetadata } from './metadata-steps';
import { isPromotion } from './promotion-scripts';

const PROMOTE = "yq -i '.image.tag = strenv(TAG)' values.yaml\ngit diff --quiet || git commit -am promote\ngit push";
const steps = (priority: string): string =>
  `- uses: ${METADATA_ACTION}\n  id: meta\n  with:\n    images: ghcr.io/acme/order-service\n    tags: |\n      type=sha,format=long${priority}\n      type=ref,event=branch\n` +
  script(PROMOTE, "env: { TAG: '${{ steps.meta.outputs.version }}' }");

export const versionIsBranch: Rule = {
  id: 'GHA089',
  severity: 'error',
  title: 'the version that is handed on is the name of a branch',
  why: 'the output version is the tag of the highest priority, and ref comes before sha: every promotion writes "main", and nothing changes',
  repair: 'hand on the digest, or give the rule of the commit a priority above 600',
  reference: 'https://github.com/docker/metadata-action#priority-attribute',
  good: workflow({ steps: steps(',priority=1100') }),
  bad: workflow({ steps: steps('') }),
  check: (assembly) =>
    eachMetadata(assembly, (step, rules) => {
      const { file, id } = step;
      if (id === undefined || !file.on.runsOnBranches || !rules.some(({ type }) => type === 'sha')) return [];
      const branch = file.on.tryFind('push')?.branches[0] ?? 'main';
      const occasion = { event: 'branch', name: branch, commit: '0'.repeat(40), isDefaultBranch: true } as const;
      const [version] = tagsOn(rules, occasion);
      if (version !== branch) return [];
      const reader = fieldTexts(file).find(
        (one) =>
          one.job === step.job && handsOn(one) && new RegExp(`steps\\.${id}\\.outputs\\.version\\b`).test(one.text),
      );
      if (!reader) return [];
      return [
        problem(
          file.place.at(reader.path),
          `${step.title} gives ${branch} as version on every push of ${branch}`,
          'hand on the digest of the build',
        ),
      ];
    }),
};

/** An output of the job, or a script that promotes: what only names the image that was built may be a branch. */
function handsOn({ path, step }: FieldText): boolean {
  const script = step ? tryScript(step) : undefined;
  return script ? isPromotion(script) : /^jobs\.[^.]+\.outputs\./.test(path);
}
