import { PINS } from './pins';
import { Tool } from './tool';

/** Git with a small shell and an ssh client. Its ssh works only for users of the image's passwd file, such as `nobody`. */
export const tool = Tool.pinned(PINS.git, { program: 'git', shell: 'sh', user: 0 });

/** The user `nobody` of the image: the one that is not root and that ssh knows. */
export const NOBODY = 65534;
