import { join, sep } from 'node:path';
import { builtOnce } from '../cache';
import { run } from '../command';
import { type Judge } from './judge';
import { placeOf } from './workflow-files';

export const ACTIONLINT = '1.7.12';

/** actionlint, one checkout at a time, so that it finds the workflows that are called; the scripts are read elsewhere. */
export const actionlint: Judge = {
  name: 'actionlint',
  async judge(workflows, folder) {
    const built = await builtOnce(`actionlint-${ACTIONLINT}`, {
      module: join(__dirname, 'actionlint'),
      programs: { actionlint: 'github.com/rhysd/actionlint/cmd/actionlint' },
    });
    const checkouts = [...new Set(workflows.map(({ set, repository }) => join(set, repository)))];
    const said = await Promise.all(
      checkouts.map(async (checkout) => {
        const paths = workflows
          .filter((one) => join(one.set, one.repository) === checkout)
          .map((one) => placeOf(one).slice(checkout.length + 1));
        const args = ['-verbose', '-no-color', '-shellcheck=', '-pyflakes=', '-format', '{{json .}}', ...paths];
        const { code, stdout, stderr } = await run(join(built, 'actionlint'), args, { cwd: join(folder, checkout) });
        if (code > 1) throw new Error(`actionlint: exit ${code}: ${stderr}`);
        const findings = JSON.parse(stdout) as readonly Problem[];
        return {
          judged: stderr.match(/^verbose: Found total \d+ errors/gm)?.length ?? 0,
          findings: findings.map(({ filepath, line, kind, message }) => ({
            at: `${[checkout, filepath].join(sep)}:${line}`,
            message: `${kind}: ${message}`,
          })),
        };
      }),
    );
    return {
      judged: said.reduce((sum, one) => sum + one.judged, 0),
      findings: said.flatMap(({ findings }) => findings),
    };
  },
};

interface Problem {
  readonly filepath: string;
  readonly line: number;
  readonly kind: string;
  readonly message: string;
}
