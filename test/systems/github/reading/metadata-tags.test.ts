import { type TagOccasion, appliesOn, tagRulesIn, tagsOn } from '../../../../lib/systems/github/reading/metadata-tags';
import * as fc from '../../../property';

const COMMIT = '860c1904a1ce19322e91ac35af1ab07466440c37';
const BRANCH: TagOccasion = { event: 'branch', name: 'main', commit: COMMIT, isDefaultBranch: true };
const TAG: TagOccasion = { event: 'tag', name: 'v1.2.3', commit: COMMIT };
const REQUEST: TagOccasion = { event: 'pr', name: '2', commit: COMMIT };
const tags = (input: string, occasion: TagOccasion): readonly (string | undefined)[] =>
  tagsOn(tagRulesIn(input), occasion);

/** The examples of the action's own documentation. */
test.each([
  ['type=ref,event=branch', BRANCH, ['main']],
  ['type=ref,event=branch', TAG, []],
  ['type=ref,event=tag', TAG, ['v1.2.3']],
  ['type=ref,event=pr', REQUEST, ['pr-2']],
  ['type=ref,event=branch', { ...BRANCH, name: 'feature/a b' }, ['feature-a-b']],
  ['type=sha', BRANCH, ['sha-860c190']],
  ['type=sha,format=long', BRANCH, [`sha-${COMMIT}`]],
  ['type=sha,prefix=,suffix=-x', BRANCH, ['860c190-x']],
  ['type=raw,value=foo\nbar', BRANCH, ['foo', 'bar']],
  ['type=raw,value=latest,enable=false', BRANCH, []],
  ['type=edge', BRANCH, ['edge']],
  ['type=edge,branch=main', { ...BRANCH, name: 'dev' }, []],
  ['type=schedule', BRANCH, []],
  ['type=semver,pattern={{version}}', BRANCH, []],
  ['type=semver,pattern={{version}}', TAG, [undefined]],
  ['type=sha\ntype=ref,event=branch', BRANCH, ['main', 'sha-860c190']],
  ['type=sha,priority=1100\ntype=ref,event=branch', BRANCH, ['sha-860c190', 'main']],
  ['# a comment\n\ntype=sha', BRANCH, ['sha-860c190']],
])('%j', (input, occasion, expected) => {
  expect(tags(input, occasion)).toEqual(expected);
});

test('keeps the comment of a line apart', () => {
  expect(tagRulesIn('type=sha,format=short # the commit')).toEqual([
    {
      line: 'type=sha,format=short # the commit',
      type: 'sha',
      attributes: { type: 'sha', format: 'short' },
      comment: 'the commit',
    },
  ]);
});

test('the first tag has the highest priority, ties keep their order, and only rules that apply make one', () => {
  const rule = fc
    .tuple(
      fc.constantFrom('sha', 'ref,event=branch', 'ref,event=tag', 'raw,value=x'),
      fc.option(fc.integer({ min: 0, max: 2000 })),
    )
    .map(([type, priority]) => `type=${type}${priority === null ? '' : `,priority=${priority}`}`);
  fc.assert(
    fc.property(fc.array(rule), (lines) => {
      const rules = tagRulesIn(lines.join('\n'));
      const made = tagsOn(rules, BRANCH);
      expect(made).toHaveLength(rules.filter((one) => appliesOn(one, BRANCH)).length);
      expect(tagsOn([...rules], BRANCH)).toEqual(made);
      const raised = tagRulesIn([...lines, 'type=raw,value=top,priority=3000'].join('\n'));
      expect(tagsOn(raised, BRANCH)).toEqual(['top', ...made]);
    }),
  );
});
