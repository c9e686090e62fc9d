import { type Rule } from '../../../audit';
import { type ScriptCommand } from '../reading/step-script';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const RELEASES = 'https://github.com/argoproj/argo-cd/releases';

export const downloadUnpinned: Rule = {
  id: 'GHA030',
  severity: 'warning',
  title: 'a program is downloaded and run without knowing which',
  why: 'it is another program tomorrow, and nobody would see that it was replaced: it runs with what the job may do',
  repair: 'download one version, and check its SHA-256 before it runs',
  good: workflow({
    steps: script(
      `curl -fsSL -o argocd ${RELEASES}/download/v3.2.0/argocd-linux-amd64\necho "$SHA256  argocd" | sha256sum --check`,
    ),
  }),
  bad: workflow({
    steps: script(`curl -fsSL -o argocd ${RELEASES}/latest/download/argocd-linux-amd64\nchmod +x argocd`),
  }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      if (/sha(256|512)sum|cosign verify-blob|gpg --verify|shasum/.test(one.text)) return [];
      return one.commands.flatMap((command, i) => {
        const address = addressOf(command);
        if (address === undefined) return [];
        const next = one.commands[i + 1];
        const isRun = command.then === '|' && next !== undefined && /^(ba|z|da)?sh$/.test(next.program);
        if (!isRun && !/\/(latest|main|master|nightly)\//.test(address)) return [];
        const what = isRun
          ? `what ${address} answers is run as a script`
          : `${address} is another file after each release`;
        return [inScript(one, address, what, 'download one version and check its SHA-256')];
      });
    }),
};

function addressOf({ program, args }: ScriptCommand): string | undefined {
  if (program !== 'curl' && program !== 'wget') return undefined;
  const address = args.find((word) => /^https?:\/\//.test(word));
  return address === undefined || !isProgram(address) ? undefined : address;
}

/** Answers of an API and plain data are not run. */
function isProgram(address: string): boolean {
  return !/\/\/api\.|\.(json|ya?ml|txt|md|csv|xml)(\?|$)/.test(address);
}
