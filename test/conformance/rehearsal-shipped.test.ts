import { documentsOf, replaced } from '../../conformance/rehearsal/engines/shipped';

const TEXT = `# A licence.
apiVersion: v1
kind: Namespace
metadata:
  labels:
    name: not-this
  name: engine
---
apiVersion: apps/v1
kind: Deployment
metadata: # with a remark
  name: "controller"
spec:
  template:
    spec:
      containers:
        - image: ko://example.com/controller
---
# nothing but a remark
`;

describe('shipped manifests', () => {
  test('are told apart by their outer lines, and keep their text', () => {
    const documents = documentsOf(TEXT);
    expect(documents.map(({ group, kind, name }) => ({ group, kind, name }))).toEqual([
      { group: '', kind: 'Namespace', name: 'engine' },
      { group: 'apps', kind: 'Deployment', name: 'controller' },
    ]);
    expect(documents.map(({ text }) => text.trim())).toEqual(
      TEXT.split('---')
        .slice(0, 2)
        .map((text) => text.trim()),
    );
  });

  test('get other images, in every place', () => {
    const [, deployment] = replaced(
      documentsOf(TEXT),
      new Map([['ko://example.com/controller', 'registry/controller:1']]),
    );
    expect(deployment?.text).toContain('- image: registry/controller:1\n');
  });

  test('must say what is replaced', () => {
    const by = new Map([['ko://example.com/webhook', 'registry/webhook:1']]);
    expect(() => replaced(documentsOf(TEXT), by)).toThrow('the shipped manifests do not say ko://example.com/webhook');
  });
});
