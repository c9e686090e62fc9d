import { findings, rule } from './findings';

const BAD: Readonly<Record<string, readonly string[]>> = {
  TRG001: [
    'EventListener order-service-ci/github spec.triggers[0].bindings[0].ref: the trigger "push" names the TriggerBinding "github-push", which is not there; add a TriggerBinding "github-push"',
  ],
  TRG002: [
    'EventListener order-service-ci/github spec.triggers[0].bindings: no binding of the trigger "push" gives the param "revision" of the template; bind "revision", or give it a default',
  ],
  TRG003: [
    'TriggerBinding order-service-ci/push spec.params[1]: no template takes the param "author"; remove it, or declare it in the template',
  ],
  TRG004: [
    'TriggerTemplate order-service-ci/delivery spec.params: nothing reads the param "revision"; read it, or remove it',
    'TriggerTemplate order-service-ci/delivery spec.resourcetemplates: $(tt.params.commit) is read, and not declared; declare the param "commit"',
  ],
  TRG005: [
    'TriggerBinding order-service-ci/push spec.params[0].value: $(bdy.head_commit.id) begins with "bdy", which no event has; did you mean "body"?',
  ],
  TRG006: [
    'TriggerBinding order-service-ci/push spec.params[0].value: $(body.head_commit.sha) reads "sha", which a push does not have; read one of id, tree_id, distinct, message, timestamp, url, added, removed, modified, author, committer',
  ],
  TRG007: [
    'EventListener order-service-ci/github spec.triggers[0].interceptors: the trigger "push" lets the deletion of a branch pass, and then $(body.head_commit.id) reads from null; add && !body.deleted to its filter',
  ],
  TRG008: [
    'EventListener order-service-ci/github spec.triggers[0].interceptors[1].params: the expression "body.ref === (\'refs/heads/main\'" cannot be read: a "(" is not closed; correct it',
  ],
  TRG009: [
    'EventListener order-service-ci/github spec.triggers[0].interceptors: the trigger "push" takes pushes to every branch and tag; add a cel filter: body.ref == \'refs/heads/main\'',
  ],
  TRG010: [
    'EventListener order-service-ci/github spec.triggers[0].interceptors: the trigger "push" checks no signature; give its github interceptor a secretRef',
  ],
  TRG011: [
    'EventListener order-service-ci/github spec.triggers[0].interceptors[2].ref: the trigger "push" names the interceptor "githup", which is not there; did you mean "github"?',
  ],
  TRG012: [
    'EventListener order-service-ci/github spec.triggers[0].interceptors[1].params[0]: the interceptor "cel" reads no param "filters"; did you mean "filter"?',
  ],
  TRG013: [
    'TriggerTemplate order-service-ci/delivery spec.resourcetemplates[0].spec.pipelineRfe: spec.pipelineRfe is not a field of PipelineRun: the API server drops it or refuses the object; did you mean pipelineRef?',
  ],
  TRG014: [
    'EventListener order-service-ci/github spec.triggers[0].bindings: the trigger "push" is given the param "revision" twice; leave one of the bindings',
  ],
  TRG015: [
    'EventListener order-service-ci/github spec.triggers[0].bindings: the task "clone" gets an https address of the repository and an SSH key; bind ssh_url, or give it basic-auth',
  ],
  TRG016: [
    'EventListener order-service-ci/github spec.serviceAccountName: its account "listener" may not list clusterinterceptors (cluster-wide), clustertriggerbindings (cluster-wide), or watch clusterinterceptors (cluster-wide), clustertriggerbindings (cluster-wide); grant that, with a Role or for the cluster',
  ],
  TRG017: [
    'EventListener order-service-ci/github spec.serviceAccountName: nothing here grants its account "listener" anything; bind it to a Role, and to the interceptors of the cluster',
  ],
  TRG018: [
    'ClusterRoleBinding listener roleRef: it gives the listener "github" the role tekton-triggers-eventlistener-clusterroles, which reads every Secret; bind a ClusterRole of your own without Secrets',
  ],
  TRG019: [
    'EventListener order-service-ci/github spec.serviceAccountName: its account "listener" mounts no token; let the account mount it',
  ],
  TRG070: [
    'TriggerTemplate order-service-ci/delivery spec.resourcetemplates[0].metadata.name: each event makes the PipelineRun "delivery", which is there after the first; write generateName: delivery-',
  ],
};

