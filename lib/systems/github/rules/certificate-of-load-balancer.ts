import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const certificateOfLoadBalancer: Rule = {
  id: 'GHA143',
  severity: 'error',
  title: 'a load balancer is asked by its own name over https',
  why: 'its certificate names the host of the service, never the address that the cloud gave it: curl refuses it, and the check always fails',
  repair: 'ask by the host of the Ingress',
  good: workflow({ steps: script('curl --fail https://api.example.com/healthz') }),
  bad: workflow({
    steps: script(
      `URL=$(kubectl get ingress api -o jsonpath='{.status.loadBalancer.ingress[0].hostname}')\ncurl --fail "https://$URL/healthz"`,
    ),
  }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const name = /(\w+)=["']?\$\((?:[^)\\]|\\\n|\\.)*loadBalancer\.ingress\[0\]\.hostname/.exec(one.text)?.[1];
      if (name === undefined) return [];
      const asks = one.commands.some(
        ({ program, args }) =>
          program === 'curl' &&
          !args.some((word) => /^(-\w*k|--insecure|--resolve|--connect-to)/.test(word)) &&
          args.some((word) => new RegExp(`^https://\\$\\{?${name}\\b`).test(word)),
      );
      return asks
        ? [
            inScript(
              one,
              new RegExp(`https://\\$\\{?${name}`),
              `${one.step.title} asks the load balancer by a name that its certificate does not have`,
              'ask by the host of the Ingress',
            ),
          ]
        : [];
    }),
};
