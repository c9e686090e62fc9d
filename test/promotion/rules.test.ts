import { RepositoryFiles } from '../../lib/assembly';
import { type Example, type Rule, assemblyOf, audit } from '../../lib/audit';
import { promotionRules } from '../../lib/promotion/rules';
import { CHECK, EDIT, promoting } from '../../lib/promotion/rules/examples';
import { lineOf, testExamples } from '../rule-examples';

const SCRIPT = 'Task order-service-ci/promote spec.steps[0].script';
const RUN = 'PipelineRun ci/delivery- spec.pipelineSpec.tasks[1].taskSpec.steps[0]';

/** What each rule says of its bad example: place, message, repair. */
const TEXTS: Readonly<Record<string, string>> = {
  PRM001: `${SCRIPT}: the loop ends with success when every push has failed → the promotion is lost, and the run is green; leave with success where the push succeeds, and fail behind the loop`,
  PRM002: `${SCRIPT}: sed rewrites every line of values.yaml that fits tag: .* → other images get the tag too; write one place, found by the name of its image, by digest and in quotes`,
  PRM003: `${SCRIPT}: yq writes .images[0].newTag, whichever image stands there → another image may get the version; find the entry by the name of its image`,
  PRM004: `${SCRIPT}: yq writes to what select finds, and succeeds where it finds nothing → nothing is promoted, and nobody is told; look for the new value in the file before it is committed`,
  PRM005: `${SCRIPT}: kustomize writes the file anew → a name that is not there is added and does nothing, comments move; write the one value: slipway promote keeps every other byte`,
  PRM006: `${SCRIPT}: git commit fails where nothing has changed → the second run of a promotion is red, though all is well; commit only where something has changed: git diff --quiet || git commit …`,
  PRM007: `${SCRIPT}: git add -A takes whatever lies in the checkout → it is promoted too; name the one file`,
  PRM008: `${SCRIPT}: git push --force overwrites what others have pushed since the clone → their promotions are lost; push without force, and start over from the new head where the push is refused`,
  PRM009: `${RUN}: pipeline delivery in example writes the image of ghcr.io/acme/payments to production/kustomization.yaml → pipeline delivery in example writes that of ghcr.io/acme/order-service there → whoever comes last wins; give each promoter a folder of its own`,
  PRM010:
    'Kustomization order-service: pipeline delivery in example writes example.yaml too → each undoes what the other wrote; leave the folder to the promoter, and name it as a component',
  PRM011:
    'Stage order-service/production: it writes ./src/production by kustomize-set-image → pipeline delivery in example writes the image of ghcr.io/acme/order-service to production → whoever comes last wins; leave the image to one of the two',
  PRM012:
    'Workflow .github/workflows/promote.yaml jobs.production.steps[0].run: workflow promote.yaml of acme/example writes the image of ghcr.io/acme/order-service to production → it neither waits for who writes staging, nor looks there → staging need not have run it; let the job wait for the one of the environment before, or ask for its file',
  PRM013:
    'scripts/promote.sh: git gets $GITOPS_TOKEN in an address → it stands in .git/config and in what git prints; let git ask for it with GIT_ASKPASS',
};

function textsOf(example: Example, rules: readonly Rule[] = promotionRules): string[] {
  return audit(assemblyOf(example), rules).findings.map(lineOf);
}

function idsOf(...lines: readonly string[]): string[] {
  return audit(assemblyOf(promoting(...lines)), promotionRules).findings.map(({ rule }) => rule);
}

const each = Object.fromEntries(Object.entries(TEXTS).map(([id, text]) => [id, [text]]));
testExamples(promotionRules, each, (_, example) => textsOf(example));

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['a script that pushes nothing', ['sed -i "s/tag: .*/tag: x/" a.yaml', 'git commit -am x'], []],
  [
    'a loop that fails behind its end',
    [EDIT, CHECK, 'for i in 1 2; do git push && break || sleep 1; done', 'exit 1'],
    [],
  ],
  [
    'a loop that only pauses behind its end',
    [EDIT, CHECK, 'for i in 1 2; do git push && break || sleep 1; done', 'echo done'],
    ['PRM001'],
  ],
  ['sed in a pipe', ['sed "s/tag: .*/tag: x/" a.yaml > b.yaml', 'git push'], []],
  ['sed at one address', ['sed -i "/name: app/s/tag: .*/tag: x/" a.yaml', 'git push'], []],
  ['sed on another key', ['sed -i "s/replicas: .*/replicas: 3/" a.yaml', 'git push'], []],
  ['sed with an empty ending', ['sed -i "" -e "s|newTag: .*|newTag: x|" a.yaml', 'git push'], ['PRM002']],
  ['yq that reads by number', ['yq ".images[0].digest" a.yaml', 'git push'], []],
  ['yq that compares by number', ['yq -e \'.images[0].digest == "x"\' a.yaml', 'git push'], []],
  ['yq with update', ['yq -i ".spec.containers[1].image |= strenv(IMAGE)" a.yaml', 'git push'], ['PRM003']],
  ['an asked commit', [EDIT, CHECK, 'if git commit -m x a.yaml; then git push; fi'], []],
  ['a commit that may be empty', [EDIT, CHECK, 'git commit --allow-empty -m x', 'git push'], []],
  [
    'a commit behind a status',
    [EDIT, CHECK, 'if [ -n "$(git status --porcelain)" ]; then git commit -m x; git push; fi'],
    [],
  ],
  ['git with options of its own', [EDIT, CHECK, 'git -C gitops -c a=b commit -m x', 'git -C gitops push'], ['PRM006']],
  ['a commit of everything', [EDIT, CHECK, 'git diff --quiet || git commit -am x', 'git push'], ['PRM007']],
  ['a lease', [EDIT, CHECK, 'git push --force-with-lease origin main'], []],
  [
    'force in short and by plus',
    [EDIT, CHECK, 'git push -f origin main', 'git push origin +HEAD:main'],
    ['PRM008', 'PRM008'],
  ],
  ['a tag that moves', [EDIT, CHECK, 'git tag -f stable v1', 'git push origin -f stable'], []],
  ['a tag beside the branch', [EDIT, CHECK, 'git tag v1', 'git push -f origin main'], ['PRM008']],
  ['a rebase, which promotes nothing', ['git rebase main', 'git commit --amend', 'git push -f origin topic'], []],
  ['a file that is no manifest', ['sed -i "s/1.0/1.1/" go.mod', 'git commit -am x', 'git push -f'], []],
  ['a file that a variable names', ['sed -i "s/newTag: a/newTag: b/" "$FILE"', 'git push -f'], ['PRM008']],
])('%s', (_, lines, ids) => {
  expect(idsOf(...lines)).toEqual(ids);
});

