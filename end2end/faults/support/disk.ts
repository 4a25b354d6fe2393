import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Only root may mount a disk of its own. */
export const mayMount = process.getuid?.() === 0;

/** A disk of a few megabytes. */
export class SmallDisk {
  constructor(
    readonly folder: string,
    size_mb: number,
  ) {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size_mb}m,mode=755`, 'touchline-faults', folder]);
  }

  /** Leaves no room at all. */
  fill(): void {
    const file = openSync(join(this.folder, 'filler'), 'w');
    try {
      for (const size of [1 << 16, 1 << 12, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  /** Makes room again. */
  free(): void {
    rmSync(join(this.folder, 'filler'), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.folder]);
  }
}
