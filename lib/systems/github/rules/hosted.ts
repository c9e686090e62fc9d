import { usesAction } from '../reading/action-facts';
import { type JobInFile, type StepInFile } from '../reading/workflow-file';

/** Whether a job runs on a fresh Linux machine of GitHub, whose programs are known. */
export function isHosted({ runsOn, fields }: JobInFile): boolean {
  const isLinux = runsOn.length > 0 && runsOn.every((label) => /^ubuntu-(latest|\d\d\.\d\d)(-arm)?$/.test(label));
  return isLinux && fields['container'] === undefined;
}

/** Whether a step of an action is known to bring neither a program nor a login. */
export function isSetUp(step: StepInFile): boolean {
  return usesAction(step, ...SET_UPS);
}

const SET_UPS = [
  'actions/checkout',
  'actions/cache',
  'actions/upload-artifact',
  'actions/download-artifact',
  'aws-actions/configure-aws-credentials',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
  'docker/metadata-action',
  'docker/build-push-action',
  'sigstore/cosign-installer',
  'aquasecurity/trivy-action',
];
