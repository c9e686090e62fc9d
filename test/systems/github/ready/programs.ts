import { Program } from '../../../../lib/program';
import { scenes } from './scenes';

/** Programs whose workflows every checker is shown. */
export const workflowPrograms: Readonly<Record<string, () => Program>> = Object.fromEntries(
  Object.entries(scenes).map(([name, make]) => [name, () => programOf(make)]),
);

function programOf(make: (files: Program['files']) => void): Program {
  const program = new Program();
  make(program.files);
  return program;
}
