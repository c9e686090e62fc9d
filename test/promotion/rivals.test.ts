import { type Example, assemblyOf, audit } from '../../lib/audit';
import { promotionRules } from '../../lib/promotion/rules';
import { promoterRun, promotingJobs } from '../../lib/promotion/rules/promoter-example';

const said = (one: Example): readonly string[] =>
  audit(assemblyOf(one), promotionRules).findings.map(({ rule, message }) => `${rule} ${message}`);
const beside = (...others: readonly object[]): readonly string[] =>
  said(promoterRun({ 'order-service': 'promoted/production' }, ...others));
const WRITES = 'pipeline delivery in example writes the image of ghcr.io/acme/order-service to promoted/production';

const flux = (path: string, image = 'ghcr.io/acme/order-service'): readonly object[] => {
  const of = (kind: string, name: string, spec: object): object => {
    const metadata = { name, namespace: 'flux-system' };
    return { apiVersion: 'image.toolkit.fluxcd.io/v1', kind, metadata, spec };
  };
  const author = { name: 'flux', email: 'flux@localhost.invalid' };
  return [
    of('ImageRepository', 'orders', { image, interval: '5m' }),
    of('ImagePolicy', 'orders', { imageRepositoryRef: { name: 'orders' }, policy: { semver: { range: '*' } } }),
    of('ImageUpdateAutomation', 'all', {
      interval: '30m',
      sourceRef: { kind: 'GitRepository', name: 'gitops' },
      git: { checkout: { ref: { branch: 'main' } }, commit: { author }, push: { branch: 'main' } },
      update: { path, strategy: 'Setters' },
    }),
  ];
};

test('an automation of Flux is a rival where its policies are about the image and its folder holds the file', () => {
  const found = (path: string): readonly string[] => [
    `PRM011 it writes images of its policies below ${path} → ${WRITES} → whoever comes last wins`,
  ];
  expect(beside(...flux('./promoted'))).toEqual(found('promoted'));
  expect(beside(...flux('./'))).toEqual(found('.'));
  expect(beside(...flux('./clusters'))).toEqual([]);
  expect(beside(...flux('./promoted', 'ghcr.io/acme/payments'))).toEqual([]);
});

test('Image Updater is one where it watches the image', () => {
  const updater = (imageName: string): object => ({
    apiVersion: 'argocd-image-updater.argoproj.io/v1alpha1',
    kind: 'ImageUpdater',
    metadata: { name: 'orders', namespace: 'argocd' },
    spec: { applicationRefs: [{ namePattern: 'orders', images: [{ alias: 'service', imageName }] }] },
  });
  expect(beside(updater('ghcr.io/acme/order-service:1.x'))).toEqual([
    `PRM011 it writes the newest of ghcr.io/acme/order-service → ${WRITES} → whoever comes last wins`,
  ]);
  expect(beside(updater('ghcr.io/acme/payments:1.x'))).toEqual([]);
});

test('a Stage of Kargo is one where it writes the same file of its clone', () => {
  const stage = (uses: string, path: string): object => ({
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: 'production', namespace: 'orders' },
    spec: {
      requestedFreight: [{ origin: { kind: 'Warehouse', name: 'orders' }, sources: { direct: true } }],
      promotionTemplate: {
        spec: {
          steps: [
            {
              uses: 'git-clone',
              config: { repoURL: 'https://github.com/acme/gitops', checkout: [{ branch: 'main', path: './work/src' }] },
            },
            { uses, config: { path, updates: [{ key: 'image.digest', value: 'x' }] } },
          ],
        },
      },
    },
  });
  expect(beside(stage('yaml-update', './work/src/promoted/production/values.yaml'))).toEqual([
    `PRM011 it writes ./work/src/promoted/production/values.yaml by yaml-update → ${WRITES} → whoever comes last wins`,
  ]);
  expect(beside(stage('kustomize-set-image', './work/src/production'))).toEqual([]);
  expect(beside(stage('git-push', './work/src/promoted/production'))).toEqual([]);
});

test('production waits for staging by its job, through others, or by what it reads', () => {
  const rules = (one: Example): readonly string[] =>
    audit(assemblyOf(one), promotionRules).findings.map(({ rule }) => rule);
  expect(rules(promotingJobs({ staging: [], approval: ['staging'], production: ['approval'] }))).toEqual([]);
  expect(rules(promotingJobs({ production: [] }))).toEqual([]);
  expect(rules(promotingJobs({ staging: ['production'], production: [] }))).toEqual(['PRM012']);
  const { files = {} } = promotingJobs({ staging: [], production: [] });
  const [[path, text] = ['', '']] = Object.entries(files);
  const reading = text.replace(
    /(cat > production)/,
    'git show HEAD:staging/kustomization.yaml | grep "${DIGEST}"\n          $1',
  );
  expect(reading).not.toBe(text);
  expect(rules({ files: { [path]: reading } })).toEqual([]);
});

test('the same between jobs of GitLab', () => {
  const script = (environment: string): string =>
    [
      '    - |',
      `      cat > ${environment}/kustomization.yaml <<EOF`,
      '      images:',
      '        - name: ghcr.io/acme/order-service',
      '          digest: ${DIGEST}',
      '      EOF',
      '      git diff --quiet || git commit --message promote .',
      '      git push origin main',
    ].join('\n');
  const pipeline = (needs: string): Example => ({
    files: {
      '.gitlab-ci.yml': `stages: [promote]\nstaging:\n  stage: promote\n  script:\n${script('staging')}\nproduction:\n  stage: promote\n  needs: [${needs}]\n  script:\n${script('production')}\n`,
    },
  });
  expect(said(pipeline('staging'))).toEqual([]);
  expect(said(pipeline(''))).toEqual([
    'PRM012 pipeline .gitlab-ci.yml of acme/example writes the image of ghcr.io/acme/order-service to production → it neither waits for who writes staging, nor looks there → staging need not have run it',
  ]);
});
