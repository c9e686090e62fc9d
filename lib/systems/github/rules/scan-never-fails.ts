import { type Rule } from '../../../audit';
import { usesAction, UPLOAD_SARIF } from '../reading/action-facts';
import { imageWorkOf } from '../reading/image-work';
import { IMAGE, TRIVY_ACTION, workflow } from './examples';
import { atStep, eachJob } from './places';

const scan = (code: string): string =>
  `- uses: ${TRIVY_ACTION}\n  with: { image-ref: '${IMAGE}@\${{ github.event.inputs.digest }}', version: v0.72.0${code} }\n`;
const on = '{ workflow_dispatch: { inputs: { digest: { type: string } } } }';

/** Silent where a workflow pushes nothing and hands the report to code scanning, which is what it is there for. */
export const scanNeverFails: Rule = {
  id: 'GHA173',
  severity: 'warning',
  title: 'an image is scanned, and no scan of its job can fail',
  why: 'the action ends well whatever it finds unless exit-code says otherwise: the report is written and the image goes on',
  repair: "set exit-code: '1' on a scan with the severities that must not go on",
  reference: 'https://github.com/aquasecurity/trivy-action#inputs',
  good: workflow({ on, steps: scan(", exit-code: '1'") }),
  bad: workflow({ on, steps: scan('') }),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      const scans = job.steps.filter(
        (step) => usesAction(step, 'aquasecurity/trivy-action') && (step.with['scan-type'] ?? 'image') === 'image',
      );
      const [first] = scans;
      if (!first || scans.some((step) => !['', '0'].includes(step.with['exit-code'] ?? ''))) return [];
      const uploads = job.steps.some((step) => usesAction(step, UPLOAD_SARIF));
      if (uploads && !imageWorkOf(job.file).some(({ does }) => does === 'push')) return [];
      return [
        atStep(
          first,
          'with',
          `no scan of job "${job.id}" fails, whatever it finds`,
          "set exit-code: '1' on one of them",
        ),
      ];
    }),
};
