import { kargoRules } from '../../../lib/systems/kargo/rules';
import { example, policy, stage, steps, strategy, warehouse } from '../../../lib/systems/kargo/rules/examples';
import { messagesOf, type Said, testObjectRules } from '../../rule-examples';

const PRODUCTION = 'Stage shop/production';

/** Subject, path, message and repair of what each rule says of its bad example. */
const SAID: Readonly<Record<string, Said>> = {
  KGO001: [
    PRODUCTION,
    'spec.requestedFreight[0].sources.stages[0]',
    'its project has no Stage stage',
    'name one that is there',
  ],
  KGO002: [
    'Stage shop/staging',
    'spec.requestedFreight',
    'it waits for itself: staging ← production ← staging',
    'break the circle',
  ],
  KGO003: [
    'ProjectConfig shop/shop',
    'spec.promotionPolicies[0].autoPromotionEnabled',
    'production takes every image by itself',
    'set it to false',
  ],
  KGO004: [
    PRODUCTION,
    'spec.promotionTemplate.spec.steps[1]',
    'it writes staging of https://github.com/acme/gitops.git, and so does Stage shop/staging',
    'give each a folder of its own',
  ],
  KGO005: [
    'Stage shop/staging',
    'spec.verification',
    'other Stages take from it what it has not verified',
    'name AnalysisTemplates',
  ],
  KGO006: [
    'Warehouse shop/orders',
    'spec.subscriptions[0].image.allowTags',
    'allowTags fails the discovery of images from Kargo 1.11 on',
    'write allowTagsRegexes',
  ],
  KGO007: [
    'Stage shop/staging',
    'spec.promotionTemplate.spec.steps[1].config',
    'its step kustomize-set-image writes a tag, which can be pushed again',
    'write the digest',
  ],
  KGO008: [
    'Stage shop/staging',
    'spec.requestedFreight[0].sources',
    'it takes freight neither directly nor from a Stage',
    'set direct: true',
  ],
  KGO009: [
    'PromotionStrategy shop/orders',
    'spec.activeCommitStatuses[0].key',
    'nobody reports "timer", there is "bake-time"',
    'use one key for both',
  ],
};

testObjectRules(kargoRules, SAID);

describe('edges', () => {
  const said = (id: string, ...objects: readonly object[]): readonly string[] =>
    messagesOf(kargoRules, id, example(...objects));
  const direct = { direct: true };

  test('GitOps Promoter merges by itself unless it is told not to', () => {
    const environments = [{ branch: 'environment/prod' }, { branch: 'environment/product-tests' }];
    expect(said('KGO003', strategy({ environments }))).toEqual(['environment/prod is merged by itself']);
    expect(said('KGO003', policy('orders-staging', true), policy('live', true))).toEqual([
      'live takes every image by itself',
    ]);
  });

  test('a Warehouse that is not there, and a list of ignored tags', () => {
    expect(said('KGO001', stage('staging', direct))).toEqual(['its project has no Warehouse orders']);
    expect(said('KGO006', warehouse({ ignoreTags: ['latest'] }))).toEqual([
      'ignoreTags fails the discovery of images from Kargo 1.11 on',
    ]);
  });

  test('a tag written by yaml-update', () => {
    const write = (value: string): readonly string[] => {
      const step = { uses: 'yaml-update', config: { path: './gitops/a.yaml', updates: [{ key: 'image.tag', value }] } };
      return said('KGO007', stage('staging', direct, { promotionTemplate: { spec: { steps: [step] } } }));
    };
    expect(write('${{ imageFrom("ghcr.io/acme/orders").Tag }}')).toEqual([
      'its step yaml-update writes a tag, which can be pushed again',
    ]);
    expect(write('${{ imageFrom("ghcr.io/acme/orders").Digest }}')).toEqual([]);
  });

  test('the same folder of another repository, and a path that is computed, are other files', () => {
    const [clone, set, push] = steps('staging');
    const elsewhere = { ...clone, config: { ...clone?.config, repoURL: 'https://github.com/acme/other.git' } };
    const computed = { ...set, config: { ...set?.config, path: './gitops/${{ ctx.stage }}' } };
    const other = (...given: readonly object[]): object =>
      stage('other', direct, { promotionTemplate: { spec: { steps: given } } });
    const staging = stage('staging', direct);
    expect(said('KGO004', staging, other(elsewhere, set ?? {}, push ?? {}))).toEqual([]);
    expect(said('KGO004', staging, other(clone ?? {}, computed))).toEqual([]);
    expect(said('KGO004', staging, other(set ?? {}))).toEqual([]);
  });

  test('a Stage that takes directly too is not waiting for the other', () => {
    const sources = { direct: true, stages: ['production'] };
    expect(said('KGO002', stage('staging', sources), stage('production', { stages: ['staging'] }))).toEqual([]);
  });
});
