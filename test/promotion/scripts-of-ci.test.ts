import { assemblyOf, audit } from '../../lib/audit';
import { promotionRules } from '../../lib/promotion/rules';
import { lineOf } from '../rule-examples';

const texts = (path: string, content: string): readonly string[] =>
  audit(assemblyOf({ files: { [path]: content } }), promotionRules).findings.map(lineOf);

const WORKFLOW = `name: promote
on: { push: { branches: [main] } }
jobs:
  promote:
    runs-on: ubuntu-24.04
    steps:
      - name: Edit
        run: yq -i '(.images[] | select(.name == "order-service")).digest = strenv(DIGEST)' kustomization.yaml
      - name: Push
        run: |
          sed -i "s|tag: .*|tag: \${TAG}|" values.yaml
          yq -i '(.images[] | select(.name == "sidecar")).digest = strenv(DIGEST)' kustomization.yaml
          git add -A
          git diff --cached --quiet || git commit --message promote
          git push --force origin HEAD:main
`;

test('a workflow is told of what the rules of workflows do not say', () => {
  expect(texts('.github/workflows/promote.yaml', WORKFLOW)).toEqual([
    'Workflow .github/workflows/promote.yaml jobs.promote.steps[1].run: yq writes to what select finds, and succeeds where it finds nothing → nothing is promoted, and nobody is told; look for the new value in the file before it is committed',
    'Workflow .github/workflows/promote.yaml jobs.promote.steps[1].run: git push --force overwrites what others have pushed since the clone → their promotions are lost; push without force, and start over from the new head where the push is refused',
    'Workflow .github/workflows/promote.yaml jobs.promote.steps[1].run: git add -A takes whatever lies in the checkout → it is promoted too; name the one file',
  ]);
  const elsewhere = WORKFLOW.replaceAll(/(yq|sed) -i.*/g, 'make release');
  expect(texts('.github/workflows/promote.yaml', elsewhere)).toEqual([]);
});

const PIPELINE = `stages: [promote]
.promote:
  before_script:
    - git clone https://gitlab.com/acme/gitops.git
  script:
    - 'sed -i "s|tag: .*|tag: \${TAG}|" values.yaml'
    - |
      for i in 1 2 3; do
        git push origin HEAD:main && break || sleep 1
      done
staging:
  extends: .promote
  stage: promote
production:
  extends: .promote
  stage: promote
`;

test('a job of GitLab is told of everything, at its line, and once where jobs inherit it', () => {
  const { findings } = audit(assemblyOf({ files: { '.gitlab-ci.yml': PIPELINE } }), promotionRules);
  expect(findings.map((one) => [one.rule, one.place.origin.line, lineOf(one)])).toEqual([
    [
      'PRM001',
      9,
      'job staging .promote.script[1]: the loop ends with success when every push has failed → the promotion is lost, and the run is green; leave with success where the push succeeds, and fail behind the loop',
    ],
    [
      'PRM002',
      6,
      'job staging .promote.script[0]: sed rewrites every line of values.yaml that fits tag: .* → other images get the tag too; write one place, found by the name of its image, by digest and in quotes',
    ],
  ]);
});
