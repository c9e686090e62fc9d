import { breakProgram, FAULTS } from '../../conformance/rehearsal/play/faults';
import { UNAUDITED } from '../../conformance/rehearsal/play/fault-act';
import { partnersProgram } from '../../conformance/rehearsal/play/partners';
import { type MachineFacts, rehearsalProgram } from '../../conformance/rehearsal/program';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const image = (path: string): string => `registry.rehearsal.internal/${path}@${DIGEST}`;
const TOOLS = ['git', 'go', 'golangciLint', 'buildah', 'syft', 'grype', 'cosign'];

const FACTS: MachineFacts = {
  issuer: 'https://kubernetes.rehearsal.internal',
  registry: 'registry.rehearsal.internal',
  git: 'git.acme.internal',
  tools: Object.fromEntries(TOOLS.map((name) => [name, image(`tools/${name.toLowerCase()}`)])),
  goBuilds: '/usr/local/share/go-builds',
  bases: { builder: image('library/golang'), runtime: image('distroless/static') },
  tuf: { mirror: 'https://tuf.acme.internal', root: JSON.stringify({ signed: { _type: 'root' } }) },
  vulnerabilities: 'https://grype.rehearsal.internal/databases',
};

test('the delivery at its other place is without fault', () => {
  expect(rehearsalProgram(FACTS).audit().findings).toEqual([]);
});

test('the audit finds each fault before a cluster does', () => {
  const found = FAULTS.map((fault) => {
    const program = rehearsalProgram(FACTS);
    breakProgram(program, fault);
    const errors = program.audit().findings.filter(({ severity }) => severity === 'error');
    return [fault.name, [...new Set(errors.map(({ rule }) => rule))]];
  });
  expect(found).toEqual([
    ["the signer's account", ['CUS001']],
    ["the policy's identity", ['CUS001']],
    ["the gate's count", ['ROL004']],
    ["the canary Service's selector", ['KUB009']],
    ["a result's name", ['TKN005']],
    ["the promoter's folder", ['CUS016']],
  ]);
});

test('each fault is played where nobody audits', () => {
  expect([...UNAUDITED.keys()].sort()).toEqual(FAULTS.map(({ name }) => name).sort());
});

test('the place of the partners is without fault, and asks the new version alone before it switches', () => {
  const program = partnersProgram(FACTS);
  const assembly = program.assemble();
  const named = (kind: string): object | undefined =>
    assembly.manifests.all.find(({ object }) => object.kind === kind)?.object;
  expect(program.audit(assembly).findings).toEqual([]);
  expect(named('Rollout')).toMatchObject({
    spec: {
      strategy: {
        blueGreen: {
          activeService: 'order-service-active',
          previewService: 'order-service-preview',
          autoPromotionEnabled: true,
          prePromotionAnalysis: { templates: [{ templateName: 'order-service-smoke-pre-promotion' }] },
        },
      },
    },
  });
  expect(JSON.stringify(named('AnalysisTemplate'))).toContain('"value":"http://order-service-preview:80"');
});

test('a fault needs something to be put into', () => {
  expect(() =>
    breakProgram(rehearsalProgram(FACTS), { ...FAULTS[0], object: 'ghost' } as (typeof FAULTS)[number]),
  ).toThrow(new Error('the program has no TriggerTemplate ghost'));
});
