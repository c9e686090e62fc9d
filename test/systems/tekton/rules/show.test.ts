import { readFileSync, writeFileSync } from 'node:fs';
import { allFindings, findings } from './findings';
import { tektonRules } from '../../../../lib/systems/tekton/rules';
test('show', () => {
  writeFileSync('/tmp/seeds.txt', ['build-pipeline','go-service-ci'].flatMap(f => ['## '+f, ...allFindings(readFileSync(`test/seeds/${f}.yaml`,'utf8'))]).join('\n'));
  writeFileSync('/tmp/bad.json', JSON.stringify(Object.fromEntries(tektonRules.map(({ id, bad }) => [id, findings(id, bad)])), null, 1));
});
