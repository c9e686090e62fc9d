import { type Assembly } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { allContainers, type ContainerInPlace, commandText } from '../container-in-place';
import { handovers } from '../handover';
import { textOf } from '../substitution';
import { once } from '../once';
import { example, oneStep } from './examples';

const params = [{ name: 'IMAGE' }, { name: 'CACHE' }];
const caching = (cache: string): object =>
  oneStep(
    { args: ['--destination=$(params.IMAGE)', '--cache=true', `--cache-repo=${cache}`, '--label=$(params.CACHE)'] },
    { params },
  );

export const cacheRepositoryTagged: Rule = {
  id: 'TKN063',
  severity: 'error',
  title: 'the cache of a build is named after an image with its tag',
  why: 'a name behind a tag is no reference: kaniko warns and goes on, and the cache never works; with a new tag for each commit it could not either',
  repair: 'name a repository without tag, the same for every commit',
  reference: 'https://github.com/GoogleContainerTools/kaniko#--cache-repo',
  good: example(caching('$(params.CACHE)')),
  bad: example(caching('$(params.IMAGE)-cache')),
  check: (assembly) =>
    allContainers(assembly).flatMap((place) => {
      const text = commandText(place.container);
      const [, cache] = /--cache-repo[= \n]["']?([^\s"']+)/.exec(text) ?? [];
      if (cache === undefined) return [];
      const destinations = [...text.matchAll(/--destination[= \n]["']?([^\s"']+)/g)].map(([, to = '']) => to);
      const built = destinations.find((to) => cache.startsWith(to) && hasTag(assembly, place, to));
      if (built === undefined && !TAGGED.test(cache)) return [];
      const named = built === undefined ? 'with a tag' : `after the image that it pushes, ${built}, which has a tag`;
      return problem(
        place.manifest,
        `${place.title} names the cache "${cache}" ${named}`,
        'name a repository without tag',
        place.path,
      );
    }),
};

const TAGGED = /:[^/]*$/;

/** A param is taken to hold a tag unless every caller gives it a plain repository. */
function hasTag(assembly: Assembly, { task }: ContainerInPlace, destination: string): boolean {
  const [, param] = /^\$\(params\.([\w-]+)\)$/.exec(destination) ?? [];
  if (param === undefined) return TAGGED.test(destination);
  const values =
    givenTo(assembly)
      .get(task?.spec.params ?? [])
      ?.get(param) ?? [];
  return values.length === 0 || values.some((value) => TAGGED.test(value));
}

/** What is given to params, by the declarations of who takes them. */
const givenTo = once((assembly: Assembly): ReadonlyMap<object, ReadonlyMap<string, readonly string[]>> => {
  const values = new Map<object, Map<string, string[]>>();
  for (const { declaredParams, params: given } of handovers(assembly)) {
    const byName = values.get(declaredParams) ?? new Map<string, string[]>();
    values.set(declaredParams, byName);
    for (const { name, value } of given) byName.set(name, [...(byName.get(name) ?? []), textOf(value)]);
  }
  return values;
});
