export { Dockerfile, type DockerfileProps, NON_ROOT } from './dockerfile';
export { GoDockerfile, type GoDockerfileProps } from './go-dockerfile';
export { type CopyProps, Instruction, type RunProps } from './instruction';
export { JavaDockerfile, type JavaDockerfileProps } from './java-dockerfile';
export { type CacheProps, Mount, type SecretProps } from './mount';
export { type NodeBuild, NodeDockerfile, type NodeDockerfileProps } from './node-dockerfile';
export { PythonDockerfile, type PythonDockerfileProps } from './python-dockerfile';
export { type ServiceImageProps } from './service-image';
export { Stage, type StageProps } from './stage';
