import { type Rule, problem } from '../../../audit';
import { imagePatterns } from '../image-patterns';
import { REPOSITORY, imagePolicy, objects } from './examples';

export const patternTakesNeighbours: Rule = {
  id: 'KYV021',
  severity: 'warning',
  title: 'a pattern for one repository also takes its neighbours',
  why: 'the star stands for any text: order-service* also means order-service-admin, whose images another build signs and which are refused from now on; in skipImageReferences it exempts them',
  repair: 'end the pattern with :* and @*, which stand for tags and digests only',
  good: objects(imagePolicy({ matchImageReferences: [{ glob: `${REPOSITORY}:*` }, { glob: `${REPOSITORY}@*` }] })),
  bad: objects(imagePolicy({ matchImageReferences: [{ glob: `${REPOSITORY}*` }] })),
  check: ({ manifests }) =>
    imagePatterns(manifests)
      .filter(({ pattern }) => /[a-z0-9]\*+$/i.test(pattern) && !/[:@][^/]*$/.test(pattern))
      .map(({ policy, pattern, path }) =>
        problem(
          policy,
          `${pattern} also takes ${pattern.replace(/\*+$/, '')}-other`,
          `write ${pattern.replace(/\*+$/, '')}:* and ${pattern.replace(/\*+$/, '')}@*`,
          path,
        ),
      ),
};
