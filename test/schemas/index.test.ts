import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCrds } from '../../scripts/facts/crd';
import { readKubernetesFacts } from '../../scripts/facts/kubernetes';
import { faultsOf, INDEX, schemaOf, SCHEMAS, validatorOf } from './faults';

describe('the index', () => {
  test('has every file in the folder, and no other', () => {
    const files = Object.values(INDEX).map(({ file }) => file);
    expect([...files, 'index.json'].sort()).toEqual(readdirSync(SCHEMAS).sort());
  });

  test.each(Object.keys(INDEX))('%s leads to the schema of that kind', (key) => {
    const { properties } = schemaOf(key);
    expect(`${properties.apiVersion.const}/${properties.kind.const}`).toBe(key);
  });

  test('has every kind of the facts, with its scope', () => {
    const native = Object.entries(readKubernetesFacts().kinds).map(([key, { scope }]) => [key, scope]);
    const custom = readCrds().map(({ crd: { spec } }) => [
      `${spec.group}/${spec.versions[0]?.name ?? ''}/${spec.names.kind}`,
      spec.scope,
    ]);
    const client = [
      ['kustomize.config.k8s.io/v1alpha1/Component', 'Client'],
      ['kustomize.config.k8s.io/v1beta1/Kustomization', 'Client'],
    ];
    expect(Object.fromEntries(Object.entries(INDEX).map(([key, { scope }]) => [key, scope]))).toEqual(
      Object.fromEntries([...native, ...custom, ...client]),
    );
  });

  test('says where a schema is from', () => {
    expect(INDEX['tekton.dev/v1/Task']).toEqual({
      file: 'tekton.dev_v1_Task.json',
      scope: 'Namespaced',
      from: 'Tekton Pipelines v1.15.0',
    });
    expect(INDEX['v1/Namespace']).toEqual({
      file: 'core_v1_Namespace.json',
      scope: 'Cluster',
      from: 'Kubernetes v1.34.1',
    });
  });
});

describe('the schemas', () => {
  test('are small enough to ship', () => {
    const bytes = readdirSync(SCHEMAS).reduce((sum, file) => sum + statSync(join(SCHEMAS, file)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });

  test('are valid draft-07 and compile', () => {
    for (const key of Object.keys(INDEX)) expect(() => validatorOf(key)).not.toThrow();
  }, 120_000);

  test.each(Object.keys(INDEX).filter((key) => INDEX[key]?.scope !== 'Client'))('%s needs metadata', (key) => {
    const { apiVersion, kind } = schemaOf(key).properties;
    const faults = faultsOf({ apiVersion: apiVersion.const, kind: kind.const });
    expect(faults).toContain("must have required property 'metadata'");
  });
});

