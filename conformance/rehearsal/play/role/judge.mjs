// Asks a simulator of AWS IAM, which knows nothing of slipway, whether a role's trust policy lets tokens in. Reads
// { trust, role, provider, tokens } from standard input, where each token is its condition keys; prints an array of answers.
import { readFileSync } from 'node:fs';
import { loadPolicy } from '@cloud-copilot/iam-policy';
// The front door of the simulator leaves out the keys "aud" and "sub" of GitHub, which its list of keys does not have.
import { authorize } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js';
import { AwsRequestImpl } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/request/request.js';
import { RequestContextImpl } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/requestContext.js';
import { DiscoveryContextKeyConstraints } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js';

const { trust, role, provider, tokens } = JSON.parse(readFileSync(0, 'utf8'));
const [, , , , accountId] = role.split(':');
const action = 'sts:AssumeRoleWithWebIdentity';

const answers = tokens.map((token) => {
  const answer = authorize({
    request: new AwsRequestImpl(provider, { resource: role, accountId }, action, new RequestContextImpl(token)),
    sessionPolicy: undefined,
    identityPolicies: [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: loadPolicy(trust, { name: 'trust' }),
    permissionBoundaries: undefined,
    vpcEndpointPolicies: undefined,
    simulationParameters: {
      simulationMode: 'Strict',
      discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
    },
    serviceSettings: { s3: {} },
  });
  return { result: answer.result, unmet: unmetOf(answer) };
});
process.stdout.write(JSON.stringify(answers));

/** For each statement that does not match, the keys that keep it from that. */
function unmetOf({ resourceAnalysis }) {
  return resourceAnalysis.unmatchedStatements.map(({ explain }) =>
    (explain.conditions ?? []).filter(({ matches }) => !matches).map(({ conditionKeyValue }) => conditionKeyValue),
  );
}
