import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { WORKFLOW, WORKFLOW_SUBJECT, admitting, release } from '../../lib/custody/rules/job-examples';

const DENIED = 'every pod of Deployment shop/order-service in example is denied';

const texts = (one: Example): string[] =>
  audit(assemblyOf(one), custodyRules).findings.map(({ rule, message }) => `${rule} ${message}`);
const trusting = (subjects: readonly string[], on: string): Example =>
  admitting(subjects, { [WORKFLOW]: release({ on }) });

test('an expression refuses the tags of versions where it begins with another file, or stands for branches', () => {
  const on = "{ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } }";
  const fitting = (subjectRegExp: string): string[] => {
    const one = trusting([WORKFLOW_SUBJECT], on);
    return texts({
      ...one,
      manifests: (one.manifests ?? '').replace(`subject: ${WORKFLOW_SUBJECT}`, `subjectRegExp: ${subjectRegExp}`),
    });
  };
  const file = String.raw`^https://github\.com/acme/example/\.github/workflows/release\.yaml`;
  expect(fitting(String.raw`${file}@refs/tags/v[0-9]+\.[0-9]+\.[0-9]+$`)).toEqual([]);
  expect(fitting(String.raw`${file}@refs/tags/v?[0-9]+$`)).toEqual([]);
  const refused = (expression: string): string[] => [
    `CUS001 workflow release.yaml of acme/example signs as https://github.com/acme/example/${WORKFLOW}@refs/tags/v… → policy images trusts whoever fits ${expression} → ${DENIED}`,
  ];
  for (const expression of [
    `${file}@refs/heads/main$`,
    String.raw`${file}@refs/tags/release-[0-9]+$`,
    `${file.replace('release', 'build')}@refs/tags/v[0-9]+$`,
  ])
    expect(fitting(expression)).toEqual(refused(expression));
  const versions = `https://github.com/acme/example/${WORKFLOW}@refs/tags/v…`;
  expect(texts(trusting([WORKFLOW_SUBJECT], on))).toEqual([
    `CUS001 workflow release.yaml of acme/example signs as ${versions} → policy images trusts ${WORKFLOW_SUBJECT} → ${DENIED}`,
  ]);
  expect(texts(trusting([WORKFLOW_SUBJECT.replace('heads/main', 'tags/v1.2.3')], on))).toEqual([]);
});
