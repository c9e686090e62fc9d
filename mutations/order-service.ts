import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import * as service from '../apps/order-service';
import * as slipway from '../lib';
import { type Assembly } from '../lib/assembly';
import * as aws from '../lib/systems/aws';

const PROGRAM = join(__dirname, '..', 'apps', 'main.ts');

/** What apps/main.ts renders to. The program is run as it is, with a `Program` that keeps its assembly and writes nothing. */
export function orderService(): Assembly {
  const kept: Assembly[] = [];
  class Kept extends slipway.Program {
    public override synth(): ReturnType<slipway.Program['synth']> {
      const assembly = this.assemble();
      kept.push(assembly);
      return { assembly, report: { findings: [], accepted: [] }, written: [] };
    }
  }
  const modules: Readonly<Record<string, object>> = {
    '../lib': { ...slipway, Program: Kept },
    '../lib/systems/aws': aws,
    './order-service': service,
  };
  const { outputText } = ts.transpileModule(readFileSync(PROGRAM, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const load = (name: string): object => modules[name] ?? missing(name);
  (new Function('require', 'exports', outputText) as (require: typeof load, exports: object) => void)(load, {});
  return kept[0] ?? missing('program.synth()');
}

function missing(what: string): never {
  throw new Error(`apps/main.ts: ${what} is not what mutations/order-service.ts expects`);
}