test.each(Object.entries(BAD))('%s says of its bad example', (id, said) => {
  expect(findings(id, rule(id).bad)).toEqual(said);
});

interface Parts {
  readonly namespace?: string;
  readonly interceptors?: string;
  readonly bindings?: string;
  readonly values?: string;
  readonly params?: string;
  readonly resources?: string;
}

const GITHUB =
  '{ ref: { name: github }, params: [{ name: secretRef, value: { secretName: a, secretKey: b } }, { name: eventTypes, value: [push] }] }';
const cel = (params: object): string =>
  `{ ref: { name: cel }, params: ${JSON.stringify(Object.entries(params).map(([name, value]) => ({ name, value })))} }`;
const MAIN = cel({ filter: "body.ref == 'refs/heads/main' && !body.deleted" });

/** A listener with one trigger, its binding and its template. */
function triggers(parts: Parts = {}): string {
  const { namespace = 'ci', interceptors = `[${GITHUB}, ${MAIN}]`, bindings = '[{ ref: push }]' } = parts;
  const { values = '[{ name: rev, value: "$(body.after)" }]', params = '[{ name: rev }]' } = parts;
  const {
    resources = '[{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { rev: "$(tt.params.rev)" } }]',
  } = parts;
  return `
apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: { name: github, namespace: ci }
spec: { serviceAccountName: listener, triggers: [{ name: push, interceptors: ${interceptors}, bindings: ${bindings}, template: { ref: run } }] }
---
apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerBinding
metadata: { name: push, namespace: ${namespace} }
spec: { params: ${values} }
---
apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: { name: run, namespace: ${namespace} }
spec: { params: ${params}, resourcetemplates: ${resources} }
`;
}

const ALL = Array.from({ length: 15 }, (_, i) => `TRG${String(i + 1).padStart(3, '0')}`);

test('a sound trigger has nothing wrong', () => {
  expect(ALL.flatMap((id) => findings(id, triggers()))).toEqual([]);
});

test('objects of another namespace are missed, and judged all the same', () => {
  const yaml = triggers({ namespace: 'tools', params: '[{ name: rev }, { name: url }]' });
  expect(ALL.flatMap((id) => findings(id, yaml))).toEqual([
    'EventListener ci/github spec.triggers[0].bindings[0].ref: the trigger "push" names the TriggerBinding "push", which is not there: there is one in the namespace tools; put it into the namespace ci too',
    'EventListener ci/github spec.triggers[0].template.ref: the trigger "push" names the TriggerTemplate "run", which is not there: there is one in the namespace tools; put it into the namespace ci too',
    'EventListener ci/github spec.triggers[0].bindings: no binding of the trigger "push" gives the param "url" of the template; bind "url", or give it a default',
    'TriggerTemplate tools/run spec.params: nothing reads the param "url"; read it, or remove it',
  ]);
});

test('TRG002 accepts a default, and a value in place', () => {
  const params = '[{ name: rev }, { name: url, default: a }, { name: who }]';
  const bindings = '[{ ref: push }, { name: who, value: "$(body.pusher.name)" }]';
  expect(findings('TRG002', triggers({ params, bindings }))).toEqual([]);
});

test.each([
  ['$(body.after', '$(body.after is not closed: it arrives as text'],
  ['a-$(boddy.after)', '$(boddy.after) begins with "boddy", which no event has'],
  ['$(context.eventId)', '$(context.eventId) reads what the context does not have'],
])('TRG005 finds %s', (value, message) => {
  const said = findings('TRG005', triggers({ values: `[{ name: rev, value: "${value}" }]` }));
  expect(said.map((line) => line.includes(`: ${message}; `))).toEqual([true]);
});

test.each([
  '$(header.X-GitHub-Event)',
  '$(context.eventID)',
  '$(extensions.short)',
  '${body.after}',
  '$({.body.after})',
  'plain',
  '$(body.commits[0].id)',
])('TRG005 accepts %s', (value) => {
  expect(findings('TRG005', triggers({ values: `[{ name: rev, value: "${value}" }]` }))).toEqual([]);
});

test.each([
  [
    '$(body.repository.clone_ur)',
    '$(body.repository.clone_ur) reads "clone_ur", which a push does not have; did you mean "clone_url"?',
  ],
  [
    '$(extensions.short)',
    '$(extensions.short) reads an extension that no interceptor of the trigger "push" adds; add an overlay with the key "short"',
  ],
])('TRG006 finds %s', (value, said) => {
  expect(findings('TRG006', triggers({ values: `[{ name: rev, value: "${value}" }]` }))).toEqual([
    `TriggerBinding ci/push spec.params[0].value: ${said}`,
  ]);
});

