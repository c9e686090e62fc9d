import { type Rule } from '../../../audit';
import { buildsImage } from '../reading/action-facts';
import { BUILD_PUSH, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const build = (context: string, scope: string): string =>
  `- uses: ${BUILD_PUSH}\n  with: { context: ${context}, tags: '${context}:test', cache-to: 'type=gha,mode=max${scope}' }\n`;

export const cacheShared: Rule = {
  id: 'GHA150',
  severity: 'advice',
  title: 'several images share one cache of builds',
  why: 'type=gha has one place for each scope: the second image throws out what the first has written, and neither gets faster',
  repair: 'give each a scope: type=gha,scope=<service>',
  reference: 'https://docs.docker.com/build/cache/backends/gha/#scope',
  good: workflow({ steps: `${build('a', ',scope=a')}${build('b', ',scope=b')}` }),
  bad: workflow({ steps: `${build('a', '')}${build('b', '')}` }),
  check: (assembly) =>
    eachWorkflow(assembly, ({ steps }) => {
      const bare = steps.filter(
        (step) => buildsImage(step) && /^type=gha(,mode=\w+)?$/.test((step.with['cache-to'] ?? '').trim()),
      );
      const files = new Set(
        bare.map(({ with: given }) => `${given['context'] ?? ''} ${given['file'] ?? ''} ${given['target'] ?? ''}`),
      );
      return files.size < 2
        ? []
        : bare
            .slice(1)
            .map((step) =>
              atStep(
                step,
                'with.cache-to',
                `${step.title} throws out the cache of ${bare[0]?.title ?? ''}`,
                'give each a scope',
              ),
            );
    }),
};
