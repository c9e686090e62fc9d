import { type Fault } from '../fault';
import { NO_IMAGE_BY_TAG, NO_ONLY } from '../refusals';

const PIPELINE = '.gitlab-ci.yml';

export const gitlabFaults: readonly Fault[] = [
  {
    fault: 'steps are written in the syntax of GitHub',
    of: ['ci 42'],
    rule: 'GLC001',
    at: '.gitlab/assume-role.yml:1 pipeline',
  },
  {
    fault: 'CI_JOB_JWT_V2 is gone since GitLab 17',
    of: ['ci 43', 'trust 23'],
    rule: 'GLC003',
    at: '.gitlab/assume-role.yml:4 pipeline [0].run',
  },
  {
    fault: 'the path of the image is not that of the project',
    of: ['ci 44'],
    rule: 'GLC004',
    at: `${PIPELINE}:24 job build script[2]`,
  },
  {
    fault: 'dind has no TLS variables',
    of: ['ci 45'],
    rule: 'GLC005',
    at: `${PIPELINE}:18 job build services[0]`,
  },
  { fault: 'dind is privileged', of: ['ci 45'], rule: 'GLC006', at: `${PIPELINE}:18 job build services[0]` },
  {
    fault: 'Docker 24 gets no fixes any more',
    of: ['ci 45'],
    rule: 'GLC030',
    at: `${PIPELINE}:18 job build services[0]`,
  },
  {
    fault: 'only: instead of rules: runs pipelines twice',
    of: ['ci 46'],
    refusal: NO_ONLY,
    rule: 'GLC007',
    at: `${PIPELINE}:25 job build only`,
  },
  { fault: 'no scan', of: ['ci 47'], rule: 'GLC019', at: `${PIPELINE}:24 job build script[2]` },
  { fault: 'no signature', of: ['ci 47'], rule: 'GLC020', at: `${PIPELINE}:24 job build script[2]` },
  { fault: 'no resource_group', of: ['ci 47'], rule: 'GLC021', at: `${PIPELINE}:28 job deploy` },
  { fault: 'not interruptible', of: ['ci 47'], rule: 'GLC022', at: `${PIPELINE}:1 pipeline` },
  {
    fault: 'images by tag',
    of: ['ci 47'],
    refusal: NO_IMAGE_BY_TAG,
    rule: 'GLC009',
    at: `${PIPELINE}:16 job build image`,
  },
  {
    fault: 'a token in a clone address',
    of: ['ci 27', 'ci 47'],
    rule: 'GLC011',
    at: `${PIPELINE}:34 job deploy script[0]`,
  },
  { fault: 'kustomize is not in alpine', of: ['ci 34'], rule: 'GLC027', at: `${PIPELINE}:36 job deploy script[2]` },
  { fault: 'a password on the command line', of: ['ci 31'], rule: 'GLC010', at: `${PIPELINE}:22 job build script[0]` },
];
