import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const waitForCompletionOnly: Rule = {
  id: 'GHA145',
  severity: 'warning',
  title: 'a Job is waited for that may have failed',
  why: 'a Job that fails never becomes Complete: the step waits until its time is up, and says only that it waited',
  repair: 'wait for Failed too, and end the step when it comes',
  reference: 'https://github.com/kubernetes/kubernetes/issues/95759',
  good: workflow({
    steps: script(
      'kubectl wait job/migrate --for=condition=complete --timeout=300s &\nkubectl wait job/migrate --for=condition=failed --timeout=300s && exit 1 &\nwait -n',
    ),
  }),
  bad: workflow({ steps: script('kubectl wait job/migrate --for=condition=complete --timeout=300s') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) => {
        const waits =
          program === 'kubectl' &&
          args.includes('wait') &&
          /--for[= ]condition=complete/i.test(args.join(' ')) &&
          /(^| )jobs?(\.batch)?[/ ]/.test(args.join(' '));
        if (!waits || /condition=failed/i.test(one.text)) return [];
        return [
          inScript(
            one,
            /kubectl wait/,
            `${one.step.title} waits for completion only: a Job that failed is waited for until the time is up`,
            'wait for condition=failed too',
          ),
        ];
      }),
    ),
};
