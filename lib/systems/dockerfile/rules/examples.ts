import { type Example } from '../../../audit';

/** A repository whose Dockerfile has these lines. */
export function dockerfile(...lines: readonly string[]): Example {
  return { files: { Dockerfile: `${lines.join('\n')}\n` } };
}

/** The same beside the Deployment of its image, whose container has these fields. */
export function deployed(container: string, ...lines: readonly string[]): Example {
  return {
    ...dockerfile(...lines),
    manifests: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers: [{ name: api, image: 'ghcr.io/acme/example:v2', ${container} }]
`,
  };
}

export const DIGEST = `sha256:${'1c2c046b'.repeat(8)}`;
export const STATIC = `FROM gcr.io/distroless/static-debian13:nonroot@${DIGEST}`;
export const GO = `FROM golang:1.26@${DIGEST} AS build`;
