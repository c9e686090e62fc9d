import { problem, type Problem, type Rule } from '../../../audit';
import { fieldsOf, tryText } from '../reading/field';
import { type WorkflowFile } from '../reading/workflow-file';
import { CHECKOUT, workflow } from './examples';
import { eachWorkflow } from './places';

const GO = `golang:1.26@sha256:${'4d1f'.repeat(16)}`;
const TEST = `- uses: ${CHECKOUT}\n- run: go test ./...\n`;

export const containerImageFloats: Rule = {
  id: 'GHA029',
  severity: 'warning',
  title: 'a job or a service runs an image that is not pinned by digest',
  why: 'the image behind a tag changes, and with it what builds and tests the same commit',
  repair: 'write the digest behind the tag',
  good: workflow({ job: `container: ${GO}`, steps: TEST }),
  bad: workflow({ job: 'container: golang:1.26', steps: TEST }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => [
      ...file.jobs.flatMap((job) => containers(file, job.path, job.fields)),
      ...steps(file),
    ]),
};

function containers(file: WorkflowFile, path: string, fields: Readonly<Record<string, unknown>>): Problem[] {
  const services = Object.entries(fieldsOf(fields['services'])).map(
    ([name, service]) => [`${path}.services.${name}`, service] as const,
  );
  return [[`${path}.container`, fields['container']] as const, ...services].flatMap(([at, value]) => {
    const image = tryText(value) ?? tryText(fieldsOf(value)['image']);
    return judge(file, at, image);
  });
}

function steps(file: WorkflowFile): Problem[] {
  return file.steps.flatMap(({ uses, path }) =>
    uses?.kind === 'image' ? judge(file, `${path}.uses`, uses.image) : [],
  );
}

function judge(file: WorkflowFile, path: string, image: string | undefined): Problem[] {
  if (image === undefined || image === '' || image.includes('@sha256:') || image.includes('${{')) return [];
  return [problem(file.place.at(path), `the image ${image} is not pinned by digest`, `write ${image}@sha256:…`)];
}
