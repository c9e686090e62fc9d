import { run } from '../command';
import { type Judge } from './judge';
import { pythonProgram } from './python-program';
import { placeOf } from './workflow-files';

export const ZIZMOR = '1.32.0';

/** zizmor at its strictest, without its audits that ask GitHub, and deaf to comments that silence it. */
export const zizmor: Judge = {
  name: 'zizmor',
  async judge(workflows, folder) {
    const program = await pythonProgram('zizmor', 'zizmor', ZIZMOR);
    const strict = ['--offline', '--pedantic', '--no-config', '--no-ignores', '--strict-collection'];
    const args = [...strict, '--no-exit-codes', '--verbose', '--color=never', '--format=json-v1', '--'];
    const { code, stdout, stderr } = await run(program, [...args, ...workflows.map(placeOf)], { cwd: folder });
    if (code !== 0) return { judged: 0, findings: [{ at: 'zizmor', message: stderr.trim() }] };
    const findings = JSON.parse(stdout) as readonly Found[];
    return {
      judged: stderr.match(/completed \S+\.ya?ml$/gm)?.length ?? 0,
      findings: findings.map(({ ident, desc, locations }) => {
        const notes = locations.map(({ symbolic }) => symbolic.annotation).join('; ');
        return { at: locations.map(atOf)[0] ?? '', message: `${ident}: ${desc}: ${notes}` };
      }),
    };
  },
};

interface Found {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly Location[];
}
interface Location {
  readonly symbolic: {
    readonly annotation: string;
    readonly key: { readonly Local: { readonly verbatim_path: string } };
  };
  readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
}

function atOf({ symbolic, concrete }: Location): string {
  return `${symbolic.key.Local.verbatim_path}:${concrete.location.start_point.row + 1}`;
}
