import { problem, type Rule } from '../../../audit';
import { tryPurpose } from '../../../shell';
import { commandsOf } from '../reading/commands';
import { isAfter } from '../reading/needs';
import { pipelinesOf } from '../reading/pipelines';
import { whole } from './pushed-images';
import { ci } from './examples';

const jobs = (needs: string): string => `
scan:
  stage: test
  script: [trivy image --exit-code 1 "$IMAGE"]
sign:
  stage: test
  needs: [${needs}]
  script: [cosign sign --key awskms:///alias/ci "$IMAGE"]
`;

export const signedBeforeScanned: Rule = {
  id: 'GLC024',
  severity: 'error',
  title: 'an image is signed without waiting for its scan',
  why: 'the signature is what a cluster admits an image by: one with vulnerabilities has it already when the scan fails',
  repair: 'let the job that signs need the one that scans',
  reference: 'https://docs.gitlab.com/ci/yaml/needs/',
  good: ci(jobs('scan')),
  bad: ci(jobs('')),
  check: (assembly) =>
    pipelinesOf(assembly)
      .filter(whole)
      .flatMap((pipeline) => {
        const does = (purpose: string) =>
          pipeline.jobs.filter((job) => commandsOf(job).some(({ command }) => tryPurpose(command) === purpose));
        const scans = does('scan');
        if (scans.length === 0) return [];
        return does('sign')
          .filter((sign) => !scans.some((scan) => scan === sign || isAfter(pipeline, sign, scan)))
          .map((sign) =>
            problem(
              sign.place(sign.field('needs')),
              `the job does not wait for ${scans[0]?.name ?? ''}`,
              `add it to needs`,
            ),
          );
      }),
};
