import { allHolds, type RunRecord } from '../../conformance/rehearsal/play/record';
import { htmlPage } from '../../conformance/rehearsal/report/html-page';
import { markdownPage } from '../../conformance/rehearsal/report/markdown-page';
import { plot } from '../../conformance/rehearsal/report/plot';

const DIGEST = `sha256:0123456789abcdef${'0'.repeat(48)}`;

const RECORD: RunRecord = {
  began: '2026-11-21 10:00 UTC',
  versions: { kubernetes: '1.34.1' },
  acts: [
    {
      name: 'A push becomes an image',
      begins: 0,
      ends: 90_000,
      checks: [
        { what: 'the run', seen: 'Succeeded', holds: true },
        { what: 'the signer', seen: 'a|b <script>', holds: true },
      ],
    },
    { name: 'What must not come in stays out', begins: 90_000, ends: 95_000, checks: [] },
  ],
  events: [
    { at: 2000, who: 'el-order-service', what: 'made a run' },
    { at: 1000, who: 'git', what: 'was pushed to', digest: DIGEST },
  ],
  canaries: [
    {
      name: 'version 2',
      digest: DIGEST,
      failed: 3,
      answered: 100,
      foretold: { least: 1, most: 9 },
      samples: [
        { at: 0, weight: 0 },
        { at: 10_000, weight: 20, errorRate: 0.3 },
        { at: 20_000, weight: 60, errorRate: 0.25 },
        { at: 30_000, weight: 0 },
      ],
    },
  ],
  attacks: [{ name: 'an unsigned image', control: 'ImageValidatingPolicy', denied: true, said: 'not signed' }],
  faults: [
    { name: "the gate's count", found: ['error ROL004'], act: 'production', foretold: 'InvalidSpec' },
    {
      name: "a result's name",
      found: ['error TKN005'],
      act: 'build',
      foretold: 'the run fails',
      played: { said: 'InvalidTaskResultReference', holds: true },
    },
  ],
};

test('the page tells of the run in tables, and keeps what others said in its place', () => {
  const page = markdownPage(RECORD);
  expect(page).toContain('Recorded 2026-11-21 10:00 UTC, in 95.0 s: everything held.');
  expect(page.split('\n').filter((line) => line.startsWith('|') || line.startsWith('-'))).toEqual([
    '| engine     | version |',
    '| ---------- | ------- |',
    '| kubernetes | 1.34.1  |',
    '| part                    | instead                                                                                                 |',
    '| ----------------------- | ------------------------------------------------------------------------------------------------------- |',
    '| GitHub                  | a Git server whose hook signs a push as the webhook does                                                |',
    '| AWS                     | a registry of its own; its ECR repository and its roles are judged by Terraform, in docs/conformance.md |',
    '| the STS of AWS          | a simulator of IAM, which reads whom a role trusts from a stand-in that Terraform has applied it to     |',
    '| Sigstore                | a Fulcio, a Rekor and a TUF repository of its own, which trust the tokens of this cluster               |',
    '| Argo CD or Flux         | a loop around kubectl apply --kustomize, from the client as Argo CD does; it deletes nothing            |',
    '| a gateway               | nothing: its routes are accepted by the API server alone, and weights are shares of the pods            |',
    '| network policies        | nothing: they are accepted, and nobody enforces them                                                    |',
    '| the Prometheus Operator | a Prometheus that finds its pods by the names of their ports                                            |',
    '| act                             | time   | held   |',
    '| ------------------------------- | ------ | ------ |',
    '| A push becomes an image         | 90.0 s | 2 of 2 |',
    '| What must not come in stays out | 5.0 s  | yes    |',
    '- the run: Succeeded',
    '- the signer: a\\|b \\<script>',
    '| release   | image        | requests | failed    | foretold |',
    '| --------- | ------------ | -------- | --------- | -------- |',
    '| version 2 | 0123456789ab | 100      | 3 (3.0 %) | 1 to 9   |',
    '| attack            | stopped by            | denied | said       |',
    '| ----------------- | --------------------- | ------ | ---------- |',
    '| an unsigned image | ImageValidatingPolicy | yes    | not signed |',
    '| fault            | found by     | fails in   | foretold      | in the cluster                 |',
    '| ---------------- | ------------ | ---------- | ------------- | ------------------------------ |',
    "| the gate's count | error ROL004 | production | InvalidSpec   | not tried                      |",
    "| a result's name  | error TKN005 | build      | the run fails | so: InvalidTaskResultReference |",
    '| at    | who              | what          | image        |',
    '| ----- | ---------------- | ------------- | ------------ |',
    '| 1.0 s | git              | was pushed to | 0123456789ab |',
    '| 2.0 s | el-order-service | made a run    |              |',
  ]);
});

