import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Output } from '../../conformance/output';
import { newFolder } from '../folder';

const root = newFolder();

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('says how to get an output that is not there', () => {
  expect(() => Output.read(root)).toThrow(`${join(root, 'dist')} is not there: run npm run synth first`);
});

test('keeps the text of each document and leaves kustomize files to kustomize', () => {
  write(
    'dist/ci/a.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: y # kept\n---\n# nothing\n---\napiVersion: tekton.dev/v1\nkind: Task\nmetadata:\n  name: t\n',
  );
  write(
    'dist/staging/shop/kustomization.yaml',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
  );
  write('cdktf.out/stacks/registry/cdk.tf.json', '{}');
  write('cdktf.out/stacks/empty/readme', '');

  const output = Output.read(root);
  expect(output.manifests.map(({ file, environment, object }) => [file, environment, object.kind])).toEqual([
    ['dist/ci/a.yaml', 'ci', 'Service'],
    ['dist/ci/a.yaml', 'ci', 'Task'],
  ]);
  expect(output.manifests[0]?.text).toContain('name: y # kept');
  expect(output.manifests[0]?.text).not.toContain('Task');
  expect(output.ofGroups('tekton.dev').map(({ object }) => object.metadata.name)).toEqual(['t']);
  expect(output.environments).toEqual(['ci']);
  expect(output.kustomizations).toEqual(['dist/staging/shop']);
  expect(output.stacks).toEqual([join(root, 'cdktf.out/stacks/registry')]);
});
