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
