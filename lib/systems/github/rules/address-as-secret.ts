import { problem, type Rule } from '../../../audit';
import { fieldsOf } from '../reading/field';
import { fieldTexts } from '../reading/field-texts';
import { pathsIn } from '../reading/references';
import { AWS, workflow } from './examples';
import { eachWorkflow } from './places';

const login = (role: string): string =>
  `- uses: ${AWS}\n  with: { role-to-assume: '${role}', aws-region: eu-west-1 }\n`;
const permissions = '{ contents: read, id-token: write }';

export const addressAsSecret: Rule = {
  id: 'GHA070',
  severity: 'warning',
  title: 'the name of a role, an account or a region is kept as a secret',
  why: 'it opens nothing, and GitHub blanks every output and log line that holds it: a registry address does not reach the next job',
  repair: 'write it into the workflow, or keep it as a variable',
  reference: 'https://github.com/aws-actions/amazon-ecr-login/issues/400',
  good: workflow({ permissions, steps: login('${{ vars.AWS_ROLE_ARN }}') }),
  bad: workflow({ permissions, steps: login('${{ secrets.AWS_ROLE_ARN }}') }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const declared = Object.keys(fieldsOf(file.on.tryFind('workflow_call')?.fields['secrets'])).filter((name) =>
        NAMES.test(name),
      );
      const read = fieldTexts(file).flatMap(({ path, text, pieces }) =>
        pieces.flatMap((piece) =>
          (piece.expression ? pathsIn(piece.expression) : []).flatMap(([context, name = '']) =>
            context === 'secrets' && NAMES.test(name) ? [{ name, place: file.place.within(path, text, piece.at) }] : [],
          ),
        ),
      );
      const all = [
        ...declared.map((name) => ({ name, place: file.place.at(`on.workflow_call.secrets.${name}`) })),
        ...read,
      ];
      const first = all.filter(({ name }, i) => all.findIndex((one) => one.name === name) === i);
      return first.map(({ name, place }) =>
        problem(place, `${name} is a name, not a secret`, 'use a variable (vars) or an input'),
      );
    }),
};

const NAMES =
  /role[-_]?arn$|role[-_]to[-_]assume$|^aws[-_](account|region|role)|account[-_]?(id|number)$|registry[-_](url|host|address)$/i;
