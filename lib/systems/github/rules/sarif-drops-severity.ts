import { type Rule } from '../../../audit';
import { TRIVY, usesAction } from '../reading/action-facts';
import { TRIVY_ACTION, workflow } from './examples';
import { atStep, eachStep } from './places';

const scan = (more: string): string =>
  `- uses: ${TRIVY_ACTION}\n  with: { image-ref: 'ghcr.io/acme/order-service:main', format: sarif, output: trivy.sarif, severity: 'CRITICAL,HIGH', exit-code: '1', version: v0.72.0${more} }\n`;

export const sarifDropsSeverity: Rule = {
  id: 'GHA100',
  severity: 'error',
  title: 'a scan that writes SARIF fails on findings of any severity',
  why: 'for SARIF the action of trivy takes the severity filter away: the build stops at a finding of LOW, against what the step says',
  repair: 'write SARIF with exit-code 0, and gate by a second scan; or set limit-severities-for-sarif',
  reference: 'https://github.com/aquasecurity/trivy-action#inputs',
  good: workflow({ steps: scan(', limit-severities-for-sarif: true') }),
  bad: workflow({ steps: scan('') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { format = '', severity, 'exit-code': code = '0' } = step.with;
      if (!usesAction(step, TRIVY) || format !== 'sarif' || severity === undefined || code === '0') return [];
      if (step.with['limit-severities-for-sarif'] !== undefined) return [];
      return [
        atStep(
          step,
          'with.severity',
          `${step.title} fails on any severity, not on ${severity}`,
          'set limit-severities-for-sarif: true, or gate by a scan in another format',
        ),
      ];
    }),
};
