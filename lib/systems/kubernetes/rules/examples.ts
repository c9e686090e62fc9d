/** The Deployment of the examples, whose container has further fields: `, ports: […]`. */
export function deployment(more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2${more} }] }
`;
}

/** A Service before that Deployment, whose container has further fields: `, readinessProbe: { … }`. */
export function servedDeployment(more = ''): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: api }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec:
      containers:
        - { name: api, image: ghcr.io/acme/api:v2, ports: [{ name: http, containerPort: 8080 }]${more} }
`;
}

/** A Job with some fields of its spec, a line each: `backoffLimit: 0`. */
export function reportJob(...fields: readonly string[]): string {
  return `
apiVersion: batch/v1
kind: Job
metadata: { name: report, namespace: shop }
spec:
${fields.map((field) => `  ${field}\n`).join('')}  template: { spec: { restartPolicy: Never, containers: [{ name: report, image: ghcr.io/acme/report:v2 }] } }
`;
}
