import { breakProgram, FAULTS } from '../../conformance/rehearsal/play/faults';
import { type MachineFacts, rehearsalProgram } from '../../conformance/rehearsal/program';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const image = (path: string): string => `registry.rehearsal.internal/${path}@${DIGEST}`;
const TOOLS = ['git', 'go', 'golangciLint', 'buildah', 'syft', 'grype', 'cosign'];

const FACTS: MachineFacts = {
  issuer: 'https://kubernetes.rehearsal.internal',
  registry: 'registry.rehearsal.internal',
  git: 'git.acme.internal',
  tools: Object.fromEntries(TOOLS.map((name) => [name, image(`tools/${name.toLowerCase()}`)])),
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

test('a fault needs something to be put into', () => {
  expect(() =>
    breakProgram(rehearsalProgram(FACTS), { ...FAULTS[0], object: 'ghost' } as (typeof FAULTS)[number]),
  ).toThrow(new Error('the program has no TriggerTemplate ghost'));
});
