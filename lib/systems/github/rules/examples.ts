import { type Example } from '../../../audit';

/** What several rules show their mistake at. */
export const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
export const METADATA_ACTION = 'docker/metadata-action@dc802804100637a589fabce1cb79ff13a1411302 # v6.2.0';
export const BUILD_PUSH = 'docker/build-push-action@53b7df96c91f9c12dcc8a07bcb9ccacbed38856a # v7.3.0';
export const TRIVY_ACTION = 'aquasecurity/trivy-action@ed142fd0673e97e23eac54620cfb913e5ce36c25 # v0.36.0';
export const AWS = 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3';
export const ECR = 'aws-actions/amazon-ecr-login@03f1aad4c6c7ffd436567f42f9384779290529bd # v2.1.7';
export const SARIF = 'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2';
export const UPLOAD = 'actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9 # v7.0.2';
export const DOWNLOAD = 'actions/download-artifact@9000827ccba6bdab643e8b6fd33ac0654aef8333 # v8.0.2';
export const IMAGE = 'ghcr.io/acme/order-service';
export const DIGEST = '${{ steps.build.outputs.digest }}';

export interface ExampleWorkflow {
  /** @default a push of main */
  readonly on?: string;
  /** @default contents: read */
  readonly permissions?: string;
  /** Further fields of the workflow, in full lines. */
  readonly top?: string;
  /** Further fields of the job, in full lines. */
  readonly job?: string;
  /** The steps, from their first dash on. */
  readonly steps: string;
}

/** A workflow of one job. */
export function workflow(props: ExampleWorkflow): Example {
  return files(`${head(props.on)}${props.top ?? ''}jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions: ${props.permissions ?? '{ contents: read }'}
${indented(props.job ?? '', 4)}    steps:
${indented(props.steps, 6)}`);
}

/** A workflow of several jobs, given in full lines. */
export function jobs(text: string, on?: string): Example {
  return files(`${head(on)}jobs:\n${indented(text, 2)}`);
}

/** A job that uploads an artifact, `{ name: …, path: … }`, and one with steps of its own that may wait for it. */
export function handedOver(artifact: string, needs: string, steps: string): Example {
  return jobs(`scan:
  runs-on: ubuntu-24.04
  permissions: { contents: read }
  steps:
    - uses: ${UPLOAD}
      with: ${artifact}
show:
  needs: ${needs}
  runs-on: ubuntu-24.04
  permissions: { contents: read }
  steps:
${indented(steps, 4)}`);
}

/** The files of an example: a workflow by itself, or several by path. */
export function files(content: string | Readonly<Record<string, string>>): Example {
  return { files: typeof content === 'string' ? { '.github/workflows/ci.yaml': content } : content };
}

/** One step that runs a script. */
export function script(lines: string, more = ''): string {
  return `- run: |\n${indented(lines, 4)}${indented(more, 2)}`;
}

function head(on = '{ push: { branches: [main] } }'): string {
  return `name: ci\non: ${on}\npermissions: {}\n`;
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by)).replace(/([^\n])$/, '$1\n');
}
