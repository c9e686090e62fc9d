import { type Rule } from '../../../audit';
import { tryPurpose } from '../../../shell';
import { buildsImage, usesAction } from '../reading/action-facts';
import { tryScript } from '../reading/step-script';
import { type JobInFile, type StepInFile } from '../reading/workflow-file';
import { CHECKOUT, script, workflow } from './examples';
import { atStep, eachJob } from './places';

const TEST = script('go test ./...\n');

export const checkoutMissing: Rule = {
  id: 'GHA175',
  severity: 'error',
  title: 'a job works on the repository and does not check it out',
  why: 'a runner begins with an empty folder: there is nothing to test or to build',
  repair: 'begin with actions/checkout',
  reference: 'https://github.com/actions/checkout',
  good: workflow({ steps: `- uses: ${CHECKOUT}\n${TEST}` }),
  bad: workflow({ steps: TEST }),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      const worker = job.steps.find(worksOnFiles);
      if (!worker || bringsFiles(job)) return [];
      return [atStep(worker, '', `${worker.title} finds an empty folder`, 'check the repository out before it')];
    }),
};

function worksOnFiles(step: StepInFile): boolean {
  if (step.uses?.kind === 'local') return true;
  if (buildsImage(step)) return step.with['context'] === '.';
  return (tryScript(step)?.commands ?? []).some((command) => {
    const purpose = tryPurpose(command);
    return (
      (purpose === 'test' || purpose === 'lint') &&
      /^(go|npm|mvn|gradle|cargo|pytest|golangci-lint)$/.test(command.words[0] ?? '')
    );
  });
}

/** Any other action or script may bring them. */
function bringsFiles(job: JobInFile): boolean {
  return (
    job.runsOn.some((label) => label.includes('self-hosted')) ||
    job.steps.some(
      (step) =>
        usesAction(step, 'actions/checkout', 'actions/download-artifact', 'actions/cache/restore') ||
        (step.uses !== undefined &&
          !/^(actions|docker|aws-actions|aquasecurity|golangci)\//.test(`${step.fields['uses'] as string}`)) ||
        /\bgit\b|\bcurl\b|\btar\b|\bgh\b|\bmkdir\b|\bcat >/.test(step.run ?? ''),
    )
  );
}