test('reads shell files too, and says the line', () => {
  const file = (content: string, line?: number) => ({
    repository: 'acme/example',
    path: 'scripts/promote',
    content,
    origin: { file: 'scripts/promote', ...(line === undefined ? {} : { line }) },
  });
  const judged = (line?: number) => {
    const files = new RepositoryFiles([
      file('#!/usr/bin/env bash\nenvsubst <a >b.yaml\ngit push --force\n', line),
      file('git push -f >b.yaml\n'),
    ]);
    return audit({ ...assemblyOf({}), files }, promotionRules).findings.map(({ rule, place }) => ({ rule, place }));
  };
  const subject = 'scripts/promote';
  expect(judged(1)).toEqual([{ rule: 'PRM008', place: { origin: { file: subject, line: 3 }, subject } }]);
  expect(judged()).toEqual([{ rule: 'PRM008', place: { origin: { file: subject }, subject } }]);
});

test.each([
  ['one long expression of sed', `sed -i "s|${'tag:.*'.repeat(20_000)}" a.yaml`],
  ['one long expression of yq', `yq -i "${'select('.repeat(20_000)}" a.yaml`],
  ['many commits', `yq -i .a=1 a.yaml\n${'git commit\n'.repeat(10_000)}`],
  ['many selections', "yq -i 'select(.a == 1).b = 2' a.yaml\n".repeat(10_000)],
])('%s takes no longer than reading it', (_, text) => {
  const content = `${text}\ngit push\n`;
  const files = new RepositoryFiles([{ repository: 'acme/example', path: 'a.sh', content, origin: { file: 'a.sh' } }]);
  const before = performance.now();
  audit({ ...assemblyOf({}), files }, promotionRules);
  expect(performance.now() - before).toBeLessThan(3000);
});

test('a step may push what a step before it has written', () => {
  const steps = [
    `script: |\n        #!/bin/sh\n        ${EDIT}\n`,
    'script: |\n        #!/bin/sh\n        git push -f\n',
  ];
  const judged = (all: readonly string[]): string[] =>
    textsOf({
      manifests: `
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: promote }
spec:
  steps:
${all.map((one) => `    - image: registry.example.com/git:2\n      ${one}`).join('')}`,
    });
  const [message] = (TEXTS.PRM008 ?? '').replace('--force', '-f').split(`${SCRIPT}: `).slice(1);
  expect(judged(steps.slice(1))).toEqual([]);
  expect(judged(steps)).toEqual([`Task promote spec.steps[1].script: ${message ?? ''}`]);
});

test('two environments of one service may have one folder each, and one run may promote twice', () => {
  const [rule] = promotionRules.filter(({ id }) => id === 'PRM009');
  const twice = { manifests: `${rule?.good.manifests ?? ''}---\n${rule?.good.manifests ?? ''}` };
  expect(textsOf(twice, rule ? [rule] : [])).toEqual([]);
});

test.each<readonly [string, string, number]>([
  ['a token of the script itself', 'git clone "https://oauth2:$TOKEN@gitlab.com/acme/gitops.git"', 1],
  ['the same address twice', 'A=https://x:$T@github.com/a/b.git\ngit clone "$A" one\ngit fetch "$A"', 1],
  ['an address that git never gets', 'A=https://x:$T@github.com/a/b.git\ncurl "$A"', 0],
  ['a user without a secret', 'git clone https://git@github.com/acme/gitops.git', 0],
  ['a host that a variable names', 'git clone "https://$HOST/acme/gitops.git"', 0],
])('PRM013: %s', (_, content, count) => {
  const files = { 'scripts/promote.sh': `#!/bin/sh\n${content}\n` };
  expect(textsOf({ files }, promotionRules).filter((text) => text.includes('in an address'))).toHaveLength(count);
});