test('the page says where and when the faults were played, and how long each took', () => {
  const unaudited = {
    began: '2026-11-21 12:50 UTC',
    acts: [
      { name: "Nobody audits: a result's name", begins: 0, ends: 4000, checks: [] },
      { name: "Repaired: a result's name", begins: 4000, ends: 9000, checks: [] },
    ],
  };
  const page = markdownPage({ ...RECORD, unaudited });
  expect(page).toContain(
    [
      'The last column was recorded 2026-11-21 12:50 UTC by `npm run rehearsal -- faults`, in 9.0 s: in a cluster of its own, each fault was synthesized without the audit, delivered as it was written, and repaired before the next one.',
      '',
      '| act                            | time  | held |',
      '| ------------------------------ | ----- | ---- |',
      "| Nobody audits: a result's name | 4.0 s | yes  |",
      "| Repaired: a result's name      | 5.0 s | yes  |",
    ].join('\n'),
  );
  const html = htmlPage({ ...RECORD, unaudited });
  expect(html).toContain('<p>The last column was recorded 2026-11-21 12:50 UTC, in a cluster of its own.</p>');
  expect(html).toContain('<span>Repaired: a result&#39;s name, 5.0 s</span>');
  const checks = [{ what: 'x', seen: 'y', holds: false }];
  const failed = { ...unaudited, acts: [{ name: 'a', begins: 0, ends: 1, checks }] };
  expect(allHolds({ ...RECORD, unaudited: failed })).toBe(false);
});

test('a release is drawn as steps of its weight and stretches of its error rate', () => {
  const [release] = RECORD.canaries;
  if (release === undefined) throw new Error('no release');
  const drawn = [...plot(release).matchAll(/<path class="(\w+)" d="([^"]+)"/g)].map(([, name, d]) => [name, d]);
  expect(drawn).toEqual([
    ['weight', 'M44.0 156.0H254.7V126.8H465.3V68.4H676.0V156.0'],
    ['errors', 'M254.7 112.2L465.3 119.5'],
  ]);
  expect(plot({ ...release, samples: [] })).toBe('');
});

test('the HTML page holds the same, needs nothing else, and runs nothing that others said', () => {
  const page = htmlPage(RECORD);
  for (const text of ['version 2', '0123456789ab', 'InvalidTaskResultReference', 'foretold were 1 to 9', '<svg ']) {
    expect(page).toContain(text);
  }
  expect(page).toContain('a|b &#60;script&#62;');
  expect(page).not.toMatch(/<script|<link|<img|https?:\/\/|@import|url\(/);
});

test.each<[string, Partial<RunRecord>]>([
  ['a check', { acts: [{ name: 'a', begins: 0, ends: 1, checks: [{ what: 'x', seen: 'y', holds: false }] }] }],
  ['an attack', { attacks: [{ name: 'a', control: 'b', denied: false, said: 'created' }] }],
  ['a fault that nobody finds', { faults: [{ name: 'a', found: [], act: 'build', foretold: 'b' }] }],
  [
    'a fault that does something else',
    { faults: [{ name: 'a', found: ['error X'], act: 'build', foretold: 'b', played: { said: 'c', holds: false } }] },
  ],
])('tells when it did not go as it should: %s', (_name, change) => {
  const record = { ...RECORD, ...change };
  expect([allHolds(RECORD), allHolds(record)]).toEqual([true, false]);
  expect(markdownPage(record)).toContain('**not everything held**');
  expect(htmlPage(record)).toContain('not everything held');
});
