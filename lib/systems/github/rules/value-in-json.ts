import { problem, type Rule } from '../../../audit';
import { isJson, pastedInto } from '../reading/pasted';
import { workflow } from './examples';
import { eachStep } from './places';

const notify = (payload: string): string =>
  `- uses: slackapi/slack-github-action@dcb1066f776dd043e64d0e8ba94ca15cc7e1875d # v4.0.0\n  with:\n    payload: |\n      ${payload}\n`;

export const valueInJson: Rule = {
  id: 'GHA062',
  severity: 'warning',
  title: 'a value is pasted into JSON',
  why: 'a quote in it ends the text: the message is refused, or says what its author wanted',
  repair: 'paste it through toJSON(…), without quotes of its own',
  good: workflow({ steps: notify('{ "text": ${{ toJSON(github.ref_name) }} }') }),
  bad: workflow({ steps: notify('{ "text": "${{ github.ref_name }}" }') }),
  check: (assembly) =>
    eachStep(assembly, (step) =>
      Object.entries(step.with).flatMap(([input, text]) => {
        if (!/^\s*[[{]\s*"/.test(text) || step.uses === undefined) return [];
        const [first] = pastedInto(step, text).filter(
          ({ trust, piece }) => (trust === 'writer' || trust === 'stranger') && !isJson(piece),
        );
        if (!first) return [];
        const place = step.file.place.within(`${step.path}.with.${input}`, text, first.piece.at);
        return [
          problem(
            place,
            `${first.reads} is pasted into the JSON of ${input}`,
            'write ${{ toJSON(…) }} without quotes around it',
          ),
        ];
      }),
    ),
};
