import { problem, type Rule } from '../../../audit';
import { pastedInto } from '../reading/pasted';
import { script, workflow } from './examples';
import { eachStep } from './places';

export const valueInScript: Rule = {
  id: 'GHA061',
  severity: 'warning',
  title: 'a value is pasted into a shell script',
  why: 'a quote, a space or a $( in it changes the commands; what it may be is decided by a branch name, an input or another job',
  repair: 'hand it over as an environment variable and use that in double quotes',
  reference:
    'https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks',
  good: workflow({
    steps: script('docker push "$IMAGE"', "env: { IMAGE: 'ghcr.io/acme/order-service:${{ github.ref_name }}' }"),
  }),
  bad: workflow({ steps: script('docker push ghcr.io/acme/order-service:${{ github.ref_name }}') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { run } = step;
      const pasted =
        run === undefined ? [] : pastedInto(step, run).filter(({ trust }) => trust === 'writer' || trust === 'secret');
      const [first] = pasted;
      if (run === undefined || !first) return [];
      const names = [...new Set(pasted.map(({ reads }) => reads))];
      return [
        problem(
          step.file.place.within(`${step.path}.run`, run, first.piece.at),
          `${step.title} pastes ${names.join(', ')} into its script`,
          'hand it over in env and use "$NAME"',
        ),
      ];
    }),
};
