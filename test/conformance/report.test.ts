import { brokenInput, counted } from '../../conformance/engine';
import { type Line, report } from '../../conformance/report';

const line = (ruling: Partial<Line>): Line => ({
  engine: 'tekton',
  version: '1.15.0',
  seconds: 1.25,
  judged: '3 objects',
  refusals: [],
  ...ruling,
});

test('a report is a table, then what was refused and skipped, then the counts', () => {
  const lines = [
    line({}),
    line({ judged: '2 runs', refusals: ['dist/a.yaml: missing params\nfor build'] }),
    line({ engine: 'kubernetes', version: '1.34.1', judged: 'nothing', skipped: 'go is not on the PATH' }),
  ];
  expect(report(lines).split('\n')).toEqual([
    'engine      version  judged     verdict  time',
    'tekton      1.15.0   3 objects  passed   1.3 s',
    'tekton      1.15.0   2 runs     FAILED   1.3 s',
    'kubernetes  1.34.1   nothing    SKIPPED  1.3 s',
    '',
    'FAILED tekton, 2 runs:',
    '  dist/a.yaml: missing params',
    '    for build',
    '',
    'SKIPPED kubernetes, nothing: go is not on the PATH',
    '',
    '1 passed, 1 failed, 1 skipped',
  ]);
});

test('a broken input passes only when it is refused for the expected reason', () => {
  expect(brokenInput('twice', 'duplicate', ['line 4: duplicate key'])).toEqual({
    judged: 'broken on purpose: twice',
    refusals: [],
  });
  expect(brokenInput('twice', 'duplicate', ['connection refused'])).toEqual({
    judged: 'broken on purpose: twice',
    refusals: ['expected a refusal with "duplicate", got ["connection refused"]'],
  });
  expect(brokenInput('twice', 'duplicate', []).refusals).toEqual(['expected a refusal with "duplicate", got []']);
});

test('a count that differs is a refusal', () => {
  expect(counted(3, 3)).toEqual([]);
  expect(counted(2, 3)).toEqual(['2 objects judged, 3 synthesized']);
});
