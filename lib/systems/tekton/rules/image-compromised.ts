import { tryParseImageReference } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { allContainers } from '../container-in-place';
import { example, oneStep, PINNED } from './examples';

export const imageCompromised: Rule = {
  id: 'TKN041',
  severity: 'error',
  title: 'a step runs a release that was replaced by malicious code',
  why: 'versions 0.69.4 to 0.69.6 of trivy carried a program that steals credentials (CVE-2026-33634), and mirrors may still have them',
  repair: 'take another version, by its digest, and change every credential that the pipeline could read',
  reference: 'https://github.com/aquasecurity/trivy/security/advisories',
  good: example(oneStep({ image: PINNED })),
  bad: example(oneStep({ image: 'aquasec/trivy:0.69.5' })),
  check: (assembly) =>
    allContainers(assembly).flatMap(({ manifest, path, title, container, fold }) => {
      const parsed = tryParseImageReference(fold(container.image ?? ''));
      if (!parsed || !/(^|\/)trivy$/.test(parsed.path) || !/^v?0\.69\.[456](-|$)/.test(parsed.tag ?? '')) return [];
      return problem(
        manifest,
        `${title} runs trivy ${parsed.tag ?? ''}, a release that was replaced by malicious code`,
        'take another version by its digest',
        `${path}.image`,
      );
    }),
};
