import { problem, type Rule } from '../../../audit';
import { AWS, workflow } from './examples';
import { eachWorkflow } from './places';

const login = (account: string): string =>
  `- uses: ${AWS}\n  with: { role-to-assume: 'arn:aws:iam::${account}:role/push', aws-region: eu-west-1 }\n`;
const permissions = '{ contents: read, id-token: write }';

export const accountMalformed: Rule = {
  id: 'GHA069',
  severity: 'error',
  title: 'the number of an AWS account has not 12 digits',
  why: 'there is no such account: the role cannot be assumed, and the registry has no address',
  repair: 'write all 12 digits, leading zeros too',
  good: workflow({ permissions, steps: login('111122223333') }),
  bad: workflow({ permissions, steps: login('123456789') }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      file.source.content.split('\n').flatMap((line, i) => {
        const account = /arn:aws:iam::(\d+):/.exec(line)?.[1] ?? /(?<![\w.-])(\d+)\.dkr\.ecr\./.exec(line)?.[1];
        if (account === undefined || account.length === 12 || line.trim().startsWith('#')) return [];
        return [
          problem(file.place.whole(i + 1), `the account ${account} has ${account.length} digits`, 'write all 12'),
        ];
      }),
    ),
};
