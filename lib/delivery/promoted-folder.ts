/** The folder of the GitOps repository that belongs to the promoter of one service in one environment, and to nobody else. */
export function promotedFolder(environment: string, service: string): string {
  return `promoted/${environment}/${service}`;
}