test('TRG006 knows overlays and defaults, and is silent where other events pass', () => {
  const values = '[{ name: rev, value: "$(extensions.short)" }]';
  const overlays = cel({ overlays: [{ key: 'short', expression: 'body.after.truncate(7)' }] });
  expect(findings('TRG006', triggers({ values, interceptors: `[${GITHUB}, ${overlays}]` }))).toEqual([]);
  expect(findings('TRG006', triggers({ values, params: '[{ name: rev, default: main }]' }))).toEqual([]);
  const pull = GITHUB.replace('[push]', '[push, pull_request]');
  const number = '[{ name: rev, value: "$(body.pull_request.number)" }]';
  expect(findings('TRG006', triggers({ values: number, interceptors: `[${pull}, ${MAIN}]` }))).toEqual([]);
});

test('TRG007 is silent where nothing vanishes with the branch', () => {
  const interceptors = `[${GITHUB}, ${cel({ filter: "body.ref.startsWith('refs/heads/')" })}]`;
  expect(findings('TRG007', triggers({ interceptors }))).toHaveLength(1);
  expect(findings('TRG007', triggers({ interceptors, values: '[{ name: rev, value: "$(body.ref)" }]' }))).toEqual([]);
});

test('TRG008 looks at overlays too', () => {
  const overlays = cel({ overlays: [{ key: 'short', expression: 'body.after.truncate(7' }] });
  expect(findings('TRG008', triggers({ interceptors: `[${GITHUB}, ${overlays}]` }))).toEqual([
    'EventListener ci/github spec.triggers[0].interceptors[1].params: the expression "body.after.truncate(7" cannot be read: a "(" is not closed; correct it',
  ]);
});

test.each([
  ['no interceptor', '[]', 1],
  [
    'a filter that compares a secret',
    `[${cel({ filter: "header.canonical('X-Token').compareSecret('token', 'hook')" })}]`,
    0,
  ],
  ['an interceptor of their own', '[{ ref: { name: acme } }]', 0],
  [
    'GitLab with its secret',
    '[{ ref: { name: gitlab }, params: [{ name: secretRef, value: { secretName: a, secretKey: b } }] }]',
    0,
  ],
  ['a secret without key', '[{ ref: { name: github }, params: [{ name: secretRef, value: { secretName: a } }] }]', 1],
])('TRG010 judges a trigger with %s', (_, interceptors, count) => {
  expect(findings('TRG010', triggers({ interceptors }))).toHaveLength(count);
});

test('TRG011 finds interceptors of the assembly', () => {
  const own = `
---
apiVersion: triggers.tekton.dev/v1alpha1
kind: ClusterInterceptor
metadata: { name: acme }
spec: { clientConfig: { url: https://example.com } }
`;
  const yaml = triggers({ interceptors: `[${GITHUB}, { ref: { name: acme } }]` });
  expect(findings('TRG011', yaml + own)).toEqual([]);
  expect(findings('TRG011', yaml)).toHaveLength(1);
});

test('TRG013 wants apiVersion and kind', () => {
  expect(findings('TRG013', triggers({ resources: '[{ kind: PipelineRun }]' }))).toEqual([
    'TriggerTemplate ci/run spec.resourcetemplates[0]: an object of this template has no apiVersion or kind; give it both',
  ]);
});

test('a Trigger of its own has the interceptors of the group that selects it', () => {
  const listener = `
apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: { name: github, namespace: ci }
spec: { triggerGroups: [{ name: all, interceptors: [${GITHUB}, ${MAIN}], triggerSelector: { labelSelector: { matchLabels: { a: b } } } }] }
---`;
  const trigger = `
apiVersion: triggers.tekton.dev/v1beta1
kind: Trigger
metadata: { name: push, namespace: ci, labels: { a: b } }
spec: { bindings: [{ name: rev, value: "$(body.after)" }], template: { spec: { params: [{ name: rev }], resourcetemplates: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { r: "$(tt.params.rev)" } }] } } }
`;
  expect(ALL.flatMap((id) => findings(id, listener + trigger))).toEqual([]);
  expect(ALL.flatMap((id) => findings(id, trigger))).toEqual([
    'Trigger ci/push spec.interceptors: the trigger checks no signature; give its github interceptor a secretRef',
  ]);
});
