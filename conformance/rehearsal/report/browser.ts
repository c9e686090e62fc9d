import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { type Finished, run } from '../../command';
import { debianRoot } from '../images/debian-root';

/** Debian's Chromium without a screen, with the one family of fonts that its libraries bring. */
const PACKAGES = ['chromium-headless-shell'];

/** The pixels of the window: a laptop's width, and as high as a picture in a page may be. */
const WINDOW = '1100,1500';

/** Lays a folder of the rehearsal over the browser's root, so that nothing of the cache is written, and goes into it. */
const ENTER = `
set -e
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
mkdir -p "$2/root/proc" "$2/root/dev"
mount -t proc proc "$2/root/proc"
mount --rbind /dev "$2/root/dev"
root="$2/root"
shift 2
exec chroot "$root" "$@"`;

/** A real browser in namespaces of its own, without a network. */
export class Browser {
  /** Unpacks the browser once. Throws `Absent` where it cannot be had. */
  public static async once(): Promise<Browser> {
    return new Browser(await debianRoot('browser', PACKAGES));
  }

  private constructor(private readonly root: string) {}

  /** The document that a page has become when it is loaded and its scripts have run; throws with what its console says. */
  public async documentOf(page: string): Promise<string> {
    return this.show(page, ['--dump-dom'], ({ stdout }) => stdout);
  }

  /** A picture of the top of a page, as PNG. */
  public async pictureOf(page: string): Promise<Buffer> {
    return this.show(page, ['--screenshot=/picture.png'], (_, files) => readFileSync(join(files, 'picture.png')));
  }

  private async show<T>(
    page: string,
    command: readonly string[],
    read: (finished: Finished, files: string) => T,
  ): Promise<T> {
    mkdirSync(cacheFolder(), { recursive: true });
    const folder = mkdtempSync(join(cacheFolder(), 'browser-'));
    try {
      for (const name of ['upper', 'work', 'root']) mkdirSync(join(folder, name));
      const files = join(folder, 'upper');
      writeFileSync(join(files, 'page.html'), page);
      const browser = ['sh', '-c', ENTER, 'sh', this.root, folder, ...CHROMIUM, ...command, 'file:///page.html'];
      const finished = await run('unshare', [...NAMESPACES, ...browser], { timeout: 120 });
      const { code, stderr } = finished;
      if (code !== 0) throw new Error(`the browser: exit ${String(code)}\n${stderr.trim()}`);
      const said = stderr.split('\n').filter((line) => line.includes(':CONSOLE'));
      if (said.length > 0) throw new Error(`the browser's console:\n${said.join('\n')}`);
      return read(finished, files);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const NAMESPACES = ['--net', '--mount', '--pid', '--ipc', '--fork', '--kill-child', '--propagation', 'private'];

/** Its own sandbox wants a user that is not root; the namespaces stand in its place. */
const CHROMIUM = [
  ...['/usr/lib/chromium/chromium-headless-shell', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  ...['--enable-logging=stderr', '--hide-scrollbars', `--window-size=${WINDOW}`, '--user-data-dir=/tmp/browser'],
];
